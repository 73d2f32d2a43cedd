"""Information requests: what is counted and listed of each. What a person wrote lies sealed in the records alone."""

from __future__ import annotations

from django.db import models
from django.urls import reverse


class InformationRequest(models.Model):
    """One request: days, kinds and codes, nothing readable about a person (design §4)."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="information_request")
    applicant_type = models.CharField(max_length=10)
    way = models.CharField(max_length=12)
    supply = models.CharField(max_length=10)
    arrived_on = models.DateField()
    received_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    result = models.CharField(max_length=4, blank=True)
    withheld = models.JSONField(default=list)
    document_number = models.CharField(max_length=60, blank=True)
    withheld_ground = models.CharField(max_length=40, blank=True)
    original = models.ForeignKey("self", models.PROTECT, null=True, related_name="redone")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    units = models.PositiveSmallIntegerField(default=1)
    is_extended = models.BooleanField(default=False)
    fee_charged = models.PositiveIntegerField(default=0)
    fee_paid = models.PositiveIntegerField(default=0)
    score = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    is_late = models.BooleanField(default=False)
    days_taken = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["received_on", "applicant_type"]),
            models.Index(fields=["answered_on", "result"]),
            models.Index(
                fields=["-answered_on", "case"], condition=models.Q(is_late=True), name="request_answered_late"
            ),
        ]

    def __str__(self) -> str:
        return self.document_number


class IssuedLetter(models.Model):
    """The letter of an answer as it was signed, sealed under the case's key: what was issued never changes again."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="+")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.case_id)


class PublicAnswer(models.Model):
    """An answer that everybody may read, from its sealed face alone: the question without its asker."""

    case_number = models.CharField(max_length=32, unique=True)
    case_id = models.PositiveBigIntegerField(db_index=True)
    organ_code = models.CharField(max_length=40, db_index=True)
    organ_name = models.CharField(max_length=200)
    result = models.CharField(max_length=4)
    document_number = models.CharField(max_length=60)
    question = models.TextField()
    answer = models.TextField()
    reasons = models.TextField(blank=True)
    withheld = models.JSONField(default=list)
    right_organ = models.CharField(max_length=200, blank=True)
    files = models.JSONField(default=list)
    received_on = models.DateField(null=True)
    signed_on = models.DateField()
    delivered_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    is_late = models.BooleanField(default=False)
    days_taken = models.PositiveSmallIntegerField(null=True)
    rectified_on = models.DateField(null=True)
    leaf_index = models.PositiveBigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["-signed_on", "-id"]),
            models.Index(fields=["-signed_on", "case_number"]),
            models.Index(fields=["organ_code", "-signed_on", "-id"]),
            models.Index(fields=["result", "-signed_on", "-id"]),
        ]

    def __str__(self) -> str:
        return self.case_number

    def get_absolute_url(self) -> str:
        """The page of the answer."""
        return reverse("foi:answer", args=[self.case_number])


class SharedQuestion(models.Model):
    """That people asked one organ for the same (R1.33, R1.69): an alert, by public questions alone; an officer decides."""

    answer = models.OneToOneField(PublicAnswer, models.CASCADE, related_name="shared_question")
    others = models.ManyToManyField(PublicAnswer, related_name="+")
    organ_code = models.CharField(max_length=40)
    question = models.TextField()
    times_asked = models.PositiveSmallIntegerField()
    found_on = models.DateField()
    proposed_in = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organ_code", "proposed_in", "-found_on"])]

    def __str__(self) -> str:
        return self.question


class Conversion(models.Model):
    """A suggestion that something be open to all, and what came of it (条例 art. 44)."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="conversion")
    request = models.ForeignKey(InformationRequest, models.PROTECT, null=True, related_name="conversions")
    document = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return str(self.case_id)


class SearchSpared(models.Model):
    """On a day: how often something public was offered before filing, how often it was enough, how often one went on."""

    day = models.DateField(unique=True)
    offered = models.PositiveIntegerField(default=0)
    enough = models.PositiveIntegerField(default=0)
    went_on = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.day.isoformat()


class Redaction(models.Model):
    """Work on one file that is to be given out in part: which places are marked on which grounds, the new file, by whom.

    Marks hold places, never words. Before ``released_at`` the row is a working copy, one for each original of a case.
    """

    case = models.ForeignKey("process.Case", models.PROTECT, related_name="redactions")
    original_digest = models.CharField(max_length=64)
    original_name = models.CharField(max_length=200)
    marks = models.JSONField(null=True)
    new_digest = models.CharField(max_length=64, blank=True)
    new_name = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey("organs.Officer", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "original_digest"],
                condition=models.Q(released_at__isnull=True),
                name="one_working_copy_of_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name
