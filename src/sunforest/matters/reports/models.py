"""Annual reports: the working copy that belongs to a case, and the public tables that follow the log."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

ORGAN, COUNTY = "organ", "county"
SCOPES = [(ORGAN, ORGAN), (COUNTY, COUNTY)]


class AnnualReport(models.Model):
    """The report of one organ, or of the county, for one year: written by acts, seen by staff."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="annual_report")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    scope = models.CharField(max_length=6, choices=SCOPES, default=ORGAN)
    year = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)
    chapters = models.JSONField(default=dict)
    entered = models.JSONField(default=dict)
    imported = models.JSONField(default=dict)
    submitted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "scope", "year"], name="annual_report_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.scope} {self.year}"


class PublicReport(models.Model):
    """A report as the public sees it; follows the log."""

    case_number = models.CharField(max_length=32, primary_key=True)
    case_id = models.PositiveBigIntegerField(unique=True)
    organ_code = models.CharField(max_length=15)
    organ_name = models.CharField(max_length=120)
    scope = models.CharField(max_length=6, choices=SCOPES)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    chapters = models.JSONField(default=dict)
    tables = models.JSONField(default=dict)
    carry_over_reason = models.CharField(max_length=500, blank=True)
    late_reason = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    published_on = models.DateField()
    updated_on = models.DateField()
    imported_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    leaf_index = models.PositiveBigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["-year", "organ_code"]),
            models.Index(fields=["scope", "organ_code", "year"]),
        ]

    def __str__(self) -> str:
        return self.case_number

    def get_absolute_url(self) -> str:
        """The address of the report: the organ's code, or "county", and the year."""
        return reverse("reports:report", args=[COUNTY if self.scope == COUNTY else self.organ_code, self.year])

    @property
    def is_late(self) -> bool:
        """True where it was published after its last day (条例 art. 49)."""
        return self.due_on is not None and self.published_on > self.due_on


class PublicReportVersion(models.Model):
    """One published version, so that a correction hides nothing."""

    report = models.ForeignKey(PublicReport, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    chapters = models.JSONField(default=dict)
    tables = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    published_on = models.DateField()
    leaf_index = models.PositiveBigIntegerField(unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_version_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"
