"""What a party typed is kept for seven days, and opened only by the token of its browser."""

from datetime import timedelta

import pytest

from cast import at
from sunforest.core.process import party_drafts
from sunforest.core.process.models import PartyDraft

pytestmark = pytest.mark.django_db

NOON = at("2025-09-25", "12:00")
TYPED = {"wanted": ["幸福小区加装电梯的审批文件"], "who-name": ["吴小满"]}


def keep(typed=TYPED, moment=NOON):
    party_drafts.keep("token", "foi submit", typed, at=moment)


def test_what_was_typed_comes_back_with_the_day_it_is_kept_until():
    keep()
    draft = party_drafts.find("token", "foi submit", at=NOON)
    assert draft.typed == TYPED
    assert draft.kept_until == NOON + timedelta(days=7)


def test_a_later_draft_takes_the_place_of_the_earlier_one():
    keep()
    keep({"wanted": ["另一件"]}, NOON + timedelta(hours=1))
    assert PartyDraft.objects.count() == 1
    assert party_drafts.find("token", "foi submit", at=NOON).typed == {"wanted": ["另一件"]}


@pytest.mark.parametrize(("token", "form"), [("another", "foi submit"), ("token", "foi other")])
def test_another_browser_or_form_finds_nothing(token, form):
    keep()
    assert party_drafts.find(token, form, at=NOON) is None


def test_a_draft_is_forgotten_after_seven_days():
    keep()
    later = NOON + timedelta(days=7, seconds=1)
    assert party_drafts.find("token", "foi submit", at=later) is None
    party_drafts.forget_old(later)
    assert not PartyDraft.objects.exists()


def test_a_draft_that_is_thrown_away_is_gone():
    keep()
    party_drafts.drop("token", "foi submit")
    assert not PartyDraft.objects.exists()


def test_what_is_longer_than_any_form_is_not_kept():
    keep({"wanted": ["长" * party_drafts.LONGEST]})
    assert not PartyDraft.objects.exists()


def test_neither_words_nor_token_can_be_read_in_the_table():
    keep()
    row = PartyDraft.objects.get()
    for secret in ("吴小满", "token"):
        assert secret.encode() not in bytes(row.data) + bytes(row.name)


def test_a_flood_of_new_drafts_is_not_kept_and_those_that_are_there_go_on(monkeypatch):
    monkeypatch.setattr(party_drafts, "MOST_NEW_AN_HOUR", 1)
    keep()
    party_drafts.keep("flood", "foi submit", TYPED, at=NOON)
    keep({"wanted": ["另一件"]})
    assert PartyDraft.objects.count() == 1
    assert party_drafts.find("token", "foi submit", at=NOON).typed == {"wanted": ["另一件"]}
