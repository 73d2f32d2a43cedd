from django.utils.translation import gettext_lazy as _

from sunforest.core.organs.roles import ADMINISTRATOR, CLERK, HEAD, LEGAL_REVIEWER, REVIEWER
from sunforest.core.process import (
    SYSTEM,
    Act,
    Deadline,
    Law,
    Process,
    State,
    calendar_days,
    clock_hours,
    register,
    set_in_the_act,
    working_days,
)

from . import effects, forms, models, notices, queries, rules

REGULATION = Law(_("政府信息公开条例"), _("国务院令第711号"))
DOCUMENTS = Law(_("党政机关公文处理工作条例"), _("中办发〔2012〕14号"))
PENALTY_LAW = Law(_("行政处罚法"), _("2021年1月22日修订"))
BUDGET_LAW = Law(_("预算法"), _("2018年12月29日修正"))
OPENNESS = Law(_("关于全面推进政务公开工作的意见实施细则"), _("国办发〔2016〕80号"))

NO_LIMIT = _("成文之后才起算公开期限，条例第26条")


@register
class OfficialDocument(Process):
    """公文公开: an official document from draft to publication, and what happens to it afterwards (条例 ch. 2, 3)."""

    key, version, title = "document", 1, _("公文公开")
    about = _("每一份公文从拟稿起就确定公开属性；公开的在期限内公开，不公开的写明理由并定期评估。")
    detail, facts, closed_by = models.Document, queries.facts_of, rules.ground_of_document

    # Where a document can be
    drafting, checking = State(_("拟稿"), rests=NO_LIMIT), State(_("准确性与合法性审核"), rests=NO_LIMIT)
    clearing, approving = State(_("个人信息审查"), rests=NO_LIMIT), State(_("待签发"), rests=NO_LIMIT)
    approved = State(_("待发布"))
    published = State(_("已公开"), rests=_("已经公开，长期有效"))
    in_revision = State(_("已公开，修订中"), rests=_("原版本仍然公开"))
    held = State(_("不主动公开"))
    in_review = State(_("不公开信息评估中"), rests=_("条例第18条，定期评估"))
    withdrawn = State(_("已撤回"), final=True)
    dropped = State(_("已终止拟稿"), final=True)

    # How long the law gives
    publish_by = Deadline(_("公开期限"), working_days(20), REGULATION.article(26))
    publicity_by = Deadline(_("双公示期限"), working_days(7), REGULATION.article(26))
    budget_by = Deadline(_("预决算公开期限"), calendar_days(20), BUDGET_LAW.article(14))
    interpret_by = Deadline(_("解读期限"), working_days(3), OPENNESS)
    withdraw_by = Deadline(_("撤回期限"), working_days(3), PENALTY_LAW.article(48, 2))
    review_by = Deadline(_("下次评估"), set_in_the_act("review_on"), REGULATION.article(18))
    valid_to = Deadline(_("有效期"), set_in_the_act("valid_until"), DOCUMENTS)

    # Drafting: all of it is process information
    draft = Act(_("拟稿"), target=drafting, by=CLERK, asks=forms.Draft, effect=effects.write_draft, law=DOCUMENTS)
    change = Act(_("修改稿件"), source=drafting, target=drafting, by=CLERK, asks=forms.Draft, effect=effects.write_draft)
    classify = Act(_("确定公开属性"), source=drafting, target=drafting, by=CLERK, asks=forms.Classification,
                   guard=rules.attribute_is_what_the_gate_says, effect=effects.classify, law=REGULATION.article(17))
    draft_interpretation = Act(_("起草解读"), source=(drafting, checking), by=CLERK, asks=forms.InterpretationDraft,
                               effect=effects.draft_interpretation)
    exempt = Act(_("免予解读"), source=drafting, target=drafting, by=CLERK, asks=forms.Exemption, effect=effects.exempt)
    submit = Act(_("送审"), source=drafting, target=checking, by=CLERK, guard=rules.is_ready_for_review)
    drop = Act(_("终止拟稿"), source=drafting, target=dropped, by=CLERK, asks=forms.Remarks)

    # Checks, each by another person than the one who wrote
    check = Act(_("审核通过"), source=checking, target=clearing, by=(LEGAL_REVIEWER, REVIEWER), not_by=(draft, change),
                asks=forms.Opinion, law=REGULATION.article(17))
    clear = Act(_("个人信息审查通过"), source=clearing, target=approving, by=(REVIEWER, LEGAL_REVIEWER), asks=forms.Clearing,
                effect=effects.clear, notice=notices.for_approval, law=REGULATION.article(15))
    send_back = Act(_("退回修改"), source=(checking, clearing, approving, approved), target=drafting,
                    by=(REVIEWER, LEGAL_REVIEWER, HEAD), asks=forms.Remarks, ends=(publish_by, publicity_by, budget_by),
                    notice=notices.sent_back)

    # Approval fixes the day of formation, from which the law counts
    approve = Act(_("签发"), source=approving, target=approved, by=HEAD, not_by=(draft, change, check), asks=forms.Approval,
                  effective="formed_on", guard=rules.is_proactive_with_20_working_days, effect=effects.approve,
                  starts=publish_by, notice=notices.approved, law=REGULATION.article(26))
    approve_licence_or_penalty = Act(_("签发（双公示）"), source=approving, target=approved, by=HEAD, not_by=(draft, change, check),
                                     asks=forms.Approval, effective="formed_on", guard=rules.is_licence_or_penalty,
                                     effect=effects.approve, starts=publicity_by, notice=notices.approved,
                                     law=REGULATION.article(26))
    approve_budget = Act(_("签发（预决算）"), source=approving, target=approved, by=HEAD, not_by=(draft, change, check),
                         asks=forms.Approval, effective="formed_on", guard=rules.is_budget, effect=effects.approve,
                         starts=budget_by, notice=notices.approved, law=BUDGET_LAW.article(14))
    hold = Act(_("签发（不主动公开）"), source=approving, target=held, by=HEAD, not_by=(draft, change, check), asks=forms.Holding,
               effective="formed_on", guard=rules.is_held_and_formed, effect=effects.hold, starts=review_by,
               law=REGULATION.article(17))

    # Publication, and what follows it
    publish = Act(_("发布"), source=approved, target=published, by=(CLERK, REVIEWER), asks=forms.Publication,
                  guard=rules.is_what_was_approved, effect=effects.publish, meets=(publish_by, publicity_by, budget_by),
                  starts=valid_to, law=REGULATION.article(19))
    publish_before_interpretation = Act(_("发布（解读随后）"), source=approved, target=published, by=(CLERK, REVIEWER),
                                        asks=forms.Publication, guard=rules.may_follow_later, effect=effects.publish,
                                        meets=(publish_by, publicity_by, budget_by), starts=(valid_to, interpret_by),
                                        law=REGULATION.article(19))
    interpret = Act(_("发布解读"), source=(published, in_revision), by=(CLERK, REVIEWER), asks=forms.Interpretation,
                    meets=interpret_by, law=OPENNESS)
    propose_revision = Act(_("提出修订"), source=published, target=in_revision, by=CLERK, asks=forms.Draft, effect=effects.propose)
    drop_revision = Act(_("放弃修订"), source=in_revision, target=published, by=(CLERK, HEAD), asks=forms.Remarks)
    revise = Act(_("发布修订版"), source=in_revision, target=published, by=HEAD, not_by=propose_revision, asks=forms.Revision,
                 guard=rules.is_what_was_proposed, effect=effects.revise, restarts=valid_to, law=REGULATION.article(26))
    change_effect = Act(_("变更有效性"), source=(published, in_revision), by=(REVIEWER, HEAD), asks=forms.EffectChange,
                        effective="changed_on", guard=rules.effect_needs_a_reason, ends=valid_to, law=DOCUMENTS)
    expire = Act(_("有效期届满"), source=(published, in_revision), by=SYSTEM, when_over=valid_to, ends=valid_to,
                 law=DOCUMENTS)
    annul = Act(_("原决定被变更或撤销"), source=(published, in_revision), by=CLERK, asks=forms.Annulment, effective="annulled_on",
                guard=rules.annulled_by_today, starts=withdraw_by, law=PENALTY_LAW.article(48, 2))
    withdraw = Act(_("撤回"), source=(published, in_revision), target=withdrawn, by=HEAD, asks=forms.Withdrawal,
                   meets=withdraw_by, law=REGULATION.article(6))

    # What is not disclosed is reviewed; what may be opened takes the ordinary way
    review_falls_due = Act(_("到期评估"), source=held, target=in_review, by=SYSTEM, when_over=review_by, ends=review_by,
                           law=REGULATION.article(18))
    review_on_event = Act(_("提前评估"), source=held, target=in_review, by=(CLERK, REVIEWER, HEAD), asks=forms.ReviewEvent,
                          ends=review_by, law=REGULATION.article(18))
    keep_held = Act(_("维持不主动公开"), source=in_review, target=held, by=HEAD, asks=forms.Keeping, effect=effects.keep_held,
                    guard=rules.review_lies_ahead, starts=review_by, law=REGULATION.article(18))
    open_after_review = Act(_("转为主动公开"), source=in_review, target=drafting, by=HEAD, asks=forms.Opening,
                            effect=effects.reopen, law=REGULATION.article(18))

    # Documents that were public before they came here
    import_existing = Act(_("导入已公开的文件"), target=published, by=(ADMINISTRATOR, CLERK), asks=forms.Imported,
                          effect=effects.import_existing, law=REGULATION.article(24))
    import_newer = Act(_("导入新内容"), source=(published, in_revision), by=(ADMINISTRATOR, CLERK), asks=forms.Imported,
                       guard=rules.is_new_content, effect=effects.import_newer, law=REGULATION.article(24))


@register
class DisclosureReview(Process):
    """不公开信息定期评估: whether what was not disclosed may be disclosed now (条例 art. 18, R1.4)."""

    key, version, title = "disclosure_review", 1, _("不公开信息评估")
    about = _("不公开和依申请公开的信息每年至少评估一次；情形变化的，转为公开。")

    pending, examined = State(_("待评估"), rests=_("条例第18条未定评估时限")), State(_("待决定"), rests=_("条例第18条未定评估时限"))
    kept, opened = State(_("维持不公开"), final=True), State(_("转为公开"), final=True)

    fall_due = Act(_("到期评估"), target=pending, by=SYSTEM, notice=notices.review_due, law=REGULATION.article(18))
    examine = Act(_("提出评估意见"), source=pending, target=examined, by=(CLERK, REVIEWER), asks=forms.ReviewOpinion)
    keep = Act(_("决定维持"), source=examined, target=kept, by=HEAD, not_by=examine, asks=forms.Keeping,
               guard=rules.review_lies_ahead, law=REGULATION.article(18))
    open_up = Act(_("决定公开"), source=examined, target=opened, by=HEAD, not_by=examine, asks=forms.Opening,
                  law=REGULATION.article(18))


@register
class PublicConcernProcess(Process):
    """政务舆情回应: a public concern, from detection to the response and its effect (R5.9–R5.12)."""

    key, version, title = "concern", 1, _("政务舆情回应")
    about = _("监测到与本县有关的舆情后，在规定的小时数内公开回应，并持续跟进。")
    detail, facts, closed_by = models.Concern, queries.concern_facts_of, rules.ground_of_concern

    detected, in_hand = State(_("待研判"), rests=_("研判后按等级起算时限")), State(_("核查回应中"))
    responded = State(_("已回应"), rests=_("持续跟进，评估后关闭"))
    closed, dismissed = State(_("已关闭"), final=True), State(_("无需回应"), final=True)

    inform_by = Deadline(_("发布权威信息"), clock_hours(5), OPENNESS)
    conference_by = Deadline(_("召开新闻发布会"), clock_hours(24), OPENNESS)
    respond_by = Deadline(_("回应时限"), clock_hours(48), OPENNESS)

    detect = Act(_("登记舆情"), target=detected, by=CLERK, asks=forms.Detection, guard=rules.detected_by_now,
                 effective="detected_at", effect=effects.detect, law=OPENNESS)
    grade_major = Act(_("研判为重大"), source=detected, target=in_hand, by=(REVIEWER, HEAD), asks=forms.Grading, effective="since",
                      guard=rules.counts_from_detection, effect=effects.grade_major, starts=(inform_by, conference_by),
                      notice=notices.concern_graded, law=OPENNESS)
    grade_ordinary = Act(_("研判为一般"), source=detected, target=in_hand, by=(REVIEWER, HEAD), asks=forms.Grading,
                         effective="since", guard=rules.counts_from_detection, effect=effects.grade_ordinary,
                         starts=respond_by, notice=notices.concern_graded, law=OPENNESS)
    dismiss = Act(_("无需回应"), source=detected, target=dismissed, by=(REVIEWER, HEAD), asks=forms.Remarks)
    verify = Act(_("核查情况"), source=in_hand, target=in_hand, by=(CLERK, REVIEWER), asks=forms.Opinion)
    respond = Act(_("公开回应"), source=(in_hand, responded), target=responded, by=(REVIEWER, HEAD), asks=forms.Response,
                  effect=effects.respond, meets=(inform_by, respond_by), law=OPENNESS)
    hold_conference = Act(_("新闻发布会"), source=(in_hand, responded), target=responded, by=(REVIEWER, HEAD),
                          asks=forms.Conference, meets=conference_by, law=OPENNESS)
    close = Act(_("评估并关闭"), source=responded, target=closed, by=(REVIEWER, HEAD), not_by=respond, asks=forms.Assessment,
                ends=(inform_by, conference_by, respond_by))
