"""Annual reports told up to the point at which a test begins, and requests in bulk rows as the records leave them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from cast import Cast, at, hire
from story import Story
from sunforest.core.organs.models import Organ
from sunforest.core.organs.roles import CLERK, HEAD
from sunforest.core.process.models import Case
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.reports import queries, rules
from sunforest.matters.reports.models import PublicReport
from sunforest.matters.reports.process import AnnualReportProcess

Report = AnnualReportProcess
CHAPTERS: dict[str, Any] = {key: f"<p>{title}：本年情况如下。</p>" for key, title in rules.CHAPTERS.items()}
ENTERED: dict[str, Any] = {
    "rules_made": 0,
    "rules_repealed": 0,
    "rules_in_force": 0,
    "normative_made": 2,
    "normative_repealed": 1,
    "normative_in_force": 9,
    "licences": 310,
    "penalties": 12,
    "coercion": 0,
    "amount": "3.50",
}
# Applicant type, received, answered, result: what one organ had in 2024 and 2025.
REQUESTS = (
    ("natural", "2024-03-04", "2024-03-20", "G2"),
    ("natural", "2024-12-30", "2025-01-15", "P1"),
    ("biz", "2025-02-10", "2025-03-03", "N4"),
    ("legal", "2025-06-03", "2025-06-12", "U1a"),
    ("natural", "2025-12-29", "", ""),
)


def requested(organ: Organ, rows: Iterable[tuple[str, str, str, str]] = REQUESTS) -> list[InformationRequest]:
    """Requests of an organ as rows of the records: type, received, answered, result."""
    made = []
    for number, (kind, received, answered, result) in enumerate(rows):
        case = Case.objects.create(
            number=f"F{organ.pk}-{number}-{Case.objects.count()}",
            process_key="foi",
            process_version=1,
            organ=organ,
            state="delivered" if answered else "received",
            opened_at=at(received),
            opened_on=date.fromisoformat(received),
            changed_at=at(received),
        )
        made.append(
            InformationRequest.objects.create(
                case=case,
                applicant_type=kind,
                way="web",
                supply="online",
                arrived_on=received,
                received_on=received,
                answered_on=answered or None,
                result=result,
            )
        )
    return made


def opened(cast: Cast, *, year: int = 2025, on: str = "2026-01-05") -> Story:
    """The housing bureau's report, begun."""
    return Story(Report, cast).perform(Report.open_report, on=on, year=year)


def written(cast: Cast, *, year: int = 2025) -> Story:
    """A report that waits for the head."""
    story = opened(cast, year=year, on=f"{year + 1}-01-05")
    story.perform(Report.write, on=f"{year + 1}-01-06", **CHAPTERS)
    story.perform(Report.enter, on=f"{year + 1}-01-07", **ENTERED)
    return story.perform(Report.send_to_sign, on=f"{year + 1}-01-08")


def published(cast: Cast, *, year: int = 2025, on: str = "", **answers: Any) -> Story:
    """A report that everybody can read."""
    story = written(cast, year=year)
    asked = {**queries.publication_of(story.case), **answers}
    return story.perform(Report.publish, on=on or f"{year + 1}-01-20", **asked).sealed(at("2026-11-25"))


def corrected(cast: Cast, *, reason: str = "许可数量漏计两件") -> Story:
    """A published report with a second version, whose table 1 was wrong before."""
    story = published(cast)
    story.perform(Report.begin_correction, on="2026-02-10", remarks="许可数量有误")
    story.perform(Report.enter, on="2026-02-10", **{**ENTERED, "licences": 312})
    asked = {**queries.publication_of(story.case), "reason": reason}
    return story.perform(Report.correct, on="2026-02-11", **asked).sealed(at("2026-11-25"))


def supervising(cast: Cast) -> Organ:
    """The education bureau's seat in this cast supervises disclosure, and has a clerk and a head of its own."""
    Organ.objects.filter(pk=cast.education.pk).update(supervises_disclosure=True)
    return Organ.objects.get(pk=cast.education.pk)


def county_story(cast: Cast, *, year: int = 2025) -> Story:
    """The county's report, written by the supervising office, waiting for its head."""
    office = supervising(cast)
    clerk = hire(office, "何静", f"clerk.he{year}", CLERK, f"年报经办{year}")
    story = Story(Report, cast, organ=office)
    story.perform(Report.open_county_report, on=f"{year + 1}-02-02", by=clerk, year=year)
    story.perform(Report.write, on=f"{year + 1}-02-03", by=clerk, **CHAPTERS)
    return story.perform(Report.send_to_sign, on=f"{year + 1}-02-04", by=clerk)


def published_county(cast: Cast, *, year: int = 2025, on: str = "") -> Story:
    """The county's report as everybody can read it."""
    story = county_story(cast, year=year)
    head = hire(cast.education, "温岚", f"head.wen{year}", HEAD, f"办公室主任{year}")
    asked = queries.publication_of(story.case)
    return story.perform(Report.publish, on=on or f"{year + 1}-03-20", by=head, **asked).sealed(at("2026-11-25"))


def public_copy(story: Story) -> PublicReport:
    """The report of a story as the public sees it."""
    assert story.case is not None
    return PublicReport.objects.get(case_number=story.case.number)
