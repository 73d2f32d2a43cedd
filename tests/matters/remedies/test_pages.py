"""What the general faces make of remedies: guides, application forms, public cases, and the forms of the desk."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from desk_client import desk_of
from django.test import Client
from remedy_stories import (
    SECRET,
    answered_request,
    claimed,
    complained,
    decided,
    ordered,
    registered,
    reported,
    to_rectify,
    verified,
)

from cast import Cast
from sunforest.core.organs.models import Grant, Officer
from sunforest.core.organs.roles import PARTY, SYSTEM
from sunforest.core.process import authority, engine_acts
from sunforest.matters.remedies.process import Challenge, DisclosureComplaint, RecordCorrection

pytestmark = pytest.mark.django_db

PROCESSES = (Challenge, RecordCorrection, DisclosureComplaint)
LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
UNLABELLED = ("hidden", "submit", "button")


class PageReader(HTMLParser):
    """The language, headings, ids and labelled controls of a page, and its words in ``main``."""

    def __init__(self) -> None:
        super().__init__()
        self.language, self.headings, self.ids = "", 0, []
        self.labels: set[str] = set()
        self.controls: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self.language = (has.get("lang") or "") if tag == "html" else self.language
        self.headings += tag == "h1"
        self.ids += [has["id"]] if has.get("id") else []
        if tag == "label":
            self.labels.add(has.get("for") or "")
        if tag in ("input", "select", "textarea") and has.get("type") not in UNLABELLED:
            self.controls.append(has)


def faults_of(page: str, language: str) -> list[str]:
    """What a reader of the page by ear would miss."""
    read = PageReader()
    read.feed(page)
    found = [f"language {read.language}"] if read.language != LANGUAGES[language] else []
    found += [f"{read.headings} first headings"] if read.headings != 1 else []
    found += sorted({f"id twice: {one}" for one in read.ids if read.ids.count(one) > 1})
    spoken = ("aria-label", "aria-labelledby", "title")
    unnamed = [one for one in read.controls if one.get("id") not in read.labels and not any(map(one.get, spoken))]
    return found + [f"no label: {one.get('name')}" for one in unnamed]


def opened(client: Client, address: str, language: str) -> str:
    response = client.get(address, {"lang": language})
    assert response.status_code == 200, (address, response.status_code)
    page = response.content.decode()
    assert faults_of(page, language) == [], address
    return page


def of_main(page: str) -> str:
    """The words of the page's own part."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<svg.*?</svg>|<[^>]+>", " ", main, flags=re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.key)
def test_the_guide_names_every_act_of_law_in_both_languages(client, cast: Cast, process, language):
    page = of_main(opened(client, f"/processes/{process.key}/", language))
    if language == "zh-hans":
        acts = [act for act in process.acts if act.name not in engine_acts.NAMES and act.law]
        assert [act.name for act in acts if str(act.title) not in page] == []
    else:
        assert CHINESE.findall(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("act", "asked"),
    [
        (RecordCorrection.claim_personal, {"zh-hans": "应当怎样记", "en": "What it should say"}),
        (RecordCorrection.claim, {"zh-hans": "应当怎样记", "en": "What it should say"}),
        (DisclosureComplaint.complain, {"zh-hans": "投诉哪个机关", "en": "Which organ is the complaint about"}),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_application_form_asks_in_both_languages(client, cast: Cast, act, asked, language):
    key = "correction" if act in RecordCorrection.acts else "disclosure_complaint"
    assert asked[language] in opened(client, f"/processes/{key}/apply/{act.name}/", language)


def test_a_challenge_is_not_begun_on_the_portal(client, cast: Cast):
    assert client.get("/processes/challenge/apply/").status_code == 404


def test_only_the_supervising_office_receives_complaints_where_only_it_has_the_posts(client, cast: Cast):
    Grant.objects.exclude(post__organ=cast.housing).update(process="document")
    assert "where-organ" not in opened(client, "/processes/disclosure_complaint/apply/complain/", "zh-hans")


def finished(cast: Cast) -> dict[str, Any]:
    """One case of each process with everything that can be public."""
    rectified = {"rectified_on": "2026-03-20", "outcome": "已公开。"}
    correction = {"corrected_on": "2026-03-05", "correction": SECRET}
    return {
        "challenge": decided(cast, Challenge.register_direct_lawsuit, result="corrected"),
        "correction": verified(cast).perform(RecordCorrection.correct, on="2026-03-05", **correction),
        "disclosure_complaint": to_rectify(cast).perform(
            DisclosureComplaint.confirm_rectified, on="2026-03-20", **rectified
        ),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [process.key for process in PROCESSES])
def test_the_public_case_shows_its_steps_and_no_person(client, cast: Cast, key, language):
    story = finished(cast)[key].sealed()
    page = of_main(opened(client, f"/cases/{story.case.number}/", language))
    shown = {
        "challenge": {"zh-hans": ["结果纠正", "2026-04-10"], "en": ["Corrected", "2026-04-10"]},
        "correction": {"zh-hans": ["更正并告知"], "en": ["Correct and tell"]},
        "disclosure_complaint": {
            "zh-hans": ["应当主动公开的没有公开", "晴林县教育局", "公开2025年度预算。"],
            "en": ["Something that must be published was not", "Order to rectify"],
        },
    }
    assert [words for words in shown[key][language] if words not in page] == []
    assert [words for words in (SECRET, "陈秀英", "不动产登记簿") if words in page] == []


STAGES = (registered, decided, ordered, claimed, verified, complained, reported, to_rectify)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_every_act_of_the_staff_has_its_form_at_the_desk_in_both_languages(cast: Cast, stage, language):
    story = stage(cast)
    acts = [act for act in story.process.acts_from(story.state) if SYSTEM not in act.by and PARTY not in act.by]
    assert acts
    for act in acts:
        who = {cast.wang, cast.li, cast.legal, cast.zhao}
        client = desk_of(next(one for one in sorted(who, key=lambda one: one.post_id) if one.role in act.by))
        opened(client, f"/desk/cases/{story.case.number}/", language)
        opened(client, f"/desk/cases/{story.case.number}/acts/{act.name}/", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clerk_registers_every_kind_at_the_desk(cast: Cast, language):
    client = desk_of(cast.wang)
    request = answered_request(cast.housing)
    for act in Challenge.opening_acts():
        page = client.get(f"/desk/open/challenge/{act.name}/", {"lang": language, "request": request.number})
        assert request.number in page.content.decode()
        assert faults_of(page.content.decode(), language) == []


def test_the_note_on_a_direct_lawsuit_stands_on_its_page(cast: Cast):
    story = registered(cast, Challenge.register_direct_lawsuit)
    client = desk_of(cast.wang)
    assert "请核对，此类答复应先申请行政复议" in opened(client, f"/desk/cases/{story.case.number}/", "zh-hans")
    assert "reconsideration should come first" in opened(client, f"/desk/cases/{story.case.number}/", "en")


def test_the_page_of_the_request_leads_to_its_challenge(cast: Cast):
    request = answered_request(cast.housing)
    story = registered(cast, request=request)
    assert story.case.number in opened(desk_of(cast.wang), f"/desk/cases/{request.number}/", "zh-hans")


def test_the_organ_complained_of_does_not_find_the_complaint_at_the_desk(cast: Cast):
    story = complained(cast)
    client = desk_of(cast.sun)
    assert client.get(f"/desk/cases/{story.case.number}/").status_code in (403, 404)
    posts = authority.acting_posts(Officer.objects.get(pk=cast.sun.officer_id), story.case.opened_on)
    assert not authority.visible_cases(posts).filter(process_key="disclosure_complaint").exists()
