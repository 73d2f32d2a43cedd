"""The law of information requests as pure functions: facts, answers and moment in, nothing or a Refusal out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sunforest.pure import fees, grounds
from sunforest.pure.grounds import Ground
from sunforest.pure.moment import Moment, Refusal
from sunforest.pure.words import gettext_noop as _

ADDRESSED = ("post", "email")
DRAFTED = {
    "result": _("答复结果"),
    "document_number": _("答复书文号"),
    "question": _("申请的内容（去除个人信息后）"),
    "answer": _("答复正文"),
    "reasons": _("理由"),
    "withheld": _("不予公开部分的依据"),
    "right_organ": _("负责公开的机关及其联系方式"),
    "files": _("提供的文件（遮盖后的）"),
    "supplied_as": _("提供的形式"),
    "private_note": _("只写给申请人的内容"),
}

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class RequestFacts:
    """What the rules know of a request.

    ``answer_due_on`` is None while its clock is paused, suspended or ended. ``waiting_since`` is the day on which a
    supplement, a fee or another organ was last asked for; ``third_parties`` names whom this consultation asked, and when.
    """

    state: str
    arrived_on: date | None = None
    received_on: date | None = None
    answer_due_on: date | None = None
    ask_due_on: date | None = None
    is_redone: bool = False
    times_supplement_was_asked: int = 0
    times_split: int = 0
    is_extended: bool = False
    reasons_were_asked: bool = False
    fee_charged: int = 0
    waiting_since: date | None = None
    third_parties: Mapping[str, date] = field(default_factory=dict)
    heard: frozenset[str] = frozenset()
    opinions: Mapping[str, str] = field(default_factory=dict)
    last_heard_on: date | None = None
    told: frozenset[str] = frozenset()
    draft: Mapping[str, Any] = field(default_factory=dict)
    needs_experts: bool = False
    expert_opinions: int = 0
    signed_on: date | None = None
    lacks_reconsideration_organ: bool = False
    was_rated: bool = False
    withheld_ground: str = ""

    @property
    def objectors(self) -> tuple[str, ...]:
        """The third parties that objected with reasonable grounds."""
        return tuple(sorted(name for name, agrees in self.opinions.items() if agrees == "no_with_grounds"))

    @property
    def to_be_told(self) -> tuple[str, ...]:
        """The third parties over whose objection something is disclosed, and who have not been told (art. 32)."""
        overruled = bool(self.draft.get("public_interest"))
        return tuple(name for name in self.objectors if overruled and name not in self.told)


def ground_of_request(facts: RequestFacts) -> Ground | None:
    """Acts are public, what a person wrote is not; a ground that was named at the signature closes the rest."""
    return grounds.ground_with_key(facts.withheld_ground) if facts.withheld_ground else None


def address_where_needed(_facts: RequestFacts | None, answers: Answers, _moment: Moment) -> Refusal | None:
    """条例 art. 29: an address only where something is sent there."""
    if answers["supply"] in ADDRESSED and not answers["address"].strip():
        return Refusal(_("选择邮寄或电子邮件的，请填写地址。"))
    return None


def received_by_today(_facts: RequestFacts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """What has been received was received by today."""
    return Refusal(_("收到日期不能晚于今天。")) if answers["received_on"] > moment.today else None


def supplemented_after_asking(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 30: what was asked for is received after it was asked for; counting starts anew from that day."""
    return _came_before_asking(facts.waiting_since, answers["received_on"]) or received_by_today(facts, answers, moment)


def _came_before_asking(asked_on: date | None, came_on: date) -> Refusal | None:
    if asked_on is None or came_on >= asked_on:
        return None
    return Refusal(_("收到日期不能早于发出的日期%(asked)s。"), asked=asked_on)


def registered_as_received(facts: RequestFacts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.20, R1.21: the day of submission, or the day of signing for the mail."""
    return received_by_today(facts, answers, moment) or address_where_needed(facts, answers, moment)


def registered_by_today(facts: RequestFacts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.22, R1.23: what arrived is registered, and counts from confirmation."""
    if answers["arrived_on"] > moment.today:
        return Refusal(_("到达日期不能晚于今天。"))
    return address_where_needed(facts, answers, moment)


def confirmed_by_both(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.22, R1.23: the day both sides confirm lies between arrival and today."""
    if facts.arrived_on and answers["received_on"] < facts.arrived_on:
        return Refusal(_("确认日期不能早于到达日期%(arrived)s。"), arrived=facts.arrived_on)
    return received_by_today(facts, answers, moment)


def split_once(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.41: a letter is split once, with the applicant's agreement."""
    if facts.times_split:
        return Refusal(_("该申请已经分拆过。"))
    return Refusal(_("同意日期不能晚于今天。")) if answers["agreed_on"] > moment.today else None


def redo_lies_ahead(_facts: RequestFacts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """行政复议法 art. 64, 66: the ordered period runs from the receipt of the decision."""
    if answers["received_on"] > moment.today:
        return Refusal(_("收到决定的日期不能晚于今天。"))
    if answers["until"] <= answers["received_on"]:
        return Refusal(_("责令重新答复的期限须晚于收到决定的日期。"))
    return None


def asked_once_and_in_time(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 30, R1.24: once only, within seven working days of receipt, with a reasonable time."""
    if facts.times_supplement_was_asked:
        return Refusal(_("补正只能告知一次，该申请已经告知过。"))
    if facts.ask_due_on is None:
        return Refusal(_("补正告知期限（收到申请之日起七个工作日）已过，视为申请内容明确，请办理答复。"))
    return leaves_time(facts, answers, moment)


def leaves_time(_facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 30, 35: a reasonable time lies ahead."""
    return Refusal(_("截止日期须晚于今天，并给申请人留出合理时间。")) if answers["until"] <= moment.today else None


def letter_reached_a_third_party(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.25: the fifteen working days run from the third party's receipt of the letter."""
    if answers["third_party"] not in facts.third_parties:
        return Refusal(_("没有征求过“%(name)s”的意见，请核对第三方名称。"), name=answers["third_party"])
    if answers["letter_received_on"] > moment.today:
        return Refusal(_("收到日期不能晚于今天。"))
    return _came_before_asking(facts.third_parties[answers["third_party"]], answers["letter_received_on"])


def heard_by_today(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 32: an objection gives its reasons; it was heard by today."""
    if answers["third_party"] not in facts.third_parties:
        return Refusal(_("没有征求过“%(name)s”的意见，请核对第三方名称。"), name=answers["third_party"])
    if answers["agrees"] == "no_with_grounds" and not answers["reasons"].strip():
        return Refusal(_("第三方有合理理由的，请写明理由。"))
    if answers["heard_on"] > moment.today:
        return Refusal(_("收到日期不能晚于今天。"))
    return _came_before_asking(facts.third_parties[answers["third_party"]], answers["heard_on"])


def all_heard(facts: RequestFacts, answers: Answers, _moment: Moment) -> Refusal | None:
    """R1.29, R1.64: every third party answered; the days that do not count end with the last reply."""
    silent = sorted(facts.third_parties.keys() - facts.heard)
    if silent:
        return Refusal(_("还没有收到%(names)s的意见；逾期未答复的，期满后自动结束。"), names=tuple(silent))
    if answers["ended_on"] != facts.last_heard_on:
        return Refusal(_("不计入期限的时间到最后一份意见的收到日期%(day)s为止。"), day=facts.last_heard_on)
    return None


def organ_heard_by_today(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 33, 34: the reply was received by today, and not before it was asked for."""
    if answers["heard_on"] > moment.today:
        return Refusal(_("收到日期不能晚于今天。"))
    return _came_before_asking(facts.waiting_since, answers["heard_on"])


def reasons_were_asked(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 35, R1.65: reasons are asked first; the delayed day lies after today and is told to the applicant."""
    if not facts.reasons_were_asked:
        return Refusal(_("确定延迟期限之前，须先要求申请人说明理由。"))
    return leaves_time(facts, answers, moment)


def fee_is_right(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """国办函〔2020〕109号, R1.40–R1.43: notice inside the handling period, one basis, the amount that the table gives."""
    if answers["notified_on"] > moment.today:
        return Refusal(_("通知日期不能晚于今天。"))
    if facts.answer_due_on is None or answers["notified_on"] > facts.answer_due_on:
        return Refusal(_("缴费通知须在答复期限内送达申请人，期限已过的不能再收费。"))
    amount = fee_of(answers)
    if amount == 0:
        return Refusal(_("按标准不收费：每月10件以内、每件30页以内免费。"))
    if answers["amount"] != amount:
        return Refusal(_("按标准应为%(amount)s元，请核对件数或页数。"), amount=amount)
    return None


def fee_of(answers: Answers) -> int:
    """The fee in whole yuan for what a fee notice names (R1.41, R1.42)."""
    if answers["basis"] == "pages":
        return fees.fee_for_pages(answers["count"])
    return fees.fee_for_items(already_this_month=answers["already"] or 0, new_items=answers["count"])


def paid_in_full(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """R1.43: only full payment starts the counting anew."""
    if answers["amount"] != facts.fee_charged:
        return Refusal(_("应缴%(amount)s元，足额缴纳后再登记。"), amount=facts.fee_charged)
    if answers["paid_on"] > moment.today:
        return Refusal(_("缴费日期不能晚于今天。"))
    if facts.waiting_since and answers["paid_on"] < facts.waiting_since:
        return Refusal(_("缴费日期不能早于通知缴费的日期%(notified)s。"), notified=facts.waiting_since)
    return None


def extended_once_before_expiry(facts: RequestFacts, _answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 33, R1.28, R1.65: one extension of at most 20 working days, told to the applicant before expiry."""
    if facts.is_extended:
        return Refusal(_("该申请已延期一次，不能再次延期。"))
    if facts.is_redone:
        return Refusal(_("复议决定或判决确定的期限不能延长。"))
    if facts.answer_due_on is None or moment.day > facts.answer_due_on:
        return Refusal(_("答复期限已过，或者已另行确定期限，不能延期。"))
    return None


def needs_no_review(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """§1.5: whatever refuses or limits goes through legal review first; only full disclosure is signed directly."""
    if answers["result"] not in ("G1", "G2"):
        return Refusal(_("不是全部公开的答复，须先送法制审查。"))
    if answers["needs_experts"]:
        return Refusal(_("需要专家会商的，请送法制审查。"))
    return draft_is_complete(facts, answers, moment)


def draft_is_complete(facts: RequestFacts, answers: Answers, _moment: Moment) -> Refusal | None:
    """条例 art. 36–38, §1.4: what each result must tell the applicant."""
    result = answers["result"]
    if result not in ("G1", "G2") and not answers["reasons"].strip():
        return Refusal(_("不是全部公开的，须写明理由。"))
    if result == "P1" and not answers["withheld"]:
        return Refusal(_("部分公开的，须选择不予公开部分的依据。"))
    if result == "U1a" and not answers["search_record"].strip():
        return Refusal(_("信息不存在的，须写明检索记录：查了哪些系统、用了哪些词、谁在哪天查的。"))
    if result == "U3" and not facts.times_supplement_was_asked:
        return Refusal(_("没有告知过补正，不能以“补正后仍不明确”答复。"))
    if result == "X4" and not facts.reasons_were_asked:
        return Refusal(_("以大量反复申请为由不予处理的，须先要求申请人说明理由。"))
    if answers["supplied_as"] and not answers["reasons"].strip():
        return Refusal(_("不按申请人要求的形式提供的，须写明理由。"))
    return objection_is_heeded(facts, answers)


def objection_is_heeded(facts: RequestFacts, answers: Answers) -> Refusal | None:
    """条例 art. 32, R1.25: consent takes the ground away; an objection with grounds yields to the public interest only."""
    if answers["result"] == "N4" and set(facts.opinions.values()) == {"yes"}:
        return Refusal(_("第三方已同意公开，不能再以保护第三方权益为由不予公开。"))
    if not facts.objectors or answers["result"] not in ("G1", "G2", "P1") or "N4" in answers["withheld"]:
        return None
    if not answers["public_interest"].strip():
        return Refusal(
            _("%(names)s有合理理由不同意公开：应不予公开，或者写明不公开会对公共利益造成重大影响的理由。"),
            names=facts.objectors,
        )
    return None


def third_party_told_by_today(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 32: who objected is told."""
    if answers["third_party"] not in facts.opinions:
        return Refusal(_("没有收到过“%(name)s”的意见，请核对第三方名称。"), name=answers["third_party"])
    return Refusal(_("告知日期不能晚于今天。")) if answers["told_on"] > moment.today else None


def flagged_case_was_discussed(facts: RequestFacts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """§1.5: a flagged case has at least one signed expert opinion before it passes."""
    if facts.needs_experts and not facts.expert_opinions:
        return Refusal(_("该件标记为疑难，须先经专家会商。"))
    return None


def experts_were_heard(facts: RequestFacts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """A consultation ends with at least one opinion."""
    return None if facts.expert_opinions else Refusal(_("还没有登记专家意见。"))


def answer_is_what_was_reviewed(facts: RequestFacts, answers: Answers, _moment: Moment) -> Refusal | None:
    """§1.5: what is signed is what was drafted and reviewed; changes go back to the drafter."""
    changed = tuple(title for name, title in DRAFTED.items() if _plain(answers[name]) != _plain(facts.draft.get(name)))
    if changed:
        return Refusal(_("签发的内容与送审稿不同（%(names)s）。需要修改的，请退回修改。"), names=changed)
    if facts.lacks_reconsideration_organ:
        return Refusal(_("答复书须写明行政复议机关，本机关的还没有设置。请系统管理员在“机关”里填写后再签发。"))
    return None


def _plain(value: Any) -> Any:
    return list(value) if value and isinstance(value, (list, tuple)) else (value or "")


def delivered_after_signature(facts: RequestFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """国办公开办函〔2016〕235号: delivered after it was signed, and recorded once it has happened."""
    if answers["delivered_on"] > moment.today:
        return Refusal(_("送达日期不能晚于今天。"))
    if facts.to_be_told:
        return Refusal(_("公开前须先书面告知第三方%(names)s公开的内容和理由。"), names=facts.to_be_told)
    if facts.signed_on and answers["delivered_on"] < facts.signed_on:
        return Refusal(_("送达日期不能早于签发日期%(signed)s。"), signed=facts.signed_on)
    if answers["method"] == "online" and answers["delivered_on"] != moment.today:
        return Refusal(_("网上送达以发出之日为准，登记的这一天就是送达之日，请填今天。"))
    if answers["method"] in ("registered_post", "ems") and not answers["mail_number"].strip():
        return Refusal(_("邮寄的，请填写邮件号码。"))
    return None


def rated_once(facts: RequestFacts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """An applicant rates once."""
    return Refusal(_("您已经评价过了，谢谢。")) if facts.was_rated else None
