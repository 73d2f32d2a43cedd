"""Index numbers (§4.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.pure.index_number import IndexNumber, Style, format_number, is_ours, parse


@pytest.mark.parametrize(
    ("text", "style", "year", "serial"),
    [
        pytest.param("001008003015044/2021-00369", Style.ORGAN_PATH, 2021, 369, id="§4.1-温州"),
        pytest.param("113306837320115228/2025-104858", Style.SOCIAL_CREDIT_CODE, 2025, 104858, id="§4.1-嵊州"),
        pytest.param("11341702486344515H/202110-00013", Style.FOREIGN, 2021, 13, id="§4.1-安徽"),
        pytest.param("000014349/2019-00005", Style.FOREIGN, 2019, 5, id="§4.1-国务院"),
        pytest.param("C1-02-0301-04-20090102-003", Style.FOREIGN, None, None, id="§4.1-宁波"),
        pytest.param("", Style.FOREIGN, None, None, id="空"),
    ],
)
def test_every_style_is_read_as_far_as_it_shows(text: str, style: Style, year: int | None, serial: int | None) -> None:
    number = parse(text)
    assert (number.text, number.style, number.year, number.serial) == (text, style, year, serial)


def test_the_default_style_is_organ_path_year_and_five_digits() -> None:
    number = format_number(organ="001008003012011", year=2026, serial=7)
    assert str(number) == "001008003012011/2026-00007"
    assert number.organ_groups == ("001", "008", "003", "012", "011")


def test_an_organ_with_a_credit_code_gets_six_digits() -> None:
    assert str(format_number(organ="11330304MB0A1B2C66", year=2026, serial=7)) == "11330304MB0A1B2C66/2026-000007"


def test_a_serial_past_five_digits_still_fits() -> None:
    assert is_ours(str(format_number(organ="001008003012011", year=2026, serial=123456)))


@pytest.mark.parametrize(
    ("organ", "year", "serial"),
    [
        ("14349", 2026, 1),
        ("001008003012011", 2026, 0),
        ("001008003012011", 2026, 1_000_000),
        ("001008003012011", 26, 1),
    ],
)
def test_parts_out_of_range_are_refused(organ: str, year: int, serial: int) -> None:
    with pytest.raises(ValueError, match=r"neither an organ path|out of range"):
        format_number(organ=organ, year=year, serial=serial)


@pytest.mark.parametrize(
    "text", ["000014349/2019-00005", "001008003015044/2021-369", "001008003015044/2021-00369 ", ""]
)
def test_a_foreign_form_is_not_ours(text: str) -> None:
    assert not is_ours(text)


organs = st.one_of(
    st.text("0123456789", min_size=15, max_size=15),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=18, max_size=18),
)


@given(organ=organs, year=st.integers(1000, 9999), serial=st.integers(1, 999_999))
def test_a_written_number_reads_back_as_itself(organ: str, year: int, serial: int) -> None:
    number = format_number(organ=organ, year=year, serial=serial)
    assert parse(str(number)) == number
    assert is_ours(str(number))


@given(text=st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(parse(text), IndexNumber)
