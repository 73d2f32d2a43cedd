from django.utils.translation import gettext_lazy as _

from sunforest.core.organs.roles import ADMINISTRATOR, CLERK, HEAD
from sunforest.core.process import SYSTEM, Act, Deadline, Law, Process, State, register, set_in_the_act

from . import effects, forms, models, notices, queries, rules

REGULATION = Law(_("政府信息公开条例"), _("国务院令第711号"))
FORM = Law(_("政府信息公开工作年度报告格式"), _("国办公开办函〔2021〕30号"))


@register
class AnnualReportProcess(Process):
    """政府信息公开工作年度报告: from the first chapter to publication, and corrections as new versions (条例 art. 49, 50)."""

    key, version, title = "annual_report", 1, _("政府信息公开工作年度报告")
    about = _("各机关每年1月31日前、全县3月31日前公布上一年的政府信息公开情况，数字由办件记录算出。")
    detail, facts, closed_by = models.AnnualReport, queries.facts_of, rules.ground_of_report

    drafting, to_sign = State(_("编写中")), State(_("待签发"))
    published = State(_("已公布"), rests=_("年报长期公开"))
    correcting = State(_("已公布，更正中"), rests=_("原版本仍然公开"))

    # 31 January and 31 March, those days included, no roll-over
    submit_by = Deadline(_("报送期限"), set_in_the_act("due_on"), REGULATION.article(49))
    publish_by = Deadline(_("公布期限"), set_in_the_act("due_on"), REGULATION.article(49))
    publish_county_by = Deadline(_("全县年报公布期限"), set_in_the_act("due_on"), REGULATION.article(49))
    next_year = Deadline(_("下一年度开始"), set_in_the_act("next_on"))

    open_report = Act(_("立项编写本机关年报"), target=drafting, by=CLERK, asks=forms.Opening, guard=rules.year_has_come,
                      effect=effects.open_report, starts=(submit_by, publish_by), notice=notices.begun,
                      law=REGULATION.article(49))
    open_county_report = Act(_("立项编写全县年报"), target=drafting, by=CLERK, asks=forms.OpeningOfCounty,
                             guard=rules.year_has_come, effect=effects.open_county_report, starts=publish_county_by,
                             notice=notices.begun, law=REGULATION.article(49))

    # Writing, and checking by another person
    write = Act(_("编写各章"), source=(drafting, correcting), by=CLERK, asks=forms.Chapters, effect=effects.write,
                law=REGULATION.article(50))
    enter = Act(_("填报表一"), source=(drafting, correcting), by=CLERK, asks=forms.Entered, effect=effects.enter, law=FORM)
    send_to_sign = Act(_("送签"), source=drafting, target=to_sign, by=CLERK, guard=rules.chapters_are_written,
                       notice=notices.for_signature)
    send_back = Act(_("退回修改"), source=to_sign, target=drafting, by=HEAD, asks=forms.Remarks, notice=notices.sent_back)

    # Publication freezes the figures
    publish = Act(_("公布年报"), source=to_sign, target=published, by=HEAD, not_by=(write, enter), asks=forms.Publication,
                  guard=rules.its_year_is_over, effect=effects.freeze, meets=(publish_by, publish_county_by),
                  starts=next_year, notice=notices.published, law=REGULATION.article(49))
    hand_in = Act(_("登记报送主管部门"), source=(to_sign, published), by=CLERK, asks=forms.Submission, effective="submitted_on",
                  guard=rules.submitted_by_today, effect=effects.submit, meets=submit_by, law=REGULATION.article(49))

    # A correction is a new version, with its reason
    begin_correction = Act(_("提出更正"), source=published, target=correcting, by=CLERK, asks=forms.Remarks)
    drop_correction = Act(_("放弃更正"), source=correcting, target=published, by=(CLERK, HEAD), asks=forms.Remarks)
    correct = Act(_("公布更正版"), source=correcting, target=published, by=HEAD, not_by=(begin_correction, write, enter),
                  asks=forms.Correction, guard=rules.its_year_is_over, effect=effects.freeze, law=REGULATION.article(49))

    next_year_begins = Act(_("下一年度开始"), source=(published, correcting), by=SYSTEM, when_over=next_year,
                           notice=notices.next_year, law=REGULATION.article(49))

    # Reports of years before this system
    import_earlier = Act(_("导入以往年度的年报"), target=published, by=(ADMINISTRATOR, CLERK), asks=forms.Imported,
                         guard=rules.was_before_last_year, effect=effects.import_earlier, law=FORM)
    import_last_year = Act(_("导入上一年度的年报"), target=published, by=(ADMINISTRATOR, CLERK), asks=forms.ImportedLastYear,
                           guard=rules.was_last_year, effect=effects.import_earlier, starts=next_year, law=FORM)
    import_again = Act(_("更正导入的年报"), source=published, target=published, by=(ADMINISTRATOR, CLERK),
                       asks=forms.ImportedAgain, guard=rules.year_is_over, effect=effects.import_again, law=FORM)
