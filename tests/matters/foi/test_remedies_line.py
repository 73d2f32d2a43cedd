"""Each result's own remedies line and no other, read as a table (R1.35)."""

import pytest

from sunforest.matters.foi import remedies_line, results
from sunforest.matters.foi.remedies_line import Bodies

DEPARTMENT = Bodies(organ="晴林县人民政府", court="晴林县人民法院", channel="复议申请网页")
NONE = ""
FIRST = (
    "如不服本答复，依照《中华人民共和国行政复议法》第二十条、第二十三条的规定，应当先申请行政复议："
    "可以自知道本答复之日起六十日内，向晴林县人民政府申请行政复议；对行政复议决定不服的，"
    "可以自收到行政复议决定书之日起十五日内，依法向晴林县人民法院提起行政诉讼。"
)
EITHER = (
    "如不服本答复，可以自知道本答复之日起六十日内，向晴林县人民政府申请行政复议；"
    "也可以自知道本答复之日起六个月内，直接向晴林县人民法院提起行政诉讼。"
)
# result code, grounds of what is withheld, its line
TABLE = [
    ("G1", (), NONE),
    ("G2", (), NONE),
    ("P1", ("N8",), EITHER),
    ("P1", (), EITHER),
    *(("P1", (ground,), FIRST) for ground in ("N1", "N2", "N3", "N4", "N5", "N6", "N7")),
    ("P1", ("N8", "N4"), FIRST),
    ("N1", (), FIRST),
    ("N2", (), FIRST),
    ("N3", (), FIRST),
    ("N4", (), FIRST),
    ("N5", (), FIRST),
    ("N6", (), FIRST),
    ("N7", (), FIRST),
    ("N8", (), EITHER),
    ("U1a", (), EITHER),
    ("U1b", (), EITHER),
    ("U2", (), EITHER),
    ("U3", (), EITHER),
    ("X1", (), EITHER),
    ("X2", (), EITHER),
    ("X3", (), EITHER),
    ("X4", (), EITHER),
    ("X5", (), EITHER),
    ("O3", (), EITHER),
]


@pytest.mark.parametrize(("code", "withheld", "line"), TABLE, ids=lambda value: str(value)[:6])
def test_each_result_has_exactly_its_own_line(code, withheld, line):
    assert remedies_line.line_for(code, DEPARTMENT, withheld=withheld) == line


def test_the_table_has_every_result():
    assert {code for code, _withheld, _line in TABLE} == {result.code for result in results.RESULTS}


def test_an_answer_that_goes_out_online_names_the_online_channel():
    """复议法 art. 22."""
    line = remedies_line.line_for("N4", DEPARTMENT, is_online=True)
    assert line == FIRST + "行政复议申请可以通过互联网提交：复议申请网页。"


def test_an_answer_without_remedies_names_no_channel_either():
    assert remedies_line.line_for("G2", DEPARTMENT, is_online=True) == ""


@pytest.mark.parametrize(
    "organ",
    ["晴林县人民政府", "霁川市人民政府", "晴林县人民政府或者霁川市司法局", "霁川市税务局"],
    ids=["art. 24, department, street or town", "art. 24, county government", "art. 28, justice bureau", "art. 27"],
)
def test_the_organ_of_reconsideration_is_the_one_the_law_gives(organ):
    assert f"向{organ}申请行政复议" in remedies_line.line_for("U1a", Bodies(organ=organ))


def test_a_court_that_is_not_set_is_not_invented():
    assert "直接向有管辖权的人民法院提起行政诉讼" in remedies_line.line_for("X1", Bodies(organ="晴林县人民政府"))


def test_an_organ_that_is_not_set_leaves_a_gap_and_is_told():
    assert remedies_line.ORGAN_NOT_SET in remedies_line.line_for("N6", Bodies())
    assert not remedies_line.names_its_organ("N6", Bodies())


def test_an_answer_without_remedies_needs_no_organ():
    assert remedies_line.names_its_organ("G1", Bodies())


def test_a_third_party_may_go_either_way():
    """R1.68."""
    assert remedies_line.line_for_third_party(DEPARTMENT) == EITHER.replace("本答复", "本决定")


def test_a_result_that_nobody_declared_is_an_error():
    with pytest.raises(KeyError):
        remedies_line.line_for("N9", DEPARTMENT)
