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


class Subscription(models.Model):
    """Somebody who wants to hear by e-mail what a search finds anew; the address is sealed under the field key.

    ``question`` is the search in words of ``core.search.query.Query``, ``page`` its address. ``told_to`` is the size of
    the log up to which the subscriber was told.
    """

    address = models.BinaryField()
    address_index = models.BinaryField(max_length=32)
    question = models.JSONField()
    page = models.TextField()
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    confirmation_sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told_to = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["address_index", "asked_at"]),
            models.Index(fields=["confirmed_at", "told_at"]),
        ]


class PhoneMessage(models.Model):
    """A message to a phone that belongs to no act: a code. Phone and words are sealed; the row goes once it is sent."""

    sealed = models.BinaryField()
    queued_at = models.DateTimeField()
    useful_until = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    free_at = models.DateTimeField()
