"""Differences of two texts, by paragraph and by word."""

from hypothesis import given
from hypothesis import strategies as st

from sunforest.matters.publishing.differences import differences, pieces_of

LINES = st.lists(st.text("甲乙丙丁，。 12a", max_size=12), max_size=8).map("\n".join)


def told(pieces):
    return [(piece.kind, piece.words) for piece in pieces]


def test_only_the_words_that_changed_are_marked():
    assert told(pieces_of("补贴每月460元，期限3年。", "补贴每月500元，期限3年。")) == [
        ("same", "补贴每月"),
        ("removed", "460"),
        ("added", "500"),
        ("same", "元，期限3年。"),
    ]


def test_a_figure_with_decimals_changes_as_a_whole():
    assert ("removed", "4.8%") in told(pieces_of("增长4.8%。", "增长4.7%。"))


def test_wide_signs_and_blanks_are_no_change():
    assert differences("第一条 适用于(本县)。", "第一条　适用于（本县）。").is_empty


def test_a_changed_paragraph_stands_beside_the_one_it_came_from():
    found = differences("第一条 甲甲甲甲\n第二条 乙乙乙乙", "第一条 甲甲甲丙\n第二条 乙乙乙乙\n第三条 全是新的内容")
    assert (found.changed, found.added, found.removed) == (1, 1, 0)


def test_a_long_unchanged_stretch_is_folded_and_its_edges_stay():
    same = "\n".join(f"第{number}段没有变化" for number in range(20))
    found = differences(f"{same}\n旧的结尾完全不同", f"{same}\n再见")
    assert [stretch.is_folded for stretch in found.stretches] == [True, False, False]
    assert len(found.stretches[0].paragraphs) == 19


@given(old=LINES, new=LINES)
def test_what_stayed_and_came_is_the_new_text_and_what_stayed_and_went_the_old(old, new):
    paragraphs = [one for stretch in differences(old, new).stretches for one in stretch.paragraphs]
    for text, gone in ((new, "removed"), (old, "added")):
        kept = [
            "".join(piece.words for piece in one.pieces if piece.kind != gone) for one in paragraphs if one.kind != gone
        ]
        assert "".join("".join(kept).split()) == "".join(text.split())
