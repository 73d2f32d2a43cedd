"""The public pages of documents, interpretations and responses, and every address of this matter."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sunforest.faces.frame import frame_of
from sunforest.faces.portal import filters
from sunforest.faces.portal.caching import public_page
from sunforest.faces.portal.columns import Column

from . import comparing, document_data, document_words, downloads, feeds, lists, queries, reading_layout
from .models import Interpretation, OfficialResponse, PublicDocument, PublicVersion

app_name = "publishing"


def shown_document(case_number: str) -> queries.DocumentPage:
    """What belongs to a document's page. Raises Http404."""
    try:
        return queries.document_page(case_number)
    except PublicDocument.DoesNotExist as error:
        raise Http404 from error


@public_page
def document(request: HttpRequest, case_number: str) -> HttpResponse:
    """Where is it, is it in force, what does it say, what belongs to it? A withdrawn one says why, at its old address."""
    page = shown_document(case_number)
    proof = queries.proof_of(page.document.leaf_index)
    context = document_context(request, page.document) | {
        "page": page,
        "proof": proof,
        "article": document_data.statutory_marks(
            page.document, document_words.issuer_of(page.document, filters.names())
        ),
        "formats": downloads.FORMATS,
        "newer": newer_version(page),
        "qr": document_data.qr_code(frame_of(request).absolute(page.document.get_absolute_url())),
    }
    response = render(request, "publishing/document.html", context)
    if proof is not None:
        response["Last-Modified"] = http_date(last_changed(page, proof).timestamp())
    return response


def document_context(request: HttpRequest, shown: PublicDocument) -> dict[str, Any]:
    """What every page of one document shows: title, sentence, metadata, body."""
    today, known = timezone.localdate(), filters.names()
    effect = document_words.effect_of(shown, today)
    issuer = document_words.issuer_of(shown, known)
    sizes = queries.sizes_of(shown.attachments)
    has_english_title = get_language() == "en" and bool(shown.title_en)
    return {
        "section": "documents",
        "title": shown.title_en if has_english_title else shown.title,
        "chinese_title": shown.title if has_english_title else "",
        "lead": document_words.sentence_of(shown, effect, issuer),
        "breadcrumbs": document_words.trail(shown),
        "document": shown,
        "effect": effect,
        "issuer": issuer,
        "metadata": document_words.metadata_of(shown, effect, known),
        "reading": reading_layout.read(shown.body, title=shown.title),
        "attachments": [{**file, "size": sizes.get(file["digest"])} for file in shown.attachments],
        "linked_data": document_data.linked_data(frame_of(request), shown, effect=effect, issuer=issuer),
    }


def newer_version(page: queries.DocumentPage) -> PublicDocument | None:
    """The newest other document of this title, where it was formed later."""
    dated = [other for other in page.others_of_its_title if other.formed_on and not other.withdrawn_on]
    newest = max(dated, key=lambda other: str(other.formed_on), default=None)
    formed_on = page.document.formed_on
    return newest if newest and formed_on and newest.formed_on and newest.formed_on > formed_on else None


def last_changed(page: queries.DocumentPage, proof: queries.Proof) -> datetime:
    """When the page last changed: by an act, or at the midnight on which its effect began or ended."""
    shown, now = page.document, timezone.now()
    days = [shown.effective_from, shown.valid_until + timedelta(days=1) if shown.valid_until else None]
    days += [row.made_on for row in page.corrections] + [row.published_on for row in page.interpretations]
    days += [row.responded_on for row in page.responses]
    midnights = [timezone.make_aware(datetime.combine(day, time())) for day in days if day is not None]
    return max([proof.written_at, *(moment for moment in midnights if moment <= now)])


@public_page
def version(request: HttpRequest, case_number: str, number: int) -> HttpResponse:
    """What did an earlier version say, and what has changed since?"""
    try:
        old = queries.version(case_number, number)
    except PublicVersion.DoesNotExist as error:
        raise Http404 from error
    shown = old.document
    title = gettext("第 %(number)s 版") % {"number": old.number}
    context = {
        "section": "documents",
        "title": old.title,
        "lead": gettext("这是%(day)s发布的第 %(number)s 版。")
        % {"day": document_words.day_words(old.published_on), "number": old.number},
        "breadcrumbs": document_words.trail(shown, (title, "")),
        "version": old,
        "document": shown,
        "reading": reading_layout.read(old.body, title=old.title),
        "is_current": old.number == shown.version,
    }
    return render(request, "publishing/version.html", context)


@public_page
def interpretation(request: HttpRequest, number: int) -> HttpResponse:
    """What does a policy mean for me? An interpretation, and the document that it explains (R5.8)."""
    shown = get_object_or_404(Interpretation.objects.select_related("document"), leaf_index=number)
    context = {
        "section": "documents",
        "title": shown.title or gettext("政策解读"),
        "lead": gettext("这是对《%(title)s》的解读，%(day)s发布。")
        % {"title": shown.document.title, "day": document_words.day_words(shown.published_on)},
        "breadcrumbs": [(gettext("政策解读"), "/interpretations/"), (shown.title, "")],
        "interpretation": shown,
        "form_words": lists.FORMS_OF_INTERPRETATION.get(shown.form, ""),
        "reading": reading_layout.read(shown.body, title=shown.title),
        "proof": queries.proof_of(shown.leaf_index),
        "article": {
            "title": shown.title,
            "published_at": document_data.beginning_of(shown.published_on),
            "source": shown.document.organ_name,
            "author": shown.interpreter or shown.document.organ_name,
            "keywords": shown.document.keywords,
            "description": shown.title,
        },
    }
    return render(request, "publishing/interpretation.html", context)


@public_page
def response(request: HttpRequest, number: int) -> HttpResponse:
    """What did the responsible organ answer, and how soon? (R5.9)"""
    shown = get_object_or_404(queries.responses().prefetch_related("documents"), pk=number)
    organ = filters.names().organs.get(shown.organ_code, shown.organ_name)
    context = {
        "section": "documents",
        "title": shown.title,
        "lead": lists.response_sentence(shown, organ),
        "breadcrumbs": [(gettext("回应关切"), "/concerns/"), (shown.title[:24], "")],
        "response": shown,
        "grade": document_words.GRADES.get(shown.grade, ""),
        "organ": organ,
        "reading": reading_layout.read(shown.body, title=shown.title),
        "proof": queries.proof_of(shown.leaf_index),
        "others": OfficialResponse.objects.filter(case_number=shown.case_number)
        .exclude(pk=shown.pk)
        .order_by("leaf_index"),
        "article": {
            "title": shown.title,
            "published_at": shown.responded_at or document_data.beginning_of(shown.responded_on),
            "source": shown.organ_name,
            "author": shown.organ_name,
            "keywords": gettext("政务舆情回应"),
            "description": shown.title,
        },
    }
    return render(request, "publishing/response.html", context)


COLUMNS = (
    Column(_("政策解读"), _("新政策是什么意思、和我有什么关系"), "publishing:interpretations", "book-open"),
    Column(_("回应关切"), _("大家关心的事，机关多快作了回应"), "publishing:concerns", "message-circle"),
    Column(_("更正与撤回"), _("公开以后又改了什么、撤了什么、为什么"), "publishing:corrections", "file-pen"),
    Column(_("迟延公开"), _("哪些文件公开迟了、迟了几天、什么原因"), "publishing:late", "clock-alert"),
    Column(
        _("不公开和依申请公开清单"), _("哪些没有主动公开、凭什么、什么时候再评估"), "publishing:not_disclosed", "lock"
    ),
)
urlpatterns = [
    path("documents/<str:case_number>/", document, name="document"),
    path("documents/<str:case_number>/print/", downloads.printed, name="print"),
    path("documents/<str:case_number>/download.<str:format>", downloads.download, name="download"),
    path("documents/<str:case_number>/attachments/<str:digest>/", downloads.attachment, name="attachment"),
    path("documents/<str:case_number>/versions/<int:number>/", version, name="version"),
    path("documents/<str:case_number>/compare/<int:old>/<int:new>/", comparing.versions, name="compare"),
    path("documents/<str:case_number>/compare-with/<str:other>/", comparing.documents, name="compare_with"),
    path("interpretations/", lists.interpretations, name="interpretations"),
    path("interpretations/<int:number>/", interpretation, name="interpretation"),
    path("concerns/", lists.concerns, name="concerns"),
    path("responses/<int:number>/", response, name="response"),
    path("late/", lists.late, name="late"),
    path("late.csv", feeds.late_csv, name="late_csv"),
    path("not-disclosed/", lists.not_disclosed, name="not_disclosed"),
    path("not-disclosed.csv", feeds.not_disclosed_csv, name="not_disclosed_csv"),
    path("corrections/", lists.corrections, name="corrections"),
    path("corrections.csv", feeds.corrections_csv, name="corrections_csv"),
    path("corrections/feed.atom", feeds.corrections_feed, name="corrections_feed"),
]
