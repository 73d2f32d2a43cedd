"""Annual reports in the open interface, as its document describes them."""

import pytest
from report_stories import public_copy, published, published_county, requested

from sunforest.pure.annual_tables import tables_from

pytestmark = pytest.mark.django_db


def test_a_report_is_given_in_the_exchange_format(client, cast):
    requested(cast.housing)
    report = public_copy(published(cast))
    data = client.get("/api/v1/annual-reports/001008003012011/2025").json()
    assert (data["year"], data["organ"], data["version"]) == (2025, "晴林县住房和城乡建设局", 1)
    assert tables_from(data).as_data()["t2"] == report.tables["t2"]
    assert data["fees_yuan"] == 0 and data["chapters"]["overview"].startswith("<p>")
    assert data["url"].endswith("/annual-reports/001008003012011/2025/")


def test_the_county_is_named_by_that_word(client, cast):
    published_county(cast)
    data = client.get("/api/v1/annual-reports/county/2025").json()
    assert data["scope"] == "county" and len(data["organs"]) == 2


def test_reports_are_listed_by_organ_and_year(client, cast):
    published(cast, year=2024)
    published(cast, year=2025)
    listed = client.get("/api/v1/annual-reports", {"year": 2025}).json()
    assert [item["year"] for item in listed["items"]] == [2025]
    assert client.get("/api/v1/annual-reports", {"organ": "nobody"}).json()["items"] == []


@pytest.mark.parametrize("address", ["001008003012011/2023", "county/2025"])
def test_what_is_not_there_is_not_found(client, cast, address):
    published(cast)
    assert client.get(f"/api/v1/annual-reports/{address}").status_code == 404


def test_the_document_describes_the_reports(client, cast):
    document = client.get("/api/v1/openapi.json").json()
    assert "/api/v1/annual-reports/{organ}/{year}" in document["paths"]
    assert {"t1", "t2", "t3", "chapters"} <= set(document["components"]["schemas"]["ReportWhole"]["properties"])
