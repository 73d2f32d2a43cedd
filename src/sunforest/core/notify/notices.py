"""The general notices that most procedures need; a matter with words of its own writes its own ``notices.py``."""

from sunforest.core.notify.notice import Notice
from sunforest.core.organs.roles import CLERK, HEAD
from sunforest.pure.words import gettext_noop as _

received = Notice(
    "received",
    _("已收到您的申请"),
    _("您的%(process)s（%(case)s）已由%(organ)s收到，办理期限至%(due)s。凭编号和查询码可随时查询进度。"),
)
supplement = Notice(
    "supplement",
    _("请补正材料"),
    _("您的%(process)s（%(case)s）需要补正，请于%(due)s前补齐。补正后重新计算办理期限。"),
)
accepted = Notice("accepted", _("已受理"), _("您的%(process)s（%(case)s）已受理，%(organ)s将于%(due)s前作出决定。"))
declined = Notice("declined", _("不予受理"), _("您的%(process)s（%(case)s）不予受理，理由和救济途径见进度页。"))
extended = Notice(
    "extended", _("办理期限已延长"), _("您的%(process)s（%(case)s）的办理期限已延长至%(due)s，理由见进度页。")
)
consulted = Notice(
    "consulted", _("正在征求意见"), _("您的%(process)s（%(case)s）正在征求第三方意见，期间不计入办理期限。")
)
answered = Notice("answered", _("已作出答复"), _("您的%(process)s（%(case)s）已有结果，请查看进度页。"))
decided = Notice("decided", _("已作出决定"), _("您的%(process)s（%(case)s）已作出决定，请查看进度页。"))
delivered = Notice("delivered", _("已送达"), _("您的%(process)s（%(case)s）的结果已送达。感谢您的配合。"))
lapsed = Notice("lapsed", _("视为放弃"), _("您的%(process)s（%(case)s）逾期未补正，视为放弃。您可以重新提出。"))
due_soon = Notice(
    "due_soon", _("即将到期"), _("%(process)s（%(case)s）应于%(due)s前办理，请及时处理。"), to=(CLERK, HEAD)
)
for_approval = Notice("for_approval", _("有事项待审批"), _("%(process)s（%(case)s）已送您审批。"), to=(HEAD,))
moved = Notice(
    "moved", _("办理期限因放假安排调整"), _("您的%(process)s（%(case)s）的期限因新的放假通知调整：%(moves)s。")
)
moved_for_officers = Notice(
    "moved_for_officers",
    _("期限因放假安排调整"),
    _("%(process)s（%(case)s）的期限因新的放假通知调整：%(moves)s。"),
    to=(CLERK,),
)
