"""Facet counts are what one gets on choosing; the whole search agrees with a plain model of it."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.index import SearchIndex, open_index
from sunforest.core.search.query import FACETS, REMARKS_UNKNOWN_VALUE, Query

TOPICS = ("科技、教育/教育", "科技、教育/科技", "科技、教育", "其他", "民政/扶贫/专项")
SYLLABLES = "教育住房公开信息"


def values(index: SearchIndex, facet: str, **query: str) -> dict[str, int]:
    return {one.value: one.count for one in index.search(Query(**query)).facets[facet]}


def test_topics_are_counted_on_both_levels(county: SearchIndex) -> None:
    assert values(county, "topic")["科技、教育"] == 4
    assert values(county, "topic")["科技、教育/教育"] == 3


def test_an_organ_is_shown_by_its_name(county: SearchIndex) -> None:
    organs = county.search(Query(organ="edu")).facets["organ"]
    assert [(one.value, one.label, one.count, one.is_chosen) for one in organs if one.is_chosen] == [
        ("edu", "云溪县教育体育局", 3, True)
    ]


def test_other_values_of_a_chosen_facet_stay_in_sight(county: SearchIndex) -> None:
    assert values(county, "organ", organ="edu") == values(county, "organ")
    assert values(county, "year", organ="edu") == {"2024": 3}


def test_a_chosen_value_without_results_is_shown_with_none(county: SearchIndex) -> None:
    assert values(county, "effect", text="招生", effect="废止") == {"废止": 0, "有效": 1}


def test_years_are_listed_from_the_newest(county: SearchIndex) -> None:
    assert list(values(county, "year")) == ["2025", "2024", "2023", "2019"]


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("value", ["没有的", "' OR 1=1", "科技、教育/", "\x00", "\ud800", "9" * 500])
def test_an_unknown_value_is_ignored_with_a_remark(county: SearchIndex, facet: str, value: str) -> None:
    results = county.search(Query(**{facet: value}))
    assert results.total == 9
    assert results.remarks == (REMARKS_UNKNOWN_VALUE[facet],)
    assert results.chosen == ()


def test_an_organ_that_was_renamed_is_one_value(county: SearchIndex) -> None:
    county.write([SearchEntry("n", "guide", "新指南", "", "/n", organ="edu", organ_name="云溪县教育局")], [], 13)
    organs = [one for one in county.search(Query()).facets["organ"] if one.value == "edu"]
    assert [(one.label, one.count) for one in organs] == [("云溪县教育体育局", 4)]


entries = st.builds(
    SearchEntry,
    identity=st.sampled_from([f"e{number}" for number in range(12)]),
    kind=st.sampled_from(["document", "guide"]),
    title=st.text(SYLLABLES + " 。12a", max_size=6),
    body=st.text(SYLLABLES + " \n，12a\u200b", max_size=24),
    url=st.just("/x"),
    organ=st.sampled_from(["", "edu", "housing"]),
    organ_name=st.just(""),
    topics=st.lists(st.sampled_from(TOPICS), max_size=2).map(tuple),
    genre=st.sampled_from(["", "通知", "办法"]),
    year=st.sampled_from([None, 2019, 2024]),
    effect=st.sampled_from(["", "有效"]),
    published_on=st.sampled_from([None, date(2019, 1, 1), date(2024, 5, 6), date(1980, 2, 3)]),
    formed_on=st.sampled_from([None, date(2019, 1, 2)]),
)
phrases = st.lists(st.text(SYLLABLES + "12a", min_size=1, max_size=4), max_size=3)
conditions = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.just("guide"),
        "topic": st.sampled_from(["科技、教育", "科技、教育/教育", "民政/扶贫", "其他"]),
        "organ": st.sampled_from(["edu", "housing"]),
        "genre": st.just("通知"),
        "year": st.sampled_from(["2019", "2024"]),
        "effect": st.just("有效"),
    },
)


def units(text: str) -> list[str]:
    return re.findall(r"[0-9a-z]+|[^\W0-9a-z_]", text.replace("\u200b", ""))


def holds(text: str, phrase: str) -> bool:
    here, wanted = units(text), units(phrase)
    return any(here[at : at + len(wanted)] == wanted for at in range(len(here)))


def facet_values(entry: SearchEntry, facet: str) -> set[str]:
    if facet == "topic":
        parts = [topic.split("/") for topic in entry.topics]
        return {"/".join(part[:depth]) for part in parts for depth in range(1, len(part) + 1)}
    return {str(value)} if (value := getattr(entry, facet)) else set()


def model(corpus: list[SearchEntry], typed: list[str], chosen: dict[str, str]) -> set[str]:
    """The plainest search there is."""
    return {
        entry.identity
        for entry in corpus
        if all(holds(entry.title, phrase) or holds(entry.body, phrase) for phrase in typed)
        and all(value in facet_values(entry, facet) for facet, value in chosen.items())
    }


@settings(max_examples=60, deadline=None)
@given(corpus=st.lists(entries, max_size=14), typed=phrases, chosen=conditions)
def test_results_and_counts_agree_with_a_plain_model(
    corpus: list[SearchEntry], typed: list[str], chosen: dict[str, str]
) -> None:
    with TemporaryDirectory() as folder:
        index = open_index(Path(folder))
        index.write(corpus, [], 1)
        latest = list({entry.identity: entry for entry in corpus}.values())
        known = {
            facet: value for facet, value in chosen.items() if any(value in facet_values(e, facet) for e in latest)
        }
        text = " ".join(f'"{phrase}"' for phrase in typed)
        results = index.search(Query(text=text, size=100, sort="newest", **chosen))
        expected = model(latest, typed, known)
        assert {hit.entry.identity for hit in results.hits} == expected
        assert results.total == len(expected)
        days = [hit.entry.day for hit in results.hits]
        assert days == sorted([day for day in days if day], reverse=True) + [None] * days.count(None)
        for facet in FACETS:
            others = {name: value for name, value in known.items() if name != facet}
            matching = [entry for entry in latest if entry.identity in model(latest, typed, others)]
            counts = Counter(value for entry in matching for value in facet_values(entry, facet))
            shown = {one.value: one.count for one in results.facets[facet] if one.count}
            assert shown == dict(counts)
        index.close()


@settings(max_examples=25, deadline=None)
@given(corpus=st.lists(entries, min_size=3, max_size=14), typed=phrases, chosen=conditions)
def test_choosing_a_value_gives_as_many_results_as_its_count_said(
    corpus: list[SearchEntry], typed: list[str], chosen: dict[str, str]
) -> None:
    with TemporaryDirectory() as folder:
        index = open_index(Path(folder))
        index.write(corpus, [], 1)
        text = " ".join(typed)
        for facet, shown in index.search(Query(text=text, **chosen)).facets.items():
            for one in shown:
                assert index.search(Query(text=text, **{**chosen, facet: one.value})).total == one.count
        index.close()
