"""The one table of cases and the one table of act records (design §3). ``Case`` has no verbs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from sunforest.core.process import registry
from sunforest.core.process.declaration import Process


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of the one table."""

    def open(self) -> CaseQuerySet:
        """Cases in a state that is not final."""
        return self.filter(closed_on=None)

    def due_before(self, day: date) -> CaseQuerySet:
        """Cases whose next due day lies before ``day`` and whose clock is not suspended."""
        return self.filter(due_on__lt=day, suspended=False)

    def silent_at(self, at: datetime) -> CaseQuerySet:
        """Open cases in which an act by SYSTEM has fallen due."""
        return self.filter(lapses_at__lte=at, closed_on=None)


class Case(models.Model):
    """One case of one process: the only row that says where it is."""

    number = models.CharField(max_length=32, unique=True)
    process_key = models.CharField(max_length=40)
    process_version = models.PositiveSmallIntegerField()
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="cases")
    party = models.ForeignKey("people.Party", models.PROTECT, null=True, related_name="cases")
    handler = models.ForeignKey("organs.Post", models.PROTECT, null=True, related_name="handled")
    state = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    due_deadline = models.CharField(max_length=40, blank=True)
    lapses_at = models.DateTimeField(null=True)
    suspended = models.BooleanField(default=False)
    last_number = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    query_code_index = models.BinaryField(max_length=32, null=True)
    token_index = models.BinaryField(max_length=32, null=True, unique=True)

    objects = CaseQuerySet.as_manager()

    # Not columns: what ``records.lock`` brings along in its one statement, and the records before the act being done.
    wrapped_key: bytes | None = None
    calendar_version: int | None = None
    deeds: tuple[Any, ...] | None = None

    class Meta:
        indexes = [
            models.Index(fields=["organ", "closed_on", "due_on", "id"]),
            models.Index(fields=["handler", "closed_on", "due_on", "id"]),
            models.Index(fields=["party", "-opened_at"]),
            models.Index(fields=["process_key", "state", "-id"]),
            models.Index(fields=["lapses_at"], condition=Q(closed_on=None), name="case_falls_silent"),
            models.Index(fields=["closed_on", "due_on", "id"]),
            models.Index(fields=["-changed_at", "id"]),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The case page of the desk."""
        return reverse("desk:case", args=[self.number])

    @property
    def process(self) -> type[Process]:
        """The declaration under which this case was opened."""
        return registry.process_of(self.process_key, self.process_version)


class ActRecord(models.Model):
    """One deed. It holds nothing readable, and is never changed or deleted: the database itself refuses it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="records")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    officer = models.ForeignKey("organs.Officer", models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey("organs.Post", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)
    channel = models.CharField(max_length=12)
    recorded_at = models.DateTimeField()
    effective_on = models.DateField()
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40)
    ground = models.CharField(max_length=40, blank=True)
    commitment = models.BinaryField(max_length=32)
    data = models.BinaryField()
    key = models.CharField(max_length=64)
    is_late = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="record_once_in_its_case"),
            models.UniqueConstraint(fields=["actor", "key"], name="record_once_for_a_key"),
        ]
        indexes = [
            models.Index(fields=["recorded_at"]),
            models.Index(fields=["is_late", "recorded_at"], condition=Q(is_late=True), name="record_late"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.number} {self.act}"


class JustifiedFinding(models.Model):
    """That a named officer let a finding of personal data stand, and in which field; the reason is in the record."""

    record = models.ForeignKey(ActRecord, models.PROTECT, related_name="justified")
    officer = models.ForeignKey("organs.Officer", models.PROTECT, related_name="+")
    field = models.CharField(max_length=60)
    type = models.CharField(max_length=12)
    recorded_at = models.DateTimeField(db_index=True)


class ClockMove(models.Model):
    """A due day that a later holiday notice moved: old, new and the notice."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    deadline = models.CharField(max_length=40)
    was_on = models.DateField()
    is_on = models.DateField()
    calendar_version = models.CharField(max_length=60)
    moved_at = models.DateTimeField(db_index=True)


class Draft(models.Model):
    """What an officer has typed into a form and not yet done; sealed under the field key."""

    officer = models.ForeignKey("organs.Officer", models.CASCADE, related_name="drafts")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="drafts")
    process_key = models.CharField(max_length=40)
    act = models.CharField(max_length=60)
    data = models.BinaryField()
    seen = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "case", "act"], name="draft_once"),
            models.UniqueConstraint(
                fields=["officer", "process_key", "act"], condition=Q(case=None), name="draft_of_a_new_case_once"
            ),
        ]
        indexes = [models.Index(fields=["officer", "-saved_at"])]


class PartyDraft(models.Model):
    """What a party has typed and not yet filed, for seven days; only the cookie of its browser opens and finds it."""

    name = models.BinaryField(max_length=32, unique=True)
    data = models.BinaryField()
    saved_at = models.DateTimeField(db_index=True)


class Reminder(models.Model):
    """Somebody lost the query code and asked for it; the worker looks whether number and phone fit. Sealed."""

    asked = models.BinaryField()
    asked_at = models.DateTimeField()


class Upload(models.Model):
    """A file that was received, stored under its digest; swept after a day when no record names it."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    received_at = models.DateTimeField(db_index=True)
    is_kept = models.BooleanField(default=False)
