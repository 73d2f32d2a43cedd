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

from . import answer_forms, effects, forms, models, notices, queries, rules

REGULATION = Law(_("政府信息公开条例"), _("国务院令第711号"))
FEES = Law(_("政府信息公开信息处理费管理办法"), _("国办函〔2020〕109号"))
RECONSIDERATION_LAW = Law(_("行政复议法"), _("2023年9月1日修订"))
COUNTY_RULES = Law(_("政府信息依申请公开工作程序"), _("本县"))

RUNS_ON = _("答复期限继续计算，条例第33条")


@register
class InformationRequestProcess(Process):
    """依申请公开: a request for government information, from arrival to archive (条例 ch. 4; R1.20–R1.73)."""

    key, version, title = "foi", 1, _("政府信息公开申请")
    about = _("想看的政府信息没有公开的，可以在这里申请。不用说明用途，一般不收费，二十个工作日内答复。")
    detail, facts, closed_by = models.InformationRequest, queries.facts_of, rules.ground_of_request

    # Where a request can be
    arrived = State(_("待确认"), rests=_("双方确认之日起算，条例第31条"))
    received, reopened = State(_("办理中")), State(_("重新办理中"))
    supplementing, explaining = State(_("待补正")), State(_("待说明理由"))
    consulting, asking_organ = State(_("征求第三方意见")), State(_("征求其他机关意见"))
    unpaid = State(_("待缴费"))
    in_review, with_experts = State(_("法制审查中"), rests=RUNS_ON), State(_("专家会商中"), rests=RUNS_ON)
    to_sign = State(_("待签发"), rests=RUNS_ON)
    answered = State(_("已签发，待送达"))
    delivered = State(_("已答复"))
    archived, lapsed = State(_("已归档"), final=True), State(_("逾期未补正，不再处理"), final=True)
    not_paid, withdrawn = State(_("逾期未缴费，不再处理"), final=True), State(_("已撤回"), final=True)

    # How long the law gives
    ask_by = Deadline(_("补正告知期限"), working_days(7), REGULATION.article(30))
    supplement_by = Deadline(_("补正期限"), set_in_the_act("until"), REGULATION.article(30))
    explain_by = Deadline(_("说明理由期限"), set_in_the_act("until"), REGULATION.article(35))
    third_party_by = Deadline(_("第三方答复期限"), working_days(15), REGULATION.article(32))
    organ_by = Deadline(_("其他机关答复期限"), working_days(15), REGULATION.article(34))
    pay_by = Deadline(_("缴费期限"), calendar_days(30), FEES)
    answer_by = Deadline(_("答复期限"), working_days(20), REGULATION.article(33), extension=working_days(20))
    delayed_by = Deadline(_("确定的延迟答复期限"), set_in_the_act("until"), REGULATION.article(35))
    redo_by = Deadline(_("重新答复期限"), set_in_the_act("until"), RECONSIDERATION_LAW.article(64))
    archive_by = Deadline(_("归档期限"), working_days(30), COUNTY_RULES)

    # How it comes in (art. 29, 31): four ways of receipt
    submit = Act(_("个人提出申请"), target=arrived, by=PARTY, asks=forms.RequestOfPerson, guard=rules.address_where_needed,
                 effect=effects.open_by_party, law=REGULATION.article(29))
    submit_for_organisation = Act(_("单位提出申请"), target=arrived, by=PARTY, asks=forms.RequestOfOrganisation,
                                  guard=rules.address_where_needed, effect=effects.open_by_party,
                                  law=REGULATION.article(29))
    register_received = Act(_("登记当面或签收的申请"), target=received, by=CLERK, asks=forms.ReceivedRequest,
                            effective="received_on", guard=rules.registered_as_received, effect=effects.register_received,
                            starts=(ask_by, answer_by), notice=notices.received, law=REGULATION.article(31))
    register_arrived = Act(_("登记平信或传真的申请"), target=arrived, by=CLERK, asks=forms.ArrivedRequest,
                           effective="arrived_on", guard=rules.registered_by_today, effect=effects.register_arrived,
                           law=REGULATION.article(31))
    confirm = Act(_("确认收到"), source=arrived, target=received, by=CLERK, asks=forms.Confirmation, effective="received_on",
                  guard=rules.confirmed_by_both, effect=effects.confirm, starts=(ask_by, answer_by), notice=notices.received,
                  law=REGULATION.article(31))
    register_part = Act(_("登记分拆出的申请"), target=received, by=CLERK, asks=forms.Part, effective="received_on",
                        guard=rules.received_by_today, effect=effects.register_part, starts=(ask_by, answer_by),
                        notice=notices.received, law=REGULATION.article(29))
    redo = Act(_("依复议决定或判决重新办理"), target=reopened, by=CLERK, asks=forms.Redoing, effective="received_on",
               guard=rules.redo_lies_ahead, effect=effects.redo, starts=redo_by, notice=notices.reopened,
               law=RECONSIDERATION_LAW.article(64))

    # A request that is not clear: told once, within seven working days; counting starts anew (art. 30)
    ask_to_supplement = Act(_("告知补正"), source=received, target=supplementing, by=CLERK, asks=forms.WhatIsMissing,
                            guard=rules.asked_once_and_in_time, meets=ask_by, suspends=answer_by, starts=supplement_by,
                            notice=notices.supplement, law=REGULATION.article(30))
    supplement = Act(_("补正"), source=supplementing, target=received, by=PARTY, asks=forms.Supplement, meets=supplement_by,
                     restarts=answer_by, notice=notices.supplemented, law=REGULATION.article(30))
    record_supplement = Act(_("登记收到的补正"), source=supplementing, target=received, by=CLERK, asks=forms.ReceivedSupplement,
                            effective="received_on", guard=rules.supplemented_after_asking, meets=supplement_by,
                            restarts=answer_by, notice=notices.supplemented, law=REGULATION.article(30))
    lapse = Act(_("逾期未补正"), source=supplementing, target=lapsed, by=SYSTEM, when_over=supplement_by, effect=effects.lapse,
                notice=notices.lapsed, law=REGULATION.article(30))
    need_not_ask = Act(_("补正告知期限届满"), source=received, by=SYSTEM, when_over=ask_by, law=REGULATION.article(30))

    # Several requests in one letter become several, with the applicant's agreement (R1.41)
    split = Act(_("分拆为多件"), source=received, by=CLERK, asks=forms.Splitting, guard=rules.split_once, effect=effects.split,
                law=REGULATION.article(29))

    # Third parties and other organs: the days do not count (art. 32–34)
    consult = Act(_("征求第三方意见"), source=(received, reopened, consulting), target=consulting, by=CLERK,
                  asks=forms.Consultation, pauses=answer_by, ends=ask_by, notice=notices.consulted, law=REGULATION.article(32))
    record_letter = Act(_("登记第三方收到"), source=consulting, by=CLERK, asks=forms.LetterReceived, effective="letter_received_on",
                        guard=rules.letter_reached_a_third_party, starts=third_party_by, law=REGULATION.article(32))
    hear = Act(_("收到第三方意见"), source=consulting, by=CLERK, asks=forms.Opinion, effective="heard_on",
               guard=rules.heard_by_today, law=REGULATION.article(32))
    conclude = Act(_("结束征求意见"), source=consulting, target=received, by=CLERK, asks=forms.Conclusion, effective="ended_on",
                   guard=rules.all_heard, meets=third_party_by, resumes=answer_by, law=REGULATION.article(33))
    third_party_silent = Act(_("第三方逾期未答复"), source=consulting, target=received, by=SYSTEM, when_over=third_party_by,
                             resumes=answer_by, law=REGULATION.article(32))
    ask_organ = Act(_("征求其他机关意见"), source=(received, reopened), target=asking_organ, by=CLERK, asks=forms.OrganConsultation,
                    pauses=answer_by, ends=ask_by, starts=organ_by, notice=notices.consulted, law=REGULATION.article(34))
    organ_replies = Act(_("收到其他机关意见"), source=asking_organ, target=received, by=CLERK, asks=forms.OrganOpinion,
                        effective="heard_on", guard=rules.organ_heard_by_today, meets=organ_by, resumes=answer_by,
                        law=REGULATION.article(34))
    organ_silent = Act(_("其他机关逾期未答复"), source=asking_organ, target=received, by=SYSTEM, when_over=organ_by,
                       resumes=answer_by, law=REGULATION.article(34))

    # Too many, too often (art. 35): the clock runs on while reasons are asked
    ask_for_reasons = Act(_("要求说明理由"), source=received, target=explaining, by=CLERK, asks=forms.ReasonsWanted,
                          guard=rules.leaves_time, ends=ask_by, starts=explain_by, notice=notices.reasons_wanted,
                          law=REGULATION.article(35))
    explain = Act(_("说明理由"), source=explaining, target=received, by=PARTY, asks=forms.Explanation, meets=explain_by,
                  law=REGULATION.article(35))
    not_explained = Act(_("逾期未说明理由"), source=explaining, target=received, by=SYSTEM, when_over=explain_by,
                        law=REGULATION.article(35))
    delay = Act(_("确定延迟答复的合理期限"), source=received, by=HEAD, asks=forms.Delay, guard=rules.reasons_were_asked,
                ends=answer_by, starts=delayed_by, notice=notices.delayed, law=REGULATION.article(35))

    # Fees, only where number or frequency clearly exceeds reason (art. 42)
    charge = Act(_("通知缴费"), source=received, target=unpaid, by=CLERK, asks=forms.FeeNotice, effective="notified_on",
                 guard=rules.fee_is_right, effect=effects.charge, ends=ask_by, suspends=answer_by, starts=pay_by,
                 notice=notices.fee_due, law=REGULATION.article(42))
    pay = Act(_("登记缴费"), source=unpaid, target=received, by=CLERK, asks=forms.Payment, effective="paid_on",
              guard=rules.paid_in_full, effect=effects.pay, meets=pay_by, restarts=answer_by, notice=notices.paid, law=FEES)
    fee_lapses = Act(_("逾期未缴费"), source=unpaid, target=not_paid, by=SYSTEM, when_over=pay_by, effect=effects.fee_lapses,
                     notice=notices.fee_lapsed, law=FEES)

    # More time, once (art. 33)
    extend = Act(_("延长答复期限"), source=(received, in_review, to_sign), by=HEAD, asks=forms.Extension,
                 guard=rules.extended_once_before_expiry, extends=answer_by, effect=effects.extend, notice=notices.extended,
                 law=REGULATION.article(33))

    # The answer: drafted, reviewed where it refuses or limits, signed, delivered (art. 36–40)
    send_to_review = Act(_("送法制审查"), source=(received, reopened), target=in_review, by=CLERK, asks=answer_forms.Draft,
                         guard=rules.draft_is_complete, ends=ask_by)
    send_to_sign = Act(_("直接送签"), source=(received, reopened), target=to_sign, by=CLERK, asks=answer_forms.Draft,
                       guard=rules.needs_no_review, ends=ask_by)
    call_experts = Act(_("提交专家会商"), source=in_review, target=with_experts, by=(LEGAL_REVIEWER, REVIEWER),
                       asks=answer_forms.ExpertQuestion, law=COUNTY_RULES)
    record_expert = Act(_("登记专家意见"), source=with_experts, by=(LEGAL_REVIEWER, REVIEWER), asks=answer_forms.ExpertOpinion,
                        law=COUNTY_RULES)
    end_experts = Act(_("结束会商"), source=with_experts, target=in_review, by=(LEGAL_REVIEWER, REVIEWER),
                      guard=rules.experts_were_heard, law=COUNTY_RULES)
    pass_review = Act(_("审查通过"), source=in_review, target=to_sign, by=LEGAL_REVIEWER, not_by=send_to_review,
                      asks=answer_forms.Remarks, guard=rules.flagged_case_was_discussed, notice=notices.for_signature)
    return_draft = Act(_("退回修改"), source=(in_review, to_sign), target=received, by=(LEGAL_REVIEWER, HEAD),
                       asks=answer_forms.Remarks, notice=notices.draft_returned)
    answer = Act(_("签发答复"), source=to_sign, target=answered, by=HEAD, not_by=(send_to_review, send_to_sign),
                 asks=answer_forms.Answer, guard=rules.answer_is_what_was_reviewed, effect=effects.sign,
                 notice=notices.to_deliver, law=REGULATION.article(36))
    answer_without_publication = Act(_("签发答复（不公布）"), source=to_sign, target=answered, by=HEAD,
                                     not_by=(send_to_review, send_to_sign), asks=answer_forms.UnpublishedAnswer,
                                     guard=rules.answer_is_what_was_reviewed, effect=effects.sign_unpublished,
                                     notice=notices.to_deliver, law=REGULATION.article(36))
    tell_third_party = Act(_("告知第三方公开决定"), source=answered, by=CLERK, asks=answer_forms.ThirdPartyTold,
                           effective="told_on", guard=rules.third_party_told_by_today, law=REGULATION.article(32))
    deliver = Act(_("登记送达"), source=answered, target=delivered, by=CLERK, asks=answer_forms.Delivery, effective="delivered_on",
                  guard=rules.delivered_after_signature, effect=effects.deliver, meets=(answer_by, delayed_by, redo_by),
                  starts=archive_by, notice=notices.answered, law=REGULATION.article(40))

    # Afterwards
    rate = Act(_("评价"), source=delivered, by=PARTY, asks=answer_forms.Rating, guard=rules.rated_once, effect=effects.rate,
               law=COUNTY_RULES)
    archive = Act(_("归档"), source=delivered, target=archived, by=CLERK, meets=archive_by, law=REGULATION.article(45))
    archive_when_due = Act(_("到期自动归档"), source=delivered, target=archived, by=SYSTEM, when_over=archive_by,
                           law=REGULATION.article(45))
    withdraw = Act(_("撤回申请"), source=(arrived, received, supplementing, consulting, asking_organ, explaining, unpaid),
                   target=withdrawn, by=PARTY, effect=effects.withdraw, law=COUNTY_RULES)
    record_withdrawal = Act(_("登记撤回"), target=withdrawn, by=CLERK, asks=forms.Withdrawal,
                            source=(arrived, received, supplementing, consulting, asking_organ, explaining, unpaid),
                            effect=effects.withdraw, law=COUNTY_RULES)


@register
class ProactiveConversion(Process):
    """依申请公开转主动公开: what several people asked for, or one suggested, is decided upon (条例 art. 44; R1.33, R1.69)."""

    key, version, title = "conversion", 1, _("依申请公开转为主动公开")
    about = _("多人申请同一信息，或者有人建议公开的，由机关决定是否主动公开。")
    detail = models.Conversion

    proposed = State(_("待决定"), rests=_("条例第44条未定期限"))
    agreed = State(_("同意公开，待发布"))
    declined, published = State(_("不转为主动公开"), final=True), State(_("已主动公开"), final=True)

    publish_by = Deadline(_("公开期限"), working_days(20), REGULATION.article(26))

    suggest = Act(_("建议主动公开"), target=proposed, by=PARTY, asks=forms.Suggestion, effect=effects.suggest,
                  law=REGULATION.article(44, 2))
    propose = Act(_("提出转为主动公开"), target=proposed, by=(CLERK, REVIEWER), asks=forms.Proposal, effect=effects.propose,
                  law=REGULATION.article(44, 1))
    agree = Act(_("决定公开"), source=proposed, target=agreed, by=HEAD, asks=forms.Decision, starts=publish_by,
                notice=notices.suggestion_taken, law=REGULATION.article(44, 2))
    decline = Act(_("决定不公开"), source=proposed, target=declined, by=HEAD, asks=forms.Decision,
                  notice=notices.suggestion_declined, law=REGULATION.article(44, 2))
    publish = Act(_("登记已公开"), source=agreed, target=published, by=CLERK, asks=forms.PublishedAs, meets=publish_by,
                  effect=effects.converted, notice=notices.converted, law=REGULATION.article(44, 2))
