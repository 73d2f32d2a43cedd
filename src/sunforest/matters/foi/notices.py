"""What applicants and staff are told at each step of a request. Interim notices name no remedies (R1.67)."""

from sunforest.core.notify.notice import Notice
from sunforest.core.organs.roles import CLERK, HEAD
from sunforest.pure.words import gettext_noop as _

received = Notice(
    "foi_received", _("申请已收到"), _("您的%(process)s（%(case)s）已由%(organ)s收到，将于%(answer_by)s前答复。")
)
reopened = Notice(
    "foi_reopened", _("您的申请重新办理"), _("您的%(process)s由%(organ)s重新办理（%(case)s），将于%(redo_by)s前答复。")
)
supplement = Notice(
    "foi_supplement",
    _("请补正申请"),
    _("您的%(process)s（%(case)s）需要补正，请于%(supplement_by)s前补充。收到补正后重新计算期限。"),
)
supplemented = Notice(
    "foi_supplemented", _("补正已收到"), _("您的%(process)s（%(case)s）的补正已收到，答复期限重新计算至%(answer_by)s。")
)
lapsed = Notice(
    "foi_lapsed", _("逾期未补正"), _("您的%(process)s（%(case)s）逾期没有补正，不再处理。需要时可以重新申请。")
)
consulted = Notice(
    "foi_consulted", _("正在征求意见"), _("您的%(process)s（%(case)s）正在征求意见，这段时间不计入答复期限。")
)
reasons_wanted = Notice(
    "foi_reasons", _("请说明理由"), _("您提出的申请较多，请于%(explain_by)s前在进度页说明%(case)s的理由。")
)
delayed = Notice(
    "foi_delayed", _("延迟答复"), _("您的%(process)s（%(case)s）将延迟至%(delayed_by)s答复，理由见进度页。")
)
fee_due = Notice(
    "foi_fee_due",
    _("请缴纳信息处理费"),
    _("您的%(process)s（%(case)s）需要缴费，请于%(pay_by)s前缴纳，金额和方式见进度页。"),
)
paid = Notice("foi_paid", _("缴费已登记"), _("您的%(process)s（%(case)s）已缴费，答复期限重新计算至%(answer_by)s。"))
fee_lapsed = Notice(
    "foi_fee_lapsed", _("逾期未缴费"), _("您的%(process)s（%(case)s）逾期没有缴费，不再处理。需要时可以重新申请。")
)
extended = Notice(
    "foi_extended", _("答复期限已延长"), _("您的%(process)s（%(case)s）的答复期限延长至%(answer_by)s，理由见进度页。")
)
answered = Notice("foi_answered", _("已答复"), _("您的%(process)s（%(case)s）已答复，请到进度页查看，也可以评价。"))
for_signature = Notice(
    "foi_for_signature", _("有答复待签发"), _("%(process)s（%(case)s）已通过法制审查，请签发。"), to=(HEAD,)
)
draft_returned = Notice(
    "foi_draft_returned", _("答复稿被退回"), _("%(process)s（%(case)s）的答复稿被退回修改，请查看意见。"), to=(CLERK,)
)
to_deliver = Notice(
    "foi_to_deliver", _("答复待送达"), _("%(process)s（%(case)s）已签发，请于%(due)s前送达。"), to=(CLERK,)
)
suggestion_taken = Notice(
    "conversion_agreed", _("建议已采纳"), _("您建议公开的信息（%(case)s）将由%(organ)s主动公开。")
)
suggestion_declined = Notice(
    "conversion_declined", _("建议未采纳"), _("您建议公开的信息（%(case)s）暂不主动公开，理由见进度页。")
)
converted = Notice("conversion_published", _("信息已公开"), _("您建议公开的信息（%(case)s）已经公开。"))
