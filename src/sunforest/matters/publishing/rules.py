"""The law of publishing as pure functions: values in, a value or a Refusal out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sunforest.pure import grounds
from sunforest.pure.classification import Classification, DisclosureMode, DocumentFacts, classify
from sunforest.pure.grounds import Ground
from sunforest.pure.moment import Moment, Refusal
from sunforest.pure.words import gettext_noop as _

OPEN_STATES = ("published", "in_revision", "withdrawn", "held", "in_review")
MUST_BE_INTERPRETED = ("规章", "规范性文件", "意见", "决定", "办法", "方案")
LICENCE_OR_PENALTY = ("行政许可", "行政处罚")
BUDGET = ("预算", "决算")
INTERPRETATION = ("interpretation_form", "interpretation_title", "interpretation_body", "interpreter")

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """What the rules know of a document."""

    state: str
    genre: str = ""
    disclosure: str = ""
    ground: str = ""
    is_policy: bool = False
    has_interpretation: bool = False
    is_exempt_from_interpretation: bool = False
    interpretation_limit_working_days: int = 3
    content: Mapping[str, Any] = field(default_factory=dict)
    proposal: Mapping[str, Any] = field(default_factory=dict)
    formed_on: date | None = None
    source_digest: str = ""


def ground_of_document(facts: Facts) -> Ground | None:
    """条例 art. 16 ¶2: a draft is process information until the act that publishes it."""
    return None if facts.state in OPEN_STATES else grounds.PROCESS_INFORMATION


def gate(answers: Answers) -> Classification:
    """§1.1: the outcome of the gate for what the officer answered about the document."""
    return classify(
        DocumentFacts(
            state_secret=answers["state_secret"],
            forbidden_by_law=answers["forbidden_by_law"],
            endangers_security=answers["endangers_security"],
            third_party_kind=answers["third_party_kind"],
            third_party_harm=answers["third_party_harm"],
            third_party_consents=answers["third_party_consents"],
            public_interest_override=answers["public_interest_override"],
            internal_kind=answers["internal_kind"],
            process_kind=answers["process_kind"],
            enforcement_file=answers["enforcement_file"],
            rule_requires_disclosure=answers["rule_requires_disclosure"],
            article_20_head=int(answers["article_20_head"]) if answers["article_20_head"] else None,
            article_21=answers["article_21"],
            public_interest_wide=answers["public_interest_wide"],
            separable=answers["separable"],
        )
    )


def attribute_is_what_the_gate_says(_facts: Facts, answers: Answers, _moment: Moment) -> Refusal | None:
    """R1.1, §1.1: one outcome only; where the law says "may" (art. 16) the organ may also disclose."""
    outcome = gate(answers)
    chosen = DisclosureMode[answers["disclosure"]]
    may_disclose = outcome.force == "may" and chosen is not DisclosureMode.CLOSED
    if chosen is not outcome.mode and not may_disclose:
        return Refusal(
            _("按照条例第%(article)s条，这份文件的公开属性应为“%(mode)s”，请改正或重新回答上面的问题。"),
            article=outcome.article,
            mode=outcome.mode.value,
        )
    if chosen is DisclosureMode.ON_REQUEST and not answers["reason"].strip():
        return Refusal(_("依申请公开须简要写明理由。"))
    if answers["is_policy"] and chosen is not DisclosureMode.PROACTIVE and not answers["office_agreed_on"]:
        return Refusal(_("政策性文件不主动公开的，须先经政务公开工作机构审查同意，请填写同意日期。"))
    return None


def is_ready_for_review(facts: Facts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """R1.1: the attribute is fixed while drafting. R5.1: interpretation is organised together with the document."""
    if not facts.disclosure:
        return Refusal(_("请先确定公开属性，再送审。"))
    if not must_be_interpreted(facts) or facts.has_interpretation or facts.is_exempt_from_interpretation:
        return None
    return Refusal(_("政策性文件须同步起草解读；确不需要的，请写明免予解读的理由。"))


def must_be_interpreted(facts: Facts) -> bool:
    """R5.5: rules, normative documents and documents on vital interests that are to be published."""
    is_proactive = facts.disclosure == DisclosureMode.PROACTIVE.name
    return is_proactive and (facts.is_policy or facts.genre in MUST_BE_INTERPRETED)


def formed_by_today(_facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """A document is formed on the day it is signed, not later."""
    return Refusal(_("成文日期不能晚于今天。")) if answers["formed_on"] > moment.today else None


def is_proactive_with_20_working_days(facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.7, 条例 art. 26: the ordinary limit; licences, penalties and budgets have shorter ones."""
    if facts.genre in LICENCE_OR_PENALTY:
        return Refusal(_("行政许可和行政处罚适用七个工作日的公示期限，请用“签发（双公示）”。"))
    if facts.genre in BUDGET:
        return Refusal(_("预算和决算适用二十日的公开期限，请用“签发（预决算）”。"))
    return is_proactive_and_formed(facts, answers, moment)


def is_licence_or_penalty(facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.7: seven working days for licences and penalties."""
    if facts.genre not in LICENCE_OR_PENALTY:
        return Refusal(_("这不是行政许可或行政处罚信息，请用“签发”。"))
    return is_proactive_and_formed(facts, answers, moment)


def is_budget(facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.7, 预算法 art. 14: twenty days from approval for budgets and final accounts."""
    if facts.genre not in BUDGET:
        return Refusal(_("这不是预算或决算，请用“签发”。"))
    return is_proactive_and_formed(facts, answers, moment)


def is_proactive_and_formed(facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """Only what is to be disclosed proactively is approved for publication."""
    if facts.disclosure != DisclosureMode.PROACTIVE.name:
        return Refusal(_("这份文件不是主动公开的，请用“签发（不主动公开）”。"))
    return formed_by_today(facts, answers, moment)


def is_held_and_formed(facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.4: what is not disclosed gets the day of its first review."""
    if facts.disclosure == DisclosureMode.PROACTIVE.name:
        return Refusal(_("这份文件应主动公开，不能按不公开签发。"))
    if facts.disclosure != answers["disclosure"] or facts.ground != answers["ground"]:
        return Refusal(_("公开属性和理由须与定密审查、公开属性认定一致。"))
    return formed_by_today(facts, answers, moment) or review_lies_ahead(facts, answers, moment)


def review_lies_ahead(_facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 18, R1.4: reviewed periodically; the next time within two years."""
    days = (answers["review_on"] - moment.today).days
    return None if 0 < days <= 731 else Refusal(_("下次评估日期须在今天之后、两年之内。"))


def publish_limit_rule(genre: str) -> str:
    """R1.7: which limit of ``pure.publish_limits`` binds a genre: 双公示 and budgets have shorter ones."""
    if genre in LICENCE_OR_PENALTY:
        return "double_publicity_7wd"
    return "budget_20cd" if genre in BUDGET else "proactive_20wd"


def effect_on(
    day: date, *, declared: str, effective_from: date | None, valid_until: date | None, is_imported: bool
) -> str:
    """§4.5: a document's effect on a day, reckoned anew each day so that an expired one shows it at once.

    ``declared`` is the effect that an act last gave it, or "". Gives ``not_yet_in_force``, ``in_force``, ``amended``,
    ``repealed``, ``expired``, or "" for an imported document, whose effect its own issuer decides.
    """
    if declared in ("repealed", "expired"):
        return declared
    if valid_until is not None and day > valid_until:
        return "expired"
    if effective_from is not None and day < effective_from:
        return "not_yet_in_force"
    return declared or ("" if is_imported else "in_force")


def is_what_was_approved(facts: Facts, answers: Answers, _moment: Moment) -> Refusal | None:
    """What is published is, word for word, what the head approved; anything else goes back to be approved again."""
    return _differs(facts.content, answers)


def may_follow_later(facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """R5.2: the interpretation may follow within 3 working days, where the county has not set the same day.

    What follows later is left empty here; all else is what was approved.
    """
    if facts.interpretation_limit_working_days == 0:
        return Refusal(_("本县要求解读与文件同步公开，请先起草解读。"))
    follows = {name for name in INTERPRETATION if not answers.get(name)}
    return _differs({name: value for name, value in facts.content.items() if name not in follows}, answers)


def is_what_was_proposed(facts: Facts, answers: Answers, _moment: Moment) -> Refusal | None:
    """A revision is published as it was proposed."""
    return _differs(facts.proposal, answers)


WORDS_OF_CONTENT = {
    "title": _("标题"),
    "genre": _("文种（体裁）"),
    "document_number": _("文号"),
    "joint_organs": _("联合发文机关"),
    "topics": _("主题分类"),
    "article_20_head": _("条例第二十条的哪一项"),
    "summary": _("内容概述"),
    "keywords": _("关键词"),
    "body": _("正文"),
    "attachments": _("附件"),
    "effective_from": _("施行日期"),
    "valid_until": _("有效期至"),
    "title_en": _("英文标题"),
    "summary_en": _("英文概述"),
    "formed_on": _("成文日期"),
    "index_number": _("索引号"),
    "interpretation_form": _("解读形式"),
    "interpretation_title": _("解读标题"),
    "interpretation_body": _("解读内容"),
    "interpreter": _("解读人"),
    "exempt_reason": _("免予解读的理由"),
}


def _differs(approved: Mapping[str, Any], answers: Answers) -> Refusal | None:
    changed = [name for name, value in approved.items() if name in answers and _plain(answers[name]) != value]
    if not changed:
        return None
    return Refusal(
        _("内容与签发的稿件不一致（%(fields)s）。如需修改，请退回拟稿重新送审。"),
        fields=tuple(WORDS_OF_CONTENT.get(name, name) for name in changed),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return list(value)
    return "" if value is None else value


def effect_needs_a_reason(_facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """§4.5: a change of effect says since when and why."""
    return Refusal(_("生效日期不能晚于今天。")) if answers["changed_on"] > moment.today else None


def annulled_by_today(_facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """处罚法 art. 48 ¶2, R1.76: the three working days run from the annulment."""
    return Refusal(_("撤销日期不能晚于今天。")) if answers["annulled_on"] > moment.today else None


def is_new_content(facts: Facts, answers: Answers, _moment: Moment) -> Refusal | None:
    """An import that brings nothing new is no act."""
    if facts.source_digest == answers["source_digest"]:
        return Refusal(_("内容没有变化，无需再次导入。"))
    return None


@dataclass(frozen=True)
class ConcernFacts:
    """What the rules know of a public concern."""

    state: str
    detected_at: datetime | None = None
    grade: str = ""


def ground_of_concern(facts: ConcernFacts) -> Ground | None:
    """条例 art. 16 ¶2: until the first response, the handling of a concern is process information."""
    return None if facts.state in ("responded", "closed") else grounds.PROCESS_INFORMATION


def counts_from_detection(facts: ConcernFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """R5.9: the hours run from the moment the concern was detected, nights and holidays included."""
    if facts.detected_at is not None and answers["since"] != facts.detected_at:
        return Refusal(_("时限自监测到舆情之时起算，起算时间须与监测时间一致。"))
    return None


def detected_by_now(_facts: Any, answers: Answers, moment: Moment) -> Refusal | None:
    """A concern is recorded after it was detected."""
    return Refusal(_("监测时间不能晚于现在。")) if answers["detected_at"] > moment.at else None
