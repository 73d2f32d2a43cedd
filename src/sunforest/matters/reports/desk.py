"""The desk's pages of annual reports: what is due, the figures with the cases behind them, chapters, earlier years."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sunforest.core.organs.roles import ADMINISTRATOR, AUDITOR, CLERK, HEAD, INSPECTOR
from sunforest.core.process import authority
from sunforest.core.process.perform import Incomplete, NotYours, Refused
from sunforest.faces.desk import access, case_page, finding, page
from sunforest.faces.desk.access import DeskRequest
from sunforest.faces.paging import pages_of
from sunforest.pure.annual_tables import COUNTED_THREE_TIMES

from . import figures, grids, importing, queries, report_words, standing_words
from .forms import Chapters
from .models import AnnualReport
from .process import AnnualReportProcess
from .reading import Problem

TAB = "reports_desk:overview"
DESK_TABS = [(gettext_lazy("年报"), TAB, "book-open", (CLERK, HEAD, INSPECTOR, AUDITOR, ADMINISTRATOR))]
CASE_LINKS = [(AnnualReportProcess.key, gettext_lazy("数字和上年的文字"), "reports_desk:report", "book-open")]
ROWS_A_PAGE = 50
MOST_BYTES = 5 * 2**20

for_staff = access.for_roles(CLERK, HEAD, INSPECTOR, AUDITOR, ADMINISTRATOR)
Crumbs = list[tuple[str, str]]


def _show(request: DeskRequest, template: str, context: dict[str, Any], *crumbs: tuple[str, str]) -> HttpResponse:
    home = [(_("年报"), reverse(TAB))] if crumbs else [(_("年报"), "")]
    return page.show(request, f"reports/{template}.html", {**context, "breadcrumbs": [*home, *crumbs]}, tab=TAB)


def report_at(request: DeskRequest, number: str) -> AnnualReport:
    """The report of a case that this officer may see. Raises Http404."""
    case = finding.case_with(request, number)
    try:
        report = queries.report_of(case)
    except AnnualReport.DoesNotExist as error:
        raise Http404 from error
    report.case = case
    return report


@for_staff
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Whose report of the year is written, submitted, published, and whose is late?"""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else request.today.year - 1
    rows = queries.standings(year)
    context = {
        "title": _("年报"),
        "lead": standing_words.lead_of(rows, year, request.today),
        "year": year,
        "years": [year - 1, year + 1] if year < request.today.year else [year - 1],
        "table": standing_words.table_of(rows, request.posts, request.today),
        "may_open": access.has_role(request.posts, CLERK),
        "may_import": access.has_role(request.posts, CLERK, ADMINISTRATOR),
    }
    return _show(request, "desk_overview", context)


@for_staff
@require_safe
def report(request: DeskRequest, number: str) -> HttpResponse:
    """The figures as the records stand now, each leading to its cases, with last year's beside."""
    shown = report_at(request, number)
    now, last_year = figures.of_report(shown), queries.last_year_of(shown)

    def link(row: str, column: str) -> str:
        if row in COUNTED_THREE_TIMES:
            return standing_words.documents_url(shown, row)
        return "" if shown.imported else reverse("reports_desk:behind", args=[number, row, column])

    title = standing_words.title_of(shown)
    context = {
        "title": title,
        "lead": _("数字按此刻的办件记录计算，公布时固定。点数字看它由哪些办件组成。"),
        "report": shown,
        "grids": grids.grids_of(now.tables, link=link, old_rows=now.beside.get("t1_2019")),
        "proved": report_words.proved(now.tables, last_year),
        "fees_yuan": now.fees_yuan,
        "parts": now.parts,
        "compared": grids.compared(now.tables, queries.tables_of(last_year)) if last_year else None,
        "last_year": last_year,
        "differs": queries.differs_from_published(shown, now),
        "target": standing_words.target_of(shown),
        "acts": authority.acts_open_to(shown.case, request.posts),
    }
    return _show(request, "desk_report", context, (title, ""))


@for_staff
@require_safe
def chapters(request: DeskRequest, number: str) -> HttpResponse:
    """The six chapters to be written, each with last year's text beside it; what is typed goes to the act's own page."""
    shown = report_at(request, number)
    if not AnnualReportProcess.write.may_start_from(shown.case.state):
        return redirect("reports_desk:report", number)
    last_year = queries.last_year_of(shown)
    form = Chapters(initial=queries.chapters_of(shown.case))
    before = last_year.chapters if last_year else {}
    context = {
        "title": _("编写各章"),
        "lead": _("左边是上一年的文字，右边写今年的。"),
        "report": shown,
        "rows": [(field, before.get(field.name, "")) for field in form],
        "address": reverse("desk:act", args=[number, AnnualReportProcess.write.name]),
        "seen": shown.case.last_number,
    }
    home = (standing_words.title_of(shown), reverse("reports_desk:report", args=[number]))
    return _show(request, "desk_chapters", context, home, (_("编写各章"), ""))


@for_staff
@require_safe
def behind(request: DeskRequest, number: str, row: str, column: str) -> HttpResponse:
    """Which cases make up one number? Only those that this officer may see are listed."""
    shown = report_at(request, number)
    try:
        cases = figures.cases_behind(shown, row=row, column=column)
    except KeyError as error:
        raise Http404 from error
    visible = cases.filter(pk__in=authority.visible_cases(request.posts).values("pk"))
    cut = Paginator(visible, ROWS_A_PAGE).get_page(request.GET.get("page"))
    counted, listed = cases.count(), cut.paginator.count
    title = standing_words.cell_words(row, column)
    context = {
        "title": title,
        "lead": _("这个数由 %(counted)s 件组成，您可以查看其中 %(listed)s 件。")
        % {"counted": counted, "listed": listed},
        "cases": cut,
        "pages": pages_of(cut.number, cut.paginator.num_pages, lambda at: f"?page={at}"),
    }
    home = (standing_words.title_of(shown), reverse("reports_desk:report", args=[number]))
    return _show(request, "desk_behind", context, home, (title, ""))


class ImportForm(forms.Form):
    """A file with the tables of earlier years."""

    file = forms.FileField(label=gettext_lazy("文件"), help_text=gettext_lazy("XLSX、CSV 或 JSON，2019年格式也可以。"))
    explained = forms.CharField(
        label=gettext_lazy("结转差异说明"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("只在某年的上年结转与前一年的结转下年不一致、而当年就是这样公布的时候填写。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("更正说明"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("以前导入过的年度要改数字时填写，改后是新的一版。"),
    )


@access.for_roles(CLERK, ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: DeskRequest) -> HttpResponseBase:
    """Earlier years from a file: all or nothing, and every wrong row by name."""
    form = ImportForm(request.POST or None, request.FILES or None)
    outcome = importing.Outcome()
    if request.method == "POST" and form.is_valid():
        outcome = _brought_in(request, form)
        if outcome.written:
            messages.success(request, _("已导入 %(count)s 份年报。") % {"count": outcome.written})
            return redirect(TAB)
    context = {
        "title": _("导入以往年度"),
        "lead": _("全部正确才写入；有一行不对，就一行也不写，并逐行说明。"),
        "form": form,
        "problems": outcome.problems,
    }
    return _show(request, "desk_import", context, (_("导入以往年度"), ""))


def _brought_in(request: DeskRequest, form: ImportForm) -> importing.Outcome:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        return importing.Outcome(problems=[Problem(file.name, _("文件超过 5 MB。"))])
    role = next(role for role in (ADMINISTRATOR, CLERK) if access.has_role(request.posts, role))
    acting = next(one for one in request.posts if one.has(role, AnnualReportProcess.key))
    try:
        return importing.import_file(
            file.read(),
            file.name,
            actor=case_page.actor_of(request, acting, role),
            at=request.at,
            explained=form.cleaned_data["explained"],
            reason=form.cleaned_data["reason"],
        )
    except NotYours as error:
        raise PermissionDenied(str(error)) from error
    except (Refused, Incomplete) as error:
        return importing.Outcome(problems=[Problem(file.name, str(error))])


app_name = "reports_desk"
urlpatterns = [
    path("annual-reports/", overview, name="overview"),
    path("annual-reports/import/", bring_in, name="import"),
    path("annual-reports/<str:number>/", report, name="report"),
    path("annual-reports/<str:number>/chapters/", chapters, name="chapters"),
    path("annual-reports/<str:number>/cases/<slug:row>/<slug:column>/", behind, name="behind"),
]
