import itertools

from sunforest.matters.publishing.imports.reading import read_row
from sunforest.matters.publishing.imports.versions import group_versions, one_a_source

from . import rows


def read(**changes):
    return read_row(rows.line(rows.law(**changes)), file="f", line=1)


def test_trap_1_versions_of_a_title_stand_by_date_unknown_last_in_whatever_order_they_are_read():
    documents = [
        read(path="b", file_date="2020-05-01", body="甲"),
        read(path="a", file_date="2020-05-01", body="甲", title="松溪县\u3000河道管理办法"),
        read(path="c", file_date=None, body="乙"),
        read(path="d", file_date="2001-01-01", body="丙"),
    ]
    for order in itertools.permutations(documents):
        (group,) = group_versions(order)
        assert [version.source_key for version in group.versions] == ["d", "a", "b", "c"]
        assert group.same_bodies == (("a", "b"),)


def test_of_two_contents_under_one_source_the_later_stays_whatever_comes_first():
    older, newer = read(file_date="2020-05-01"), read(file_date="2021-05-01")
    assert one_a_source([older, newer]) == one_a_source([newer, older]) == (newer,)
