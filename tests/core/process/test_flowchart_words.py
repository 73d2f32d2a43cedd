"""Where lines break."""

from __future__ import annotations

import pytest

from sunforest.core.process.flowchart_words import NEVER_FIRST, width_of, wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("补正", ("补正",)),
        ("征求第三方书面意见", ("征求第三", "方书面意", "见")),
        ("《政府信息公开条例》第30条", ("《政府信", "息公开条", "例》", "第30条")),
        ("Ask for more", ("Ask for", "more")),
        ("", ()),
    ],
    ids=["short", "chinese", "article stays whole", "english", "nothing"],
)
def test_lines_break_between_characters_and_between_words(text, lines):
    assert wrapped(text, 10, 42) == lines


def test_no_line_begins_with_closing_punctuation():
    for width in range(20, 80):
        assert all(line[0] not in NEVER_FIRST for line in wrapped("申请人（单位）、代理人。都可办理", 10, width))


def test_a_chinese_character_is_one_em():
    assert width_of("答复", 12) == 24
