"""What is counted of remedies and supervision: organs, kinds, results and days; nothing readable about a person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FY, SS_DIRECT, SS_AFTER = "fy", "ss_direct", "ss_after"
KINDS = [
    (FY, _("行政复议")),
    (SS_DIRECT, _("行政诉讼（未经复议直接起诉）")),
    (SS_AFTER, _("行政诉讼（复议后起诉）")),
]
UPHELD, CORRECTED, OTHER = "upheld", "corrected", "other"
RESULTS = [(UPHELD, _("结果维持")), (CORRECTED, _("结果纠正")), (OTHER, _("其他结果"))]


class Challenge(models.Model):
    """A reconsideration or a lawsuit over the answer to a request; the columns by which table 3 counts (domain §2.3)."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="challenge")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    request = models.ForeignKey("process.Case", models.PROTECT, related_name="challenges")
    kind = models.CharField(max_length=10, choices=KINDS)
    received_on = models.DateField()
    lacks_reconsideration = models.BooleanField(default=False)
    is_void = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["organ", "received_on"])]

    def __str__(self) -> str:
        kind = gettext(str(self.get_kind_display()))
        return (
            gettext("%(kind)s：请核对，此类答复应先申请行政复议") % {"kind": kind}
            if self.lacks_reconsideration
            else kind
        )


class Outcome(models.Model):
    """How a challenge was decided, from its day on; an appeal sets it aside, and the challenge is pending again."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="outcomes")
    result = models.CharField(max_length=10, choices=RESULTS)
    decided_on = models.DateField()
    set_aside_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"], condition=Q(set_aside_on=None), name="one_outcome_stands_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["decided_on"])]

    def __str__(self) -> str:
        return f"{self.challenge_id} {self.result}"


class CorrectionClaim(models.Model):
    """A demand that a record about oneself be corrected (条例 art. 41): of which kind, and whether it proved right."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="correction_claim")
    is_personal = models.BooleanField()
    is_right = models.BooleanField(null=True)

    def __str__(self) -> str:
        return gettext("更正本人的个人信息") if self.is_personal else gettext("更正其他与自身有关的记录")


COMPLAINT_KINDS = [
    ("not_published", _("应当主动公开的没有公开")),
    ("not_answered", _("申请公开逾期没有答复")),
    ("handled_unlawfully", _("申请公开的答复或处理不合法")),
    ("not_kept_current", _("公开的内容、指南或目录没有及时更新")),
    ("other", _("在公开工作中侵犯合法权益的其他情形")),
]


class Complaint(models.Model):
    """A complaint to the supervising office: about which organ, and what kind (条例 art. 47 ¶2, 51; R1.78)."""

    case = models.OneToOneField("process.Case", models.PROTECT, primary_key=True, related_name="disclosure_complaint")
    complained_of = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=COMPLAINT_KINDS)

    def __str__(self) -> str:
        return gettext(str(self.get_kind_display()))
