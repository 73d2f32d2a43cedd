"""Notices that wait to be sent, and what became of them. The text is written under the case's own key."""

from __future__ import annotations

from django.db import models


class QueuedNotice(models.Model):
    """One notice to one receiver. A lease lets one worker send it; a crash gives it back."""

    case_id = models.BigIntegerField(db_index=True)
    record_number = models.PositiveIntegerField()
    notice = models.CharField(max_length=40)
    receiver = models.CharField(max_length=12)
    party = models.ForeignKey("people.Party", models.PROTECT, null=True, related_name="notices")
    officer = models.ForeignKey("organs.Officer", models.PROTECT, null=True, related_name="notices")
    queued_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=20, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_id", "record_number", "notice", "receiver", "party", "officer"], name="notice_once"
            ),
        ]
        indexes = [models.Index(fields=["sent_at", "leased_until", "id"])]
