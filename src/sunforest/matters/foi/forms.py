"""What each act of an information request asks (条例 ch. 4). Purpose is never asked (art. 29)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunforest.core.process import grounds, on_behalf
from sunforest.core.process.fields import UploadsField

from . import queries

SUPPLIES = [
    *(("online", _("网上查看和下载")), ("email", _("电子邮件"))),
    *(("post", _("邮寄纸质件")), ("in_person", _("到现场领取")), ("reading", _("到现场查阅、抄录"))),
]
PERSON, ORGANISATIONS = ("natural", _("自然人")), [
    *(("biz", _("商业企业")), ("research", _("科研机构")), ("welfare", _("社会公益组织"))),
    *(("legal", _("法律服务机构")), ("other", _("其他组织"))),
]  # fmt: skip
RECEIVED_WAYS = [("in_person", _("当面提交")), ("signed_mail", _("签收的邮件"))]
ARRIVED_WAYS = [("letter", _("无须签收的平信")), ("fax", _("传真"))]
AREA = forms.Textarea(attrs={"rows": 4})


class Wanted(forms.Form):
    """What is asked for, and how it is to be received (art. 29): text of a person, never public."""

    wanted = forms.CharField(
        label=_("需要什么信息"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("写信息的名称、文号，或者能说清楚的特征。一次写一件事，答复更快。"),
    )
    supply = forms.ChoiceField(label=_("怎样给您"), choices=SUPPLIES)
    address = forms.CharField(
        label=_("邮寄地址或电子邮箱"),
        max_length=200,
        required=False,
        help_text=_("只在选择邮寄或电子邮件时填写。"),
    )

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["wanted", "address"]}


class RequestOfPerson(Wanted):
    """A person's request: what, in which way (the organ and the person's identity are asked beside it)."""


class RequestOfOrganisation(Wanted):
    """An organisation's request; its kind is counted in the annual report (domain §2.2)."""

    applicant_type = forms.ChoiceField(label=_("单位类型"), choices=ORGANISATIONS)
    contact_person = forms.CharField(label=_("联系人"), max_length=40)

    class Meta(Wanted.Meta):
        closed = {grounds.PERSONAL_INFORMATION: ["wanted", "address", "contact_person"]}


class RegisteredRequest(Wanted):
    """What an officer enters for someone: on paper, or spoken (art. 29, 43)."""

    applicant_type = forms.ChoiceField(label=_("申请人类型"), choices=[PERSON, *ORGANISATIONS])
    filled_by_office = forms.BooleanField(
        label=_("口头申请，由工作人员代填"), required=False, help_text=_("读给申请人听，确认无误后再登记。")
    )
    scans = UploadsField(label=_("申请书扫描件"), required=False)

    class Meta(Wanted.Meta):
        closed = {grounds.PERSONAL_INFORMATION: ["wanted", "address", "scans"]}
        party = on_behalf.APPLICANT


class ReceivedRequest(RegisteredRequest):
    """R1.20, R1.21: received on the day of submission, or on the day the organ signs for the mail."""

    way = forms.ChoiceField(label=_("收到方式"), choices=RECEIVED_WAYS)
    received_on = forms.DateField(label=_("收到日期"), help_text=_("当面提交之日，或者签收之日。"))


class ArrivedRequest(RegisteredRequest):
    """R1.22, R1.23: a letter that nobody signs for and a fax count from the day both sides confirm."""

    way = forms.ChoiceField(label=_("收到方式"), choices=ARRIVED_WAYS)
    arrived_on = forms.DateField(label=_("到达日期"), help_text=_("平信应在到达当日与申请人确认。"))


class Confirmation(forms.Form):
    """R1.22, R1.23: when both sides confirmed, and how."""

    received_on = forms.DateField(label=_("双方确认日期"))
    how = forms.ChoiceField(
        label=_("确认方式"),
        choices=[("phone", _("电话")), ("message", _("短信")), ("email", _("电子邮件")), ("in_person", _("当面"))],
    )


class Splitting(forms.Form):
    """One letter, several requests: split with the applicant's agreement (R1.41)."""

    units = forms.IntegerField(label=_("共分拆为几件"), min_value=2, max_value=100)
    agreed_on = forms.DateField(label=_("申请人同意日期"))
    kept = forms.CharField(label=_("本件保留的内容"), max_length=1000, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["kept"]}


class Part(Wanted):
    """One part of a split request, a request of its own: it was received with the original."""

    received_on = forms.DateField(label=_("收到日期"), help_text=_("与原申请同一天收到。"))

    class Meta(Wanted.Meta):
        party = on_behalf.OF_EARLIER_CASE

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The day and the way of the original."""
        return queries.day_and_way_of(case)

    @classmethod
    def offered_for(cls, case: Any) -> bool:
        """True while fewer parts are registered than the letter was split into."""
        return queries.has_parts_to_register(case)


class Redoing(Wanted):
    """R1.73: an answer that was annulled is made anew within the ordered period."""

    decision = forms.CharField(label=_("决定书或判决书文号"), max_length=100)
    received_on = forms.DateField(label=_("收到决定或判决的日期"))
    until = forms.DateField(label=_("责令重新答复的期限"))

    class Meta(Wanted.Meta):
        closed = {grounds.PERSONAL_INFORMATION: ["wanted", "address", "decision"]}
        party = on_behalf.OF_EARLIER_CASE

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """What was asked, and how it is to be received."""
        return {"wanted": queries.wanted_of(case), "supply": queries.day_and_way_of(case)["supply"]}

    @classmethod
    def offered_for(cls, case: Any) -> bool:
        """True once there is an answer that a decision can annul."""
        return queries.was_answered(case)


class WhatIsMissing(forms.Form):
    """Art. 30: what is unclear, and a reasonable time."""

    until = forms.DateField(label=_("补正截止日期"))
    missing = forms.CharField(
        label=_("需要补正的内容"), max_length=1000, widget=AREA, help_text=_("逐项写清楚，并说明怎样改。")
    )

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["missing"]}


class Supplement(forms.Form):
    """The request once more, made clear."""

    wanted = forms.CharField(label=_("补正后的申请内容"), max_length=2000, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["wanted"]}


class ReceivedSupplement(Supplement):
    """A supplement that came by letter or in person."""

    received_on = forms.DateField(label=_("收到补正的日期"))


class Consultation(forms.Form):
    """Art. 32: the third party that is asked in writing."""

    third_party = forms.CharField(label=_("第三方名称"), max_length=100)
    letter = forms.CharField(label=_("征求意见的内容"), max_length=2000, widget=AREA)

    class Meta:
        closed = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["third_party", "letter"]}
        internal = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["third_party", "letter"]}


class LetterReceived(forms.Form):
    """R1.25: the fifteen working days run from the day the third party received the letter."""

    third_party = forms.CharField(label=_("第三方名称"), max_length=100)
    letter_received_on = forms.DateField(label=_("第三方收到日期"))

    class Meta:
        closed = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["third_party"]}
        internal = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["third_party"]}


class Opinion(forms.Form):
    """What the third party answered (art. 32)."""

    third_party = forms.CharField(label=_("第三方名称"), max_length=100)
    heard_on = forms.DateField(label=_("收到意见日期"))
    agrees = forms.ChoiceField(
        label=_("是否同意公开"),
        choices=[("yes", _("同意")), ("no_with_grounds", _("不同意，有合理理由")), ("no", _("不同意，无合理理由"))],
    )
    reasons = forms.CharField(label=_("理由"), max_length=2000, required=False, widget=AREA)

    class Meta:
        closed = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["third_party", "reasons"]}
        internal = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["third_party", "reasons"]}


class Conclusion(forms.Form):
    """R1.64: the days that do not count end with the last reply."""

    ended_on = forms.DateField(label=_("最后一份意见的收到日期"))

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The day of the last opinion."""
        return {"ended_on": queries.facts_of(case).last_heard_on}


class OrganConsultation(forms.Form):
    """Art. 33, 34: another organ is asked; where it made the information together with this one, silence is consent."""

    organ_asked = forms.CharField(label=_("被征求意见的机关"), max_length=100)
    made_together = forms.BooleanField(label=_("由其与本机关共同制作"), required=False)
    question = forms.CharField(label=_("征求意见的内容"), max_length=2000, widget=AREA)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["question"]}
        internal = {grounds.PROCESS_INFORMATION: ["question"]}


class OrganOpinion(forms.Form):
    """What the other organ answered."""

    heard_on = forms.DateField(label=_("收到意见日期"))
    agrees = forms.ChoiceField(label=_("是否同意公开"), choices=[("yes", _("同意")), ("no", _("不同意"))])
    opinion = forms.CharField(label=_("意见"), max_length=2000, required=False, widget=AREA)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["opinion"]}
        internal = {grounds.PROCESS_INFORMATION: ["opinion"]}


class ReasonsWanted(forms.Form):
    """Art. 35: number or frequency clearly exceeds reason."""

    until = forms.DateField(label=_("说明理由的截止日期"))
    why = forms.CharField(label=_("为什么要求说明理由"), max_length=1000, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["why"]}


class Explanation(forms.Form):
    """The applicant's reasons."""

    reasons = forms.CharField(label=_("您的理由"), max_length=2000, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["reasons"]}


class Delay(forms.Form):
    """Art. 35, R1.65: reasonable, but not possible within the limit: a day of its own, told to the applicant."""

    until = forms.DateField(label=_("确定的答复日期"))
    reason = forms.CharField(label=_("理由"), max_length=500, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["reason"]}


class FeeNotice(forms.Form):
    """R1.40–R1.43, R1.70: basis, number and amount, how to pay, and why a fee is charged at all."""

    notified_on = forms.DateField(label=_("申请人收到缴费通知的日期"))
    basis = forms.ChoiceField(label=_("计收方式"), choices=[("items", _("按件")), ("pages", _("按量（页）"))])
    already = forms.IntegerField(
        label=_("该申请人本月此前的件数"), min_value=0, initial=0, help_text=_("按页计收时填 0。")
    )
    count = forms.IntegerField(label=_("本次的件数或页数"), min_value=1)
    amount = forms.IntegerField(label=_("应缴金额（元）"), min_value=1)
    how = forms.CharField(label=_("缴费方式"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(label=_("收费理由"), max_length=500, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["how", "reason", "already"]}


class Payment(forms.Form):
    """R1.43: counting starts anew from the day after full payment."""

    paid_on = forms.DateField(label=_("足额缴费日期"))
    amount = forms.IntegerField(label=_("实收金额（元）"), min_value=1)


class Extension(forms.Form):
    """Art. 33: at most twenty working days more, with the reason, told to the applicant."""

    reason = forms.CharField(label=_("延期理由"), max_length=500, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["reason"]}


class Withdrawal(forms.Form):
    """How the applicant said that the request is withdrawn."""

    how = forms.CharField(label=_("申请人怎样表示撤回"), max_length=300, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["how"]}


class Suggestion(forms.Form):
    """Art. 44 ¶2: which information should be open to all."""

    what = forms.CharField(label=_("建议公开的信息"), max_length=500, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["what"]}


class Proposal(forms.Form):
    """Art. 44 ¶1: what several people asked for."""

    what = forms.CharField(label=_("建议公开的信息"), max_length=500, widget=AREA)
    times_asked = forms.IntegerField(label=_("申请人数"), min_value=1)


class Decision(forms.Form):
    """Yes or no, with the reason."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=AREA)


class PublishedAs(forms.Form):
    """Where it is public now."""

    document = forms.CharField(label=_("已公开文件的索引号"), max_length=60)

    def clean_document(self) -> str:
        """The index number of a document that is public here."""
        number: str = self.cleaned_data["document"].strip()
        if not queries.is_public_document(number):
            raise forms.ValidationError(
                _("没有找到索引号为“%(number)s”的已公开文件，请核对。"), params={"number": number}
            )
        return number
