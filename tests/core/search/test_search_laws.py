"""The given laws and State Council documents: each is found first by its own title, number and index number."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

import given_data
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.index import SearchIndex, open_index
from sunforest.core.search.query import FACETS, Query

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def day(text: str) -> date:
    return date(*(int(part) for part in re.findall(r"\d+", text)))


def law(number: int, row: dict[str, object]) -> SearchEntry:
    on = date.fromisoformat(str(row["file_date"])) if row["file_date"] else None
    return SearchEntry(
        identity=f"law:{number}", kind="law", title=str(row["title"]), body=str(row["body"]), url=f"/laws/{number}",
        genre=str(row["category"]), year=on.year if on else None, formed_on=on,
    )  # fmt: skip


def document(number: int, row: dict[str, str]) -> SearchEntry:
    return SearchEntry(
        identity=f"document:{number}", kind="document", title=row["title"], body=row["body_text"], url=row["url"],
        organ=row["issuer"], organ_name=row["issuer"], topics=(row["subject"].replace("\\", "/"),),
        number=row["doc_no"], index_number=row["index_no"], year=day(row["date_made"]).year,
        formed_on=day(row["date_made"]), published_on=day(row["date_published"]),
    )  # fmt: skip


DOCUMENTS = [document(number, row) for number, row in enumerate(given_data.rows(given_data.STATE_COUNCIL_DOCUMENTS))]
TITLES = sorted({str(row["title"]) for row in given_data.rows(given_data.LAWS)})


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    index = open_index(tmp_path_factory.mktemp("library"))
    laws = [law(number, row) for number, row in enumerate(given_data.rows(given_data.LAWS))]
    index.write([*laws, *DOCUMENTS], [], 1)
    yield index
    index.close()


def first(index: SearchIndex, typed: str) -> SearchEntry | None:
    hits = index.search(Query(text=typed)).hits
    return hits[0].entry if hits else None


def test_every_law_is_first_when_its_own_title_is_searched(library: SearchIndex) -> None:
    wrong = [title for title in TITLES if getattr(first(library, title), "title", None) != title]
    assert wrong == []
    assert len(library) == len(DOCUMENTS) + sum(1 for _ in given_data.rows(given_data.LAWS))


def test_a_title_without_its_punctuation_or_in_full_width_is_first_too(library: SearchIndex) -> None:
    def letters(text: str) -> str:
        return re.sub(r"\W", "", text)

    with_marks = [title for title in TITLES if letters(title) != title]
    with_digits = [title for title in TITLES if re.search("[0-9A-Za-z]", title)]
    wrong = [title for title in with_marks if letters(first(library, letters(title)).title) != letters(title)]
    wrong += [title for title in with_digits if first(library, f" {title.translate(FULL_WIDTH)}\u3000").title != title]
    assert len(with_marks) > 100 and len(with_digits) > 5
    assert wrong == []


@pytest.mark.parametrize(
    "form",
    [("〔", "〕"), ("[", "]"), ("(", ")"), ("（", "）"), ("【", "】"), ("［", "］"), (" 〔 ", " 〕 ")],
    ids=lambda form: "".join(form),
)
def test_every_document_number_finds_its_document_first_in_any_brackets(
    library: SearchIndex, form: tuple[str, str]
) -> None:
    typed = {one.identity: one.number.replace("〔", form[0]).replace("〕", form[1]) for one in DOCUMENTS}
    for spelling in (str, lambda text: text.translate(FULL_WIDTH)):
        found = {identity: first(library, spelling(number)).identity for identity, number in typed.items()}
        assert found == {identity: identity for identity in typed}


def test_every_index_number_finds_its_document_first(library: SearchIndex) -> None:
    assert [first(library, one.index_number) for one in DOCUMENTS] == DOCUMENTS


@pytest.mark.parametrize("typed", ["", "教育", "行政处罚 听证", "国务院办公厅"])
def test_counts_add_up_over_the_whole_library(library: SearchIndex, typed: str) -> None:
    results = library.search(Query(text=typed))
    for facet in FACETS:
        for one in results.facets[facet][:12]:
            assert library.search(Query(text=typed, **{facet: one.value})).total == one.count
