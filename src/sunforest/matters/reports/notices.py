"""What staff is told while an annual report is due, written, signed and published."""

from sunforest.core.notify.notice import Notice
from sunforest.core.organs.roles import CLERK, HEAD
from sunforest.pure.words import gettext_noop as _

begun = Notice(
    "annual_report_begun",
    _("请编写年度报告"),
    _("%(process)s（%(case)s）已立项，须于%(due)s前公布（含当日，遇节假日不顺延）。"),
    to=(CLERK, HEAD),
)
for_signature = Notice(
    "annual_report_for_signature",
    _("年度报告待签发"),
    _("%(process)s（%(case)s）六章已写齐，请核对数字后公布，期限%(due)s。"),
    to=(HEAD,),
)
sent_back = Notice(
    "annual_report_sent_back", _("年度报告被退回"), _("%(process)s（%(case)s）被退回修改，请查看意见。"), to=(CLERK,)
)
published = Notice(
    "annual_report_published", _("年度报告已公布"), _("%(process)s（%(case)s）已公布，数字已固定。"), to=(CLERK,)
)
next_year = Notice(
    "annual_report_next_year",
    _("新一年的年度报告"),
    _("又一个年度结束了。请在办公台立项编写年度报告：各机关1月31日前报送并公布，全县3月31日前公布。"),
    to=(CLERK, HEAD),
)
