"""Links of pages: first, last and neighbours; gaps are shown as gaps."""

from sunforest.faces.paging import pages_of


def numbers(number: int, last: int) -> list[int | None]:
    return [shown for shown, _address in pages_of(number, last, str).numbers]


def test_a_middle_page_shows_its_neighbours_and_both_ends() -> None:
    assert numbers(10, 30) == [1, None, 8, 9, 10, 11, 12, None, 30]


def test_the_first_page_has_nothing_before_it() -> None:
    pages = pages_of(1, 3, str)
    assert (pages.previous_url, pages.next_url) == ("", "2")
    assert numbers(1, 3) == [1, 2, 3]


def test_the_last_page_has_nothing_after_it() -> None:
    assert pages_of(3, 3, str).next_url == ""


def test_no_number_stands_twice() -> None:
    assert numbers(2, 5) == [1, 2, 3, 4, 5]


def test_a_single_page_is_the_only_one() -> None:
    assert numbers(1, 1) == [1]
