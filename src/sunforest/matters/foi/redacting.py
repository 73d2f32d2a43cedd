"""The desk's pages for redaction: the files of a case, one file with its marks, the new file before it is released.

Only officers who handle the case at its organ come here; each look at an original is recorded like any look at a
person's data (R7.21).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sunforest.core.process import file_text, uploads
from sunforest.core.process.models import Case
from sunforest.core.redaction import pdf_reading, suggestions
from sunforest.core.redaction.failure import CannotRedact
from sunforest.core.redaction.marks import Area, Mark, Rectangle, places_in
from sunforest.core.redaction.original import Original
from sunforest.faces.desk import audit, finding, page, purposes
from sunforest.faces.desk.access import DeskRequest, signed_in
from sunforest.pure import grounds, personal_data

from . import redaction_pages, redaction_work
from .models import Redaction

PIXELS_WIDE = 1000
MM = 72 / 25.4
MOST_WORDS = 200
TAB = "desk:worklist"


def _case_with(request: DeskRequest, number: str) -> Case:
    """The case, for those who handle it; the look is recorded. Raises Http404 or PermissionDenied."""
    case = finding.case_with(request, number)
    if case.process_key != "foi":
        raise Http404
    if not purposes.handles(request, case):
        raise PermissionDenied(_("只有承办机关的经办、审核和负责人可以遮盖文件。"))
    purposes.of(request, case)
    return case


def _original_with(request: DeskRequest, case: Case, digest: str) -> dict[str, str]:
    files = redaction_work.originals_of(case, request.officer)
    found = next((file for file in files if file["digest"] == digest), None)
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: DeskRequest, number: str) -> HttpResponseBase:
    """The files of a case that may be redacted, and those that were; another original can be brought."""
    case = _case_with(request, number)
    if request.method == "POST" and (brought := _brought(request, case)):
        return redirect("foi_desk:redact", number, brought.original_digest)
    rows = redaction_work.case_rows(case)
    context = {
        "title": _("遮盖文件"),
        "lead": _("原件封存不动。系统按页面另做一份新文件，遮盖的内容不在新文件里。"),
        "case": case,
        "originals": redaction_work.originals_of(case, request.officer),
        "released": [row for row in rows if row.released_at],
        "begun": {row.original_digest for row in rows if not row.released_at},
        "breadcrumbs": _crumbs(case, _("遮盖文件")),
    }
    return page.show(request, "foi/redactions.html", context, tab=TAB)


def _brought(request: DeskRequest, case: Case) -> Redaction | None:
    sent = request.FILES.get("original")
    if sent is None or sent.file is None:
        messages.error(request, _("请先选择文件。"))
        return None
    try:
        return redaction_work.bring(
            case, cast("BinaryIO", sent.file), name=sent.name or "", officer=request.officer, at=request.at
        )
    except (uploads.NotAccepted, CannotRedact) as refusal:
        messages.error(request, str(refusal))
        return None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: DeskRequest, number: str, digest: str) -> HttpResponseBase:
    """One original: its pages with the marks, what lies hidden in it, and what can be done with the marks."""
    case = _case_with(request, number)
    original = _original_with(request, case, digest)
    try:
        read = redaction_work.reading_of(digest, original["name"])
        if request.method == "POST":
            return _posted(request, case, original, read)
    except (CannotRedact, uploads.NotAccepted) as refusal:
        messages.error(request, str(refusal))
        return redirect("foi_desk:redactions", number)
    row = redaction_work.last_work_on(case, digest)
    shown = _number_in(request.GET.get("page", ""), len(read.pages))
    context = {
        "title": original["name"],
        "lead": _("勾选的内容将从新文件里去掉，每处写明依据。"),
        "case": case,
        "digest": digest,
        "sheet": redaction_pages.sheet_of(read, redaction_work.proposals_of(row, read), shown),
        "hidden": read.hidden,
        "kinds": audit.KINDS_OF_DATA,
        "grounds": grounds.ALL,
        "breadcrumbs": _crumbs(case, _("遮盖文件"), original["name"]),
    }
    return page.show(request, "foi/redact.html", context, tab=TAB)


def _posted(request: DeskRequest, case: Case, original: Mapping[str, str], read: Original) -> HttpResponseBase:
    """Keep what is ticked; then add what was asked for, or make the new file."""
    row = redaction_work.last_work_on(case, original["digest"])
    marks = _kept_marks(request, redaction_work.marks_of(row, read))
    added = _added_marks(request, read)
    kept = redaction_work.keep(case, original, [*marks, *added], officer=request.officer, at=request.at)
    shown = _number_in(request.POST.get("page", ""), len(read.pages))
    if "preview" in request.POST:
        redaction_work.make(kept, at=request.at)
        return redirect("foi_desk:redaction_preview", case.number, kept.original_digest)
    _say_what_was_added(request, len(added))
    if added and isinstance(added[0].places[0], Area):
        shown = added[0].places[0].page
    return redirect(f"{reverse('foi_desk:redact', args=[case.number, kept.original_digest])}?page={shown}")


def _kept_marks(request: DeskRequest, before: list[Mark]) -> list[Mark]:
    """The marks of pages that were not shown, as they were; of the page shown those that are ticked, with their grounds."""
    shown = set(request.POST.getlist("shown"))
    ticked = [key for key in request.POST.getlist("mark") if key in shown]
    reasons = {key: request.POST.get(f"reason:{key}", "") for key in ticked}
    try:
        now = [Mark(places_in(key), redaction_work.reason_with(reasons[key])) for key in ticked]
    except ValueError as error:
        raise Http404 from error
    return [*(mark for mark in before if mark.key not in shown), *now]


def _added_marks(request: DeskRequest, read: Original) -> list[Mark]:
    reason = redaction_work.reason_with(request.POST.get("reason", ""))
    if "add_box" in request.POST:
        box = _box_in(request)
        return [Mark((box,), reason)] if box and box.page <= len(read.pages) else []
    if "add_words" in request.POST:
        return suggestions.of_words(read, request.POST.get("words", "")[:MOST_WORDS], reason)
    return []


def _box_in(request: DeskRequest) -> Area | None:
    """The rectangle that was drawn or typed, in millimetres from the upper left corner."""
    try:
        left, top, width, height = (
            float(request.POST.get(name, "")) * MM for name in ("left", "top", "width", "height")
        )
        number = int(request.POST.get("page", ""))
    except ValueError:
        return None
    is_on_paper = 0 <= left < 20_000 and 0 <= top < 20_000 and 0 < width < 20_000 and 0 < height < 20_000
    return Area(number, Rectangle(left, top, left + width, top + height)) if is_on_paper and number > 0 else None


def _say_what_was_added(request: DeskRequest, added: int) -> None:
    if "add_words" in request.POST and not added:
        messages.warning(request, _("没有找到这些字。扫描件里的字可能识别不出，请画框遮盖。"))
    elif "add_box" in request.POST and not added:
        messages.warning(request, _("框的位置不完整，请填写毫米数，或者在页面上拖动画框。"))
    elif added:
        messages.success(request, _("已标记 %(count)s 处。") % {"count": added})
    else:
        messages.success(request, _("标记已保存。"))


def _number_in(written: str, last: int) -> int:
    return min(max(int(written), 1), max(last, 1)) if written.isdecimal() and len(written) < 6 else 1


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: DeskRequest, number: str, digest: str) -> HttpResponseBase:
    """The new file as everybody will get it, with every word that can be read from it; and its release."""
    case = _case_with(request, number)
    row = redaction_work.working_on(case, digest)
    if row is None or not row.new_digest:
        return redirect("foi_desk:redact", number, digest)
    if request.method == "POST" and request.POST.get("new") == row.new_digest:
        redaction_work.release(row, officer=request.officer, at=request.at)
        messages.success(request, _("新文件已生成。起草答复时，它会代替原件列在“提供的文件”里。"))
        return redirect("foi_desk:redactions", number)
    text = file_text.of(row.new_digest, row.new_name)
    context = {
        "title": _("核对新文件"),
        "lead": row.new_name,
        "case": case,
        "row": row,
        "pages": redaction_pages.numbers_of(uploads.content_of(row.new_digest), row.new_name),
        "text": redaction_pages.tidy(text),
        "left": personal_data.find(text),
        "elsewhere": redaction_work.still_readable(row, text),
        "kinds": audit.KINDS_OF_DATA,
        "breadcrumbs": _crumbs(case, _("遮盖文件"), row.original_name, _("核对新文件")),
    }
    return page.show(request, "foi/redaction_preview.html", context, tab=TAB)


@signed_in
@require_safe
def picture(request: DeskRequest, number: str, digest: str, page_number: int) -> HttpResponseBase:
    """One page of an original or of a new file, as a picture."""
    case = _case_with(request, number)
    made = any(row.new_digest == digest for row in redaction_work.case_rows(case))
    if not made:
        _original_with(request, case, digest)
    try:
        drawn = pdf_reading.picture_of(uploads.content_of(digest), page_number, pixels_wide=PIXELS_WIDE)
    except (CannotRedact, IndexError, FileNotFoundError) as error:
        raise Http404 from error
    file = io.BytesIO()
    drawn.save(file, "PNG", compress_level=1)
    return HttpResponse(file.getvalue(), content_type="image/png")


@signed_in
@require_safe
def download(request: DeskRequest, number: str, digest: str) -> HttpResponseBase:
    """A new file, to be saved; originals are not given out here."""
    case = _case_with(request, number)
    row = next((row for row in redaction_work.case_rows(case) if row.new_digest == digest), None)
    if row is None:
        raise Http404
    return redaction_pages.as_download(uploads.content_of(digest), row.new_name)


def _crumbs(case: Case, *names: str) -> list[tuple[str, str]]:
    addresses: list[Any] = [(_("工作清单"), reverse("desk:worklist")), (case.number, case.get_absolute_url())]
    overview = reverse("foi_desk:redactions", args=[case.number])
    return [
        *addresses,
        *((name, overview if number == 0 and len(names) > 1 else "") for number, name in enumerate(names)),
    ]


urlpatterns = [
    path("requests/<str:number>/redaction/", files, name="redactions"),
    path("requests/<str:number>/redaction/<slug:digest>/", redact, name="redact"),
    path("requests/<str:number>/redaction/<slug:digest>/preview/", preview, name="redaction_preview"),
    path("requests/<str:number>/redaction/<slug:digest>/<int:page_number>.png", picture, name="redaction_picture"),
    path("requests/<str:number>/redaction/<slug:digest>/download/", download, name="redaction_download"),
]
