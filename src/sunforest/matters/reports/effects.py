"""What each act writes to the working copy of a report, in the act's own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sunforest.core.organs.models import Organ
from sunforest.core.process.body import Refused
from sunforest.core.process.models import Case
from sunforest.pure.moment import Moment, Refusal
from sunforest.pure.words import gettext_noop as _

from . import queries, rules
from .models import COUNTY, ORGAN, AnnualReport

Answers = Mapping[str, Any]


def open_report(case: Case, answers: Answers, _moment: Moment) -> None:
    """The report of one organ. Raises Refused where that year's has been begun."""
    _open(case, answers, ORGAN)


def open_county_report(case: Case, answers: Answers, _moment: Moment) -> None:
    """The report of the county. Raises Refused for an office that does not supervise disclosure (条例 art. 49)."""
    if not Organ.objects.filter(pk=case.organ_id, supervises_disclosure=True).exists():
        raise Refused(Refusal(_("全县年报由政府信息公开工作主管部门编写。")))
    _open(case, answers, COUNTY)


def _open(case: Case, answers: Answers, scope: str) -> None:
    others = AnnualReport.objects.filter(scope=scope, year=answers["year"])
    if (others if scope == COUNTY else others.filter(organ_id=case.organ_id)).exists():
        raise Refused(Refusal(_("%(year)s年的年报已经有了，请在“年报”里打开。"), year=answers["year"]))
    AnnualReport.objects.create(
        case=case, organ_id=case.organ_id, scope=scope, year=answers["year"], due_on=answers.get("due_on")
    )


def write(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the chapters."""
    AnnualReport.objects.filter(case=case).update(chapters={key: answers[key] for key in rules.CHAPTERS})


def freeze(case: Case, answers: Answers, _moment: Moment) -> None:
    """Compare the figures with the records once more, and keep the chapters as published. Raises Refused."""
    refusal = rules.figures_stand(queries.figures_of(case), answers)
    if refusal is not None:
        raise Refused(refusal)
    write(case, answers, _moment)


def enter(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the cells of table 1 that were entered; an amount as decimal text."""
    kept = {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in answers.items()}
    AnnualReport.objects.filter(case=case).update(entered=kept)


def submit(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep when it was handed to the supervising office."""
    AnnualReport.objects.filter(case=case).update(submitted_on=answers["submitted_on"])


def import_earlier(case: Case, answers: Answers, _moment: Moment) -> None:
    """A report of an earlier year, with its tables only. Raises Refused where that year's is here already."""
    _open(case, answers, answers["scope"])
    AnnualReport.objects.filter(case=case).update(imported=answers["tables"])


def import_again(case: Case, answers: Answers, _moment: Moment) -> None:
    """Other tables for a year that was brought in. Raises Refused for a report that this system computed."""
    if (
        not AnnualReport.objects.filter(case=case, year=answers["year"], scope=answers["scope"])
        .exclude(imported={})
        .exists()
    ):
        raise Refused(Refusal(_("本系统算出的年报，请用“提出更正”。")))
    AnnualReport.objects.filter(case=case).update(imported=answers["tables"])
