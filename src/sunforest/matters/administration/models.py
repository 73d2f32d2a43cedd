"""Which row of reference data a case of administration is about."""

from __future__ import annotations

from django.db import models


class Subject(models.Model):
    """The organ, officer, topic, setting or calendar year that a case of administration changes."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="subject")
    organ = models.OneToOneField("organs.Organ", models.PROTECT, null=True, related_name="+")
    officer = models.OneToOneField("organs.Officer", models.PROTECT, null=True, related_name="+")
    topic = models.OneToOneField("organs.Topic", models.PROTECT, null=True, related_name="+")
    setting = models.OneToOneField("organs.Setting", models.PROTECT, null=True, related_name="+")
    year = models.PositiveIntegerField(null=True, unique=True)

    def __str__(self) -> str:
        return f"subject of case {self.case_id}"
