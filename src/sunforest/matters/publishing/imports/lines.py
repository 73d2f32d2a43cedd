"""The lines of a file that may be broken, huge or hostile, with bounded memory and bounded work."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO

from sunforest.pure.words import gettext_noop as _

from .odd import OddRow

MEBIBYTE = 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b"
ACCEPTED_NAMES = (".jsonl", ".jsonl.gz")


@dataclass(frozen=True)
class Limits:
    """How much of a file is read. The largest page ever given has 0.3 MB; a packed file expands about tenfold.

    Text that expands more than ``expansion`` times over more than ``expansion_from_bytes`` is no text but a zip bomb.
    """

    line_bytes: int = 16 * MEBIBYTE
    total_bytes: int = 4096 * MEBIBYTE
    expansion: int = 200
    expansion_from_bytes: int = 512 * MEBIBYTE
    odd_rows: int = 10_000


LIMITS = Limits()


@dataclass(frozen=True)
class Line:
    """A line that is not blank, without its line break; ``number`` counts from 1."""

    number: int
    content: bytes


def of_file(path: Path, *, limits: Limits = LIMITS) -> Iterator[Line | OddRow]:
    """The lines of a ``.jsonl`` or ``.jsonl.gz`` file, packed or not whatever its name says.

    A line that is too long becomes an ``OddRow`` and is skipped. A file that cannot be read, is damaged or expands
    without end gives an ``OddRow`` with ``ends_reading``, after the lines that were whole.
    """
    if not path.name.lower().endswith(ACCEPTED_NAMES):
        yield OddRow(str(path), 0, _("只接受 .jsonl 和 .jsonl.gz 文件，请核对文件名。"), ends_reading=True)
        return
    if not path.is_file():
        yield OddRow(str(path), 0, _("找不到这个文件，请核对路径。"), ends_reading=True)
        return
    with ExitStack() as opened:
        try:
            packed = opened.enter_context(path.open("rb"))
            stream = _unpacked(packed)
        except OSError:
            yield OddRow(str(path), 0, _("没有读取这个文件的权限，请核对后再试。"), ends_reading=True)
            return
        yield from _Cutter(str(path), packed, limits).lines(stream)


def _unpacked(packed: BufferedReader) -> IO[bytes] | gzip.GzipFile:
    if packed.peek(2)[:2] == GZIP_MAGIC:
        return gzip.open(packed, "rb")
    return packed


class _Cutter:
    """Cuts a stream into lines, keeping at most one line and one block in memory."""

    def __init__(self, file: str, packed: BufferedReader, limits: Limits) -> None:
        self.file, self.packed, self.limits = file, packed, limits
        self.number, self.total = 1, 0
        self.pending: list[bytes] = []
        self.pending_bytes = 0

    def lines(self, stream: IO[bytes] | gzip.GzipFile) -> Iterator[Line | OddRow]:
        while True:
            try:
                block = stream.read(MEBIBYTE)
            except (EOFError, OSError, zlib.error):
                yield self._end(_("压缩文件从第 %(line)s 行起已损坏，请重新取得完整的文件。"), line=self.number)
                return
            if not block:
                yield from self._finished()
                return
            self.total += len(block)
            if stop := self._excess():
                yield stop
                return
            yield from self._cut(block)

    def _cut(self, block: bytes) -> Iterator[Line | OddRow]:
        *ended, rest = block.split(b"\n")
        for piece in ended:
            self._keep(piece)
            yield from self._finished()
            self.number += 1
        self._keep(rest)

    def _keep(self, piece: bytes) -> None:
        self.pending_bytes += len(piece)
        if self.pending_bytes <= self.limits.line_bytes:
            self.pending.append(piece)
        else:
            self.pending.clear()

    def _finished(self) -> Iterator[Line | OddRow]:
        size, content = self.pending_bytes, b"".join(self.pending)
        self.pending, self.pending_bytes = [], 0
        if size > self.limits.line_bytes:
            limit = self.limits.line_bytes // MEBIBYTE
            message = _("这一行超过 %(limit)s MB，没有导入。请检查内容，必要时把大文件另作附件。")
            yield OddRow(self.file, self.number, message, {"limit": limit})
        elif not content.isspace() and content:
            yield Line(self.number, content)

    def _excess(self) -> OddRow | None:
        if self.total > self.limits.total_bytes:
            limit = self.limits.total_bytes // MEBIBYTE
            return self._end(_("文件展开后超过 %(limit)s MB，已停止读取。请分成几个文件导入。"), limit=limit)
        if self.total > self.limits.expansion_from_bytes and self._expansion() > self.limits.expansion:
            return self._end(_("文件展开后异常膨胀，疑似压缩炸弹，已停止读取。请核对文件来源。"))
        return None

    def _expansion(self) -> float:
        return self.total / max(self.packed.tell(), 1)

    def _end(self, message: str, **values: object) -> OddRow:
        return OddRow(self.file, self.number, message, values, ends_reading=True)
