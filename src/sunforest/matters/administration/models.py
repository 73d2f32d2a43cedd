"""Which row of reference data a case of administration is about."""

from __future__ import annotations

from django.db import models


class SubjectManager(models.Manager["Subject"]):
    """Brings along the row that a subject is named after, so that lists of cases ask once."""

    def get_queryset(self) -> models.QuerySet[Subject]:
        """Subjects with organ, officer and topic."""
        return super().get_queryset().select_related("organ", "officer", "topic")


class Subject(models.Model):
    """The organ, officer, topic, setting or calendar year that a case of administration changes."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="subject")
    organ = models.OneToOneField("organs.Organ", models.PROTECT, null=True, related_name="+")
    officer = models.OneToOneField("organs.Officer", models.PROTECT, null=True, related_name="+")
    topic = models.OneToOneField("organs.Topic", models.PROTECT, null=True, related_name="+")
    setting = models.OneToOneField("organs.Setting", models.PROTECT, null=True, related_name="+")
    year = models.PositiveIntegerField(null=True, unique=True)

    objects = SubjectManager()

    def __str__(self) -> str:
        """What the case is about, as the desk's lists name it."""
        row = self.organ or self.officer or self.topic
        return str(row or self.year or self.setting_id)
