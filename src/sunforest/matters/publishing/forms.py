"""What each act of publishing asks. Drafts are closed as process information; the publishing act opens them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sunforest.core.process import grounds
from sunforest.core.process.fields import HtmlField, UploadsField
from sunforest.faces.portal import statutory
from sunforest.pure.classification import DisclosureMode

from . import queries

GENRES = [(name, _(name)) for name in (
    *("决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"),
    *("规章", "规范性文件", "规划", "计划", "方案", "办法", "公示", "解读", "年报", "统计", "会议", "预算", "决算"),
    *("行政许可", "行政处罚", "征求意见", "应急", "采购", "招录", "其他"),
)]  # fmt: skip
ARTICLE_20_HEADS = [("", _("不属于")), *((str(head.number), head.title) for head in statutory.HEADS)]
DISCLOSURES = [(mode.name, _(mode.value)) for mode in DisclosureMode]
GROUND_CHOICES = [
    ("", _("（主动公开或依申请公开，无须理由）")),
    *((g.key, format_lazy("{} {}", g.code, _(g.title))) for g in grounds.FOR_DOCUMENTS),
]
INTERPRETATION_FORMS = [
    *(("text", _("文字")), ("diagram", _("图解")), ("questions", _("问答"))),
    *(("video", _("视频")), ("conference", _("新闻发布会")), ("expert", _("专家解读"))),
]
PROCESS_KINDS = [
    *(("讨论记录", _("讨论记录")), ("过程稿", _("过程稿"))),
    *(("磋商信函", _("磋商信函")), ("请示报告", _("请示报告"))),
]
EFFECTS = [("in_force", _("有效")), ("amended", _("已修改")), ("repealed", _("废止")), ("expired", _("失效"))]
EVENTS = [
    *(("law_changed", _("所依据的规定已修改或废止")), ("secrecy_ended", _("保密期限已满"))),
    *(("several_asked", _("两个以上申请人申请过同一信息")), ("other", _("其他情形变化"))),
]


class Content(forms.Form):
    """The document itself and what is said of it (R1.1, domain §4.1–4.5)."""

    title = forms.CharField(label=_("标题"), max_length=300)
    genre = forms.ChoiceField(label=_("文种（体裁）"), choices=GENRES)
    document_number = forms.CharField(
        label=_("文号"), max_length=60, required=False, help_text=_("如：晴政发〔2026〕12号。没有文号的留空。")
    )
    joint_organs = forms.CharField(
        label=_("联合发文机关"),
        max_length=300,
        required=False,
        help_text=_("联合发文的，写明其他机关；只标注主办机关的文号。"),
    )
    topics = forms.MultipleChoiceField(label=_("主题分类"), choices=queries.topic_choices)
    article_20_head = forms.ChoiceField(label=_("条例第二十条的哪一项"), choices=ARTICLE_20_HEADS, required=False)
    summary = forms.CharField(
        label=_("内容概述"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一两句话，让人一看就懂。"),
    )
    keywords = forms.CharField(label=_("关键词"), max_length=200, required=False, help_text=_("用空格分开。"))
    body = HtmlField(label=_("正文"), widget=forms.Textarea(attrs={"rows": 24}))
    attachments = UploadsField(label=_("附件"), required=False)
    effective_from = forms.DateField(label=_("施行日期"), required=False)
    valid_until = forms.DateField(label=_("有效期至"), required=False)
    title_en = forms.CharField(label=_("英文标题"), max_length=300, required=False)
    summary_en = forms.CharField(
        label=_("英文概述"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_document_number(self) -> str:
        """The number in its standard form (domain §4.2). An unusual one is refused with an example."""
        return queries.standard_number(self.cleaned_data["document_number"])

    def clean(self) -> dict[str, Any]:
        """§4.5: a document does not expire before it takes effect."""
        answers = super().clean() or {}
        first, last = answers.get("effective_from"), answers.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("有效期不能早于施行日期。"))
        return answers


CONTENT_FIELDS = list(Content.base_fields)


class Draft(Content):
    """A draft: none of it is public."""

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: CONTENT_FIELDS}

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The working copy as it stands."""
        return queries.content_of(case)


class Classification(forms.Form):
    """The gate of §1.1, question by question, and the attribute that follows from it (R1.1)."""

    state_secret = forms.BooleanField(label=_("依法确定为国家秘密"), required=False)
    forbidden_by_law = forms.BooleanField(label=_("法律、行政法规禁止公开"), required=False)
    endangers_security = forms.BooleanField(
        label=_("公开后可能危及国家安全、公共安全、经济安全、社会稳定"), required=False
    )
    third_party_kind = forms.ChoiceField(
        label=_("涉及商业秘密或个人隐私"),
        choices=[("", _("不涉及")), ("commercial", _("商业秘密")), ("privacy", _("个人隐私"))],
        required=False,
    )
    third_party_harm = forms.BooleanField(label=_("公开会损害第三方合法权益"), required=False)
    third_party_consents = forms.BooleanField(label=_("第三方同意公开"), required=False)
    public_interest_override = forms.BooleanField(label=_("不公开会对公共利益造成重大影响"), required=False)
    internal_kind = forms.ChoiceField(
        label=_("内部事务信息"),
        choices=[("", _("不是")), ("人事", _("人事")), ("后勤", _("后勤")), ("内部流程", _("内部流程"))],
        required=False,
    )
    process_kind = forms.ChoiceField(
        label=_("过程性信息"),
        choices=[("", _("不是")), *PROCESS_KINDS],
        required=False,
    )
    enforcement_file = forms.BooleanField(label=_("行政执法案卷信息"), required=False)
    rule_requires_disclosure = forms.BooleanField(label=_("法律、法规、规章规定应当公开"), required=False)
    article_20_head = forms.ChoiceField(label=_("属于条例第二十条的哪一项"), choices=ARTICLE_20_HEADS, required=False)
    article_21 = forms.BooleanField(label=_("属于条例第二十一条所列信息"), required=False)
    public_interest_wide = forms.BooleanField(
        label=_("涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策"), required=False
    )
    separable = forms.BooleanField(label=_("不应公开的内容可以区分处理"), required=False)
    is_policy = forms.BooleanField(label=_("政策性文件"), required=False)
    disclosure = forms.ChoiceField(label=_("公开属性"), choices=DISCLOSURES)
    reason = forms.CharField(
        label=_("理由"), max_length=300, required=False, help_text=_("依申请公开、不予公开的，简要写明。")
    )
    office_agreed_on = forms.DateField(label=_("政务公开工作机构同意日期"), required=False)

    class Meta:
        closed = {
            grounds.PROCESS_INFORMATION: [
                *("state_secret", "forbidden_by_law", "endangers_security", "third_party_kind", "third_party_harm"),
                *("third_party_consents", "public_interest_override", "internal_kind", "process_kind"),
                *("enforcement_file", "rule_requires_disclosure", "article_20_head", "article_21"),
                *("public_interest_wide", "separable", "is_policy", "disclosure", "reason", "office_agreed_on"),
            ]
        }


class InterpretationDraft(forms.Form):
    """An interpretation while it is drafted together with its document (R5.1, R5.6)."""

    interpretation_form = forms.ChoiceField(label=_("解读形式"), choices=INTERPRETATION_FORMS)
    interpretation_title = forms.CharField(label=_("解读标题"), max_length=300)
    interpretation_body = HtmlField(
        label=_("解读内容"),
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "背景依据、目标任务、主要内容、适用范围、执行标准、期限、关键词解释、新旧差异、惠民利企举措、咨询电话。"
        ),
    )
    interpreter = forms.CharField(
        label=_("解读人"), max_length=120, required=False, help_text=_("起草单位负责人为第一解读人。")
    )

    class Meta:
        closed = {
            grounds.PROCESS_INFORMATION: [
                *("interpretation_form", "interpretation_title", "interpretation_body", "interpreter")
            ]
        }


class Exemption(forms.Form):
    """Why no interpretation is needed (R5.1)."""

    reason = forms.CharField(label=_("免予解读的理由"), max_length=500, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["reason"]}


class Remarks(forms.Form):
    """Remarks among colleagues."""

    remarks = forms.CharField(label=_("意见"), max_length=1000, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["remarks"]}


class Opinion(forms.Form):
    """What a check found."""

    opinion = forms.CharField(label=_("审核意见"), max_length=1000, required=False, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["opinion"]}


class Clearing(Content):
    """The document once more, read by the personal-data gate: what is found is masked here or justified by name."""

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The working copy as it stands."""
        return queries.content_of(case)


class Approval(forms.Form):
    """The day on which the document is signed: its day of formation."""

    formed_on = forms.DateField(label=_("成文日期"))


class Holding(Approval):
    """What is not disclosed proactively: attribute and ground are public, the document is not."""

    disclosure = forms.ChoiceField(label=_("公开属性"), choices=DISCLOSURES[1:])
    ground = forms.ChoiceField(label=_("不公开的理由"), choices=GROUND_CHOICES, required=False)
    review_on = forms.DateField(label=_("下次评估日期"))

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """Attribute and ground as classified; the review after the county's interval."""
        return queries.holding_of(case)


class Publication(Content):
    """What the public gets, word for word as approved."""

    formed_on = forms.DateField(label=_("成文日期"))
    index_number = forms.CharField(label=_("索引号"), max_length=60)
    interpretation_form = forms.ChoiceField(
        label=_("解读形式"), choices=[("", _("无")), *INTERPRETATION_FORMS], required=False
    )
    interpretation_title = forms.CharField(label=_("解读标题"), max_length=300, required=False)
    interpretation_body = HtmlField(label=_("解读内容"), required=False, widget=forms.Textarea)
    interpreter = forms.CharField(label=_("解读人"), max_length=120, required=False)
    exempt_reason = forms.CharField(label=_("免予解读的理由"), max_length=500, required=False)
    late_reason = forms.CharField(
        label=_("迟延说明"), max_length=300, required=False, help_text=_("超过期限才公开的，说明原因。")
    )

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """What was approved."""
        return queries.publication_of(case)


class Interpretation(forms.Form):
    """An interpretation published for a document that is public."""

    interpretation_form = forms.ChoiceField(label=_("解读形式"), choices=INTERPRETATION_FORMS)
    interpretation_title = forms.CharField(label=_("解读标题"), max_length=300)
    interpretation_body = HtmlField(label=_("解读内容"), widget=forms.Textarea(attrs={"rows": 16}))
    interpreter = forms.CharField(label=_("解读人"), max_length=120, required=False)


class Revision(Content):
    """A new version, as it was proposed, and what changed."""

    reason = forms.CharField(label=_("修订说明"), max_length=500)

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """What was proposed."""
        return queries.proposal_of(case)


class EffectChange(forms.Form):
    """What a document's effect is from now on, since when and why (domain §4.5)."""

    effect = forms.ChoiceField(label=_("有效性"), choices=EFFECTS)
    changed_on = forms.DateField(label=_("自"))
    reason = forms.CharField(label=_("依据或原因"), max_length=500)


class Annulment(forms.Form):
    """That the decision published here was changed, annulled, or found unlawful or void (R1.76)."""

    annulled_on = forms.DateField(label=_("变更或撤销日期"))
    reason = forms.CharField(label=_("情况说明"), max_length=500, widget=forms.Textarea)


class Withdrawal(forms.Form):
    """Why a document is withdrawn; the reason stays at its address."""

    reason = forms.CharField(
        label=_("撤回理由"), max_length=500, widget=forms.Textarea, help_text=_("理由将长期公开在原网址。")
    )


class ReviewEvent(forms.Form):
    """What happened that calls for an earlier review (R1.4)."""

    event = forms.ChoiceField(label=_("发生了什么"), choices=EVENTS)


class ReviewOpinion(forms.Form):
    """What the reviewer proposes."""

    proposal = forms.ChoiceField(label=_("建议"), choices=[("keep", _("维持不主动公开")), ("open", _("转为主动公开"))])
    opinion = forms.CharField(label=_("评估意见"), max_length=1000, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["proposal", "opinion"]}


class Keeping(forms.Form):
    """Not disclosed for the time being; the ground and the day of the next review are public."""

    ground = forms.ChoiceField(label=_("不公开的理由"), choices=GROUND_CHOICES, required=False)
    review_on = forms.DateField(label=_("下次评估日期"))


class Opening(forms.Form):
    """What changed, so that the document can be disclosed."""

    event = forms.ChoiceField(label=_("情形变化"), choices=EVENTS)


class Imported(forms.Form):
    """A document that was public before it came here, as its source gives it."""

    title = forms.CharField(label=_("标题"), max_length=300)
    genre = forms.CharField(label=_("体裁"), max_length=20, required=False)
    document_number = forms.CharField(label=_("文号"), max_length=200, required=False)
    index_number = forms.CharField(label=_("原索引号"), max_length=60, required=False)
    issuer = forms.CharField(label=_("发文机关"), max_length=200, required=False)
    formed_on = forms.DateField(label=_("成文日期"), required=False)
    published_on = forms.DateField(label=_("发布日期"), required=False)
    topics = forms.JSONField(label=_("主题分类"), required=False)
    body = forms.CharField(label=_("正文"), required=False, strip=False)
    articles = forms.JSONField(label=_("条文"), required=False)
    version_group = forms.CharField(label=_("版本组"), max_length=320)
    source_key = forms.CharField(label=_("来源"), max_length=400)
    source_url = forms.CharField(label=_("来源网址"), max_length=400, required=False)
    source_digest = forms.CharField(label=_("内容摘要值"), max_length=64)


class Detection(forms.Form):
    """A concern as it was detected."""

    detected_at = forms.DateTimeField(label=_("监测时间"))
    title = forms.CharField(label=_("舆情标题"), max_length=200)
    story = forms.CharField(label=_("基本情况"), max_length=4000, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["title", "story", "detected_at"]}


class Grading(forms.Form):
    """From when the hours run."""

    since = forms.DateTimeField(label=_("起算时间（监测时间）"))

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The moment of detection."""
        return {"since": case.concern.detected_at}


class Response(forms.Form):
    """The answer to the public."""

    title = forms.CharField(label=_("回应标题"), max_length=200)
    body = HtmlField(label=_("回应内容"), widget=forms.Textarea(attrs={"rows": 12}))
    documents = forms.MultipleChoiceField(label=_("相关文件"), choices=queries.recent_document_choices, required=False)
    late_reason = forms.CharField(
        label=_("迟延说明"), max_length=300, required=False, help_text=_("超过期限才回应的，说明原因。")
    )


class Conference(forms.Form):
    """A press conference that was held."""

    title = forms.CharField(label=_("发布会标题"), max_length=200)
    body = HtmlField(label=_("发布内容"), widget=forms.Textarea(attrs={"rows": 12}))


class Assessment(forms.Form):
    """How the response was received."""

    effect = forms.ChoiceField(
        label=_("回应效果"),
        choices=[("settled", _("疑虑已消除")), ("continuing", _("仍需关注")), ("solved", _("问题已解决"))],
    )
    assessment = forms.CharField(label=_("评估意见"), max_length=1000, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["assessment"]}
