"""What an erasure takes: words, files and the party; and what it leaves: every record, every leaf, every number."""

import io

import pytest
from django.core.files.storage import default_storage
from road_occupation.process import RoadOccupation

from cast import assemble, at
from sunforest.core.ledger.models import Leaf, Redaction
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.people import parties
from sunforest.core.people.case_keys import Erased
from sunforest.core.people.models import AccessRecord, Party
from sunforest.core.process import doctor, erasing, erasure_list, records, uploads
from sunforest.core.process.models import ActRecord, Case, Draft
from sunforest.core.process.perform import open_case, perform
from sunforest.pure import grounds

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2025-11-20", "last_day": "2025-11-25", "place": "望林路 3 号门前"}
NOW = at("2025-10-08")


@pytest.fixture
def cast():
    return assemble()


def opened(cast, key):
    record = open_case(
        RoadOccupation,
        RoadOccupation.apply,
        organ=cast.housing,
        party=cast.chen,
        actor=cast.chen_acts,
        data=APPLICATION,
        at=at("2025-09-25"),
        key=key,
    )
    case = Case.objects.get(pk=record.case_id)
    data = {"reason": "占道范围与消防通道重叠"}
    perform(case, RoadOccupation.decline, actor=cast.wang, data=data, at=at("2025-09-26"), seen=1, key=f"{key}-no")
    return Case.objects.get(pk=case.pk)


def erase(case):
    return erasing.erase(case, ground=grounds.PERSONAL_INFORMATION, at=NOW)


def test_no_word_of_the_case_can_be_read_and_every_record_stands(cast):
    case = opened(cast, "k1")
    assert erase(case).faces == 2
    with pytest.raises(Erased):
        _ = records.of(case)[0].content
    assert ActRecord.objects.filter(case=case).count() == 2
    assert not Leaf.objects.filter(case_id=case.pk, face__isnull=False).exists()
    assert not Leaf.objects.filter(case_id=case.pk, salt__isnull=False).exists()


def test_each_muted_leaf_has_a_redaction_with_its_ground_and_a_leaf_of_its_own(cast):
    case = opened(cast, "k1")
    erase(case)
    assert set(Redaction.objects.values_list("ground", flat=True)) == {"personal_information"}
    redactions = list(Leaf.objects.filter(process="ledger", act="redact"))
    assert {leaf.pk for leaf in erasing.muted_by(redactions)} == set(
        Leaf.objects.filter(case_id=case.pk).values_list("pk", flat=True)
    )


def test_queued_notices_and_drafts_of_the_case_are_gone(cast):
    case = opened(cast, "k1")
    Draft.objects.create(
        officer_id=cast.wang.officer_id, case=case, process_key="road_occupation", act="accept", data=b"x", saved_at=NOW
    )
    erase(case)
    assert (QueuedNotice.objects.count(), Draft.objects.count()) == (0, 0)


def test_a_party_without_another_case_is_no_longer_known(cast):
    erase(opened(cast, "k1"))
    assert parties.with_number("330304195403071230") is None


def test_a_party_with_another_case_stays_known(cast):
    first, second = opened(cast, "k1"), opened(cast, "k2")
    erase(first)
    second.refresh_from_db()
    assert parties.read(second.party).name == "陈秀英"
    assert records.of(second)[0].value("place") == APPLICATION["place"]


def test_of_a_party_at_which_staff_looked_only_an_empty_row_stays(cast):
    case = opened(cast, "k1")
    parties.record_look(
        case_id=case.pk,
        party=cast.chen,
        officer_id=cast.wang.officer_id,
        organ_id=cast.housing.pk,
        purpose=AccessRecord.HANDLING,
        at=NOW,
    )
    erase(case)
    left = Party.objects.get(pk=cast.chen.pk)
    assert (parties.read(left).name, left.contact) == ("", None)
    assert parties.with_number("330304195403071230") is None


def test_erasing_twice_is_harmless(cast):
    case = opened(cast, "k1")
    erase(case)
    assert erase(case) == erasing.Erased(faces=0, rows=0, files=0)


def test_an_erased_case_leaves_the_worklist_and_the_doctor_content(cast):
    record = open_case(
        RoadOccupation,
        RoadOccupation.apply,
        organ=cast.housing,
        party=cast.lin,
        actor=cast.lin_acts,
        data=APPLICATION,
        at=at("2025-09-25"),
        key="k9",
    )
    case = Case.objects.get(pk=record.case_id)
    erase(case)
    case.refresh_from_db()
    assert (case.closed_on, case.due_on, case.party) == (NOW.date(), None, None)
    assert [finding.code for finding in doctor.examine(NOW) if finding.code not in ("not_sealed",)] == []


def test_a_file_that_another_case_names_too_stays(cast, monkeypatch):
    case, other = opened(cast, "k1"), opened(cast, "k2")
    mine = uploads.receive(io.BytesIO(b"mine"), name="mine.txt", at=NOW)["digest"]
    shared = uploads.receive(io.BytesIO(b"shared"), name="shared.txt", at=NOW)["digest"]
    named = {case.pk: [mine, shared], other.pk: [shared]}
    monkeypatch.setattr(erasing, "_files_in", lambda deed: iter(named[deed.record.case_id]))
    assert erase(case).files == 1
    assert not default_storage.exists(uploads.path_of(mine))
    assert default_storage.exists(uploads.path_of(shared))


def test_the_list_of_erasures_names_each_once_and_a_broken_line_by_its_number(tmp_path):
    one = erasure_list.Erasure("330304-251124-483920-7", "personal_information", NOW.isoformat())
    path = tmp_path / "erased.log"
    erasure_list.write([one], path)
    erasure_list.write([one], path)
    assert erasure_list.read(path) == [one]
    assert path.stat().st_mode & 0o077 == 0
    path.write_text(path.read_text() + "{half a line")
    with pytest.raises(ValueError, match=r"erased\.log:2"):
        erasure_list.read(path)
