"""What applicants, complainants and staff are told about remedies and supervision."""

from sunforest.core.notify.notice import Notice
from sunforest.core.organs.roles import CLERK, HEAD, LEGAL_REVIEWER, REVIEWER
from sunforest.pure.words import gettext_noop as _

challenge_registered = Notice(
    "challenge_registered",
    _("收到复议或诉讼"),
    _("%(process)s（%(case)s）已登记，请于%(due)s前提交答复和证据。"),
    to=(LEGAL_REVIEWER, HEAD),
)
direct_lawsuit_registered = Notice(
    "direct_lawsuit_registered",
    _("收到直接起诉"),
    _("%(process)s（%(case)s）已登记，请于%(due)s前提交答辩和证据，并核对此类答复是否应当先申请行政复议。"),
    to=(LEGAL_REVIEWER, HEAD),
)
challenge_decided = Notice(
    "challenge_decided", _("复议或诉讼有结果"), _("%(process)s（%(case)s）的结果已登记。"), to=(LEGAL_REVIEWER, HEAD)
)
redo_ordered = Notice(
    "redo_ordered",
    _("须重新答复"),
    _("%(process)s（%(case)s）要求重新答复，请于%(due)s前作出并送达。"),
    to=(CLERK, LEGAL_REVIEWER, HEAD),
)
claim_received = Notice(
    "claim_received", _("更正申请已收到"), _("您的%(process)s（%(case)s）已由%(organ)s收到，将于%(due)s前办理。")
)
personal_claim_to_verify = Notice(
    "personal_claim_to_verify",
    _("有个人信息待更正"),
    _("%(process)s（%(case)s）涉及个人信息，属实的应当及时更正，不要等到%(due)s。"),
    to=(CLERK, REVIEWER),
)
claim_transferred = Notice(
    "claim_transferred", _("更正申请已转送"), _("您的%(process)s（%(case)s）已转送%(organ)s，将于%(due)s前办理。")
)
claim_pointed = Notice(
    "claim_pointed",
    _("请向有权机关提出"),
    _("您的%(process)s（%(case)s）不属于%(organ)s职能范围，有权更正的机关和办法见进度页。"),
)
claim_sent_elsewhere = Notice(
    "claim_sent_elsewhere",
    _("更正申请已转送有权机关"),
    _("您的%(process)s（%(case)s）已由%(organ)s转送有权更正的机关，名称和联系方式见进度页。"),
)
record_corrected = Notice(
    "record_corrected", _("记录已更正"), _("您的%(process)s（%(case)s）经%(organ)s核实，记录已经更正。")
)
claim_refused = Notice(
    "claim_refused",
    _("未予更正"),
    _(
        "您的%(process)s（%(case)s）经%(organ)s核实未予更正，理由见进度页。不服的，可以自知道之日起六十日内申请行政复议，"
        "或者六个月内提起行政诉讼。"
    ),
)
complaint_received = Notice(
    "complaint_received",
    _("投诉已收到"),
    _("您的%(process)s（%(case)s）已由%(organ)s收到，将于%(due)s前处理。您的身份不会告知被投诉的机关。"),
)
complaint_reported = Notice(
    "complaint_reported", _("投诉待决定"), _("%(process)s（%(case)s）已核查，请于%(due)s前决定。"), to=(HEAD,)
)
rectification_ordered = Notice(
    "rectification_ordered",
    _("已责令整改"),
    _("您的%(process)s（%(case)s）查证属实，已责令被投诉的机关于%(due)s前整改。"),
)
ordered_by_the_office = Notice(
    "ordered_by_the_office",
    _("请按期整改"),
    _("%(organ)s要求您机关于%(rectify_by)s前整改并书面报告。整改要求见%(case)s的公开页面。"),
    to=(),
)  # its receivers are at another organ: addressed in the effect
rectified = Notice("rectified", _("已整改"), _("您的%(process)s（%(case)s）反映的问题已经整改。"))
unrectified = Notice(
    "unrectified",
    _("逾期未整改"),
    _("%(process)s（%(case)s）责令整改的期限已过，请督促或者通报批评。"),
    to=(CLERK, HEAD),
)
criticised = Notice("criticised", _("已通报批评"), _("您的%(process)s（%(case)s）查证属实，已对被投诉的机关通报批评。"))
complaint_unfounded = Notice(
    "complaint_unfounded", _("投诉不成立"), _("您的%(process)s（%(case)s）经核查不成立，理由见进度页。")
)
complaint_pointed = Notice(
    "complaint_pointed",
    _("请向有权机关反映"),
    _("您的%(process)s（%(case)s）不属于%(organ)s的职责，可以反映的机关或者渠道见进度页。"),
)
