"""The real files, read in place: nothing odd, nothing lost, exact particulars."""

import re
import time
from datetime import date

import pytest

from sunforest.matters.publishing.imports import reading, safe_html, state_council
from sunforest.matters.publishing.imports.document import ReadDocument
from sunforest.matters.publishing.imports.versions import group_versions

LAWS, PAGES = "data/laws/laws_given.jsonl.gz", "data/statecouncil_docs/docs_given.jsonl.gz"


@pytest.fixture(scope="module")
def laws(shared):
    return list(reading.read_file(shared / LAWS))


@pytest.fixture(scope="module")
def pages(shared):
    return list(reading.read_file(shared / PAGES))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_row_is_read_under_a_key_of_its_own(laws, pages):
    assert all(isinstance(row, ReadDocument) for row in laws + pages)
    assert (len({law.source_key for law in laws}), len({page.source_key for page in pages})) == (1561, 32)


def test_each_law_has_as_many_articles_as_it_says(laws):
    counted = [law for law in laws if law.source["n_articles"] > 0]
    assert len(counted) == 1497
    assert [law.source_key for law in laws if len(law.articles) != law.source["n_articles"]] == []


def test_anchors_are_unique_and_stand_in_the_body(laws):
    for law in laws:
        anchors = [article.anchor for article in law.articles] + [heading.anchor for heading in law.headings]
        assert sorted(re.findall(r' id="([^"]+)"', law.body_html)) == sorted(anchors)
        assert len(set(anchors)) == len(anchors)


def test_the_text_of_a_law_is_its_body_without_heading_marks(laws):
    for law in laws:
        assert squeezed(law.body_text) == squeezed(re.sub(r"(?m)^\s*#+[ \t]+", "", law.source["body"]))
        assert safe_html.text_of(law.body_html).split("\n") == [
            re.sub(r"[ \t]+", " ", line) for line in law.body_text.split("\n")
        ]


def test_the_particulars_of_the_state_council_documents_are_exact(pages):
    for page in pages:
        given = page.source
        assert page.index_number == given["index_no"]
        assert page.document_number == given["doc_no"] == page.document_number_normalised
        assert page.issuer == given["issuer"]
        assert page.formed_on == date(*map(int, re.findall(r"\d+", given["date_made"])))
        assert page.published_on == date(*map(int, re.findall(r"\d+", given["date_published"])))
        assert page.subject_raw == given["subject"] == ";".join("\\".join(topic) for topic in page.topics)


def test_no_visible_character_of_a_page_is_lost(pages):
    differing = [page for page in pages if squeezed(page.body_text) != squeezed(page.source["body_text"])]
    # One page has five table captions that its given plain text lacks: they are kept.
    assert [page.index_number for page in differing] == ["000014349/2006-00209"]
    assert {remark.key for remark in differing[0].remarks} == {"released_archive", "page_has_more"}
    assert all(state_council.holds(page.body_text, page.source["body_text"]) for page in pages)


def test_the_pages_are_safe_and_without_their_boxes(pages):
    for page in pages:
        assert not re.search(r"<(?:script|img|iframe|style|div|span|font)|\son\w+=|style=|javascript:", page.body_html)
        assert "扫一扫" not in page.body_text and "索引号" not in squeezed(page.body_text)
    assert sum(page.body_html.count("<table") for page in pages) == 9


def test_most_titles_stand_once_and_some_up_to_three_times(laws):
    several = [group for group in group_versions(laws) if len(group.versions) > 1]
    assert (len(several), max(len(group.versions) for group in several)) == (58, 3)


def test_the_digests_tell_all_rows_apart_and_come_out_the_same_again(laws, pages, shared):
    assert len({row.digest for row in laws + pages}) == 1593
    assert [row.digest for row in reading.read_file(shared / PAGES)] == [page.digest for page in pages]


def test_reading_is_quick(shared):
    """Own time of the process, so that a busy machine does not speak: over 20,000 rows a minute."""
    started = time.process_time()
    count = sum(1 for name in (LAWS, PAGES) for _ in reading.read_file(shared / name))
    rate = count / (time.process_time() - started) * 60
    print(f"{rate:,.0f} rows a minute")
    assert rate > 20_000
