"""Where the figures come from: requests by organ, the cases behind each number, fees, documents; few queries."""

import pytest
from foi_stories import delivered
from remedy_stories import decided, registered
from report_stories import ENTERED, Report, county_story, opened, requested

from cast import at
from sunforest.core.process.models import ActRecord
from sunforest.matters.foi import reports as requests
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.foi.results import RESULTS
from sunforest.matters.publishing import reports as documents
from sunforest.matters.publishing.models import Correction, PublicDocument
from sunforest.matters.reports import figures, queries
from sunforest.pure.annual_requests import CountedRequest, broken_carry_over, tables_2
from sunforest.pure.annual_rows import APPLICANT_TYPES, COLUMNS, RESULT_ROWS, ROW_KEYS, ROW_OF_RESULT

pytestmark = pytest.mark.django_db

MOST_QUERIES_OF_A_COUNTY = 14


def everything(organ):
    """One request of each result code, spread over types and over the turn of the year."""
    codes = [
        "G1",
        "G2",
        "P1",
        *(f"N{n}" for n in range(1, 9)),
        "U1a",
        "U1b",
        "U2",
        "U3",
        *(f"X{n}" for n in range(1, 6)),
    ]
    rows = []
    for number, code in enumerate([*codes, "O1", "O2", "O3"]):
        kind = APPLICANT_TYPES[number % 6]
        received = ("2024-11-30", "2024-12-31", "2025-01-01", "2025-07-07")[number % 4]
        answered = ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01")[number % 4]
        rows.append((kind, received, answered, code))
    return requested(organ, rows)


def test_the_database_counts_as_the_values_do(cast):
    rows = everything(cast.housing)
    values = [
        CountedRequest(row.applicant_type, row.received_on, row.answered_on, row.result)
        for row in InformationRequest.objects.filter(pk__in=[row.pk for row in rows])
    ]
    expected = tables_2(values, (2024, 2025, 2026))
    for year in (2024, 2025, 2026):
        assert requests.table_2(year, [cast.housing.pk]) == {cast.housing.pk: expected[year]}
    assert broken_carry_over(expected[2024], expected[2025]) == ()


def test_each_organ_has_its_own_table_and_none_has_noughts(cast):
    requested(cast.housing)
    found = requests.table_2(2025, [cast.housing.pk, cast.education.pk])
    assert found[cast.housing.pk].rows["r01"][-1] == 3
    assert not any(any(numbers) for numbers in found[cast.education.pk].rows.values())


def test_what_has_only_arrived_does_not_count(cast):
    (row, *_rest) = requested(cast.housing, [("natural", "2025-05-05", "", "")])
    InformationRequest.objects.filter(pk=row.pk).update(received_on=None)
    assert requests.table_2(2025, [cast.housing.pk])[cast.housing.pk].rows["r01"][-1] == 0


def test_a_request_handled_anew_after_an_annulment_is_not_counted_again(cast):
    first, anew = requested(cast.housing, [("biz", "2025-02-10", "2025-03-03", "N4"), ("biz", "2025-08-01", "", "")])
    InformationRequest.objects.filter(pk=anew.pk).update(original=first)
    table = requests.table_2(2025, [cast.housing.pk])[cast.housing.pk]
    assert (table.rows["r01"][-1], table.rows["r08"][-1], table.rows["r25"][-1]) == (1, 1, 0)


def test_behind_every_number_stand_just_as_many_cases(cast):
    everything(cast.housing)
    everything(cast.education)
    organ_ids = [cast.housing.pk]
    table = requests.table_2(2025, organ_ids)[cast.housing.pk]
    for row in ROW_KEYS:
        for place, column in enumerate(COLUMNS):
            behind = requests.cases_behind(year=2025, organ_ids=organ_ids, row=row, column=column.key)
            assert behind.count() == table.rows[row][place], (row, column.key)
            assert {case.organ_id for case in behind} <= set(organ_ids)


@pytest.mark.parametrize(("row", "column"), [("r26", "total"), ("r01", "everybody")])
def test_a_cell_that_does_not_exist_has_no_cases(cast, row, column):
    with pytest.raises(KeyError):
        requests.cases_behind(year=2025, organ_ids=[cast.housing.pk], row=row, column=column)


def test_every_result_that_an_answer_can_have_counts_in_the_row_that_the_law_names():
    assert {result.code: result.row for result in RESULTS}.items() <= ROW_OF_RESULT.items()


def test_fees_count_in_the_year_in_which_they_were_paid(cast):
    rows = requested(cast.housing, [("biz", "2025-12-10", "", ""), ("biz", "2025-03-01", "2025-04-01", "G2")])
    for row, day, fee in zip(rows, ("2026-01-05", "2025-03-10"), (700, 300), strict=True):
        InformationRequest.objects.filter(pk=row.pk).update(fee_paid=fee)
        ActRecord.objects.bulk_create(
            [
                ActRecord(
                    case=row.case, number=1, act="pay", actor="officer:1", role="clerk", channel="web", key=str(row.pk),
                    recorded_at=at(day), effective_on=day, to_state="received", commitment=b"", data=b"",
                )
            ]
        )  # fmt: skip
    assert requests.fees_collected(2025, [cast.housing.pk, cast.education.pk]) == {
        cast.housing.pk: 300,
        cast.education.pk: 0,
    }
    assert requests.fees_collected(2026, [cast.housing.pk])[cast.housing.pk] == 700


def document(number: int, formed_on: str, **columns) -> PublicDocument:
    return PublicDocument.objects.create(
        case_number=f"D{number}", case_id=number, organ_code="001008003012011", organ_name="住建局", title=f"办法{number}",
        genre=columns.pop("genre", "规范性文件"), formed_on=formed_on, version_group=f"D{number}", leaf_index=number,
        updated_on=formed_on, **columns,
    )  # fmt: skip


def test_normative_documents_are_counted_as_made_ended_and_in_force(cast):
    document(1, "2023-05-01")
    document(2, "2025-05-01", withdrawn_on="2025-06-01")
    repealed = document(3, "2020-01-01", effect="repealed")
    Correction.objects.create(document=repealed, kind="effect", words="废止", made_on="2025-03-03", leaf_index=30)
    document(4, "2025-07-01", genre="通知")
    document(5, "2026-01-01")
    code = cast.housing.code
    assert documents.normative_documents(2025, [code]) == {code: documents.Stock(made=1, ended=2, in_force=1)}
    assert documents.normative_documents(2024, [code]) == {code: documents.Stock(made=0, ended=0, in_force=2)}
    assert documents.normative_documents(2026, [code])[code].in_force == 2


def test_table_1_begins_with_what_the_documents_say_until_something_is_entered(cast):
    document(1, "2025-05-01")
    story = opened(cast)
    assert queries.entered_of(story.case)["normative_made"] == 1
    assert figures.of_report(queries.report_of(story.case)).tables.table_1.documents["行政规范性文件"] == (1, 0, 1)
    story.perform(Report.enter, on="2026-01-07", **ENTERED)
    assert figures.of_report(queries.report_of(story.case)).tables.table_1.documents["行政规范性文件"] == (2, 1, 9)
    assert queries.entered_of(story.case)["amount"] == "3.50"


def test_an_abolished_organ_still_counts_in_the_year_in_which_it_ended(cast):
    requested(cast.education, [("welfare", "2025-04-01", "2025-04-08", "X2")])
    type(cast.education).objects.filter(pk=cast.education.pk).update(abolished_on="2025-06-30")
    assert figures.of_county(2025).tables.table_2.rows["r17"][-1] == 1
    assert [code for code, _name, _state in figures.of_county(2026).parts] == [cast.housing.code]


def test_the_county_is_computed_in_as_many_queries_for_few_requests_as_for_many(cast, django_assert_max_num_queries):
    requested(cast.housing)
    requested(cast.education)
    report = queries.report_of(county_story(cast).case)
    with django_assert_max_num_queries(MOST_QUERIES_OF_A_COUNTY):
        total = figures.of_report(report)
    assert total.tables.broken() == () and total.tables.table_2.rows["r01"][-1] == 6
    assert sum(total.tables.table_2.rows[row][-1] for row in RESULT_ROWS) == total.tables.table_2.rows["r24"][-1]


def test_a_request_counts_from_its_own_acts_in_the_year_in_which_its_answer_was_delivered(cast):
    story = delivered(cast, on="2025-12-30", to="2026-01-05", received_on="2025-12-08", result="G2")
    organ_ids = [cast.housing.pk]
    before, after = (requests.table_2(year, organ_ids)[cast.housing.pk] for year in (2025, 2026))
    assert (before.rows["r01"][0], before.rows["r25"][0], before.rows["r24"][0]) == (1, 1, 0)
    assert (after.rows["r02"][0], after.rows["r03"][0], after.rows["r25"][0]) == (1, 1, 0)
    behind = requests.cases_behind(year=2026, organ_ids=organ_ids, row="r03", column="natural")
    assert [case.number for case in behind] == [story.case.number]


def test_table_3_counts_challenges_from_their_own_acts_and_leads_to_them(cast):
    corrected = decided(cast, result="corrected")
    registered(cast, received_on="2026-05-06")
    report = queries.report_of(opened(cast, year=2026, on="2026-12-07").case)
    assert figures.of_report(report).tables.table_3.courses["fy"] == (0, 1, 0, 1, 2)
    behind = figures.cases_behind(report, row="fy", column="corrected")
    assert [case.number for case in behind] == [corrected.case.number]
    assert figures.cases_behind(report, row="fy", column="total").count() == 2
