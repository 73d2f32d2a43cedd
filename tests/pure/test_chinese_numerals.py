"""Chinese numerals of document numbers (§4.2)."""

import pytest

from sunforest.pure.chinese_numerals import to_integer


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("二〇二四", 2024),
        ("一九八五", 1985),
        ("二○○七", 2007),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("七十三", 73),
        ("一百", 100),
        ("一百零五", 105),
        ("一百二十八", 128),
        ("一千零一", 1001),
        ("711", 711),
    ],
)
def test_a_number_is_read_as_it_is_spoken(written: str, number: int) -> None:
    assert to_integer(written) == number


@pytest.mark.parametrize("text", ["", "abc", "十号", "一a"])
def test_other_text_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        to_integer(text)
