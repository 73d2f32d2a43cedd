"""Parties and their secrets (design §4): nothing readable about a person stands in these tables."""

from __future__ import annotations

from django.db import models

from sunforest.pure.words import gettext_noop as _


class Party(models.Model):
    """A citizen, enterprise or organisation: found by a keyed blind index, read with the field key only."""

    PERSON, ENTERPRISE, ORGANISATION = "person", "enterprise", "organisation"
    KINDS = [(PERSON, _("公民")), (ENTERPRISE, _("企业")), (ORGANISATION, _("其他组织"))]

    kind = models.CharField(max_length=12, choices=KINDS)
    blind_index = models.BinaryField(max_length=32, unique=True)
    identity = models.BinaryField()
    phone_index = models.BinaryField(max_length=32, null=True, db_index=True)
    contact = models.BinaryField(null=True)
    known_since = models.DateTimeField()

    def __str__(self) -> str:
        return f"party {self.pk}"


class CaseKey(models.Model):
    """The key under which one case's records are written, itself wrapped. To destroy it is to erase the case."""

    case_id = models.BigIntegerField(primary_key=True)
    wrapped = models.BinaryField()


class AccessRecord(models.Model):
    """One look at a person's data by staff: who, for what purpose, in which case (R7.21)."""

    HANDLING, SUPERVISION, RECONSIDERATION, CORRECTION, AUDIT = (
        "handling",
        "supervision",
        "reconsideration",
        "correction",
        "audit",
    )
    PURPOSES = [
        (HANDLING, _("办理")),
        (SUPERVISION, _("督查")),
        (RECONSIDERATION, _("复议")),
        (CORRECTION, _("更正")),
        (AUDIT, _("审计")),
    ]

    case_id = models.BigIntegerField()
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="looks")
    officer = models.ForeignKey("organs.Officer", models.PROTECT, related_name="looks")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16, choices=PURPOSES)
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "looked_at"]),
            models.Index(fields=["party", "looked_at"]),
            models.Index(fields=["looked_at"]),
        ]


class Attempt(models.Model):
    """One attempt at a proof or a submission, under a keyed digest of who or from where; forgotten after an hour."""

    name = models.BinaryField(max_length=32)
    tried_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["name", "tried_at"])]


class PhoneCode(models.Model):
    """A code that was sent to a phone for one purpose; ``name`` is a keyed digest of both. Forgotten after an hour."""

    name = models.BinaryField(max_length=32, unique=True)
    code = models.BinaryField()
    made_at = models.DateTimeField(db_index=True)
    proven_at = models.DateTimeField(null=True)


class CasePhone(models.Model):
    """The phone that was proved when the case was filed: its notices and its lost code go there (R7.14 b)."""

    case_id = models.BigIntegerField(primary_key=True)
    phone_index = models.BinaryField(max_length=32)
    phone = models.BinaryField()
