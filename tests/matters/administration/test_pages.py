"""The working-day calendar for everybody."""

import pytest

from cast import assemble
from sunforest.core.calendar.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast():
    return assemble()


def test_the_calendar_of_a_year_says_how_many_days_work(client, django_assert_max_num_queries):
    client.get("/calendar/2026/")
    with django_assert_max_num_queries(5):
        page = client.get("/calendar/2026/")
    assert "2026 年有 248 个工作日" in page.content.decode()
    assert page.content.decode().count('class="month"') == 12


def test_a_year_without_notice_is_provisional(client):
    assert "暂按法定节假日和周末计算" in client.get("/calendar/2027/").content.decode()


def test_a_year_beyond_the_calendar_is_not_found(client):
    assert client.get("/calendar/1900/").status_code == 404


def test_the_data_name_every_day_with_its_kind(client):
    data = client.get("/calendar/2026.json").json()
    kinds = {day["date"]: day["kind"] for day in data["days"]}
    assert (data["status"], data["working_days"], len(kinds)) == ("official", 248, 365)
    assert (kinds["2026-10-01"], kinds["2026-11-25"], kinds["2026-11-28"]) == ("holiday", "working", "weekend")


def test_a_loaded_notice_is_what_everybody_sees(client):
    Notice.objects.create(
        year=2027,
        notice_number="国办发明电〔2026〕7号",
        rest_days=["2027-01-01", "2027-03-03"],
        work_days=[],
        loaded_at="2026-11-20T02:00:00Z",
    )
    data = client.get("/calendar/2027.json").json()
    assert (data["status"], data["notice"]) == ("official", "国办发明电〔2026〕7号")
    assert "3月3日" in client.get("/calendar/2027/").content.decode()


def test_calendar_programs_get_days_off_and_make_up_days(client):
    answer = client.get("/calendar/2026.ics")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:国庆节放假" in text and "SUMMARY:调休上班" in text
    assert text == client.get("/calendar/2026.ics").content.decode()


def test_the_calendar_reads_in_english(client):
    page = client.get("/calendar/2026/?lang=en").content.decode()
    assert "2026 has 248 working days" in page
    assert all(words in page for words in ("November", "Mid-Autumn Festival", "20 September", "Make-up working days"))


def test_the_calendar_stands_among_the_columns_of_the_portal(client):
    assert 'href="/calendar/"' in client.get("/about/site-map/").content.decode()
