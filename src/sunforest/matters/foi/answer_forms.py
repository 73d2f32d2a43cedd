"""What the drafting, review, signature and delivery of an answer ask (条例 art. 36–40; domain §1.4)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sunforest.core.process import grounds
from sunforest.core.process.fields import HtmlField, UploadsField

from . import queries, results
from .forms import SUPPLIES

DELIVERIES = [
    *(("online", _("网上送达")), ("email", _("电子邮件"))),
    *(("registered_post", _("邮政挂号信")), ("ems", _("邮政特快专递（EMS）"))),
    *(("in_person", _("当面交付")), ("other_organ", _("通过其他机关转交"))),
]
RESULTS = [("", _("请选择")), *((r.code, format_lazy("{} {}", r.code, _(r.title))) for r in results.RESULTS)]
GROUNDS = [(g.code, format_lazy("{} {}", g.code, _(g.title))) for g in grounds.ALL[:8]]
AREA = forms.Textarea(attrs={"rows": 4})
LONG = forms.Textarea(attrs={"rows": 12})


class Remarks(forms.Form):
    """What a reviewer says about a draft."""

    remarks = forms.CharField(label=_("审查意见"), max_length=1000, widget=AREA)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["remarks"]}
        internal = {grounds.PROCESS_INFORMATION: ["remarks"]}


class ExpertQuestion(forms.Form):
    """What the experts are asked."""

    question = forms.CharField(label=_("会商的问题"), max_length=1000, widget=AREA)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["question"]}
        internal = {grounds.PROCESS_INFORMATION: ["question"]}


class ExpertOpinion(forms.Form):
    """One expert's signed opinion."""

    expert = forms.CharField(label=_("专家姓名"), max_length=40)
    opinion = forms.CharField(label=_("意见"), max_length=3000, widget=LONG)
    signed = UploadsField(label=_("签名的意见书"), required=False)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["expert", "opinion", "signed"]}
        internal = {grounds.PROCESS_INFORMATION: ["expert", "opinion", "signed"]}


class AnswerText(forms.Form):
    """The answer: one result, what is given, why the rest is not (art. 36–38)."""

    result = forms.ChoiceField(label=_("答复结果"), choices=RESULTS)
    document_number = forms.CharField(label=_("答复书文号"), max_length=60, help_text=_("如：晴建依复〔2026〕3号。"))
    question = forms.CharField(
        label=_("申请的内容（去除个人信息后）"),
        max_length=500,
        widget=AREA,
        help_text=_("将与答复一并公布，不写申请人。"),
    )
    answer = HtmlField(label=_("答复正文"), widget=LONG, help_text=_("救济途径和落款由系统按结果写入，这里不写。"))
    reasons = forms.CharField(label=_("理由"), max_length=2000, required=False, widget=AREA)
    withheld = forms.MultipleChoiceField(label=_("不予公开部分的依据"), choices=GROUNDS, required=False)
    right_organ = forms.CharField(
        label=_("负责公开的机关及其联系方式"),
        max_length=200,
        required=False,
        help_text=_("结果为 U1b 且能够确定时填写。"),
    )
    files = UploadsField(label=_("提供的文件（遮盖后的）"), required=False)
    supplied_as = forms.ChoiceField(
        label=_("提供的形式"),
        choices=[("", _("按申请人要求的形式")), *SUPPLIES],
        required=False,
        help_text=_("可能危及载体安全或者公开成本过高的，才改用其他形式，并写明理由。"),
    )


ANSWER_FIELDS = list(AnswerText.base_fields)


class Draft(AnswerText):
    """The draft of an answer: process information until it is signed (art. 16 ¶2)."""

    search_record = forms.CharField(
        label=_("检索记录"),
        max_length=1000,
        required=False,
        widget=AREA,
        help_text=_("查了哪些系统、用了哪些词、谁在哪天查的。"),
    )
    public_interest = forms.CharField(
        label=_("不公开会对公共利益造成重大影响的理由"),
        max_length=1000,
        required=False,
        widget=AREA,
        help_text=_("第三方有合理理由不同意、仍决定公开时填写；答复送达前须书面告知第三方。"),
    )
    needs_experts = forms.BooleanField(label=_("疑难，需要专家会商"), required=False)
    private_note = forms.CharField(
        label=_("只写给申请人的内容"),
        max_length=1000,
        required=False,
        widget=AREA,
        help_text=_("只写在答复书里，不公布。"),
    )

    class Meta:
        closed = {
            grounds.PROCESS_INFORMATION: [*ANSWER_FIELDS, "search_record", "public_interest", "needs_experts"],
            grounds.PERSONAL_INFORMATION: ["private_note"],
        }
        internal = {
            grounds.PROCESS_INFORMATION: [
                *ANSWER_FIELDS,
                "search_record",
                "public_interest",
                "needs_experts",
                "private_note",
            ]
        }

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The last draft, to be improved, with redacted files in the place of their originals, and their grounds."""
        draft = queries.draft_of(case)
        files = queries.files_to_give(case, draft.get("files", []))
        withheld = draft.get("withheld") or queries.withheld_in_files(case)
        return {**draft, "files": files, "withheld": withheld} if draft or files else {}


class Answer(AnswerText):
    """The answer as it is signed: public but for what concerns the applicant alone."""

    private_note = forms.CharField(label=_("只写给申请人的内容"), max_length=1000, required=False, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["private_note"]}

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """What was reviewed."""
        return queries.draft_of(case)


class UnpublishedAnswer(Answer):
    """An answer that a ground forbids to publish."""

    ground = forms.ChoiceField(label=_("不公布答复的依据"), choices=[(g.key, _(g.title)) for g in grounds.ALL])
    why = forms.CharField(label=_("不公布的理由"), max_length=500, widget=AREA)


class ThirdPartyTold(forms.Form):
    """Art. 32: the third party over whose objection something is disclosed is told what and why, in writing."""

    third_party = forms.CharField(label=_("第三方名称"), max_length=100)
    told_on = forms.DateField(label=_("书面告知日期"))
    content = forms.CharField(label=_("告知的内容和理由"), max_length=2000, widget=AREA)

    class Meta:
        closed = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["third_party", "content"]}
        internal = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["third_party", "content"]}


class Delivery(forms.Form):
    """When the answer counts as given (国办公开办函〔2016〕235号): posting, signature, or sending."""

    method = forms.ChoiceField(label=_("送达方式"), choices=DELIVERIES, help_text=_("邮寄只用邮政，不用快递公司。"))
    delivered_on = forms.DateField(
        label=_("送达日期"), help_text=_("邮寄填交邮之日，当面和转交填申请人签收之日，电子填发出之日。")
    )
    mail_number = forms.CharField(label=_("邮件号码"), max_length=40, required=False)
    evidence = UploadsField(label=_("回执或签收凭证"), required=False)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["mail_number", "evidence"]}


class Rating(forms.Form):
    """How the applicant found the handling."""

    score = forms.ChoiceField(
        label=_("您满意吗"),
        choices=[
            ("5", _("非常满意")),
            ("4", _("满意")),
            ("3", _("基本满意")),
            ("2", _("不满意")),
            ("1", _("非常不满意")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("想说的话"), max_length=500, required=False, widget=AREA)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["words"]}
