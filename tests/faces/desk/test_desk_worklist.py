"""The worklist: what is due comes first, each tab one query, nobody sees another organ's cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from desk_client import desk_of
from django.utils import timezone
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story
from sunforest.core.process.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def applied(cast: Cast, on: str = "2026-11-16", *, due_in: int | None = None) -> Story:
    story = Story(RoadOccupation, cast).perform(
        RoadOccupation.apply, on=on, purpose="works", first_day="2027-03-01", last_day="2027-03-05", place="林荫路 8 号"
    )
    if due_in is not None:
        today: date = timezone.localdate()
        Case.objects.filter(pk=story.case.pk).update(due_on=today + timedelta(days=due_in))
    return story


def test_what_is_late_stands_first_with_a_word(cast: Cast) -> None:
    soon, late = applied(cast, due_in=30), applied(cast, due_in=-3)
    page = desk_of(cast.wang).get("/desk/?tab=organ").content.decode()
    assert page.index(late.case.number) < page.index(soon.case.number)
    assert "已逾期" in page and "1 件已逾期，请先办理。" in page and "is-late" in page


def test_due_today_has_a_group_of_its_own(cast: Cast) -> None:
    applied(cast, due_in=0)
    assert 'id="group-today"' in desk_of(cast.wang).get("/desk/?tab=organ").content.decode()


def test_the_first_tab_holds_what_my_posts_handle(cast: Cast) -> None:
    mine, other = applied(cast), applied(cast)
    mine.perform(RoadOccupation.act("assign"), on="2026-11-17", by=cast.li, post=cast.wang.post_id)
    page = desk_of(cast.wang).get("/desk/").content.decode()
    assert mine.case.number in page and other.case.number not in page


def test_a_deputy_sees_what_the_absent_handler_handles(cast: Cast) -> None:
    from sunforest.core.organs.models import Post

    mine = applied(cast)
    mine.perform(RoadOccupation.act("assign"), on="2026-11-17", by=cast.li, post=cast.wang.post_id)
    assert mine.case.number not in desk_of(cast.li).get("/desk/").content.decode()
    Post.objects.filter(pk=cast.wang.post_id).update(absent_from=date(2020, 1, 1), deputy=cast.li.post_id)
    assert mine.case.number in desk_of(cast.li).get("/desk/").content.decode()


def test_what_waits_for_approval_is_counted_for_those_who_approve(cast: Cast) -> None:
    story = applied(cast)
    assert story.case.number not in desk_of(cast.li).get("/desk/?tab=waiting").content.decode()
    story.perform(RoadOccupation.accept, on="2026-11-17")
    page = desk_of(cast.li).get("/desk/?tab=waiting").content.decode()
    assert story.case.number in page and '<span class="count">1</span>' in page
    assert story.case.number not in desk_of(cast.zhao).get("/desk/?tab=waiting").content.decode()
    story.perform(RoadOccupation.inspect, on="2026-11-18", inspected_on="2026-11-18", findings="可以占用")
    assert story.case.number in desk_of(cast.zhao).get("/desk/?tab=waiting").content.decode()


def test_unassigned_cases_leave_their_tab_when_they_are_assigned(cast: Cast) -> None:
    story = applied(cast)
    assert story.case.number in desk_of(cast.li).get("/desk/?tab=unassigned").content.decode()
    story.perform(RoadOccupation.act("assign"), on="2026-11-17", by=cast.li, post=cast.wang.post_id)
    assert story.case.number not in desk_of(cast.li).get("/desk/?tab=unassigned").content.decode()


def test_closed_cases_have_their_tab(cast: Cast) -> None:
    story = applied(cast).perform(RoadOccupation.decline, on="2026-11-17", reason="不属于本机关职权")
    assert story.case.number in desk_of(cast.wang).get("/desk/?tab=closed").content.decode()
    assert story.case.number not in desk_of(cast.wang).get("/desk/?tab=organ").content.decode()


def test_another_organ_sees_nothing_of_it(cast: Cast) -> None:
    story = applied(cast)
    for tab in ("mine", "waiting", "organ", "unassigned", "closed"):
        assert story.case.number not in desk_of(cast.sun).get(f"/desk/?tab={tab}").content.decode()
    assert "没有找到这个编号" in desk_of(cast.sun).get(f"/desk/?number={story.case.number}").content.decode()


def test_inspectors_see_every_organ_and_can_choose_one(cast: Cast) -> None:
    story, desk = applied(cast), desk_of(cast.inspector)
    assert story.case.number in desk.get("/desk/?tab=organ").content.decode()
    assert story.case.number not in desk.get(f"/desk/?tab=organ&organ={cast.education.code}").content.decode()


def test_a_case_is_found_by_its_number(cast: Cast) -> None:
    story = applied(cast)
    answer = desk_of(cast.wang).get(f"/desk/?number={story.case.number}")
    assert answer.status_code == 302 and answer["Location"] == f"/desk/cases/{story.case.number}/"


def test_filters_narrow_and_can_be_removed_one_by_one(cast: Cast) -> None:
    story = applied(cast).perform(RoadOccupation.accept, on="2026-11-17")
    other, desk = applied(cast), desk_of(cast.wang)
    page = desk.get("/desk/?tab=organ&process=road_occupation&state=accepted").content.decode()
    assert story.case.number in page and other.case.number not in page
    assert 'href="?tab=organ&amp;process=road_occupation"' in page


def test_a_long_list_is_cut_into_pages_without_losing_one(cast: Cast) -> None:
    numbers = {applied(cast, due_in=None if place % 3 else place).case.number for place in range(7)}
    desk, url, seen = desk_of(cast.wang), "/desk/?tab=organ", []
    from sunforest.faces.desk import worklist

    before, worklist.SIZE = worklist.SIZE, 3
    try:
        while url:
            context = desk.get(url).context
            seen += [row.case.number for group in context["groups"] for row in group.rows]
            url = f"/desk/{context['next_url']}" if context["next_url"] else ""
    finally:
        worklist.SIZE = before
    assert len(seen) == 7 and set(seen) == numbers


def test_an_empty_list_says_why(cast: Cast) -> None:
    assert "现在没有由您承办的办件" in desk_of(cast.wang).get("/desk/").content.decode()


@pytest.mark.parametrize("tab", ["mine", "waiting", "organ", "unassigned", "drafts", "closed"])
def test_each_tab_asks_a_bounded_number_of_questions(cast: Cast, tab: str, django_assert_max_num_queries) -> None:
    for _case in range(5):
        applied(cast)
    desk = desk_of(cast.li)
    desk.get("/desk/")
    with django_assert_max_num_queries(12):
        desk.get(f"/desk/?tab={tab}")
