"""Organs, divisions, officers and posts: the reference data of authority. They change by acts of ``administration``."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class County(models.Model):
    """The one row that says whose installation this is; every page's head and foot is written from it (domain §4.7)."""

    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80, blank=True)
    area_code = models.CharField(max_length=6)
    site_id = models.CharField(max_length=10, blank=True)
    slogan = models.CharField(max_length=120, blank=True)
    slogan_en = models.CharField(max_length=160, blank=True)
    sponsor = models.CharField(max_length=120, blank=True)
    icp_number = models.CharField(max_length=60, blank=True)
    police_number = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_county")]

    def __str__(self) -> str:
        return self.name


class Setting(models.Model):
    """One adjustable value of the county, changed by an act of ``administration`` (never edited in place)."""

    key = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField()

    def __str__(self) -> str:
        return self.key


class Topic(models.Model):
    """A subject class of the catalogue, two levels (domain §4.4)."""

    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="topic_once_below_its_parent"),
            models.UniqueConstraint(fields=["name"], condition=Q(parent=None), name="first_level_topic_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Division(models.Model):
    """An administrative division, county to grid (domain §7.3): code of 6, 9, 12 or 15 digits."""

    code = models.CharField(max_length=15, primary_key=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    def __str__(self) -> str:
        return self.name


class OrganQuerySet(models.QuerySet["Organ"]):
    """Reads of one table."""

    def existing_on(self, day: date) -> OrganQuerySet:
        """Organs that are neither abolished before nor founded after the day."""
        return self.filter(Q(abolished_on=None) | Q(abolished_on__gt=day), founded_on__lte=day)


class Organ(models.Model):
    """An organ of government. ``code`` is its 15-digit path, first part of its index numbers (domain §4.1)."""

    code = models.CharField(max_length=15, unique=True)
    uscc = models.CharField(max_length=18, blank=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=160, blank=True)
    number_prefix = models.CharField(max_length=12, blank=True)
    functions = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    head_post = models.CharField(max_length=80, blank=True)
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="organs")
    reconsidered_by = models.CharField(max_length=120, blank=True)
    supervises_disclosure = models.BooleanField(default=False)
    founded_on = models.DateField(default=date(1949, 10, 1))
    abolished_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    objects = OrganQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["position", "code"])]

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """A person who holds posts, with a sign-in account. The account carries no rights of its own."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="officer")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    left_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post at an organ: who holds it, who stands in. Absence and deputy belong to the post (design §3)."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    holder = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="posts")
    deputy = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="deputises_for")
    absent_from = models.DateField(null=True, blank=True)
    absent_until = models.DateField(null=True, blank=True)
    abolished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "title"], name="post_once_per_organ"),
            models.CheckConstraint(
                condition=Q(absent_until=None) | Q(absent_from__lte=F("absent_until")), name="absence_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(deputy=None) | ~Q(deputy=F("id")), name="no_post_is_its_own_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.title}"

    def is_absent(self, day: date) -> bool:
        """True on each day of a recorded absence; without an end it goes on."""
        if self.absent_from is None or day < self.absent_from:
            return False
        return self.absent_until is None or day <= self.absent_until


class Grant(models.Model):
    """A role that a post grants for one process, or for every process (``process`` = ``*``)."""

    EVERY_PROCESS = "*"

    post = models.ForeignKey(Post, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20)
    process = models.CharField(max_length=40, default=EVERY_PROCESS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "role", "process"], name="grant_once"),
        ]
        indexes = [models.Index(fields=["role", "process"])]

    def __str__(self) -> str:
        return f"{self.role} · {self.process}"
