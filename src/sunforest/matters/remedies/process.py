from django.utils.translation import gettext_lazy as _

from sunforest.core.organs.roles import CLERK, HEAD, LEGAL_REVIEWER, REVIEWER
from sunforest.core.process import (
    PARTY,
    SYSTEM,
    Act,
    Deadline,
    Law,
    Process,
    State,
    calendar_days,
    register,
    set_in_the_act,
    working_days,
)

from . import effects, forms, models, notices, queries, rules

REGULATION = Law(_("政府信息公开条例"), _("国务院令第711号"))
RECONSIDERATION_LAW = Law(_("行政复议法"), _("2023年9月1日修订"))
LITIGATION_LAW = Law(_("行政诉讼法"), _("2017年6月27日修正"))
PRIVACY_LAW = Law(_("个人信息保护法"), _("2021年8月20日通过"))
COUNTY_RULES = Law(_("政府信息公开救济与监督工作程序"), _("本县"))


@register
class Challenge(Process):
    """行政复议与行政诉讼: a challenge to the answer of an information request, at the organ that answered (R1.71–R1.74)."""

    key, version, title = "challenge", 1, _("政府信息公开行政复议与行政诉讼")
    about = _("对政府信息公开答复不服，申请行政复议或者提起行政诉讼的，由作出答复的机关登记、应诉，结果在这里公开。")
    detail, facts = models.Challenge, queries.facts_of

    # Where a challenge can be
    defending = State(_("待提交答复"))
    pending = State(_("审理中"), rests=_("由复议机关或者法院审理，行政复议法第62条、行政诉讼法第81条"))
    decided = State(_("已有结果"), rests=_("起诉、上诉期间，行政复议法第34条、行政诉讼法第85条"))
    redoing = State(_("待重新答复"))
    closed, redone = State(_("已办结"), final=True), State(_("已重新答复"), final=True)
    void = State(_("登记已撤销"), final=True)

    # How long the law gives
    defend_by = Deadline(_("提交答复期限"), working_days(10), RECONSIDERATION_LAW.article(48))
    defend_summary_by = Deadline(_("提交答复期限（简易程序）"), working_days(5), RECONSIDERATION_LAW.article(54))
    defend_in_court_by = Deadline(_("提交答辩状期限"), calendar_days(15), LITIGATION_LAW.article(67))
    redo_by = Deadline(_("重新答复期限"), set_in_the_act("until"), RECONSIDERATION_LAW.article(64))

    # The notice arrives
    register_reconsideration = Act(_("登记行政复议"), target=defending, by=(CLERK, LEGAL_REVIEWER), asks=forms.CopyReceived,
                                   effective="received_on", guard=rules.received_by_today,
                                   effect=effects.register_reconsideration, starts=defend_by,
                                   notice=notices.challenge_registered, law=RECONSIDERATION_LAW.article(48))
    register_summary = Act(_("登记行政复议（简易程序）"), target=defending, by=(CLERK, LEGAL_REVIEWER), asks=forms.CopyReceived,
                           effective="received_on", guard=rules.received_by_today, effect=effects.register_reconsideration,
                           starts=defend_summary_by, notice=notices.challenge_registered, law=RECONSIDERATION_LAW.article(54))
    register_direct_lawsuit = Act(_("登记行政诉讼（未经复议直接起诉）"), target=defending, by=(CLERK, LEGAL_REVIEWER),
                                  asks=forms.DirectLawsuit, effective="received_on", guard=rules.received_by_today,
                                  effect=effects.register_direct_lawsuit, starts=defend_in_court_by,
                                  notice=notices.direct_lawsuit_registered, law=LITIGATION_LAW.article(67))
    register_lawsuit = Act(_("登记行政诉讼（复议后起诉）"), target=defending, by=(CLERK, LEGAL_REVIEWER), asks=forms.CopyReceived,
                           effective="received_on", guard=rules.received_by_today,
                           effect=effects.register_lawsuit_after_reconsideration, starts=defend_in_court_by,
                           notice=notices.challenge_registered, law=LITIGATION_LAW.article(67))
    cancel = Act(_("撤销登记"), source=defending, target=void, by=HEAD, asks=forms.Mistake, effect=effects.void, law=COUNTY_RULES)

    # The defence
    become_ordinary = Act(_("转为普通程序"), source=defending, by=(CLERK, LEGAL_REVIEWER), asks=forms.Ordinary,
                          effective="received_on", guard=rules.same_day_of_receipt, ends=defend_summary_by, starts=defend_by,
                          law=RECONSIDERATION_LAW.article(55))
    defend = Act(_("提交答复和证据"), source=defending, target=pending, by=(CLERK, LEGAL_REVIEWER), asks=forms.Defence,
                 effective="sent_on", guard=rules.sent_after_receipt, meets=(defend_by, defend_summary_by, defend_in_court_by),
                 law=COUNTY_RULES)

    # The result; what was recorded wrongly is recorded anew
    record_result = Act(_("登记结果"), source=(defending, pending), target=decided, by=(CLERK, LEGAL_REVIEWER), asks=forms.Result,
                        effective="decided_on", guard=rules.decided_after_receipt, effect=effects.record_result,
                        ends=(defend_by, defend_summary_by, defend_in_court_by), notice=notices.challenge_decided,
                        law=REGULATION.article(50))
    record_redo_order = Act(_("登记责令重新答复"), source=(defending, pending, decided, redoing), target=redoing,
                            by=(CLERK, LEGAL_REVIEWER), asks=forms.RedoOrder, effective="decided_on",
                            guard=rules.order_leaves_time, effect=effects.record_redo_order,
                            ends=(defend_by, defend_summary_by, defend_in_court_by), starts=redo_by,
                            notice=notices.redo_ordered, law=RECONSIDERATION_LAW.article(64))
    correct_result = Act(_("更正结果"), source=(decided, closed, redone), by=HEAD, asks=forms.CorrectedResult,
                         guard=rules.decided_after_receipt, effect=effects.record_result, law=REGULATION.article(50))
    correct_redo_order = Act(_("更正为其他结果"), source=redoing, target=decided, by=HEAD, asks=forms.CorrectedResult,
                             guard=rules.decided_after_receipt, effect=effects.record_result, ends=redo_by,
                             law=REGULATION.article(50))
    record_appeal = Act(_("登记上诉"), source=(decided, redoing), target=pending, by=(CLERK, LEGAL_REVIEWER), asks=forms.Appeal,
                        effective="appealed_on", guard=rules.is_a_lawsuit_decided_before, effect=effects.set_aside, ends=redo_by,
                        law=LITIGATION_LAW.article(85))
    confirm_new_answer = Act(_("登记已重新答复"), source=redoing, target=redone, by=(CLERK, LEGAL_REVIEWER), asks=forms.NewAnswer,
                             effective="answered_on", guard=rules.new_answer_exists, meets=redo_by,
                             law=RECONSIDERATION_LAW.article(77))
    close = Act(_("办结"), source=decided, target=closed, by=(CLERK, LEGAL_REVIEWER), law=COUNTY_RULES)


@register
class RecordCorrection(Process):
    """更正与本人有关的记录: whoever can prove that a record about itself is wrong has it corrected (条例 art. 41; R1.13)."""

    key, version, title = "correction", 1, _("更正与本人有关的信息")
    about = _("机关提供的、与您或您的单位有关的记录不准确，有证据的，可以要求更正。个人信息核实后及时更正。")
    detail, facts = models.CorrectionClaim, queries.claim_facts_of

    submitted, verified = State(_("核实中")), State(_("已核实，待决定"))
    corrected, refused = State(_("已更正"), final=True), State(_("未予更正"), final=True)
    pointed, sent_elsewhere = State(_("已告知有权机关"), final=True), State(_("已转送有权机关"), final=True)
    withdrawn = State(_("已撤回"), final=True)

    handle_by = Deadline(_("更正办理期限"), working_days(20), COUNTY_RULES)

    claim_personal = Act(_("更正本人的个人信息"), target=submitted, by=PARTY, asks=forms.Claim, effect=effects.claim_personal,
                         starts=handle_by, notice=(notices.claim_received, notices.personal_claim_to_verify),
                         law=PRIVACY_LAW.article(46))
    claim = Act(_("更正其他与自身有关的记录"), target=submitted, by=PARTY, asks=forms.Claim, effect=effects.claim,
                starts=handle_by, notice=notices.claim_received, law=REGULATION.article(41))
    verify = Act(_("核实"), source=(submitted, verified), target=verified, by=CLERK, asks=forms.Verification,
                 effect=effects.verify, law=REGULATION.article(41))
    correct = Act(_("更正并告知"), source=verified, target=corrected, by=(REVIEWER, HEAD), not_by=verify, asks=forms.RecordCorrected,
                  effective="corrected_on", guard=rules.proved_right, meets=handle_by, notice=notices.record_corrected,
                  law=REGULATION.article(41))
    refuse = Act(_("不予更正"), source=verified, target=refused, by=HEAD, not_by=verify, asks=forms.Reasons,
                 guard=rules.proved_wrong, meets=handle_by, notice=notices.claim_refused, law=REGULATION.article(41))
    transfer = Act(_("转送本县有权机关"), source=(submitted, verified), target=submitted, by=(CLERK, REVIEWER), asks=forms.Transfer,
                   guard=rules.goes_to_another_organ, effect=effects.transfer, restarts=handle_by,
                   notice=notices.claim_transferred, law=REGULATION.article(41))
    send_elsewhere = Act(_("转送外单位"), source=(submitted, verified), target=sent_elsewhere, by=(CLERK, REVIEWER),
                         asks=forms.RightOrgan, meets=handle_by, notice=notices.claim_sent_elsewhere, law=REGULATION.article(41))
    point = Act(_("告知有权机关"), source=(submitted, verified), target=pointed, by=(CLERK, REVIEWER), asks=forms.RightOrgan,
                meets=handle_by, notice=notices.claim_pointed, law=REGULATION.article(41))
    withdraw = Act(_("撤回更正要求"), source=(submitted, verified), target=withdrawn, by=PARTY, law=COUNTY_RULES)


@register
class DisclosureComplaint(Process):
    """政府信息公开投诉举报: to the supervising office, about an organ; its author is never named to that organ (R1.78)."""

    key, version, title = "disclosure_complaint", 1, _("政府信息公开投诉举报")
    about = _("机关没有依法公开、答复的，可以向政府信息公开工作主管部门投诉。您的身份不公开，也不告知被投诉的机关。")
    detail, facts = models.Complaint, queries.complaint_facts_of

    submitted, reported = State(_("核查中")), State(_("已核查，待决定"))
    rectifying = State(_("整改中"))
    unrectified = State(_("逾期未整改"), rests=_("由主管部门继续督促或者通报批评，条例第47条"))
    rectified, criticised = State(_("已整改"), final=True), State(_("已通报批评"), final=True)
    unfounded, pointed = State(_("不成立"), final=True), State(_("已告知有权机关"), final=True)
    withdrawn = State(_("已撤回"), final=True)

    handle_by = Deadline(_("投诉处理期限"), working_days(20), COUNTY_RULES)
    rectify_by = Deadline(_("整改期限"), set_in_the_act("until"), REGULATION.article(47))

    complain = Act(_("投诉"), target=submitted, by=PARTY, asks=forms.Complaint, effect=effects.complain, starts=handle_by,
                   notice=notices.complaint_received, law=REGULATION.article(47, 2))
    hear_organ = Act(_("听取被投诉机关说明"), source=submitted, by=CLERK, asks=forms.Hearing, law=COUNTY_RULES)
    report = Act(_("提出核查意见"), source=(submitted, reported), target=reported, by=CLERK, asks=forms.Report,
                 notice=notices.complaint_reported, law=COUNTY_RULES)
    order_rectification = Act(_("责令整改"), source=reported, target=rectifying, by=HEAD, not_by=report, asks=forms.Order,
                              guard=rules.leaves_time_to_rectify, effect=effects.tell_the_organ, meets=handle_by,
                              starts=rectify_by, notice=(notices.rectification_ordered, notices.ordered_by_the_office),
                              law=REGULATION.article(47, 2))
    criticise = Act(_("通报批评"), source=(reported, unrectified), target=criticised, by=HEAD, not_by=report, asks=forms.Criticism,
                    meets=handle_by, notice=notices.criticised, law=REGULATION.article(47, 2))
    dismiss = Act(_("投诉不成立"), source=reported, target=unfounded, by=HEAD, not_by=report, asks=forms.Reasons, meets=handle_by,
                  notice=notices.complaint_unfounded, law=REGULATION.article(47, 2))
    point = Act(_("告知有权机关"), source=(submitted, reported), target=pointed, by=(CLERK, HEAD), asks=forms.RightOrgan,
                meets=handle_by, notice=notices.complaint_pointed, law=COUNTY_RULES)
    confirm_rectified = Act(_("确认已整改"), source=(rectifying, unrectified), target=rectified, by=CLERK, asks=forms.Rectified,
                            effective="rectified_on", guard=rules.rectified_since_the_order, meets=rectify_by,
                            notice=notices.rectified, law=REGULATION.article(47))
    rectification_lapses = Act(_("逾期未整改"), source=rectifying, target=unrectified, by=SYSTEM, when_over=rectify_by,
                               notice=notices.unrectified, law=REGULATION.article(47))
    propose_accountability = Act(_("提出追责建议"), source=(rectifying, unrectified, rectified, criticised), by=HEAD,
                                 asks=forms.Accountability, law=REGULATION.article(47, 1))
    withdraw = Act(_("撤回投诉"), source=(submitted, reported), target=withdrawn, by=PARTY, law=COUNTY_RULES)
