"""Signs members of the cast in at the desk, with password and second factor done."""

from __future__ import annotations

import time
from html.parser import HTMLParser

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from sunforest.core.organs.models import Officer
from sunforest.core.process.actor import Actor


def desk_of(actor: Actor, *, second_factor: bool = True, since: float | None = None) -> Client:
    """A browser in which this officer has signed in, ``since`` (seconds of the epoch) or now."""
    account = Officer.objects.select_related("account").get(pk=actor.officer_id).account
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session, began = client.session, since or time.time()
    steps = [{"method": "password", "at": began}]
    if second_factor:
        steps.append({"method": "mfa", "at": began, "type": "totp"})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = steps
    session["account_authentication_methods_user"] = user_id_to_str(account)
    session.save()
    return client


class FormReader(HTMLParser):
    """Reads what a browser would post of the form ``act-form``, button apart."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.is_inside = False
        self.select = self.textarea = ""
        self.is_multiple = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form":
            self.is_inside = has.get("id") == "act-form"
        if not self.is_inside:
            return
        name = has.get("name") or ""
        if tag == "input" and has.get("type") not in ("file", "submit"):
            if has.get("type") not in ("checkbox", "radio") or "checked" in has:
                self.values.setdefault(name, []).append(has.get("value") or ("on" if "checked" in has else ""))
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = [""]
        elif tag == "select":
            self.select, self.is_multiple = name, "multiple" in has
        elif tag == "option" and self.select:
            self._option(has.get("value") or "", is_selected="selected" in has)

    def _option(self, value: str, *, is_selected: bool) -> None:
        """A single choice is its selected option, else its first; a multiple one is all that are selected."""
        if self.is_multiple:
            if is_selected:
                self.values.setdefault(self.select, []).append(value)
        elif is_selected or self.select not in self.values:
            self.values[self.select] = [value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea":
            self.textarea = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea][0] += data


def form_in(page: str) -> dict[str, list[str]]:
    """What a browser would post of the act's form: ends of lines as CRLF, a line feed after ``<textarea>`` dropped."""
    reader = FormReader()
    reader.feed(page)
    return {
        name: [value.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n") for value in values]
        for name, values in reader.values.items()
    }
