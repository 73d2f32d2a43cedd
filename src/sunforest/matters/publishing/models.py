"""Official documents: the working copy that belongs to a case, and the public tables that follow the log."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from sunforest.pure.classification import DisclosureMode

DISCLOSURES = [(mode.name, mode.value) for mode in DisclosureMode]


class Content(models.Model):
    """What a document says and what is said of it: the same columns in the working copy and in public."""

    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    genre = models.CharField(max_length=20, blank=True)
    document_number = models.CharField(max_length=200, blank=True)
    topics = models.JSONField(default=list)
    keywords = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    body = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    article_20_head = models.PositiveSmallIntegerField(null=True)
    joint_organs = models.CharField(max_length=300, blank=True)
    effective_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    formed_on = models.DateField(null=True)

    class Meta:
        abstract = True


class Document(Content):
    """The working copy of one document: written by acts, seen by staff."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="document")
    disclosure = models.CharField(max_length=12, choices=DISCLOSURES, blank=True)
    ground = models.CharField(max_length=40, blank=True)
    gate = models.JSONField(default=dict)
    interpretation = models.JSONField(default=dict)
    interpretation_exempt_reason = models.CharField(max_length=500, blank=True)
    index_number = models.CharField(max_length=40, null=True, unique=True)
    first_published_on = models.DateField(null=True)
    proposal = models.JSONField(default=dict)
    source_key = models.CharField(max_length=400, null=True, unique=True)
    source_digest = models.CharField(max_length=64, blank=True)
    source_row = models.JSONField(null=True)
    issuer = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.title


class IndexSerial(models.Model):
    """The last serial of an organ's index numbers in one year; a number that was given is never given again."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="serial_once_a_year")]


class PublicDocument(Content):
    """A document as the public sees it; follows the log."""

    case_number = models.CharField(max_length=32, primary_key=True)
    case_id = models.BigIntegerField(unique=True)
    organ_code = models.CharField(max_length=15)
    organ_name = models.CharField(max_length=120)
    issuer = models.CharField(max_length=200, blank=True)
    index_number = models.CharField(max_length=60, blank=True, db_index=True)
    published_on = models.DateField(null=True)
    effect = models.CharField(max_length=20, blank=True)
    effect_reason = models.CharField(max_length=500, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawal_reason = models.TextField(blank=True)
    imported_on = models.DateField(null=True)
    days_late = models.PositiveIntegerField(default=0)
    late_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    version_group = models.CharField(max_length=320, db_index=True)
    articles = models.JSONField(default=list)
    source_key = models.CharField(max_length=400, blank=True)
    source_url = models.CharField(max_length=400, blank=True)
    leaf_index = models.PositiveBigIntegerField()
    updated_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["-published_on", "case_number"]),
            models.Index(fields=["-updated_on", "case_number"]),
            models.Index(fields=["days_late", "-published_on"], condition=models.Q(days_late__gt=0), name="late_ones"),
            models.Index(fields=["organ_code", "-published_on"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The address that a document keeps for ever, withdrawn or not."""
        return reverse("publishing:document", args=[self.case_number])


class PublicVersion(models.Model):
    """One published version of a document, so that differences can be shown."""

    document = models.ForeignKey(PublicDocument, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    published_on = models.DateField()
    leaf_index = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_once")]


class Interpretation(models.Model):
    """An interpretation (解读) of a document, published with it or after it (R5.1–R5.8)."""

    document = models.ForeignKey(PublicDocument, models.CASCADE, related_name="interpretations")
    form = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    body = models.TextField()
    interpreter = models.CharField(max_length=120, blank=True)
    published_on = models.DateField()
    leaf_index = models.PositiveBigIntegerField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["-published_on"])]

    def get_absolute_url(self) -> str:
        """The page of the interpretation; the log's number never changes."""
        return reverse("publishing:interpretation", args=[self.leaf_index])


class NotDisclosed(models.Model):
    """A document that is not disclosed, or on request only: organ, attribute, ground and days; never its title."""

    case_number = models.CharField(max_length=32, primary_key=True)
    organ_code = models.CharField(max_length=15)
    organ_name = models.CharField(max_length=120)
    disclosure = models.CharField(max_length=12, choices=DISCLOSURES)
    ground = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField()
    review_on = models.DateField()
    opened_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["opened_on", "ground", "-decided_on"])]


class Correction(models.Model):
    """One line of the feed of corrections: a revision, a change of effect, a withdrawal."""

    document = models.ForeignKey(PublicDocument, models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=12)
    words = models.TextField()
    made_on = models.DateField()
    leaf_index = models.PositiveBigIntegerField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["-leaf_index"])]


class Concern(models.Model):
    """A public concern (政务舆情) while it is handled: seen by staff."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="concern")
    title = models.CharField(max_length=200)
    story = models.TextField()
    detected_at = models.DateTimeField()
    grade = models.CharField(max_length=12, blank=True)
    responded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class OfficialResponse(models.Model):
    """What the responsible organ answered to a public concern (R5.9–R5.12); follows the log."""

    case_number = models.CharField(max_length=32)
    organ_code = models.CharField(max_length=15)
    organ_name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    body = models.TextField()
    grade = models.CharField(max_length=12, blank=True)
    detected_at = models.DateTimeField(null=True)
    responded_on = models.DateField()
    responded_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False)
    leaf_index = models.PositiveBigIntegerField(unique=True)
    documents = models.ManyToManyField(PublicDocument, related_name="responses", blank=True)

    class Meta:
        indexes = [models.Index(fields=["-responded_on"])]

    def get_absolute_url(self) -> str:
        """The page of the response."""
        return reverse("publishing:response", args=[self.pk])
