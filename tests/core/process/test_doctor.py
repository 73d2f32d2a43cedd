"""The doctor finds each fault that is planted, and nothing in a sound installation."""

from datetime import date

import pytest
from django.db import connection
from road_occupation.process import RoadOccupation

from cast import assemble, at
from sunforest.core.ledger import followers, sealer
from sunforest.core.ledger.models import Series
from sunforest.core.process import doctor, protection
from sunforest.core.process.models import Case, Upload
from sunforest.core.process.perform import open_case, perform

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2025-11-20", "last_day": "2025-11-25", "place": "望林路 3 号门前"}
SOON = at("2025-09-26", "10:01")


@pytest.fixture
def case():
    cast = assemble()
    record = open_case(
        RoadOccupation,
        RoadOccupation.apply,
        organ=cast.housing,
        party=cast.chen,
        actor=cast.chen_acts,
        data=APPLICATION,
        at=at("2025-09-25"),
        key="k1",
    )
    opened = Case.objects.get(pk=record.case_id)
    perform(opened, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2025-09-26"), seen=1, key="k2")
    sealer.seal(at("2025-09-26"))
    return Case.objects.get(pk=record.case_id)


def codes(at_moment=SOON):
    return {finding.code for finding in doctor.examine(at_moment)} - {"follower_behind"}


def without_triggers():
    """As a careless administrator would: past our code and past the database's own refusal."""
    with connection.cursor() as cursor:
        for table in (*protection.FROZEN, protection.LEAVES):
            for verb in ("update", "delete", "replace"):
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS protect_{table}_{verb}{on_table}")


def test_nothing_is_found_in_a_sound_installation(case):
    assert codes() == set()


def test_a_state_that_no_declaration_knows(case):
    Case.objects.filter(pk=case.pk).update(state="vanished")
    assert "unknown_state" in codes()


def test_a_version_that_no_declaration_knows(case):
    Case.objects.filter(pk=case.pk).update(process_version=9)
    [finding] = list(doctor.unknown_states())
    assert (finding.about, case.number in finding.words) == ("road_occupation/9/accepted", True)


def test_a_cached_due_day_that_differs(case):
    Case.objects.filter(pk=case.pk).update(due_on=date(2030, 1, 1))
    assert codes() == {"differing_date"}


def test_a_trigger_that_is_missing(case):
    without_triggers()
    assert codes() == {"missing_trigger"}


def test_a_face_that_was_changed_past_the_database(case):
    without_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_leaf SET face = 'another' WHERE counter = 1")
    assert codes() == {"missing_trigger", "changed_face"}


def test_a_record_and_its_leaf_that_were_deleted_past_the_database(case):
    without_triggers()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_leaf WHERE counter = 1")
    assert {"gap_in_log", "gap_in_series", "gap_in_case"} <= codes()


def test_a_series_that_counts_more_than_it_has(case):
    Series.objects.update(counter=5)
    assert codes() == {"gap_in_series"}


def test_an_act_of_silence_that_nobody_carried_out(case):
    Case.objects.filter(pk=case.pk).update(lapses_at=at("2025-09-26"))
    assert codes(at("2025-09-26", "11:00")) == {"differing_date", "overdue_act"}


def test_a_file_that_is_not_in_the_storage(case):
    Upload.objects.create(digest="0" * 64, size=1, media_type="text/plain", received_at=SOON, is_kept=True)
    assert codes() == {"missing_file"}


def test_a_follower_that_is_behind(case, monkeypatch):
    monkeypatch.setattr(followers, "places", lambda: {"slow": 1})
    [finding] = list(doctor.readers_behind(at("2025-09-26", "11:00")))
    assert (finding.code, finding.about) == ("follower_behind", "slow")


def test_leaves_that_nobody_seals(case):
    without_triggers()
    with connection.cursor() as cursor:
        cursor.execute('UPDATE ledger_leaf SET "index" = NULL')
    assert "not_sealed" in {finding.code for finding in doctor.readers_behind(at("2025-09-26", "11:00"))}
