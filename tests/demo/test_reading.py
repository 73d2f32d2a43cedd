"""The demonstration county: what is written is complete, in order, and free of personal data where it must be."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar
import pytest

import sunforest.demo
from sunforest.core.organs import roles
from sunforest.demo.county import MARKS, OFFICIAL_GENRES, STATES, County, Document, Post
from sunforest.demo.reading import BadContent, read_county
from sunforest.pure import area_codes, personal_data

CONTENT = Path(sunforest.demo.__file__).parent / "content"
LIMIT_WORKING_DAYS = {"行政许可": 7, "行政处罚": 7}


@cache
def county() -> County:
    return read_county(CONTENT)


def posts_at(organ_name: str) -> list[tuple[str, Post]]:
    codes = {organ.short_name: organ.code for organ in county().organs}
    every = [(officer.name, post) for officer in county().officers for post in officer.posts]
    return [(name, post) for name, post in every if post.organ == codes[organ_name]]


def holders(organ_name: str, role: roles.Role) -> set[str]:
    return {name for name, post in posts_at(organ_name) if role.key in post.roles}


def working_days_between(after: date, until: date) -> int:
    days = (after + timedelta(days=count) for count in range(1, (until - after).days + 1))
    return sum(chinese_calendar.is_workday(day) for day in days)


def is_late(document: Document) -> bool:
    assert document.formed_on and document.published_on
    limit = LIMIT_WORKING_DAYS.get(document.genre, 20)
    return working_days_between(document.formed_on, document.published_on) > limit


def documents_in(*states: str) -> list[Document]:
    return [document for document in county().documents if document.state in states]


def test_the_area_code_is_assigned_to_no_real_place() -> None:
    assert not area_codes.is_assigned(county().area_code)


def test_there_are_at_least_sixty_documents() -> None:
    assert len(county().documents) >= 60


def test_every_official_genre_appears() -> None:
    assert set(OFFICIAL_GENRES) <= {document.genre for document in county().documents}


def test_the_further_genres_of_a_portal_appear() -> None:
    further = {"规划", "方案", "预算", "决算", "统计公报", "年报", "行政许可", "行政处罚", "征求意见稿", "规范性文件"}
    assert further <= {document.genre for document in county().documents}


def test_every_state_can_be_seen() -> None:
    assert {document.state for document in county().documents} == set(STATES)


def test_every_attribute_can_be_seen() -> None:
    assert {document.disclosure for document in county().documents} == {"proactive", "on_request", "closed"}


def test_every_document_has_an_english_title_and_one_english_sentence_or_two() -> None:
    for document in county().documents:
        assert document.title_en.isascii() or "–" in document.title_en
        assert document.summary_en.endswith(".") and len(document.summary_en) > 30, document.slug


def test_bodies_are_as_long_as_real_ones() -> None:
    lengths = {document.slug: len(document.body) for document in county().documents}
    assert {slug: length for slug, length in lengths.items() if not 300 <= length <= 2000} == {}


def test_every_body_prints_its_attribute() -> None:
    assert [each.slug for each in county().documents if MARKS[each.disclosure] not in each.body] == []


def test_exactly_three_documents_were_published_late() -> None:
    public = documents_in("published", "revised", "in_revision", "withdrawn")
    late = {document.slug for document in public if is_late(document)}
    assert late == {"county-accounts-2024", "employment-subsidy-guide-2025", "parking-order-2025"}


def test_what_was_late_says_why() -> None:
    public = documents_in("published", "revised", "in_revision", "withdrawn")
    assert {each.slug for each in county().documents if each.late_reason} == {
        each.slug for each in public if is_late(each)
    }


def test_no_document_is_older_or_newer_than_the_demonstration() -> None:
    days = [document.formed_on or document.drafted_on for document in county().documents]
    assert all(day and date(2024, 3, 1) <= day <= date(2026, 11, 20) for day in days)


def test_every_effect_can_be_seen() -> None:
    today = date(2026, 11, 20)
    public = documents_in("published")
    assert any(document.valid_until and document.valid_until < today for document in public)
    assert any(document.effect_from and document.effect_from > today for document in public)
    assert county().document("public-rental-rules-2024").amended_by == "public-rental-amendment-2026"
    assert county().document("subsistence-standard-2024").repealed_by == "subsistence-standard-2026"


def test_fifteen_documents_and_more_are_interpreted_in_all_forms() -> None:
    interpreted = [document for document in county().documents if document.interpretations]
    assert len(interpreted) >= 15
    assert {each.form for document in interpreted for each in document.interpretations} == {
        "text",
        "diagram",
        "question_answer",
    }


def test_there_is_a_joint_document_of_three_organs() -> None:
    assert any(len(document.joint_organs) == 2 for document in county().documents)


def test_every_role_of_the_staff_has_somebody() -> None:
    granted = {role for officer in county().officers for post in officer.posts for role in post.roles}
    assert granted == {role.key for role in roles.STAFF_ROLES}


@pytest.mark.parametrize("organ", [organ.short_name for organ in county().organs])
def test_each_organ_has_a_clerk_a_reviewer_a_legal_reviewer_and_a_head(organ: str) -> None:
    assert holders(organ, roles.CLERK)
    assert holders(organ, roles.REVIEWER)
    assert holders(organ, roles.LEGAL_REVIEWER)
    assert holders(organ, roles.HEAD)


def test_nobody_checks_or_approves_what_he_writes() -> None:
    for officer in county().officers:
        held = Counter((post.organ, role) for post in officer.posts if "*" in post.processes for role in post.roles)
        for organ, role in held:
            assert role != roles.CLERK.key or (organ, roles.HEAD.key) not in held, officer.name


def test_the_cast_of_the_tests_works_at_the_housing_bureau() -> None:
    assert "王晓岚" in holders("县住建局", roles.CLERK)
    assert holders("县住建局", roles.REVIEWER) == {"李若华"}
    assert holders("县住建局", roles.HEAD) == {"赵明川"}
    assert "孙竹青" in holders("县教育局", roles.CLERK)


def test_an_absent_head_has_a_deputy() -> None:
    absent = [post for officer in county().officers for post in officer.posts if post.absent_from and post.deputy]
    assert absent


def test_only_the_planted_drafts_hold_personal_data() -> None:
    found = {document.slug for document in county().documents if personal_data.find(document.body)}
    assert found == {document.slug for document in county().documents if document.personal_data}
    assert len(found) == 2


def test_planted_personal_data_are_citizen_numbers_and_mobile_numbers() -> None:
    kinds = {
        document.slug: {finding.type for finding in personal_data.find(document.body)}
        for document in county().documents
        if document.personal_data
    }
    assert all(each == {"ID", "MOBILE"} for each in kinds.values())


def test_no_interpretation_version_response_or_standing_text_holds_personal_data() -> None:
    words = [each.body for document in county().documents for each in document.interpretations]
    words += [document.revision.body for document in county().documents if document.revision]
    words += [text for concern in county().concerns for text in (concern.body, concern.response)]
    words += [text.body for text in county().texts]
    assert [personal_data.find(each) for each in words if personal_data.find(each)] == []


def test_a_concern_is_open_and_exactly_one_was_answered_late() -> None:
    concerns = county().concerns
    hours = {"major": 5, "important": 48, "ordinary": 48}
    answered = [each for each in concerns if each.responded_at]
    late = [
        each.slug
        for each in answered
        if each.responded_at and each.responded_at - each.detected_at > timedelta(hours=hours[each.grade])
    ]
    assert [each.state for each in concerns].count("open") == 1
    assert late == ["yellow-tap-water"]


def test_the_press_was_met_within_a_day() -> None:
    [major] = [each for each in county().concerns if each.grade == "major"]
    assert major.conference_at and major.conference_at - major.detected_at <= timedelta(hours=24)


def test_there_are_the_22_classes_of_topics_each_with_a_second_level() -> None:
    assert len(county().topics) == 22
    assert all(2 <= len(topic.children) <= 5 for topic in county().topics)


def test_standing_texts_are_there_in_both_languages() -> None:
    chinese = {text.slug for text in county().texts if text.language == "zh"}
    english = {text.slug for text in county().texts if text.language == "en"}
    assert chinese == english == {"about", "accessibility", "contact", "guide", "privacy", "reuse", "rules"}


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("documents/mingxi-water-stop.md", 'organ = "鸣溪镇政府"', 'organ = "鸣溪县政府"', "no organ is called"),
        ("documents/mingxi-water-stop.md", "鸣政发〔2026〕20号", "鸣政发[2026]20号", "is no document number"),
        ("documents/mingxi-water-stop.md", "鸣政发〔2026〕20号", "松政发〔2026〕20号", "is no prefix of"),
        ("documents/mingxi-water-stop.md", "鸣政发〔2026〕20号", "鸣政发〔2025〕20号", "of another year"),
        (
            "documents/mingxi-water-stop.md",
            "published_on = 2026-07-06",
            "published_on = 2026-07-05",
            "before it was formed",
        ),
        ("documents/mingxi-water-stop.md", "published_on = 2026-07-06", 'published_on = "7月6日"', "no date"),
        ("documents/mingxi-water-stop.md", "formed_on = 2026-07-06", "formed_on = 2026-07-36", "mingxi-water-stop.md"),
        ("documents/mingxi-water-stop.md", "市政公用", "市政私用", "unknown topic"),
        ("documents/mingxi-water-stop.md", 'slug = "mingxi-', 'slug = "mingxu-', "not the name of the file"),
        ("documents/mingxi-water-stop.md", "art20_head = 15", "art20_heads = 15", "unknown art20_heads"),
        ("documents/mingxi-water-stop.md", "art20_head = 15", "art20_head = 16", "one of the fifteen heads"),
        ("documents/mingxi-water-stop.md", 'state = "published"', 'state = "public"', "unknown state"),
        ("documents/mingxi-water-stop.md", 'genre = "通知"\n', "", "missing genre"),
        ("documents/rent-standard-request.md", 'ground = "process_information"\n', "", "cites a listed ground"),
        ("documents/rent-standard-request.md", "process_information", "because", "cites a listed ground"),
        ("documents/hazard-survey-results.md", "on_request_reason", "ground_note", "gives a reason"),
        ("documents/parking-order-2025.md", "<!-- interpretation -->", "", "1 interpretations named, 0 written"),
        ("documents/parking-order-2025.md", "### 主要内容", "### 其他内容", "no element is 其他内容"),
        ("documents/repeal-decision-2025.md", "interpretation_exemption", "ground_note", "neither interpretation nor"),
        ("documents/subsistence-standard-2024.md", "subsistence-standard-2026", "subsistence-2026", "no document"),
        ("people.toml", 'roles = ["auditor"]', 'roles = ["author"]', "unknown role author"),
        ("people.toml", 'username = "auditor.bi"', 'username = "clerk.wang"', "stands twice"),
        ("organs.toml", "11339921MB9Y013777", "11339921MB9Y013778", "is not valid"),
        ("county.toml", 'parent = "339921101"', 'parent = "339921102"', "is not above it"),
        ("concerns/yellow-tap-water.md", "2026-06-22T09:30:00+08:00", "2026-06-18T09:30:00+08:00", "not in order"),
        ("concerns/yellow-tap-water.md", "2026-06-22T09:30:00+08:00", "2026-06-22T09:30:00", "no time zone"),
        ("help/about.en.md", 'language = "en"', 'language = "zh"', "not that of the file's name"),
    ],
)
def test_what_is_not_in_order_is_refused_by_name(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadContent, match=problem):
        read_county(folder)
