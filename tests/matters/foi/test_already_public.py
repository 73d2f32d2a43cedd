"""What is public already is offered before filing, and what came of it is counted."""

from datetime import date

import pytest

from sunforest.matters.foi import already_public
from sunforest.matters.foi.models import SearchSpared


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("您好，我想申请公开公租房配租公告的复印件", "， 公租房配租公告的"),
        ("公租房配租公告", "公租房配租公告"),
        ("信息公开", "信息公开"),
    ],
)
def test_polite_words_are_not_looked_for(wanted, words):
    assert already_public.told(wanted) == words


def test_what_holds_all_the_words_comes_first(published):
    assert next(entry.identity for entry in already_public.like("公租房配租公告")) == "d2"


def test_what_is_like_them_is_offered_too(published):
    assert {entry.identity for entry in already_public.like("申请公开今年公租房配租的时间安排")} == {"d2"}


def test_what_is_not_there_is_not_offered(published):
    assert already_public.like("天文台望远镜口径") == []


def test_an_organ_is_no_answer(published):
    assert all(entry.kind != "organ" for entry in already_public.like("教育局"))


@pytest.mark.django_db
def test_each_day_has_one_row_and_nothing_of_who_asked():
    for what in (already_public.OFFERED, already_public.OFFERED, already_public.ENOUGH, already_public.WENT_ON):
        already_public.count(what, on=date(2026, 1, 5))
    already_public.count(already_public.OFFERED, on=date(2026, 1, 6))
    row = SearchSpared.objects.get(day=date(2026, 1, 5))
    assert (row.offered, row.enough, row.went_on) == (2, 1, 1)
    assert {field.name for field in SearchSpared._meta.fields} == {"id", "day", "offered", "enough", "went_on"}
