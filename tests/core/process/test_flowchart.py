"""What is read from a declaration into its flowchart."""

from __future__ import annotations

import declared
import pytest

from sunforest.core.organs.roles import HEAD
from sunforest.core.process import engine_acts
from sunforest.core.process.flowchart import Flowchart, flowchart_of


@pytest.fixture(scope="module")
def request_chart() -> Flowchart:
    return flowchart_of(declared.InformationRequestProcess)


@pytest.mark.parametrize("process", declared.EVERY, ids=lambda process: process.key)
def test_every_state_and_every_declared_act_is_on_the_chart(process):
    chart = flowchart_of(process)
    names = {node.name for node in chart.nodes}
    assert {state.name for state in process.states} <= names
    assert {act.name for act in process.acts if act.name not in engine_acts.NAMES} <= names


@pytest.mark.parametrize("process", declared.EVERY, ids=lambda process: process.key)
def test_every_flow_leads_from_a_node_to_a_node_and_ids_are_unique(process):
    chart = flowchart_of(process)
    nodes = [node.id for node in chart.nodes]
    identities = [*nodes, *(flow.id for flow in chart.flows)]
    assert len(identities) == len(set(identities))
    assert all(flow.source in nodes and flow.target in nodes for flow in chart.flows)


def test_the_acts_of_the_engine_are_left_out(request_chart):
    assert not {node.name for node in request_chart.nodes} & set(engine_acts.NAMES)


def test_the_party_stands_above_staff_in_the_order_of_rank_and_the_system_below(request_chart):
    assert [lane.title for lane in request_chart.lanes] == ["当事人", "经办人", "法制审查人", "负责人", "系统"]


def test_a_state_stands_with_the_role_whose_turn_it_is(request_chart):
    assert request_chart.lanes[request_chart.node("State_supplementing").lane].title == "当事人"
    assert request_chart.lanes[request_chart.node("State_in_review").lane].title == "法制审查人"


def test_an_act_of_several_roles_stands_with_the_first_and_names_the_others():
    chart = flowchart_of(declared.PermitProcess)
    report = chart.node("Act_report")
    assert chart.lanes[report.lane].title == "审核人"
    assert "经办人、负责人也可办理" in report.notes


def test_an_act_shows_its_limit_the_clock_it_starts_and_its_article(request_chart):
    assert request_chart.node("Act_ask_to_supplement").notes == (
        "7个工作日内",
        "起算补正期限",
        "《政府信息公开条例》第30条",
    )


def test_each_kind_of_limit_has_its_words():
    notes = [note for process in declared.EVERY for node in flowchart_of(process).nodes for note in node.notes]
    assert {"20个工作日内", "20日内", "48小时内", "限期另行告知"} <= set(notes)


def test_a_clock_that_runs_out_is_named_after_its_deadline(request_chart):
    assert request_chart.node("Act_lapse").timer == "补正期限届满"


def test_branches_of_a_fork_are_labelled_and_single_ways_are_not(request_chart):
    labels = {flow.target: flow.label for flow in request_chart.flows if flow.source == "State_in_review"}
    assert labels == {"Act_return_draft": "退回修改", "Act_answer": "答复"}
    assert all(not flow.label for flow in request_chart.flows if flow.source == "Act_receive")


def test_an_act_without_a_target_stands_beside_each_of_its_states_and_returns_there():
    chart = flowchart_of(declared.PermitProcess)
    returns = {flow.source: flow.target for flow in chart.flows if flow.source.startswith("Act_note")}
    assert returns == {"Act_note__accepted": "State_accepted", "Act_note__deciding": "State_deciding"}


def test_a_final_state_with_a_sequel_also_ends():
    chart = flowchart_of(declared.PermitProcess)
    assert {flow.target for flow in chart.flows if flow.source == "State_granted"} == {"Act_revoke", "End_granted"}


def test_a_process_that_never_ends_may_rest_where_it_is():
    chart = flowchart_of(declared.SettingProcess)
    assert chart.node("End_in_force").title == "不再变更"
    assert {flow.target for flow in chart.flows if flow.source == "State_in_force"} == {"Act_change", "End_in_force"}


def test_all_words_pass_through_the_translation():
    chart = flowchart_of(declared.DraftProcess, translate=lambda words: f"<{words}>")
    assert chart.title == "<文稿审签>"
    assert chart.node("Act_sign").title == "<签发>"
    assert chart.lanes[-1].title == f"<{HEAD.title}>"
    assert chart.words.start == "<开始>"


def test_the_chart_can_be_read_aloud():
    assert flowchart_of(declared.DraftProcess).sentences()[2] == "退回（负责人）：由“待审签”到“起草中”。"
