"""The figures count every answer, published or not; what came late cannot be taken out of them."""

from datetime import date

import pytest
from desk_client import desk_of
from django.utils import timezone
from foi_stories import ANSWER, PARTLY, delivered, public_answer, received, to_sign

from cast import at
from sunforest.core.process import overdue
from sunforest.matters.foi import figures, figures_pages
from sunforest.matters.foi.models import InformationRequest, SearchSpared
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 1)


def shown(client, **values):
    answer = client.get("/answers/figures/", values)
    assert answer.status_code == 200
    return answer.content.decode()


def unpublished(cast, *, on):
    story = to_sign(received(cast), on="2025-10-28", draft=ANSWER)
    story.perform(Foi.answer_without_publication, on="2025-10-28", **ANSWER, ground="personal_information", why="隐私")
    return story.perform(Foi.deliver, on=on, method="online", delivered_on=on).sealed()


def overdue_request(cast, *, on):
    """A request without an answer; what the system does by itself, it has done."""
    received(cast, on=on)
    overdue.carry_out(at(TODAY.isoformat()))


def county(today=TODAY):
    return figures.of_county(figures.by_organ(2025, today))


def test_one_in_time_one_late_and_one_overdue_make_a_third(cast):
    delivered(cast)
    unpublished(cast, on="2025-10-30")
    overdue_request(cast, on="2025-09-28")
    row = county()
    assert (row.received, row.answered, row.late, row.overdue, row.due) == (3, 2, 1, 1, 3)
    assert round(row.rate, 1) == 33.3


def test_an_open_request_in_time_is_neither_answered_nor_due(cast):
    received(cast, on="2025-11-10")
    row = county(today=date(2025, 11, 20))
    assert (row.received, row.due, row.rate) == (1, 0, None)


def test_what_was_withdrawn_was_not_answered(cast):
    received(cast).perform(Foi.withdraw, on="2025-10-09").sealed()
    row = county()
    assert (row.received, row.answered, row.overdue) == (1, 0, 0)


def test_the_average_counts_working_days_from_receipt_to_delivery(cast):
    delivered(cast)  # 20 working days
    delivered(cast, on="2025-10-09")  # 09-26, 28 (works), 29, 30 and 10-09: 5
    assert county().average_days == 12.5


def test_what_came_late_is_listed_by_organ_also_where_the_answer_is_not_public(client, cast):
    delivered(cast, to="2025-10-30", **PARTLY)
    unpublished(cast, on="2025-10-31")
    page = shown(client, year="2025")
    assert page.count("2025-10-30") >= 1 and page.count("2025-10-31") >= 1
    assert "没有公布" in page and "晴林县住房和城乡建设局" in page
    assert "2025年应答复 2 件，按时答复 0 件，占 0%。有 2 件没有按时，都列在下面。" in page


def test_what_is_overdue_is_listed_before_it_is_answered(cast):
    overdue_request(cast, on="2025-09-25")
    late = figures.late_ones(2025, TODAY)
    assert [(one.due_on.isoformat(), one.delivered_on) for one in late] == [("2025-10-29", None)]


def test_what_fell_overdue_in_an_earlier_year_is_counted_in_that_year_for_ever(cast):
    overdue_request(cast, on="2025-09-25")
    assert (county(today=date(2026, 3, 2)).overdue, figures.by_organ(2026, date(2026, 3, 2))) == (1, [])


def test_a_page_is_cut_out_of_all_that_missed_their_day(cast):
    overdue_request(cast, on="2025-09-25")
    delivered(cast, to="2025-10-30")
    delivered(cast, to="2025-10-31")
    whole = figures.late_ones(2025, TODAY)
    parts = [figures.late_ones(2025, TODAY, start=start, stop=start + 2) for start in (0, 2)]
    assert [len(part) for part in parts] == [2, 1] and [*parts[0], *parts[1]] == whole


def test_where_more_missed_their_day_than_fit_beside_the_figures_all_are_in_the_list(client, cast, monkeypatch):
    monkeypatch.setattr(figures_pages, "MOST_LATE_BESIDE_FIGURES", 1)
    monkeypatch.setattr(figures_pages, "LATE_ON_A_PAGE", 1)
    delivered(cast, to="2025-10-30")
    delivered(cast, to="2025-10-31")
    page = shown(client, year="2025")
    assert "逐件列在清单里" in page and "看全部 2 件" in page and "/answers/late/?year=2025" in page
    listed = [client.get(f"/answers/late/?year=2025&page={number}").content.decode() for number in (1, 2)]
    assert "2025-10-31" in listed[0] and "2025-10-30" in listed[1]


def test_a_request_handled_anew_was_received_once(cast):
    story = delivered(cast)
    InformationRequest.objects.filter(pk=delivered(cast).case.pk).update(original=story.case.pk)
    assert (county().received, county().answered) == (1, 2)


def test_the_average_leaves_out_answers_whose_days_are_not_known(cast):
    delivered(cast)
    InformationRequest.objects.filter(pk=delivered(cast).case.pk).update(days_taken=None)
    assert (county().timed, county().average_days) == (1, 20)


def test_no_role_is_offered_a_way_to_take_lateness_back(cast):
    story = delivered(cast, to="2025-10-30")
    for actor in (cast.wang, cast.li, cast.legal, cast.zhao, cast.inspector, cast.auditor, cast.administrator):
        desk_of(actor).post(f"/desk/cases/{story.case.number}/acts/deliver/", {"delivered_on": "2025-10-29", "do": "1"})
    story.sealed()
    assert public_answer(story).is_late and InformationRequest.objects.get().is_late
    assert county().late == 1


def test_how_often_what_was_public_was_enough_is_told(client, cast):
    SearchSpared.objects.create(day="2025-10-01", offered=7, enough=3)
    delivered(cast)
    page = shown(client, year="2025")
    assert "看了已公开的就够了" in page and "申请之前提示过 7 次" in page


def test_how_often_one_went_on_all_the_same_is_told_too(client, cast):
    SearchSpared.objects.create(day="2025-10-01", offered=7, enough=3, went_on=4)
    delivered(cast)
    assert "仍然申请 4 次" in shown(client, year="2025")


@pytest.mark.parametrize(
    ("rate", "words"), [(None, "—"), (100.0, "100%"), (99.99, "99.9%"), (0.0, "0%"), (66.666, "66.7%")]
)
def test_what_is_not_all_is_never_rounded_up_to_all(rate, words):
    assert figures_pages.percent(rate) == words


def test_the_bars_stand_above_a_table_with_the_same_figures(client, cast):
    delivered(cast)
    page = shown(client, year="2025")
    assert 'class="bars"' in page and "2025-10" in page and page.index('class="bars"') < page.index("2025-10</th>")


def test_the_table_of_organs_can_be_taken_away(client, cast):
    delivered(cast)
    answer = client.get("/answers/figures.csv?year=2025")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("晴林县住房和城乡建设局,1,1,1,0,0,100%")


@pytest.mark.parametrize("year", ["", "²", "1", "99999", "2025x"])
def test_whatever_year_is_asked_for_there_is_a_page(client, cast, year):
    delivered(cast)
    assert "2025年应答复 1 件" in shown(client, year=year)


def test_before_any_request_the_page_says_so(client, cast):
    assert f"{timezone.localdate().year}年还没有到期的申请。" in shown(client)


def test_the_page_costs_few_queries_in_english_too(client, cast, django_assert_max_num_queries):
    delivered(cast, to="2025-10-30")
    with django_assert_max_num_queries(16):
        assert client.get("/answers/figures/?year=2025&lang=en").status_code == 200
