"""The grove: the area of a crown stands for the count, no tree leaves the drawing, no label touches another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.faces.portal.forest import LABEL_EM, MOST_TREES, WIDTH, Seed, trees_of


def seeds(*counts: int) -> list[Seed]:
    return [Seed(f"机关{number}", "县某某局", f"/organs/{number}/", count) for number, count in enumerate(counts)]


def test_no_organ_is_an_empty_grove() -> None:
    assert trees_of([]) == ()


def test_the_largest_tree_stands_in_the_middle() -> None:
    line = [tree.seed.count for tree in trees_of(seeds(1, 2, 3, 4, 100))]
    assert line.index(100) == 2


def test_more_papers_are_never_a_smaller_tree() -> None:
    trees = sorted(trees_of(seeds(0, 3, 9, 27, 81)), key=lambda tree: tree.seed.count)
    assert [tree.radius for tree in trees] == sorted(tree.radius for tree in trees)


def test_an_organ_without_papers_is_a_sapling() -> None:
    assert trees_of(seeds(0, 0))[0].radius > 0


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60))
def test_every_tree_stands_inside_the_drawing(counts: list[int]) -> None:
    trees = trees_of(seeds(*counts))
    assert len(trees) == min(len(counts), MOST_TREES)
    assert all(0 < tree.x < WIDTH for tree in trees)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_labels_of_one_row_do_not_touch(counts: list[int]) -> None:
    rows: dict[int, float] = {}
    for tree in trees_of(seeds(*counts)):
        half = len(tree.seed.label) * LABEL_EM / 2
        if tree.label_y:
            assert tree.x - half > rows.get(tree.label_y, -1)
            rows[tree.label_y] = tree.x + half


@pytest.mark.parametrize("form", ["round", "pine", "oval"])
def test_the_grove_has_trees_of_every_form(form: str) -> None:
    assert form in {tree.form for tree in trees_of(seeds(*range(1, 9)))}
