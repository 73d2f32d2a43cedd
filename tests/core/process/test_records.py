"""Records hold nothing readable, are appended only, and refuse a key that belongs to another act."""

import pytest
from django.db import connection, transaction
from road_occupation.process import RoadOccupation

from cast import Cast, assemble, at
from story import Story
from sunforest.core.people import case_keys
from sunforest.core.process import records
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import KeyTaken, open_case, perform

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路三号"}


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def applied(cast: Cast) -> Story:
    return Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)


def accept(case: Case, cast: Cast, key: str, actor: object = None) -> ActRecord:
    actor = actor or cast.wang
    return perform(case, RoadOccupation.accept, actor=actor, data={}, at=at("2026-11-03"), seen=1, key=key)  # type: ignore[arg-type]


def test_a_record_holds_no_readable_content(applied: Story) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM process_actrecord")
        row = cursor.fetchone()
    everything = b" ".join(
        bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in row
    )
    assert "望林路".encode() not in everything
    assert records.of(applied.case)[0].value("place") == "望林路三号"


def test_without_the_cases_key_nothing_can_be_read(applied: Story) -> None:
    case_keys.destroy(applied.case.pk)
    with pytest.raises(case_keys.Erased):
        len(records.of(applied.case)[0].fields)


def test_two_records_of_one_number_are_refused(applied: Story) -> None:
    record = records.of(applied.case)[0].record
    twin = ActRecord(
        **{f.attname: getattr(record, f.attname) for f in ActRecord._meta.fields if f.name not in ("id", "key")}
    )
    twin.key = "another"
    with pytest.raises(KeyTaken), transaction.atomic():
        records.append(twin)


def test_a_key_of_the_same_actor_on_another_case_is_refused(cast: Cast, applied: Story) -> None:
    other = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
    accept(applied.case, cast, "one key")
    with pytest.raises(KeyTaken):
        accept(other.case, cast, "one key")
    assert other.case.records.count() == 1


def test_a_key_of_another_act_or_of_another_actor_on_the_case_is_refused(cast: Cast, applied: Story) -> None:
    accept(applied.case, cast, "one key")
    found = {"inspected_on": "2026-11-03", "findings": "宽三米"}
    with pytest.raises(KeyTaken):
        perform(
            applied.case, RoadOccupation.inspect, actor=cast.li, data=found, at=at("2026-11-03"), seen=2, key="one key"
        )
    assert applied.case.records.count() == 2


def test_an_opening_key_that_was_used_for_another_act_is_refused(cast: Cast, applied: Story) -> None:
    applied.perform(RoadOccupation.ask_to_supplement, on="2026-11-03", until="2026-11-20", missing="平面图")
    perform(
        applied.case, RoadOccupation.supplement, actor=cast.chen_acts, data=APPLICATION, at=at("2026-11-04"), seen=2,
        key="one key",
    )  # fmt: skip
    with pytest.raises(KeyTaken):
        open_case(
            RoadOccupation, RoadOccupation.apply, organ=cast.housing, party=cast.chen, actor=cast.chen_acts,
            data=APPLICATION, at=at("2026-11-04"), key="one key",
        )  # fmt: skip


def test_the_locked_case_brings_its_organ_key_and_calendar(applied: Story, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        locked = records.lock(applied.case)
        assert (locked.organ.code, locked.organ.name) == (applied.organ.code, applied.organ.name)
        assert case_keys.unwrap(locked.pk, locked.wrapped_key)
    assert locked.organ.short_name == "住建局", "what was not brought along is read when it is asked for"


def test_many_cases_are_read_in_two_queries(cast: Cast, applied: Story, django_assert_num_queries: object) -> None:
    other = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
    other.perform(RoadOccupation.accept, on="2026-11-03")
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = records.of_many([applied.case, other.case])
    assert [len(found[story.case.pk]) for story in (applied, other)] == [1, 2]
