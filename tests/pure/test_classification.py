"""The classification gate (§1.1): each row of its table, each override, and what holds for every combination."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.pure.classification import Classification, DisclosureMode, DocumentFacts, classify

PRIVACY = {"third_party_kind": "privacy", "third_party_harm": True}

ROWS = [
    pytest.param({"state_secret": True}, "不予公开", "14", "N1", "must", id="§1.1-1-国家秘密"),
    pytest.param({"forbidden_by_law": True}, "不予公开", "14", "N2", "must", id="§1.1-2-法律禁止"),
    pytest.param({"endangers_security": True}, "不予公开", "14", "N3", "must", id="§1.1-3-三安全一稳定"),
    pytest.param(PRIVACY, "不予公开", "15", "N4", "must", id="§1.1-4-第三方权益"),
    pytest.param({"internal_kind": "人事"}, "不予公开", "16(1)", "N5", "may", id="§1.1-5-内部事务"),
    pytest.param({"process_kind": "过程稿"}, "不予公开", "16(2)", "N6", "may", id="§1.1-6-过程性信息"),
    pytest.param({"enforcement_file": True}, "不予公开", "16(2)", "N7", "may", id="§1.1-7-执法案卷"),
    pytest.param({"article_20_head": 2}, "主动公开", "20(2)", "", "", id="§1.1-8-条例20"),
    pytest.param({"article_21": True}, "主动公开", "21", "", "", id="§1.1-8-条例21"),
    pytest.param({"public_interest_wide": True}, "主动公开", "19", "", "", id="§1.1-8-条例19"),
    pytest.param({"rule_requires_disclosure": True}, "主动公开", "20(15)", "", "", id="§1.1-8-其他规定"),
    pytest.param({}, "依申请公开", "13,27", "", "", id="§1.1-9-其他"),
]


def gate(**facts: Any) -> Classification:
    return classify(DocumentFacts(**facts))


@pytest.mark.parametrize(("facts", "mode", "article", "code", "force"), ROWS)
def test_each_row_of_the_gate_has_its_outcome(
    facts: dict[str, Any], mode: str, article: str, code: str, force: str
) -> None:
    result = gate(**facts)
    assert (result.mode, result.article, result.reason_code, result.force) == (mode, article, code, force)
    assert not result.partial
    assert not result.must_inform_third_party


@pytest.mark.parametrize("secret", ["state_secret", "forbidden_by_law", "endangers_security"])
def test_nothing_overrides_article_14(secret: str) -> None:
    result = gate(**{secret: True}, public_interest_override=True, rule_requires_disclosure=True, article_20_head=12)
    assert result.mode is DisclosureMode.CLOSED
    assert result.force == "must"


def test_consent_opens_the_way_to_the_next_tests() -> None:
    assert gate(**PRIVACY, third_party_consents=True).mode is DisclosureMode.ON_REQUEST
    assert gate(**PRIVACY, third_party_consents=True, article_21=True).mode is DisclosureMode.PROACTIVE
    assert gate(**PRIVACY, third_party_consents=True, enforcement_file=True).reason_code == "N7"


def test_a_consenting_third_party_need_not_be_told() -> None:
    result = gate(**PRIVACY, third_party_consents=True, public_interest_override=True, article_20_head=13)
    assert not result.must_inform_third_party


def test_a_grave_public_interest_discloses_and_the_third_party_is_told() -> None:
    result = gate(**PRIVACY, public_interest_override=True)
    assert result.mode is DisclosureMode.PROACTIVE
    assert result.must_inform_third_party
    assert result.reason_code == ""


def test_nobody_is_told_where_another_ground_still_closes() -> None:
    result = gate(**PRIVACY, public_interest_override=True, enforcement_file=True)
    assert (result.mode, result.reason_code) == (DisclosureMode.CLOSED, "N7")
    assert not result.must_inform_third_party


def test_a_third_party_without_harm_is_no_ground() -> None:
    result = gate(third_party_kind="privacy", public_interest_override=True)
    assert result.mode is DisclosureMode.ON_REQUEST
    assert not result.must_inform_third_party


@pytest.mark.parametrize("facts", [{"internal_kind": "人事"}, {"process_kind": "请示报告"}, {"enforcement_file": True}])
@pytest.mark.parametrize(
    ("duty", "article"), [({"article_20_head": 14}, "20(14)"), ({"article_21": True}, "21")], ids=["条例20", "条例21"]
)
def test_what_articles_20_and_21_list_overrides_article_16(
    facts: dict[str, Any], duty: dict[str, Any], article: str
) -> None:
    result = gate(**facts, **duty)
    assert (result.mode, result.article, result.reason_code) == (DisclosureMode.PROACTIVE, article, "")


def test_another_rule_does_not_override_internal_affairs() -> None:
    """§1.1 row 5 names only art. 20 and 21."""
    assert gate(internal_kind="人事", rule_requires_disclosure=True).reason_code == "N5"


@pytest.mark.parametrize("facts", [{"process_kind": "请示报告"}, {"enforcement_file": True}])
@pytest.mark.parametrize(("duty", "article"), [({"rule_requires_disclosure": True}, "20(15)")], ids=["其他规定"])
def test_a_duty_to_disclose_overrides_article_16(facts: dict[str, Any], duty: dict[str, Any], article: str) -> None:
    result = gate(**facts, **duty)
    assert (result.mode, result.article, result.reason_code) == (DisclosureMode.PROACTIVE, article, "")


@pytest.mark.parametrize("facts", [{"internal_kind": "后勤"}, {"process_kind": "讨论记录"}, {"enforcement_file": True}])
def test_wide_interest_alone_does_not_override_article_16(facts: dict[str, Any]) -> None:
    assert gate(**facts, public_interest_wide=True).mode is DisclosureMode.CLOSED


def test_a_duty_to_disclose_does_not_override_a_third_party() -> None:
    assert gate(**PRIVACY, article_20_head=11).reason_code == "N4"


def test_what_can_be_separated_is_disclosed_in_part_and_the_ground_is_named() -> None:
    listed = gate(**PRIVACY, article_20_head=6, separable=True)
    assert (listed.mode, listed.partial, listed.reason_code, listed.force) == (
        DisclosureMode.PROACTIVE,
        True,
        "N4",
        "must",
    )
    assert gate(process_kind="讨论记录", separable=True).mode is DisclosureMode.ON_REQUEST


def test_nothing_is_partial_where_nothing_is_withheld() -> None:
    assert not gate(article_20_head=1, separable=True).partial


def test_the_steps_are_the_tests_in_order_up_to_the_one_that_decides() -> None:
    steps = gate(process_kind="过程稿").steps
    assert [(step.order, step.answer) for step in steps] == [(n, n == 6) for n in range(1, 7)]


def test_a_step_that_gave_way_says_why() -> None:
    step = gate(internal_kind="人事", article_20_head=14).steps[4]
    assert not step.answer
    assert step.because == "属于条例第二十条、第二十一条所列信息"


@pytest.mark.parametrize("head", [0, 16, -1])
def test_article_20_has_fifteen_heads(head: int) -> None:
    with pytest.raises(ValueError, match="fifteen"):
        DocumentFacts(article_20_head=head)


all_facts = st.builds(
    DocumentFacts,
    state_secret=st.booleans(),
    forbidden_by_law=st.booleans(),
    endangers_security=st.booleans(),
    third_party_kind=st.sampled_from(["", "privacy", "commercial"]),
    third_party_harm=st.booleans(),
    third_party_consents=st.booleans(),
    public_interest_override=st.booleans(),
    internal_kind=st.sampled_from(["", "人事"]),
    process_kind=st.sampled_from(["", "过程稿"]),
    enforcement_file=st.booleans(),
    rule_requires_disclosure=st.booleans(),
    article_20_head=st.one_of(st.none(), st.integers(1, 15)),
    article_21=st.booleans(),
    public_interest_wide=st.booleans(),
    separable=st.booleans(),
)


@given(facts=all_facts)
def test_closed_always_cites_a_ground_and_open_in_full_never_does(facts: DocumentFacts) -> None:
    result = classify(facts)
    withholds = result.mode is DisclosureMode.CLOSED or result.partial
    assert bool(result.reason_code) == bool(result.force) == withholds
    assert result.partial == (withholds and facts.separable)


@given(facts=all_facts)
def test_the_last_step_answers_yes_and_steps_never_go_back(facts: DocumentFacts) -> None:
    steps = classify(facts).steps
    assert steps[-1].answer or classify(facts).partial
    assert [step.order for step in steps] == sorted({step.order for step in steps})


@given(facts=all_facts)
def test_a_secret_is_never_open_in_full(facts: DocumentFacts) -> None:
    result = classify(facts)
    if facts.state_secret or facts.forbidden_by_law or facts.endangers_security:
        assert result.reason_code in {"N1", "N2", "N3"}
        assert result.force == "must"


@given(facts=all_facts)
def test_the_third_party_is_told_only_of_what_is_disclosed_against_its_will(facts: DocumentFacts) -> None:
    result = classify(facts)
    if result.must_inform_third_party:
        assert result.mode is not DisclosureMode.CLOSED
        assert facts.harms_third_party
        assert not facts.third_party_consents
