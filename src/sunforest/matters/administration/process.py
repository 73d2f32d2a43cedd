from django.utils.translation import gettext_lazy as _

from sunforest.core.organs.roles import ADMINISTRATOR
from sunforest.core.process import Act, Law, Process, State, register

from . import effects, forms, models, queries, rules

REGULATION = Law(_("政府信息公开条例"), _("国务院令第711号"))
ANNUAL_LEAVE = Law(_("全国年节及纪念日放假办法"), _("国务院令第795号"))


@register
class OrganProcess(Process):
    """机关设置: an organ is set up, changed, abolished (条例 art. 20 (2): functions, address, hours are public)."""

    key, version, title = "organ", 1, _("机关设置")
    about = _("机关的名称、职能、地址、时间和电话，何时变更、由谁变更。")
    detail, facts = models.Subject, queries.facts_of

    existing = State(_("现存"), rests=_("长期存在"))
    abolished = State(_("已撤销"), final=True)

    establish = Act(_("设立机关"), target=existing, by=ADMINISTRATOR, asks=forms.OrganForm, effect=effects.establish_organ,
                    law=REGULATION.article(20))
    record_existing = Act(_("登记现有机关"), target=existing, by=ADMINISTRATOR, asks=forms.ExistingOrgan,
                          effect=effects.record_existing, law=REGULATION.article(20))
    change = Act(_("变更机关信息"), source=existing, target=existing, by=ADMINISTRATOR, asks=forms.OrganChange,
                 effect=effects.change_organ, law=REGULATION.article(20))
    abolish = Act(_("撤销机关"), source=existing, target=abolished, by=ADMINISTRATOR, asks=forms.Abolition, effective="abolished_on",
                  guard=rules.has_no_open_cases, effect=effects.abolish_organ, law=REGULATION.article(20))


@register
class AppointmentProcess(Process):
    """人员与岗位: an officer enters, is appointed, is absent, leaves; each post says what it grants."""

    key, version, title = "appointment", 1, _("人员与岗位")
    about = _("谁在哪个岗位、岗位有哪些权限、不在岗时由谁代理。")
    detail, facts = models.Subject, queries.facts_of

    serving = State(_("在职"), rests=_("任职没有期限"))
    left = State(_("已离任"), final=True)

    enter = Act(_("登记人员"), target=serving, by=ADMINISTRATOR, asks=forms.Entrance, effect=effects.enter_officer)
    record_existing = Act(_("登记在职人员"), target=serving, by=ADMINISTRATOR, asks=forms.ExistingOfficer,
                          effect=effects.record_existing)
    appoint = Act(_("任命岗位"), source=serving, target=serving, by=ADMINISTRATOR, asks=forms.Appointment, effect=effects.appoint)
    relieve = Act(_("免去岗位"), source=serving, target=serving, by=ADMINISTRATOR, asks=forms.Relief, effect=effects.relieve)
    note_absence = Act(_("登记不在岗"), source=serving, target=serving, by=ADMINISTRATOR, asks=forms.Absence,
                       effect=effects.note_absence)
    renew_access = Act(_("重置登录方式"), source=serving, target=serving, by=ADMINISTRATOR, asks=forms.AccessRenewal,
                       effect=effects.renew_access)
    leave = Act(_("离任"), source=serving, target=left, by=ADMINISTRATOR, asks=forms.Departure, effective="left_on",
                guard=rules.holds_no_post, effect=effects.leave)


@register
class HolidayNoticeProcess(Process):
    """放假安排: the holiday notice of a year is loaded; limits over that year are computed anew (R8.5)."""

    key, version, title = "holiday_notice", 1, _("放假安排")
    about = _("国务院办公厅的放假通知载入之后，暂定的期限按新安排重新计算，并记录变动。")
    detail, facts = models.Subject, queries.facts_of

    in_force = State(_("执行中"), rests=_("全年有效"))

    load = Act(_("载入放假通知"), target=in_force, by=ADMINISTRATOR, asks=forms.HolidayNotice, guard=rules.names_days_of_its_year,
               effect=effects.load_notice, law=ANNUAL_LEAVE)
    replace = Act(_("载入调整通知"), source=in_force, target=in_force, by=ADMINISTRATOR, asks=forms.HolidayNotice,
                  guard=rules.names_days_of_its_year, effect=effects.load_notice, law=ANNUAL_LEAVE)


@register
class TopicProcess(Process):
    """主题分类: a subject class of the catalogue is added, renamed, retired (domain §4.4)."""

    key, version, title = "topic", 1, _("主题分类")
    about = _("目录的主题分类，何时增加、改名和停用。")
    detail, facts = models.Subject, queries.facts_of

    in_use = State(_("使用中"), rests=_("长期使用"))
    retired = State(_("已停用"), final=True)

    add = Act(_("增加主题"), target=in_use, by=ADMINISTRATOR, asks=forms.NewTopic, effect=effects.add_topic)
    record_existing = Act(_("登记现有主题"), target=in_use, by=ADMINISTRATOR, asks=forms.ExistingTopic,
                          effect=effects.record_existing)
    rename = Act(_("主题改名"), source=in_use, target=in_use, by=ADMINISTRATOR, asks=forms.TopicName, effect=effects.rename_topic)
    retire = Act(_("停用主题"), source=in_use, target=retired, by=ADMINISTRATOR, asks=forms.Retirement,
                 guard=rules.has_no_topics_below, effect=effects.retire_topic)


@register
class SettingProcess(Process):
    """系统设置: an adjustable limit of the county is set; which, to what, and why is public."""

    key, version, title = "setting", 1, _("系统设置")
    about = _("由本县自定的期限和间隔，改成了多少、为什么。")
    detail, facts = models.Subject, queries.facts_of

    in_force = State(_("执行中"), rests=_("直到再次变更"))

    set_first = Act(_("设定"), target=in_force, by=ADMINISTRATOR, asks=forms.SettingForm, guard=rules.is_within_its_limits,
                    effect=effects.set_value)
    change = Act(_("变更设定"), source=in_force, target=in_force, by=ADMINISTRATOR, asks=forms.SettingForm,
                 guard=rules.is_within_its_limits, effect=effects.set_value)
