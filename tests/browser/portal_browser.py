"""A real browser that is answered by Django's test client: no server, the test's own transaction, the true headers."""

import mimetypes
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import BrowserContext, Route, sync_playwright

CHROMIUM = os.environ.get("SUNFOREST_CHROMIUM", "/usr/bin/chromium")
SITE = "http://localhost:8000"


class Answers:
    """Answers the browser's requests in a thread of its own that shares the test's connection, as Django's live server does."""

    def __init__(self) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.connection.inc_thread_sharing()
        self.thread = ThreadPoolExecutor(1, initializer=self._share)

    def _share(self) -> None:
        connections[DEFAULT_DB_ALIAS] = self.connection

    def close(self) -> None:
        """Give the connection back."""
        self.thread.shutdown()
        self.connection.dec_thread_sharing()

    def __call__(self, route: Route) -> None:
        """Static files from their folders, pages from the views; another host gets nothing."""
        parts = urlsplit(route.request.url)
        if parts.netloc != urlsplit(SITE).netloc:
            route.abort()
        elif parts.path.startswith("/static/"):
            found = finders.find(parts.path.removeprefix("/static/"))
            kind = mimetypes.guess_type(parts.path)[0] or "application/octet-stream"
            route.fulfill(body=Path(str(found)).read_bytes(), content_type=kind)
        else:
            sent = {name: value for name, value in route.request.headers.items() if name == "cookie"}
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            response = self.thread.submit(page, target, sent).result()
            route.fulfill(status=response.status_code, headers=dict(response.items()), body=response.content)


def page(target: str, headers: dict[str, str]) -> HttpResponse:
    """What the views answer; a fault is a page that says so, never a browser that waits."""
    response: HttpResponse = Client(headers=headers, raise_request_exception=False).get(target)
    return response


@contextmanager
def browser(
    *, width: int = 1280, scheme: str = "light", cookies: dict[str, str] | None = None
) -> Iterator[BrowserContext]:
    """A window of that width whose every request is answered here."""
    answers = Answers()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        context.add_cookies([{"name": name, "value": value, "url": SITE} for name, value in (cookies or {}).items()])
        context.route("**/*", answers)
        yield context
        chromium.close()
    answers.close()
