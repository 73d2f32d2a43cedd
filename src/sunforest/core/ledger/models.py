"""Leaves of the log in the order in which they are sealed, and how far each follower has read (design §3)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Series(models.Model):
    """The counter of one organ's leaves in one year: gapless, so that a hole is visible."""

    name = models.CharField(max_length=40, unique=True)
    counter = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Leaf(models.Model):
    """One entry of the log. ``index`` is given once by the sealer; face and salt go only beside a redaction."""

    index = models.PositiveBigIntegerField(null=True, unique=True)
    series = models.CharField(max_length=40)
    counter = models.PositiveBigIntegerField()
    entry = models.BinaryField()
    case_id = models.BigIntegerField(null=True, db_index=True)
    record_number = models.PositiveIntegerField(null=True)
    process = models.CharField(max_length=40)
    act = models.CharField(max_length=60)
    face = models.TextField(null=True)
    salt = models.BinaryField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "counter"], name="leaf_once_in_its_series"),
            models.UniqueConstraint(fields=["case_id", "record_number"], name="leaf_once_for_a_record"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(index=None), name="leaf_not_yet_sealed"),
            models.Index(fields=["process", "index"]),
        ]

    def __str__(self) -> str:
        return f"{self.series}#{self.counter}"


class Redaction(models.Model):
    """Why the face and salt of a leaf were destroyed; written before they are."""

    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="redaction")
    ground = models.CharField(max_length=40)
    redacted_at = models.DateTimeField()


class LogState(models.Model):
    """The single row of the log: how many leaves have an index (``size``), and how many a signed checkpoint covers.

    ``edge`` holds the complete nodes of the published tree, widest first, 32 bytes each: its compact range.
    ``seen_elsewhere`` is the largest size under our own signature that a witness has shown us: never sign below it.
    ``part`` is added to the names of series after a restored backup, when their last numbers are unknown; it was given
    at ``part_size`` published leaves.
    """

    origin = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    published_size = models.PositiveBigIntegerField(default=0)
    edge = models.BinaryField(default=b"")
    seen_elsewhere = models.PositiveBigIntegerField(default=0)
    part = models.CharField(max_length=16, blank=True)
    part_size = models.PositiveBigIntegerField(null=True)
    sealed_at = models.DateTimeField(null=True)


class Checkpoint(models.Model):
    """One signed statement of the log's size and root. Two of one size cannot be written: that would be a fork."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    signed_at = models.DateTimeField(db_index=True)
    longest_wait_ms = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class Cosignature(models.Model):
    """A witness's signature under a checkpoint, as its line of the note."""

    checkpoint = models.ForeignKey(Checkpoint, models.CASCADE, related_name="cosignatures")
    witness = models.CharField(max_length=200)
    line = models.TextField()
    signed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkpoint", "witness"], name="one_line_a_witness")]


class FollowerPosition(models.Model):
    """How many leaves a follower has read."""

    name = models.CharField(max_length=80, primary_key=True)
    next_index = models.PositiveBigIntegerField(default=0)
