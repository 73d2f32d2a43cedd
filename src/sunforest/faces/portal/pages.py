"""The plain pages of the portal: home, organs, the statutory platform, open data."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy, pgettext

from sunforest.core.organs.models import Organ
from sunforest.core.process import registry
from sunforest.core.search import current
from sunforest.core.search.query import Query
from sunforest.core.search.results import Results
from sunforest.faces.frame import frame_of
from sunforest.faces.portal import columns, filters, forest, handbook, linked_data, procedures
from sunforest.faces.portal import statutory as heads
from sunforest.faces.portal.caching import public_page

NEWEST_SHOWN = 8
POPULAR = (
    (gettext_lazy("公积金"), "公积金"),
    (gettext_lazy("医保"), "医保"),
    (gettext_lazy("入学"), "入学"),
    (gettext_lazy("征地补偿"), "征地补偿"),
    (gettext_lazy("预算"), "预算"),
)


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Where is it? The search, the five tiles, the forest, what is new, what may be asked for."""
    newest = current.index().search(Query(sort="newest", size=NEWEST_SHOWN))
    known = filters.names()
    context = {
        "newest": [hit.entry for hit in newest.hits],
        "total": newest.total,
        "names": known,
        "trees": forest.trees_of(_seeds(newest)),
        "popular": [(words, filters.address(Query(text=text))) for words, text in POPULAR],
        "newest_url": filters.address(Query(sort="newest")),
        "services": procedures.open_to_everybody(),
        "procedures_count": len(registry.processes()),
        "columns": columns.of_matters(),
        "linked_data": linked_data.of_site(frame_of(request)),
    }
    return render(request, "portal/home.html", context)


def _seeds(results: Results) -> list[forest.Seed]:
    """Every organ with what it has made public; those with nothing stand there too, as saplings."""
    counts = {value.value: value.count for value in results.facets.get("organ", ())}
    is_english = translation.get_language() == "en"
    return [
        forest.Seed(
            name=organ.name_en if is_english and organ.name_en else organ.name,
            label="" if is_english else organ.short_name,
            url=filters.address(Query(organ=organ.code)) if counts.get(organ.code) else f"/organs/{organ.code}/",
            count=counts.get(organ.code, 0),
        )
        for organ in _organs_today()
    ]


@public_page
def organs(request: HttpRequest) -> HttpResponse:
    """Who is responsible? Every organ of the county with address, hours and telephone."""
    shown = list(_organs_today())
    context = {
        "section": "organs",
        "title": pgettext("栏目", "机关"),
        "lead": gettext("本县现有 %(count)s 个机关，这里有它们的职能、地址和办公时间。") % {"count": len(shown)},
        "breadcrumbs": [(pgettext("栏目", "机关"), "")],
        "organs": shown,
        "column": _column(
            pgettext("栏目", "机关"), gettext("机关职能、机构设置、办公地址、办公时间和联系方式"), gettext("机构概况")
        ),
    }
    return render(request, "portal/organs.html", context)


@public_page
def organ(request: HttpRequest, code: str) -> HttpResponse:
    """What does this organ do, where is it, when is it open, what has it made public?"""
    shown = get_object_or_404(Organ.objects.select_related("division"), code=code)
    results = current.index().search(Query(organ=code, sort="newest", size=NEWEST_SHOWN))
    is_known = ("organ", code) in results.chosen
    name = filters.names().organs.get(code, shown.name)
    context = {
        "section": "organs",
        "title": name,
        "organ": shown,
        "linked_data": linked_data.of_organ(frame_of(request), shown),
        "breadcrumbs": [(pgettext("栏目", "机关"), "/organs/"), (name, "")],
        "newest": [hit.entry for hit in results.hits] if is_known else [],
        "total": results.total if is_known else 0,
        "documents_url": filters.address(Query(organ=code, sort="newest")),
        "names": filters.names(),
        "column": _column(name, shown.functions or name, gettext("机构概况")),
    }
    return render(request, "portal/organ.html", context)


@public_page
def statutory(request: HttpRequest) -> HttpResponse:
    """What must be public by law: fifteen heads (条例 art. 20, R1.8), each a way into the search."""
    context = {
        "section": "disclosure",
        "title": gettext("法定主动公开内容"),
        "lead": gettext("法律要求主动公开的信息分十五类，选一类就能看到本县公开了什么。"),
        "breadcrumbs": [(gettext("法定主动公开内容"), "")],
        "heads": [
            (head, [(part.words, filters.address(Query(text=part.query))) for part in head.parts])
            for head in heads.HEADS
        ],
        "additions": [(part.words, filters.address(Query(text=part.query))) for part in heads.ADDITIONS],
        "additions_of_towns": [
            (part.words, filters.address(Query(text=part.query))) for part in heads.ADDITIONS_OF_TOWNS
        ],
        "column": _column(
            gettext("法定主动公开内容"), gettext("《政府信息公开条例》第二十条规定的公开内容"), gettext("政府信息公开")
        ),
    }
    return render(request, "portal/statutory.html", context)


@public_page
def guide(request: HttpRequest) -> HttpResponse:
    """The guide to government information (条例 art. 12, R1.10): classes, order, ways to obtain, and the office."""
    context = {
        **handbook.page_of("guide"),
        "section": "disclosure",
        "breadcrumbs": [(gettext("公开指南"), "")],
        "offices": list(_organs_today().filter(supervises_disclosure=True)),
        "organs_count": _organs_today().count(),
    }
    return render(request, "portal/guide.html", context)


@public_page
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of disclosure that bind this county."""
    found = current.index().search(Query(text="政府信息公开", size=20))
    context = {
        **handbook.page_of("rules"),
        "section": "disclosure",
        "breadcrumbs": [(gettext("公开制度"), "")],
        "entries": [hit.entry for hit in found.hits],
        "names": filters.names(),
        "documents_url": filters.address(Query(text="政府信息公开")),
    }
    return render(request, "portal/rules.html", context)


@public_page
def annual_reports(request: HttpRequest) -> HttpResponse:
    """The annual reports on disclosure (条例 art. 49–50), newest first."""
    found = current.index().search(Query(text="政府信息公开工作年度报告", sort="newest", size=50))
    context = {
        "section": "disclosure",
        "title": gettext("政府信息公开年报"),
        "lead": gettext("各部门每年1月31日前、县政府信息公开主管部门3月31日前，公布上一年的年度报告。"),
        "breadcrumbs": [(gettext("政府信息公开年报"), "")],
        "entries": [hit.entry for hit in found.hits],
        "names": filters.names(),
        "column": _column(gettext("政府信息公开年报"), gettext("政府信息公开工作年度报告"), gettext("政府信息公开")),
    }
    return render(request, "portal/annual_reports.html", context)


@public_page
def request_information(request: HttpRequest) -> HttpResponse:
    """How do I ask for what is not there? (条例 art. 27–42)"""
    context = {
        **handbook.page_of("request"),
        "section": "request",
        "breadcrumbs": [(gettext("依申请公开"), "")],
        "offices": list(_organs_today().filter(supervises_disclosure=True)),
        "services": [
            process for process in procedures.open_to_everybody() if process.key == procedures.INFORMATION_REQUEST
        ],
    }
    return render(request, "portal/request.html", context)


@public_page
def open_data(request: HttpRequest) -> HttpResponse:
    """What a machine may fetch: bulk files, the interface, feeds; free to reuse."""
    context = {
        **handbook.page_of("open-data"),
        "section": "data",
        "breadcrumbs": [(gettext("开放数据"), "")],
        "total": len(current.index()),
    }
    return render(request, "portal/open_data.html", context)


@public_page
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page of the portal on one page."""
    context = {
        "section": "help",
        "title": gettext("网站地图"),
        "lead": gettext("本站的全部栏目都在这一页。"),
        "breadcrumbs": [(gettext("帮助"), "/about/"), (gettext("网站地图"), "")],
        "organs": [(name, f"/organs/{code}/") for code, name in filters.names().organs.items()],
        "processes": registry.processes(),
        "help": handbook.all_pages(),
        "columns": columns.of_matters(),
    }
    return render(request, "portal/site_map.html", context)


def _organs_today() -> Any:
    return Organ.objects.existing_on(timezone.localdate()).order_by("position", "code")


def _column(name: str, description: str, kind: str) -> dict[str, str]:
    """The statutory marks of a column (domain §4.7)."""
    return {"name": name, "description": description, "keywords": name, "type": kind}
