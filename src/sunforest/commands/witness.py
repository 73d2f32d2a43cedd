"""``witness``: be a witness for other logs, as a program of its own (c2sp.org/tlog-witness). Needs no installation."""

from __future__ import annotations

import re
import signal
import sys
from argparse import Namespace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, USAGE, Failure
from sunforest.core.ledger.witness_book import NoName, WitnessBook
from sunforest.installation import data_folder
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.witness_protocol import LARGEST_REQUEST, PLAIN_TEXT

MONITORING = re.compile(r"/([0-9a-f]{64})/checkpoint", re.ASCII)
TIMEOUT_SECONDS = 30


def add_log(arguments: Namespace) -> int:
    """Watch a further log."""
    try:
        key = _book(arguments).add_log(arguments.vkey, arguments.url)
    except Malformed as error:
        raise Failure(f"{error}", USAGE) from error
    print(f"已加入日志 / watching: {key.name}")
    return DONE


def key(arguments: Namespace) -> int:
    """Print the witness's own verifier key; ``--name`` gives it its name, once."""
    print(_named(arguments))
    return DONE


def serve(arguments: Namespace) -> int:
    """Answer until SIGTERM or SIGINT."""
    own = _named(arguments)
    book = _book(arguments)
    try:
        server = ThreadingHTTPServer((arguments.host, arguments.port), _handler(book))
    except OSError as error:
        raise Failure(f"{arguments.host}:{arguments.port} 无法使用：{error} / cannot be used", USAGE) from error
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(DONE))
    print(f"见证者 / witness: {own}\nhttp://{arguments.host}:{server.server_port}", flush=True)
    for origin, url, size in book.logs():
        print(f"{origin} {url} {size}", flush=True)
    with server:
        server.serve_forever()
    return DONE


def _book(arguments: Namespace) -> WitnessBook:
    return WitnessBook(Path(arguments.folder) if arguments.folder else data_folder() / "witness")


def _named(arguments: Namespace) -> str:
    try:
        return str(_book(arguments).name_it(arguments.name or ""))
    except (NoName, Malformed) as error:
        raise Failure(str(error), USAGE) from error


def _handler(book: WitnessBook) -> type[BaseHTTPRequestHandler]:
    """The two addresses of a witness."""

    class Handler(BaseHTTPRequestHandler):
        timeout = TIMEOUT_SECONDS

        def do_POST(self) -> None:
            """``/add-checkpoint``: judge, write down, answer."""
            length = self.headers.get("Content-Length", "")
            if self.path != "/add-checkpoint" or not length.isdecimal():
                return self._say(404 if length.isdecimal() else 411, PLAIN_TEXT, b"")
            if int(length) > LARGEST_REQUEST:
                return self._say(413, PLAIN_TEXT, b"")
            said = book.answer(self.rfile.read(int(length)), seconds=int(now().timestamp()))
            return self._say(said.status, said.content_type, said.body)

        def do_GET(self) -> None:
            """``/<hash of origin>/checkpoint``: the newest checkpoint that was cosigned."""
            asked = MONITORING.fullmatch(self.path)
            note = book.newest(asked.group(1)) if asked else None
            if note is None:
                return self._say(404, PLAIN_TEXT, b"")
            return self._say(200, PLAIN_TEXT, note.encode())

        def _say(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
