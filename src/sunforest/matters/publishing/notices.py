"""What people are told while a document or a concern is handled."""

from sunforest.core.notify.notice import Notice
from sunforest.core.organs.roles import CLERK, HEAD, REVIEWER
from sunforest.pure.words import gettext_noop as _

for_approval = Notice(
    "document_for_approval", _("有公文待签发"), _("%(process)s（%(case)s）已完成审核，请签发。"), to=(HEAD,)
)
sent_back = Notice(
    "document_sent_back", _("稿件被退回"), _("%(process)s（%(case)s）被退回修改，请查看意见。"), to=(CLERK,)
)
approved = Notice(
    "document_approved", _("公文已签发"), _("%(process)s（%(case)s）已签发，请于%(due)s前公开。"), to=(CLERK,)
)
review_due = Notice(
    "review_due", _("不公开信息到期评估"), _("%(process)s（%(case)s）已到评估时间，请提出意见。"), to=(CLERK, REVIEWER)
)
concern_graded = Notice(
    "concern_graded", _("舆情待回应"), _("%(process)s（%(case)s）须于%(due)s前公开回应。"), to=(CLERK, REVIEWER, HEAD)
)
