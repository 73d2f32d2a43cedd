"""A server on the loopback address that shares the test's own connection: forms, redirects and cookies are true.

Django's own live server flushes the database afterwards, which protected tables refuse; here the test's transaction
is rolled back as everywhere else.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("SUNFOREST_CHROMIUM", "/usr/bin/chromium")


@dataclass
class LiveCounty:
    """Where it is served; ``do`` carries out what staff does meanwhile, outside the browser's event loop."""

    address: str
    thread: ThreadPoolExecutor

    def do(self, deed: Callable[..., Any], *arguments: Any) -> Any:
        """What the deed gives back."""
        return self.thread.submit(deed, *arguments).result()


@contextmanager
def served() -> Iterator[LiveCounty]:
    """A county that is served while the block lasts. Enter it before the browser."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()
    shared = {DEFAULT_DB_ALIAS: connection}
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override=shared)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    with ThreadPoolExecutor(1, initializer=connections.__setitem__, initargs=(DEFAULT_DB_ALIAS, connection)) as thread:
        yield LiveCounty(f"http://127.0.0.1:{server.port}", thread)
    server.terminate()
    connection.dec_thread_sharing()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Debian browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
