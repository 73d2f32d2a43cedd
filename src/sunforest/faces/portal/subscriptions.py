"""E-mail subscription of a search: ask, confirm, stop. Every address gets the same answer."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sunforest.core.ledger import sealer
from sunforest.core.notify import subscriptions
from sunforest.core.search.query import LONGEST_QUERY, Query
from sunforest.faces.portal import filters


class SubscriptionForm(forms.Form):
    """Where to send what is new."""

    email = forms.EmailField(
        label=_("邮箱"),
        max_length=200,
        help_text=_("每天最多一封，每封信里都有退订的链接。邮箱加密保存，不作他用。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for news of a search. No token is asked for: nothing is sent before the link in the message is confirmed."""
    asked = request.POST if request.method == "POST" else request.GET
    query = question_in(asked)
    form = SubscriptionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        subscriptions.ask(
            form.cleaned_data["email"],
            question={"text": query.text, **query.chosen()},
            page=filters.address(query),
            language=translation.get_language() or "zh-hans",
            size=sealer.size(),
            at=timezone.now(),
        )
        return _told(
            request,
            gettext("请查收邮件"),
            gettext("如果这个邮箱能收信，几分钟内会收到一封确认邮件，打开信里的链接就订阅好了。"),
        )
    context = {
        "section": "documents",
        "title": gettext("用邮件订阅"),
        "lead": gettext("这次检索有新的公开信息时，每天最多给您发一封邮件。"),
        "breadcrumbs": [(gettext("找文件"), filters.address(Query())), (gettext("用邮件订阅"), "")],
        "form": form,
        "kept": kept(query),
        "query": query,
        "page_url": filters.address(query),
    }
    return render(request, "portal/subscribe_page.html", context)


def question_in(values: QueryDict) -> Query:
    """The search in an address or a form, without order and page, and no longer than search reads."""
    query = filters.query_of(values)
    return replace(
        query,
        text=query.text[:LONGEST_QUERY],
        sort="",
        page=1,
        **{facet: value[:200] for facet, value in query.chosen().items()},  # type: ignore[arg-type]
    )


def kept(query: Query) -> list[tuple[str, str]]:
    """The search as hidden values of a form."""
    return [("q", query.text), *query.chosen().items()] if query.text else list(query.chosen().items())


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """Confirm a subscription by a button: a program that opens every link of a message confirms nothing."""
    _check(number, token, "confirm")
    if request.method == "POST":
        if subscriptions.confirm(number, size=sealer.size(), at=timezone.now()):
            return _told(request, gettext("订阅好了"), gettext("有新的公开信息时，每天最多给您发一封邮件。"))
        return _told(
            request, gettext("链接已经失效"), gettext("这次订阅已经退订，或者超过七天没有确认。需要的话请重新订阅。")
        )
    return _asked(request, gettext("确认订阅"), gettext("点一下按钮，就订阅好了。"), gettext("确认订阅"))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """End a subscription by a button; nothing of it is kept, and ending it twice does no harm."""
    _check(number, token, "stop")
    if request.method == "POST":
        subscriptions.stop(number)
        return _told(request, gettext("已经退订"), gettext("不会再收到这次检索的邮件，您的邮箱已从这里删除。"))
    return _asked(request, gettext("退订邮件"), gettext("点一下按钮，就不会再收到这次检索的邮件。"), gettext("退订"))


def _check(number: int, token: str, purpose: str) -> None:
    if not subscriptions.is_token(token, number, purpose):
        raise Http404


def _asked(request: HttpRequest, title: str, lead: str, button: str) -> HttpResponse:
    context = {"title": title, "lead": lead, "button": button, "here": urlsplit(request.path).path}
    return render(request, "portal/subscription_button.html", context)


def _told(request: HttpRequest, title: str, lead: str) -> HttpResponse:
    return render(request, "portal/subscription_done.html", {"title": title, "lead": lead})
