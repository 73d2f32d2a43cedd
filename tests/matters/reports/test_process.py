"""The life of an annual report, act by act: its last days, what freezes its figures, and its corrections."""

import pytest
from report_stories import (
    CHAPTERS,
    ENTERED,
    Report,
    corrected,
    county_story,
    opened,
    public_copy,
    published,
    published_county,
    requested,
    supervising,
    written,
)

from cast import at, hire
from story import Story
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.organs.roles import CLERK
from sunforest.core.process import due_soon, overdue
from sunforest.core.process.perform import NotYours, Refused
from sunforest.matters.reports import queries
from sunforest.matters.reports.models import PublicReportVersion

pytestmark = pytest.mark.django_db


def test_an_organ_has_until_31_january_and_the_county_until_31_march_whatever_the_weekday(cast):
    assert opened(cast, year=2025).due == "2026-01-31"  # a Saturday: no roll-over
    assert county_story(cast, year=2025).due == "2026-03-31"


def test_nothing_of_a_report_is_public_while_it_is_written(cast):
    story = written(cast).sealed()
    assert story.public_text() == ""


def test_both_clerk_and_head_are_told_that_a_report_is_due(cast):
    opened(cast)
    told = QueuedNotice.objects.filter(notice="annual_report_begun").values_list("officer_id", flat=True)
    assert set(told) == {cast.wang.officer_id, cast.zhao.officer_id}


def test_a_year_has_one_report_of_an_organ(cast):
    opened(cast)
    with pytest.raises(Refused, match="已经有了"):
        opened(cast, on="2026-01-06")


def test_a_report_is_not_begun_before_its_year(cast):
    with pytest.raises(Refused, match="还没有开始"):
        opened(cast, year=2027, on="2026-01-05")


def test_only_the_supervising_office_writes_for_the_county(cast):
    with pytest.raises(Refused, match="主管部门"):
        Story(Report, cast).perform(Report.open_county_report, on="2026-02-02", year=2025)


def test_six_chapters_are_asked_for(cast):
    story = opened(cast).perform(Report.write, on="2026-01-06", **{**CHAPTERS, "remedies": "", "other": ""})
    with pytest.raises(Refused, match=r"四、.*六、"):
        story.perform(Report.send_to_sign, on="2026-01-07")


def test_a_report_is_not_published_before_its_year_is_over(cast):
    story = Story(Report, cast).perform(Report.open_report, on="2025-12-01", year=2025)
    story.perform(Report.write, on="2025-12-02", **CHAPTERS).perform(Report.send_to_sign, on="2025-12-03")
    with pytest.raises(Refused, match="还没有结束"):
        story.perform(Report.publish, on="2025-12-31", **queries.publication_of(story.case))


def test_who_wrote_a_report_does_not_publish_it(cast):
    both = hire(cast.housing, "王岚", "head.wanglan", Report.publish.by[0], "副局长")
    story = written(cast)
    with pytest.raises(NotYours):
        story.perform(Report.publish, on="2026-01-20", by=cast.wang, **queries.publication_of(story.case))
    assert (
        story.perform(Report.publish, on="2026-01-20", by=both, **queries.publication_of(story.case)).state
        == "published"
    )


def test_the_whole_life_of_a_report(cast):
    requested(cast.housing)
    story = published(cast)
    report = public_copy(story)
    assert (story.state, report.year, report.scope, report.version) == ("published", 2025, "organ", 1)
    assert report.tables["t1"]["行政许可"] == 310
    assert report.tables["t2"]["r01"] == [1, 1, 0, 0, 1, 0, 3]
    assert report.tables["t2"]["r02"] == [1, 0, 0, 0, 0, 0, 1]
    assert report.tables["t2"]["r25"] == [1, 0, 0, 0, 0, 0, 1]
    assert not report.is_late
    story.perform(Report.hand_in, on="2026-01-22", submitted_on="2026-01-21").sealed(at("2026-11-25"))
    assert public_copy(story).submitted_on.isoformat() == "2026-01-21"
    assert story.due == "2026-12-31"


def test_what_was_submitted_before_publication_is_public_with_it(cast):
    story = written(cast).perform(Report.hand_in, on="2026-01-15", submitted_on="2026-01-14")
    story.perform(Report.publish, on="2026-01-20", **queries.publication_of(story.case)).sealed(at("2026-11-25"))
    assert public_copy(story).submitted_on.isoformat() == "2026-01-14"


def test_figures_that_changed_after_the_preview_are_not_published(cast):
    story = written(cast)
    seen = queries.publication_of(story.case)
    requested(cast.housing)
    with pytest.raises(Refused, match="有了变化"):
        story.perform(Report.publish, on="2026-01-20", **seen)


def test_what_is_published_stays_when_the_records_change_later(cast):
    requested(cast.housing)
    before = public_copy(published(cast)).tables
    requested(cast.housing, [("biz", "2025-05-05", "2025-05-06", "G1")])
    story = Story(Report, cast)
    story.sealed(at("2026-11-25"))
    from sunforest.matters.reports.models import PublicReport

    assert PublicReport.objects.get().tables == before


def test_a_carry_over_that_differs_from_last_years_report_needs_its_reason(cast):
    published(cast, year=2024)
    requested(cast.housing, [("natural", "2024-12-30", "2025-01-15", "P1")])
    story = written(cast, year=2025)
    asked = queries.publication_of(story.case)
    with pytest.raises(Refused, match="结转"):
        story.perform(Report.publish, on="2026-01-20", **asked)
    story.perform(Report.publish, on="2026-01-20", **{**asked, "carry_over_reason": "一件纸质申请补录"})
    assert public_copy(story.sealed(at("2026-11-25"))).carry_over_reason == "一件纸质申请补录"


@pytest.mark.parametrize(("on", "is_late"), [("2026-01-31", False), ("2026-02-01", True)])
def test_the_last_day_is_in_time_and_the_next_is_late_though_it_is_a_weekend(cast, on, is_late):
    assert public_copy(published(cast, on=on)).is_late is is_late


def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(cast):
    story = corrected(cast)
    report = public_copy(story)
    assert (report.version, report.tables["t1"]["行政许可"]) == (2, 312)
    assert report.published_on.isoformat() == "2026-01-20"
    versions = PublicReportVersion.objects.filter(report=report).order_by("number")
    assert [(one.number, one.tables["t1"]["行政许可"], one.reason) for one in versions] == [
        (1, 310, ""),
        (2, 312, "许可数量漏计两件"),
    ]


def test_while_it_is_corrected_the_earlier_version_stays_public(cast):
    story = published(cast)
    text = story.public_text()
    story.perform(Report.begin_correction, on="2026-02-10", remarks="有误")
    story.perform(Report.write, on="2026-02-10", **CHAPTERS).sealed(at("2026-11-25"))
    assert story.public_text() == text
    assert public_copy(story).version == 1


def test_a_correction_that_is_dropped_changes_nothing(cast):
    story = published(cast).perform(Report.begin_correction, on="2026-02-10", remarks="有误")
    story.perform(Report.drop_correction, on="2026-02-11", remarks="核对无误").sealed(at("2026-11-25"))
    assert (story.state, public_copy(story).version) == ("published", 1)


def test_reading_the_log_twice_changes_nothing(cast):
    from sunforest.core.ledger.models import Leaf
    from sunforest.matters.reports import follows

    story = corrected(cast)
    before = list(PublicReportVersion.objects.values())
    for leaf in Leaf.objects.filter(case_id=story.case.pk).order_by("index"):
        follows.follow(leaf)
    assert list(PublicReportVersion.objects.values()) == before
    assert public_copy(story).version == 2


def test_the_countys_report_is_the_sum_of_its_organs_published_or_not(cast):
    requested(cast.housing)
    requested(cast.education, [("welfare", "2025-04-01", "2025-04-08", "X2")])
    published(cast)
    report = public_copy(published_county(cast))
    assert report.tables["t2"]["r01"] == [1, 1, 0, 1, 1, 0, 4]
    assert report.tables["t1"]["行政许可"] == 310
    assert [part[2] for part in report.tables["organs"]] == ["published", "computed"]


def test_the_county_adds_what_an_organ_published_and_not_what_changed_since(cast):
    requested(cast.housing)
    published(cast)
    requested(cast.housing, [("biz", "2025-05-05", "2025-05-06", "G1")])
    assert public_copy(published_county(cast)).tables["t2"]["r01"][-1] == 3


def test_when_the_next_year_has_passed_clerk_and_head_are_told_to_begin_its_report(cast):
    story = published(cast)
    assert overdue.carry_out(at("2026-12-31", "23:59")).moved == 0
    overdue.carry_out(at("2027-01-01", "00:01"))
    told = QueuedNotice.objects.filter(notice="annual_report_next_year", case_id=story.case.pk)
    assert {row.officer_id for row in told} == {cast.wang.officer_id, cast.zhao.officer_id}


def test_both_are_reminded_two_working_days_before_the_last_day_though_that_is_a_saturday(cast):
    story = opened(cast)
    assert due_soon.remind(at("2026-01-28", "09:00")) == 0
    assert due_soon.remind(at("2026-01-29", "09:00")) == 1
    told = QueuedNotice.objects.filter(notice="due_soon", case_id=story.case.pk)
    assert {row.officer_id for row in told} == {cast.wang.officer_id, cast.zhao.officer_id}


def test_a_day_ahead_is_not_recorded_as_the_day_of_submission(cast):
    with pytest.raises(Refused, match="不能晚于今天"):
        published(cast).perform(Report.hand_in, on="2026-01-22", submitted_on="2026-01-23")


def test_a_clerk_of_another_organ_does_not_write(cast):
    story = opened(cast)
    with pytest.raises(NotYours):
        story.perform(Report.enter, on="2026-01-07", by=cast.sun, **ENTERED)


def test_the_supervising_office_has_a_report_of_its_own_beside_the_countys(cast):
    office = supervising(cast)
    clerk = hire(office, "何静", "clerk.he", CLERK, "年报经办")
    for act in (Report.open_report, Report.open_county_report):
        Story(Report, cast, organ=office).perform(act, on="2026-01-05", by=clerk, year=2025)
    assert office.cases.filter(process_key="annual_report").count() == 2


@pytest.mark.parametrize("altered", [{"year": 2024}, {"scope": "county"}])
def test_a_report_is_not_published_as_another(cast, altered):
    story = written(cast)
    with pytest.raises(Refused):
        story.perform(Report.publish, on="2026-01-20", **{**queries.publication_of(story.case), **altered})


def test_what_the_head_changes_in_a_chapter_when_publishing_is_what_stands(cast):
    story = published(cast, overview="<p>改定的总体情况。</p>")
    assert public_copy(story).chapters["overview"] == "<p>改定的总体情况。</p>"
    assert queries.chapters_of(story.case)["overview"] == "<p>改定的总体情况。</p>"
