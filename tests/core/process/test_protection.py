"""What the database itself refuses: records and leaves are never changed, deleted or replaced."""

import pytest
from django.db import DatabaseError, connection, models, transaction
from road_occupation.process import RoadOccupation

from cast import Cast, assemble, at
from story import Story
from sunforest import starting
from sunforest.core.ledger import leaves, sealer
from sunforest.core.ledger.models import Leaf, Redaction
from sunforest.core.process import protection
from sunforest.core.process.models import ActRecord

APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路"}
CHANGES = [
    f"UPDATE {protection.RECORDS} SET act = 'decline'",
    f"UPDATE {protection.RECORDS} SET recorded_at = recorded_at",
    f"DELETE FROM {protection.RECORDS}",
    f"DELETE FROM {protection.LEAVES}",
    f"UPDATE {protection.LEAVES} SET act = 'decline'",
    f"UPDATE {protection.LEAVES} SET face = 'another'",
    f"UPDATE {protection.LEAVES} SET face = NULL, salt = NULL",
    f"UPDATE {protection.LEAVES} SET id = id + 1000",
    f'UPDATE {protection.LEAVES} SET "index" = 7, id = id + 1000',
]
ON_SQLITE = [
    f"INSERT OR REPLACE INTO {protection.RECORDS} SELECT * FROM {protection.RECORDS}",
    f"REPLACE INTO {protection.LEAVES} SELECT * FROM {protection.LEAVES}",
    f"UPDATE OR REPLACE {protection.RECORDS} SET number = 1",
]
ON_POSTGRESQL = [
    f"TRUNCATE {protection.RECORDS} CASCADE",
    f"TRUNCATE {protection.LEAVES} CASCADE",
    f"INSERT INTO {protection.RECORDS} SELECT * FROM {protection.RECORDS} ON CONFLICT (id) DO UPDATE SET act = 'decline'",
]


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def told(cast: Cast) -> Story:
    return Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)


def refused(statement: str, *, by: str = "never changed or deleted") -> None:
    with pytest.raises(DatabaseError, match=by), transaction.atomic():
        run(statement)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def settled() -> None:
    """Let PostgreSQL check foreign keys now; it refuses to empty a table with such checks pending, and for that alone."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")


def of_this_engine() -> list[str]:
    return CHANGES + (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)


def everything() -> list[object]:
    return [*ActRecord.objects.order_by("id").values_list(), *Leaf.objects.order_by("id").values_list()]


def test_the_database_refuses_every_way_to_change_or_remove_a_record_or_leaf(told: Story) -> None:
    settled()
    before = everything()
    for statement in of_this_engine():
        refused(statement)
    assert everything() == before


@pytest.mark.parametrize("table", protection.FROZEN)
def test_no_row_that_bears_witness_can_be_deleted(told: Story, cast: Cast, table: str) -> None:
    leaves.redact(Leaf.objects.get(), ground="personal_information", at=at("2026-11-03"))
    from sunforest.core.people import parties
    from sunforest.core.process.models import Case, ClockMove, JustifiedFinding

    case, record = Case.objects.get(), ActRecord.objects.get()
    parties.record_look(
        case_id=case.pk, party=cast.chen, officer_id=cast.wang.officer_id or 0, organ_id=cast.housing.pk,
        purpose="handling", at=at("2026-11-03"),
    )  # fmt: skip
    JustifiedFinding.objects.create(
        record=record, officer_id=cast.wang.officer_id or 0, field="a", type="ID", recorded_at=at("2026-11-03")
    )
    ClockMove.objects.create(
        case=case, deadline="accept_by", was_on="2026-11-09", is_on="2026-11-10", calendar_version="1",
        moved_at=at("2026-11-03"),
    )  # fmt: skip
    refused(f"DELETE FROM {table}")
    refused(f"UPDATE {table} SET id = id + 1")


def test_a_leaf_is_given_its_index_once(told: Story) -> None:
    assert sealer.seal(at("2026-11-02")) == 1
    refused(f'UPDATE {protection.LEAVES} SET "index" = 5')
    refused(f'UPDATE {protection.LEAVES} SET "index" = NULL')


def test_no_leaf_takes_the_index_of_another(told: Story) -> None:
    sealer.seal(at("2026-11-02"))
    told.perform(RoadOccupation.accept, on="2026-11-03")
    replace = " OR REPLACE" if connection.vendor == "sqlite" else ""
    refused(f'UPDATE{replace} {protection.LEAVES} SET "index" = 0 WHERE "index" IS NULL', by="changed|unique")
    assert Leaf.objects.count() == 2


def test_face_and_salt_go_only_beside_a_redaction(told: Story) -> None:
    leaf = Leaf.objects.get()
    Redaction.objects.create(leaf=leaf, ground="personal_information", redacted_at=at("2026-11-03"))
    refused(f"UPDATE {protection.LEAVES} SET face = 'another', salt = NULL")
    Leaf.objects.filter(pk=leaf.pk).update(face=None, salt=None)
    refused(f"UPDATE {protection.LEAVES} SET face = 'back again'")


def test_nothing_starts_where_a_trigger_is_missing(told: Story) -> None:
    missing = f"protect_{protection.RECORDS}_update"
    on = f" ON {protection.RECORDS}" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER {missing}{on}")
    with pytest.raises(protection.Unprotected, match=missing):
        starting.check_before_serving()
    protection.protect(connection)
    protection.check(connection)


def test_a_trigger_that_was_switched_off_counts_as_missing(told: Story) -> None:
    if connection.vendor == "postgresql":
        run(f"ALTER TABLE {protection.LEAVES} DISABLE TRIGGER protect_{protection.LEAVES}_delete")
    else:
        run(f"DROP TRIGGER protect_{protection.LEAVES}_delete")
    with pytest.raises(protection.Unprotected, match=f"protect_{protection.LEAVES}_delete"):
        protection.check(connection)


def test_a_rebuilt_table_is_protected_again_by_the_command_that_migrates(committed_database: str) -> None:
    from django.core.management import call_command

    Story(RoadOccupation, assemble()).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
    connection.close()
    before = ActRecord._meta.get_field("channel")
    longer = models.CharField(max_length=13)
    longer.set_attributes_from_name("channel")
    longer.model = ActRecord
    with connection.schema_editor() as editor:
        editor.alter_field(ActRecord, before, longer)
    if connection.vendor == "sqlite":
        with pytest.raises(protection.Unprotected):
            protection.check(connection)
    call_command("migrate", verbosity=0, interactive=False)
    protection.check(connection)
    for statement in of_this_engine():
        refused(statement)
