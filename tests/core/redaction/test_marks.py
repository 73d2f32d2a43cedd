"""Marks: places as text and back, and no letter under a mark in what is left (a property)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.core.redaction import marks
from sunforest.core.redaction.marks import Area, Mark, Rectangle, Span
from sunforest.core.redaction.original import Letters
from sunforest.core.redaction.pdf_reading import left_over
from sunforest.pure import grounds

SIDES = st.floats(0, 600)


@st.composite
def rectangles(draw):
    left, top = draw(SIDES), draw(SIDES)
    return Rectangle(left, top, left + draw(st.floats(1, 200)), top + draw(st.floats(1, 60)))


@st.composite
def places(draw):
    if draw(st.booleans()):
        return Area(draw(st.integers(1, 200)), draw(rectangles()))
    start = draw(st.integers(0, 5000))
    return Span(draw(st.integers(1, 5000)), start, start + draw(st.integers(1, 50)))


@given(st.lists(places(), min_size=1, max_size=4))
def test_places_are_read_as_they_were_written(found):
    mark = Mark(tuple(found), grounds.PERSONAL_INFORMATION)
    assert marks.from_json(mark.as_json()).key == mark.key


@given(rectangles())
def test_a_written_place_never_covers_less(box):
    written = marks.places_in(str(Area(1, box)))[0].box
    assert written.left <= box.left and written.top <= box.top
    assert written.right >= box.right and written.bottom >= box.bottom


@pytest.mark.parametrize(
    "key", ["", "1", "1:2,3", "1:5,5,4,6", "1:1,1,1,1", "p1:5-4", "p1:3-3", "p1", "1:-1,0,2,2", "1:1,1,2,2;"]
)
def test_what_we_did_not_write_is_refused(key):
    with pytest.raises(ValueError):
        marks.places_in(key)


@given(st.lists(rectangles(), max_size=40), st.lists(rectangles(), max_size=6))
def test_no_letter_whose_centre_lies_under_a_mark_is_left(boxes, covers):
    letters = Letters("字" * len(boxes), tuple(boxes))
    left = left_over(letters, covers)
    assert not any(cover.holds(box.centre) for box in left.boxes for cover in covers)
    assert [box for box in boxes if all(cover.shared_with(box) == 0 for cover in covers)] == [
        box for box in left.boxes if all(cover.shared_with(box) == 0 for cover in covers)
    ]


def test_spans_that_touch_are_taken_out_as_one():
    several = [Mark((Span(1, *span),), grounds.PERSONAL_INFORMATION) for span in ((4, 6), (0, 2), (5, 9), (9, 10))]
    assert marks.spans_in(1, several) == [(0, 2), (4, 10)]
