"""Days as an iCalendar file."""

from datetime import UTC, date, datetime

from sunforest.pure.icalendar import WholeDays, calendar_file

AT = datetime(2026, 1, 1, 4, tzinfo=UTC)


def test_an_entry_ends_on_the_day_after_its_last():
    text = calendar_file("日历", [WholeDays("a@x", date(2026, 10, 1), date(2026, 10, 7), "国庆节放假")], at=AT)
    assert "DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261008\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and text.endswith("END:VCALENDAR\r\n")


def test_no_line_is_longer_than_75_bytes_and_unfolding_gives_the_words_back():
    words = "因台风影响调整放假安排，" * 9
    text = calendar_file("日历", [WholeDays("a@x", date(2026, 1, 1), date(2026, 1, 1), words)], at=AT)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"SUMMARY:{words}" in text.replace("\r\n ", "")


def test_commas_semicolons_and_strokes_are_escaped():
    text = calendar_file("a", [WholeDays("a@x", date(2026, 1, 1), date(2026, 1, 1), "a,b;c\\d\ne")], at=AT)
    assert r"SUMMARY:a\,b\;c\\d\ne" in text
