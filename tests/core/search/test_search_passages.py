"""Passages are cut from the original, and only what was searched for is marked."""

from hypothesis import given
from hypothesis import strategies as st

from sunforest.core.search.index import SearchIndex
from sunforest.core.search.passages import mark, passage, spans
from sunforest.core.search.query import Query, Word, read


def words(typed: str) -> tuple[Word, ...]:
    return read(typed).words


def marked(parts: tuple[tuple[str, bool], ...]) -> list[str]:
    return [text for text, is_marked in parts if is_marked]


def test_the_original_is_marked_whatever_was_typed() -> None:
    assert marked(mark("發展職業\u200b教育，ＡＢＣ计划", words("发展 “职业教育” abc"))) == [
        "發展職業\u200b教育",
        "ＡＢＣ",
    ]


def test_a_word_broken_over_two_lines_is_marked_as_one() -> None:
    assert marked(mark("教育\n改革", words("“教育改革”"))) == ["教育\n改革"]


def test_the_passage_is_where_most_words_stand_together() -> None:
    text = "教育。" + "甲" * 400 + "教育与住房改革的安排。" + "乙" * 400
    parts = passage(text, words("教育 住房 改革"))
    assert marked(parts) == ["教育", "住房改革"]
    assert parts[0] == parts[-1] == ("…", False)


def test_a_word_in_another_form_is_found_for_the_passage() -> None:
    assert marked(passage("甲" * 1_000 + "申請住\u3000房" + "乙" * 300, words("申请 “住房”"))) == ["申請住\u3000房"]


def test_a_text_without_the_words_is_shown_from_its_beginning() -> None:
    assert passage("第一条 " + "甲" * 500, words("教育"))[0][0].startswith("第一条")


def test_a_short_text_is_shown_whole() -> None:
    assert passage("修路三天。", words("三天")) == (("修路", False), ("三天", True), ("。", False))


def test_markup_stays_text_for_the_page_to_escape() -> None:
    assert passage("<script>教育</script>|", words("教育")) == (
        ("<script>", False),
        ("教育", True),
        ("</script>|", False),
    )


def test_a_title_found_is_marked_too(county: SearchIndex) -> None:
    hit = county.search(Query(text="公共租赁住房 申请")).hits[0]
    assert "".join(text for text, _ in hit.title) == hit.entry.title
    assert marked(hit.title)


@given(st.text(max_size=300), st.text(max_size=10))
def test_marked_pieces_join_to_the_original(text: str, typed: str) -> None:
    assert "".join(piece for piece, _ in mark(text, words(typed))) == text


@given(st.text("教育住房，\u200b\n", max_size=100), st.text("教育住房", min_size=1, max_size=3))
def test_spans_are_in_order_and_apart(text: str, typed: str) -> None:
    ends = [place for span in spans(text, words(f'"{typed}"')) for place in span]
    assert ends == sorted(ends)
    assert len(set(ends)) == len(ends)
