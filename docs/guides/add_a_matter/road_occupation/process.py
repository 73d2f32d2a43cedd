from django.utils.translation import gettext_lazy as _
from sunforest.core.notify import notices
from sunforest.core.organs import roles
from sunforest.core.process import PARTY, SYSTEM, Act, Deadline, Law, Process, State, register, set_in_the_act, working_days

from . import forms, rules

LICENSING_LAW = Law("行政许可法", "主席令第7号")
ROADS = Law("城市道路管理条例", "国务院令第198号")


@register
class RoadOccupation(Process):
    """临时占用道路许可: from application to delivery (行政许可法 ch. 4; 城市道路管理条例 art. 31)."""

    key, version, title = "road_occupation", 1, _("临时占用道路许可")
    about = _("因施工、活动等需要临时占用城市道路的，在这里申请。")

    # Where an application can be
    submitted, accepted, inspected = State(_("待受理")), State(_("审查中")), State(_("已勘查"))
    incomplete, granted = State(_("待补正")), State(_("待送达"))
    declined, refused, lapsed = State(_("不予受理"), final=True), State(_("不予许可"), final=True), State(_("视为撤回"), final=True)
    delivered = State(_("已送达"), final=True)

    # How long the law gives
    accept_by = Deadline(_("受理期限"), working_days(5), LICENSING_LAW.article(32))
    supplement_by = Deadline(_("补正期限"), set_in_the_act("until"), LICENSING_LAW.article(32))
    decide_by = Deadline(_("决定期限"), working_days(20), LICENSING_LAW.article(42))
    deliver_by = Deadline(_("送达期限"), working_days(10), LICENSING_LAW.article(44))

    # What may be done
    apply = Act(_("申请"), target=submitted, by=PARTY, asks=forms.Application, starts=accept_by, guard=rules.not_in_the_past,
                law=ROADS.article(31))
    accept = Act(_("受理"), source=submitted, target=accepted, by=roles.CLERK, meets=accept_by, starts=decide_by,
                 notice=notices.accepted, law=LICENSING_LAW.article(32))
    accept_by_silence = Act(_("逾期视为受理"), source=submitted, target=accepted, by=SYSTEM, when_over=accept_by, starts=decide_by,
                            notice=notices.accepted, law=LICENSING_LAW.article(32))
    decline = Act(_("不予受理"), source=submitted, target=declined, by=roles.CLERK, asks=forms.Reason, meets=accept_by,
                  notice=notices.declined, law=LICENSING_LAW.article(32))
    ask_to_supplement = Act(_("一次告知补正"), source=submitted, target=incomplete, by=roles.CLERK, asks=forms.WhatIsMissing,
                            guard=rules.leaves_time_to_supplement, meets=accept_by, starts=supplement_by,
                            notice=notices.supplement, law=LICENSING_LAW.article(32))
    supplement = Act(_("补正"), source=incomplete, target=submitted, by=PARTY, asks=forms.Supplement, meets=supplement_by,
                     starts=accept_by, law=LICENSING_LAW.article(32))
    lapse = Act(_("逾期未补正"), source=incomplete, target=lapsed, by=SYSTEM, when_over=supplement_by, notice=notices.lapsed,
                law=LICENSING_LAW.article(32))
    inspect = Act(_("现场勘查"), source=accepted, target=inspected, by=roles.REVIEWER, asks=forms.Inspection,
                  effective="inspected_on", guard=rules.inspected_by_today, law=LICENSING_LAW.article(34))
    grant = Act(_("准予许可"), source=inspected, target=granted, by=roles.HEAD, not_by=inspect, asks=forms.Permit, meets=decide_by,
                starts=deliver_by, notice=notices.decided, law=LICENSING_LAW.article(38))
    refuse = Act(_("不予许可"), source=inspected, target=refused, by=roles.HEAD, not_by=inspect, asks=forms.Reason, meets=decide_by,
                 notice=notices.decided, law=LICENSING_LAW.article(38))
    deliver = Act(_("送达"), source=granted, target=delivered, by=roles.CLERK, meets=deliver_by, notice=notices.delivered,
                  law=LICENSING_LAW.article(44))
