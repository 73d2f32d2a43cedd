"""Procedures declared for the tests of the flowchart: plain declarations, without forms, guards or tables."""

from __future__ import annotations

from sunforest.core.organs.roles import CLERK, HEAD, LEGAL_REVIEWER, REVIEWER
from sunforest.core.process import engine_acts
from sunforest.core.process.declaration import (
    PARTY,
    SYSTEM,
    Act,
    Deadline,
    Law,
    Process,
    State,
    calendar_days,
    clock_hours,
    set_in_the_act,
    working_days,
)

REGULATION = Law("政府信息公开条例", "国务院令第711号")
COUNTY_RULES = Law("政府信息依申请公开工作程序", "本县")
LICENSING_LAW = Law("行政许可法", "主席令第7号")


def declared(process: type[Process]) -> type[Process]:
    """Read the nouns in their order, with the engine's acts by name only; nothing is registered."""
    members = tuple(vars(process).values())
    process.states = tuple(member for member in members if isinstance(member, State))
    process.deadlines = tuple(member for member in members if isinstance(member, Deadline))
    acts = tuple(member for member in members if isinstance(member, Act))
    process.acts = (*acts, *(_engine_act(name, process.states) for name in engine_acts.NAMES))
    return process


def _engine_act(name: str, states: tuple[State, ...]) -> Act:
    act = Act(name, source=states, by=HEAD)
    act.name = name
    return act


@declared
class InformationRequestProcess(Process):
    """A request for government information, from arrival to answer (条例 ch. 4)."""

    key, version, title = "foi", 1, "政府信息公开申请"

    arrived = State("待确认", rests="双方确认之日起算, 条例第31条")
    received, supplementing, consulting = State("办理中"), State("待补正"), State("征求意见中")
    in_review = State("法制审查中")
    answered, lapsed, withdrawn = (
        State("已答复", final=True),
        State("视为放弃", final=True),
        State("已撤回", final=True),
    )

    ask_by = Deadline("补正告知期限", working_days(7), REGULATION.article(30))
    supplement_by = Deadline("补正期限", set_in_the_act("until"), REGULATION.article(30))
    third_party_by = Deadline("第三方答复期限", working_days(15), REGULATION.article(32))
    answer_by = Deadline("答复期限", working_days(20), REGULATION.article(33))

    submit = Act("提交", target=arrived, by=PARTY, law=REGULATION.article(29))
    receive = Act(
        "接收", source=arrived, target=received, by=CLERK, starts=(ask_by, answer_by), law=REGULATION.article(31)
    )
    ask_to_supplement = Act(
        "告知补正",
        source=received,
        target=supplementing,
        by=CLERK,
        meets=ask_by,
        suspends=answer_by,
        starts=supplement_by,
        law=REGULATION.article(30),
    )
    supplement = Act(
        "补正",
        source=supplementing,
        target=received,
        by=PARTY,
        meets=supplement_by,
        restarts=answer_by,
        law=REGULATION.article(30),
    )
    lapse = Act(
        "逾期未补正",
        source=supplementing,
        target=lapsed,
        by=SYSTEM,
        when_over=supplement_by,
        law=REGULATION.article(30),
    )
    consult = Act(
        "征求第三方意见",
        source=received,
        target=consulting,
        by=CLERK,
        pauses=answer_by,
        ends=ask_by,
        law=REGULATION.article(32),
    )
    record_delivery = Act(
        "登记送达",
        source=consulting,
        target=consulting,
        by=CLERK,
        effective="delivered_on",
        starts=third_party_by,
        law=REGULATION.article(32),
    )
    hear = Act("收到第三方意见", source=consulting, target=consulting, by=CLERK, law=REGULATION.article(32))
    conclude = Act(
        "结束征求意见",
        source=consulting,
        target=received,
        by=CLERK,
        meets=third_party_by,
        resumes=answer_by,
        law=REGULATION.article(33),
    )
    third_party_silent = Act(
        "第三方逾期未答复",
        source=consulting,
        target=received,
        by=SYSTEM,
        when_over=third_party_by,
        resumes=answer_by,
        law=REGULATION.article(32),
    )
    extend = Act(
        "延长答复期限", source=received, target=received, by=HEAD, extends=answer_by, law=REGULATION.article(33)
    )
    send_to_review = Act("送法制审查", source=received, target=in_review, by=CLERK, ends=ask_by)
    return_draft = Act("退回修改", source=in_review, target=received, by=LEGAL_REVIEWER)
    answer = Act(
        "答复",
        source=in_review,
        target=answered,
        by=HEAD,
        not_by=send_to_review,
        meets=answer_by,
        law=REGULATION.article(36),
    )
    withdraw = Act(
        "撤回",
        source=(arrived, received, supplementing, consulting),
        target=withdrawn,
        by=PARTY,
        law=COUNTY_RULES.article(9),
    )


@declared
class DraftProcess(Process):
    """A small one with a loop: a draft goes back and forth until it is signed."""

    key, version, title = "draft", 1, "文稿审签"

    drafting, submitted = State("起草中"), State("待审签")
    signed = State("已签发", final=True)

    begin = Act("起草", target=drafting, by=CLERK)
    submit = Act("送审", source=drafting, target=submitted, by=CLERK)
    send_back = Act("退回", source=submitted, target=drafting, by=HEAD)
    sign = Act("签发", source=submitted, target=signed, by=(HEAD, REVIEWER))


@declared
class PermitProcess(Process):
    """Twelve states, four roles, two ways to begin, an act that moves nothing, a final state with a sequel."""

    key, version, title = "permit", 2, "临时占用道路许可"

    applied, incomplete, accepted = State("待受理"), State("待补材料"), State("已受理")
    inspecting, inspected, hearing = State("勘查中"), State("已勘查"), State("听证中")
    deciding, granted, refused = State("待决定"), State("准予许可", final=True), State("不予许可", final=True)
    declined, ended, revoked = State("不予受理", final=True), State("已终结", final=True), State("已撤销", final=True)

    accept_by = Deadline("受理期限", working_days(5), LICENSING_LAW.article(32))
    decide_by = Deadline("决定期限", working_days(20), LICENSING_LAW.article(42))
    hear_by = Deadline("听证期限", calendar_days(20), LICENSING_LAW.article(47))

    apply = Act("网上申请", target=applied, by=PARTY, starts=accept_by, law=LICENSING_LAW.article(29))
    apply_at_counter = Act("窗口代为申请", target=applied, by=CLERK, starts=accept_by, law=LICENSING_LAW.article(29))
    accept = Act(
        "受理",
        source=applied,
        target=accepted,
        by=CLERK,
        meets=accept_by,
        starts=decide_by,
        law=LICENSING_LAW.article(32, 1),
    )
    ask_papers = Act(
        "告知补齐材料", source=applied, target=incomplete, by=CLERK, meets=accept_by, law=LICENSING_LAW.article(32)
    )
    hand_in = Act("补交材料", source=incomplete, target=applied, by=PARTY, starts=accept_by)
    decline = Act("不予受理", source=(applied, incomplete), target=declined, by=CLERK, law=LICENSING_LAW.article(32))
    visit = Act("安排勘查", source=accepted, target=inspecting, by=REVIEWER)
    report = Act("提交勘查意见", source=inspecting, target=inspected, by=(REVIEWER, CLERK, HEAD))
    call_hearing = Act("决定听证", source=inspected, target=hearing, by=HEAD, pauses=decide_by, starts=hear_by)
    close_hearing = Act("结束听证", source=hearing, target=inspected, by=REVIEWER, meets=hear_by, resumes=decide_by)
    propose = Act("拟办", source=inspected, target=deciding, by=REVIEWER)
    return_proposal = Act("退回重拟", source=deciding, target=inspected, by=HEAD)
    grant = Act("准予许可", source=deciding, target=granted, by=HEAD, meets=decide_by, law=LICENSING_LAW.article(38))
    refuse = Act(
        "不予许可", source=deciding, target=refused, by=HEAD, meets=decide_by, law=LICENSING_LAW.article(38, 2)
    )
    withdraw = Act("撤回申请", source=(applied, incomplete, accepted, inspecting, inspected), target=ended, by=PARTY)
    note = Act("添加备注", source=(accepted, deciding), by=CLERK)
    revoke = Act("撤销许可", source=granted, target=revoked, by=HEAD, law=LICENSING_LAW.article(69))


@declared
class ResponseProcess(Process):
    """Clocks that act by themselves, one after the other, and a state with nothing but a clock."""

    key, version, title = "response", 1, "政务舆情回应"

    noticed, escalated, overdue = State("待回应"), State("已督办"), State("超期未回应")
    answered, closed = State("已回应"), State("已归档", final=True)

    respond_by = Deadline("首次回应期限", clock_hours(48), COUNTY_RULES.article(5))
    remind_by = Deadline("督办回应期限", clock_hours(24))
    watch_for = Deadline("跟踪观察期", calendar_days(30))

    notice = Act("发现舆情", target=noticed, by=CLERK, starts=respond_by, law=COUNTY_RULES.article(5))
    respond = Act(
        "发布回应", source=(noticed, escalated, overdue), target=answered, by=HEAD, meets=respond_by, starts=watch_for
    )
    escalate = Act("自动督办", source=noticed, target=escalated, by=SYSTEM, when_over=respond_by, starts=remind_by)
    report_overdue = Act("列入超期名单", source=escalated, target=overdue, by=SYSTEM, when_over=remind_by)
    reopen = Act("再次发酵", source=answered, target=noticed, by=CLERK, starts=respond_by)
    archive = Act("自动归档", source=answered, target=closed, by=SYSTEM, when_over=watch_for)


@declared
class SettingProcess(Process):
    """One that never ends: a setting is in force until it is changed, and then again."""

    key, version, title = "setting", 1, "系统设置"

    in_force = State("现行", rests="设置长期有效")

    set_first = Act("设定", target=in_force, by=HEAD)
    change = Act("修改", source=in_force, target=in_force, by=HEAD, law=COUNTY_RULES.article(1))


EVERY = (SettingProcess, InformationRequestProcess, DraftProcess, PermitProcess, ResponseProcess)
