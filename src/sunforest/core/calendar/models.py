"""Holiday notices as loaded data (R8.5), and the version of the calendar that they make."""

from __future__ import annotations

from django.db import models


class Notice(models.Model):
    """One official holiday notice: the days off and the make-up working days of a year. The newest of a year counts."""

    year = models.PositiveIntegerField()
    notice_number = models.CharField(max_length=60)
    rest_days = models.JSONField()
    work_days = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["year", "loaded_at"])]

    def __str__(self) -> str:
        return f"{self.year} {self.notice_number}"
