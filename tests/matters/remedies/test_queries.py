"""Table 3 counted from challenges, and the cases behind each of its cells (domain §2.3)."""

from __future__ import annotations

import pytest
from remedy_stories import answered_request, decided, ordered, registered

from cast import Cast
from story import Story
from sunforest.core.organs.models import Organ
from sunforest.core.process.models import Case
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.remedies import queries
from sunforest.matters.remedies.models import Challenge as Row
from sunforest.matters.remedies.models import Outcome
from sunforest.matters.remedies.process import Challenge

pytestmark = pytest.mark.django_db

NOTHING = [0, 0, 0, 0, 0]


def table(cast: Cast, year: int) -> dict[str, list[int]]:
    return queries.table_3(year=year, organ_ids=[cast.housing.pk])[cast.housing.pk]


def sued(cast: Cast, *, received_on: str, decided_on: str, result: str = "upheld") -> Story:
    """A lawsuit after reconsideration with its first judgment."""
    story = registered(cast, Challenge.register_lawsuit, received_on=received_on)
    story.perform(Challenge.defend, on=received_on, sent_on=received_on)
    return story.perform(Challenge.record_result, on=decided_on, decided_on=decided_on, result=result)


def appealed(story: Story, *, on: str) -> Story:
    return story.perform(Challenge.record_appeal, on=on, appealed_on=on, appellant="plaintiff")


def test_each_kind_and_result_is_counted_in_its_cell_and_the_total_is_their_sum(cast: Cast):
    decided(cast)
    decided(cast, result="other")
    ordered(cast)
    registered(cast)
    decided(cast, Challenge.register_direct_lawsuit, result="corrected")
    sued(cast, received_on="2026-03-02", decided_on="2026-06-01")
    assert table(cast, 2026) == {"fy": [1, 1, 1, 1, 4], "ss_direct": [0, 1, 0, 0, 1], "ss_after": [1, 0, 0, 0, 1]}


def test_what_is_pending_at_the_years_end_is_not_yet_decided_then_and_counted_by_its_result_later(cast: Cast):
    sued(cast, received_on="2025-11-03", decided_on="2026-03-02", result="corrected")
    assert table(cast, 2025)["ss_after"] == [0, 0, 0, 1, 1]
    assert table(cast, 2026)["ss_after"] == [0, 1, 0, 0, 1]
    assert table(cast, 2027)["ss_after"] == NOTHING


@pytest.mark.parametrize(
    ("decided_on", "in_2025", "in_2026"),
    [("2025-12-31", [1, 0, 0, 0, 1], NOTHING), ("2026-01-01", [0, 0, 0, 1, 1], [1, 0, 0, 0, 1])],
)
def test_the_day_of_the_decision_tells_the_year(cast: Cast, decided_on, in_2025, in_2026):
    sued(cast, received_on="2025-11-03", decided_on=decided_on)
    assert (table(cast, 2025)["ss_after"], table(cast, 2026)["ss_after"]) == (in_2025, in_2026)


def test_what_arrives_on_the_first_day_of_a_year_does_not_belong_to_the_year_before(cast: Cast):
    registered(cast, received_on="2026-01-01")
    assert (table(cast, 2025)["fy"], table(cast, 2026)["fy"]) == (NOTHING, [0, 0, 0, 1, 1])


def test_a_judgment_under_appeal_at_the_years_end_is_pending_then(cast: Cast):
    appealed(sued(cast, received_on="2025-09-01", decided_on="2025-12-01"), on="2025-12-10")
    assert (table(cast, 2025)["ss_after"], table(cast, 2026)["ss_after"]) == ([0, 0, 0, 1, 1], [0, 0, 0, 1, 1])


def test_an_appeal_after_the_years_end_leaves_the_table_of_that_year_as_it_was(cast: Cast):
    story = sued(cast, received_on="2025-09-01", decided_on="2025-12-25")
    before = table(cast, 2025)
    appealed(story, on="2026-01-06").perform(
        Challenge.record_result, on="2026-05-06", decided_on="2026-05-06", result="corrected"
    )
    assert table(cast, 2025) == before
    assert (table(cast, 2025)["ss_after"], table(cast, 2026)["ss_after"]) == ([1, 0, 0, 0, 1], [0, 1, 0, 0, 1])


def test_an_appeal_decided_within_the_year_is_counted_once(cast: Cast):
    appealed(sued(cast, received_on="2026-03-02", decided_on="2026-06-01"), on="2026-06-10").perform(
        Challenge.record_result, on="2026-09-01", decided_on="2026-09-01", result="corrected"
    )
    assert table(cast, 2026)["ss_after"] == [0, 1, 0, 0, 1]


def test_a_corrected_result_moves_to_its_cell(cast: Cast):
    decided(cast).perform(
        Challenge.correct_result, on="2026-04-13", decided_on="2026-04-10", result="corrected", reason="误记"
    )
    assert table(cast, 2026)["fy"] == [0, 1, 0, 0, 1]


def test_a_cancelled_registration_is_not_counted(cast: Cast):
    registered(cast).perform(Challenge.cancel, on="2026-03-03", reason="重复登记")
    assert table(cast, 2026)["fy"] == NOTHING


def test_each_organ_that_is_asked_for_has_a_table_and_no_other(cast: Cast):
    decided(cast)
    found = queries.table_3(year=2026, organ_ids=[cast.education.pk])
    assert found == {cast.education.pk: {"fy": NOTHING, "ss_direct": NOTHING, "ss_after": NOTHING}}


def test_a_case_handed_over_counts_for_the_organ_whose_answer_was_challenged(cast: Cast):
    decided(cast).perform(Challenge.act("hand_over"), on="2026-04-13", post=cast.sun.post_id, reason="统一应诉")
    assert table(cast, 2026)["fy"] == [1, 0, 0, 0, 1]


@pytest.mark.parametrize("cell", queries.CELLS)
@pytest.mark.parametrize("kind", queries.KINDS)
def test_each_figure_has_as_many_cases_behind_it(cast: Cast, kind, cell):
    for act in (Challenge.register_reconsideration, Challenge.register_direct_lawsuit, Challenge.register_lawsuit):
        registered(cast, act)
        for result in ("upheld", "corrected", "corrected", "other"):
            decided(cast, act, result=result)
    appealed(sued(cast, received_on="2026-03-02", decided_on="2026-06-01"), on="2026-06-10")
    figure = table(cast, 2026)[kind][queries.CELLS.index(cell)]
    behind = queries.cases_behind(year=2026, organ_ids=[cast.housing.pk], kind=kind, cell=cell)
    assert (len(behind), figure > 0) == (figure, True)
    assert {case.process_key for case in behind} == {"challenge"}


def test_a_thousand_challenges_of_many_organs_take_two_queries(cast: Cast, django_assert_num_queries):
    request = answered_request(cast.housing)
    organs = Organ.objects.bulk_create(
        Organ(code=f"0010080039{n:05}", name=f"第{n}局", short_name=f"{n}局", position=n) for n in range(20)
    )
    template = registered(cast, request=request).case
    cases = []
    for n in range(1000):
        case = Case(**{f.attname: getattr(template, f.attname) for f in Case._meta.concrete_fields if f.name != "id"})
        case.number, case.token_index = f"bulk-{n}", None
        cases.append(case)
    cases = Case.objects.bulk_create(cases)
    rows = Row.objects.bulk_create(
        Row(case=case, organ=organs[n % 20], request=request, kind=queries.KINDS[n % 3], received_on="2026-02-02")
        for n, case in enumerate(cases)
    )
    Outcome.objects.bulk_create(
        Outcome(challenge=row, result=("upheld", "corrected", "other")[n % 3], decided_on="2026-05-06")
        for n, row in enumerate(rows[:900])
    )
    with django_assert_num_queries(2):
        found = queries.table_3(year=2026, organ_ids=[organ.pk for organ in organs])
    assert sum(cells[4] for tables in found.values() for cells in tables.values()) == 1000
    assert sum(cells[3] for tables in found.values() for cells in tables.values()) == 100


def test_the_newest_delivered_answer_is_the_one_made_anew(cast: Cast):
    request = answered_request(cast.housing)
    story = ordered(cast, request=request)
    assert queries.new_answer_to(request.pk) is None
    original = InformationRequest.objects.get(case=request)
    waiting = answered_request(cast.housing, result="", original=original)
    InformationRequest.objects.filter(case=waiting).update(answered_on=None)
    assert queries.redo_prefill(story.case) == {"new_answer": "", "answered_on": None}
    delivered = answered_request(cast.housing, answered_on="2026-04-20", result="G2", original=original)
    assert queries.redo_prefill(story.case)["new_answer"] == delivered.number


@pytest.mark.parametrize("written", ["{}", " {} ", "{}".replace("-", ""), "编号{}"])
def test_a_request_is_found_however_its_number_was_typed(cast: Cast, written):
    request = answered_request(cast.housing)
    assert queries.request_numbered(written.format(request.number)) == request
    assert queries.request_numbered(request.number.replace("-", " ")) == request
