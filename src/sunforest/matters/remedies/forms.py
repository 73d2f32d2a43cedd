"""What each act asks. Who asks for a remedy, and what they wrote, is never public; kind, organ, result and days are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sunforest.core.organs import names
from sunforest.core.process import grounds
from sunforest.core.process.fields import UploadsField

from . import queries
from .models import COMPLAINT_KINDS, RESULTS

FINDINGS = [("inaccurate", _("记录不准确，应当更正")), ("accurate", _("记录准确"))]
APPELLANTS = [("plaintiff", _("原告")), ("organ", _("作出答复的机关")), ("other", _("其他当事人"))]
SHORT, AREA = forms.Textarea(attrs={"rows": 2}), forms.Textarea(attrs={"rows": 4})


class OrganChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An organ of the county, under its name."""

    def __init__(self, **named: Any) -> None:
        super().__init__(queryset=queries.organs_in_use(), empty_label=_("请选择"), **named)

    def label_from_instance(self, organ: Any) -> str:
        return names.organ(organ)


class CopyReceived(forms.Form):
    """The notice by which the organ learns of a challenge, and the request whose answer is challenged."""

    request = forms.CharField(label=_("所针对的申请编号"), max_length=40, help_text=_("政府信息公开申请的编号。"))
    received_on = forms.DateField(label=_("收到副本的日期"), help_text=_("提交答复的期限从这一天的次日起算。"))
    heard_by = forms.CharField(label=_("复议机关或者法院"), max_length=100)
    document_number = forms.CharField(label=_("通知书文号或者案号"), max_length=100, required=False)
    papers = UploadsField(label=_("收到的文书"), required=False)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["request", "document_number", "papers"]}

    def clean_request(self) -> str:
        """The number in its standard form."""
        request = queries.request_numbered(self.cleaned_data["request"])
        if request is None:
            raise ValidationError(_("没有这个编号的政府信息公开申请，请核对。"))
        return request.number


class DirectLawsuit(CopyReceived):
    """R1.74: told beside the field, not refused: what the court has accepted is registered."""

    request = forms.CharField(
        label=_("所针对的申请编号"),
        max_length=40,
        help_text=_(
            "政府信息公开申请的编号。2024年1月1日以后以条例第14条至第16条为由不予公开的，应当先申请行政复议；"
            "法院已经立案的照常登记，并在答辩时说明。"
        ),
    )


class Ordinary(forms.Form):
    """行政复议法 art. 55: the summary procedure became the ordinary one."""

    received_on = forms.DateField(label=_("收到副本的日期"))

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The day that was registered."""
        return queries.receipt_prefill(case)


class Defence(forms.Form):
    """行政复议法 art. 48, 54, 行政诉讼法 art. 67: the answer, with evidence and the rules it rests on."""

    sent_on = forms.DateField(label=_("提交日期"))
    summary = forms.CharField(label=_("答复要点"), max_length=2000, required=False, widget=AREA)
    papers = UploadsField(label=_("答复书、证据和依据"), required=False)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["summary", "papers"]}
        internal = {grounds.PROCESS_INFORMATION: ["summary", "papers"]}


class Decision(forms.Form):
    """What was decided, and by which paper."""

    decided_on = forms.DateField(label=_("决定或裁判的日期"))
    document_number = forms.CharField(label=_("决定书或裁判文书文号"), max_length=100, required=False)
    papers = UploadsField(label=_("决定书或裁判文书"), required=False)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["document_number", "papers"]}


class Result(Decision):
    """One of the three results that table 3 counts (domain §2.3)."""

    result = forms.ChoiceField(
        label=_("结果"),
        choices=RESULTS,
        widget=forms.RadioSelect,
        help_text=_("终止、撤回、调解、驳回起诉等，计入“其他结果”。"),
    )


class RedoOrder(Decision):
    """R1.73: corrected, and to be answered anew within a period that the decision sets."""

    until = forms.DateField(label=_("责令重新答复的期限"), help_text=_("按决定或判决写明的期限填写。"))


class CorrectedResult(Result):
    """A result that was recorded wrongly, and why."""

    reason = forms.CharField(label=_("更正理由"), max_length=500, widget=SHORT)

    class Meta(Result.Meta):
        closed = {
            **Result.Meta.closed,
            grounds.INTERNAL_AFFAIRS: ["reason"],
        }

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The result as it stands."""
        return queries.outcome_prefill(case)


class Appeal(forms.Form):
    """行政诉讼法 art. 85: the judgment is not final."""

    appealed_on = forms.DateField(label=_("上诉日期"))
    appellant = forms.ChoiceField(label=_("由谁上诉"), choices=APPELLANTS)


class NewAnswer(forms.Form):
    """The answer that was made anew and delivered."""

    new_answer = forms.CharField(label=_("重新答复的申请编号"), max_length=40)
    answered_on = forms.DateField(label=_("送达日期"))

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["new_answer"]}

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The new answer, where there is one."""
        return queries.redo_prefill(case)


class Mistake(forms.Form):
    """Why a registration was a mistake."""

    reason = forms.CharField(label=_("撤销登记的理由"), max_length=500, widget=SHORT)

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["reason"]}


class Claim(forms.Form):
    """条例 art. 41: which record, what is wrong, what is right, and the evidence."""

    record = forms.CharField(
        label=_("哪一条记录"), max_length=300, help_text=_("例如：不动产登记簿上的面积。写明在哪里看到的。")
    )
    wrong = forms.CharField(label=_("现在是怎样记的"), max_length=500, widget=SHORT)
    right = forms.CharField(label=_("应当怎样记"), max_length=500, widget=SHORT)
    evidence = UploadsField(label=_("证据"), help_text=_("能证明记录不准确的材料，照片也可以。不会公开。"))

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["record", "wrong", "right", "evidence"]}


class Verification(forms.Form):
    """What the organ found; its working stays inside."""

    finding = forms.ChoiceField(label=_("核实结果"), choices=FINDINGS, widget=forms.RadioSelect)
    working = forms.CharField(label=_("怎样核实的"), max_length=1000, widget=AREA)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["finding", "working"]}
        internal = {grounds.PROCESS_INFORMATION: ["finding", "working"]}


class RecordCorrected(forms.Form):
    """What was corrected, and when: told to the one who asked."""

    corrected_on = forms.DateField(label=_("更正日期"))
    correction = forms.CharField(label=_("更正内容"), max_length=1000, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["correction"]}


class Reasons(forms.Form):
    """Why not: told to the one who asked."""

    reasons = forms.CharField(label=_("理由"), max_length=1000, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["reasons"]}


class Transfer(Reasons):
    """To which organ of the county it goes."""

    organ = OrganChoice(label=_("转送到"))


class RightOrgan(Reasons):
    """Which organ has the power, and how to reach it."""

    right_organ = forms.CharField(
        label=_("有权机关的名称和联系方式"), max_length=200, help_text=_("地址、办公电话，方便申请人直接联系。")
    )


class Complaint(forms.Form):
    """条例 art. 47 ¶2, 51: about whom, what kind, what happened."""

    complained_of = OrganChoice(label=_("投诉哪个机关"))
    kind = forms.ChoiceField(label=_("什么问题"), choices=COMPLAINT_KINDS, widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("发生了什么"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("写清时间和信息的名称。您写的内容和您的身份不公开，也不告知被投诉的机关。"),
    )
    request = forms.CharField(
        label=_("有关的申请编号"), max_length=40, required=False, help_text=_("申请过公开的才填。")
    )
    evidence = UploadsField(label=_("材料"), required=False)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["what", "request", "evidence"]}


class Hearing(forms.Form):
    """What the organ complained of explains."""

    explanation = forms.CharField(
        label=_("被投诉机关的说明"),
        max_length=2000,
        widget=AREA,
        help_text=_("向被投诉机关了解情况时，不得透露投诉人的身份和投诉原文。"),
    )
    papers = UploadsField(label=_("书面说明和材料"), required=False)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["explanation", "papers"]}
        internal = {grounds.PROCESS_INFORMATION: ["explanation", "papers"]}


class Report(forms.Form):
    """What was found, and what is proposed."""

    findings = forms.CharField(label=_("核查情况和建议"), max_length=2000, widget=AREA)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["findings"]}
        internal = {grounds.PROCESS_INFORMATION: ["findings"]}


class Order(forms.Form):
    """条例 art. 47: what the organ must put right, and until when. Public: the organ reads it too."""

    until = forms.DateField(label=_("整改期限"))
    requirement = forms.CharField(
        label=_("整改要求"),
        max_length=1000,
        widget=AREA,
        help_text=_("将会公开。不写投诉人，也不写能认出投诉人的内容。"),
    )


class Rectified(forms.Form):
    """What was put right."""

    rectified_on = forms.DateField(label=_("整改完成日期"))
    outcome = forms.CharField(
        label=_("整改情况"),
        max_length=1000,
        widget=AREA,
        help_text=_("将会公开。不写投诉人，也不写能认出投诉人的内容。"),
    )


class Criticism(forms.Form):
    """条例 art. 47: what is criticised, in public."""

    criticism = forms.CharField(
        label=_("通报内容"),
        max_length=1000,
        widget=AREA,
        help_text=_("将会公开。不写投诉人，也不写能认出投诉人的内容。"),
    )


class Accountability(forms.Form):
    """条例 art. 47 ¶1, 53: a proposal to those who may discipline."""

    proposal = forms.CharField(label=_("处理建议和送交的机关"), max_length=1000, widget=AREA)

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["proposal"]}
        internal = {grounds.INTERNAL_AFFAIRS: ["proposal"]}
