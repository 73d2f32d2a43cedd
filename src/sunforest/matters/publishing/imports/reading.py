"""Files of documents in the two given formats, row by row: what can be read, and what cannot and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sunforest.pure.words import gettext_noop as _

from . import export, laws, lines, state_council
from .document import ReadDocument
from .odd import OddRow, Remark, Unreadable

LONGEST_KEY = 1000

_Reader = Callable[..., ReadDocument]


def read_file(path: Path, *, limits: lines.Limits = lines.LIMITS) -> Iterator[ReadDocument | OddRow]:
    """The documents of a ``.jsonl`` or ``.jsonl.gz`` file in its order, one row in memory at a time.

    Each row is a State Council document or a law. A row that cannot be read is an ``OddRow`` with file, line and
    reason; one with ``ends_reading`` says that the rest was not read (damaged, a zip bomb, no such file at all).
    Never raises for what a file holds.
    """
    odd_rows = 0
    for line in lines.of_file(path, limits=limits):
        row = line if isinstance(line, OddRow) else read_row(line.content, file=str(path), line=line.number)
        yield row
        odd_rows += isinstance(row, OddRow)
        if odd_rows > limits.odd_rows:
            message = _("读不懂的行已超过 %(limit)s 行，已停止读取。请核对文件格式。")
            yield OddRow(str(path), row.line, message, {"limit": limits.odd_rows}, ends_reading=True)
            return


def read_row(content: bytes, *, file: str, line: int) -> ReadDocument | OddRow:
    """One line as a document, or why it is none."""
    try:
        given = _parsed(content)
        row, reader = _recognised(given)
        document = reader(row, file=file, line=line, digest=_digest(row))
        return replace(document, remarks=(*document.remarks, *_left_out(given, row)))
    except Unreadable as unreadable:
        return OddRow(file, line, unreadable.message, unreadable.values)


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        row = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(_("这一行不是 UTF-8 编码，请把文件转成 UTF-8 后再导入。")) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("这一行不是完整的 JSON，请核对引号、括号，或重新导出这一行。")) from error
    if not isinstance(row, dict):
        raise Unreadable(_("这一行不是一个 JSON 对象（应以 { 开头，以 } 结尾），请核对。"))
    return row


def _recognised(row: dict[str, Any]) -> tuple[dict[str, Any], _Reader]:
    """The row's format by its keys: laws have ``path`` and ``body``, State Council documents ``url`` and ``html``."""
    law, page = len(row.keys() & laws.FIELDS.keys()), len(row.keys() & state_council.FIELDS.keys())
    if law > page:
        return _checked(row, laws.FIELDS, "path"), laws.document
    if page > 1:
        return _checked(row, state_council.FIELDS, "url"), state_council.document
    raise Unreadable(_("认不出这一行的格式：既不是国务院文件，也不是法律法规，请核对字段名。"))


def _checked(row: dict[str, Any], fields: Mapping[str, tuple[type, ...]], key: str) -> dict[str, Any]:
    if missing := sorted(fields.keys() - row.keys()):
        raise Unreadable(_("缺少字段：%(fields)s。请补上，没有内容的写 null。"), fields="、".join(missing))
    wrong = [name for name, kinds in fields.items() if type(row[name]) not in kinds]
    if wrong:
        raise Unreadable(_("字段类型不对：%(fields)s。请对照导入说明改正。"), fields="、".join(sorted(wrong)))
    if not row[key].strip() or len(row[key]) > LONGEST_KEY:
        message = _("“%(field)s”是每份文件的标识，不能为空，也不能超过 %(limit)s 字，请核对。")
        raise Unreadable(message, field=key, limit=LONGEST_KEY)
    return {name: row[name] for name in fields}


def _left_out(given: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[Remark]:
    if further := sorted(given.keys() - row.keys()):
        message = _("格式里没有的字段没有导入：%(fields)s。")
        yield Remark("further_fields", message, {"fields": "、".join(further)[:200]})


def _digest(row: Mapping[str, Any]) -> str:
    canonical = export.canonical_row(row)
    try:
        encoded = canonical.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unreadable(_("文字里有残缺的字符（单独的代理项），请重新导出这一行。")) from error
    if "\\u0000" in canonical and any("\0" in text for text in _texts(row)):
        raise Unreadable(_("文字里有空字符（U+0000），数据库存不下，请删去后再导入。"))
    return hashlib.sha256(encoded).hexdigest()


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for value in row.values():
        yield from (str(part) for part in (value if isinstance(value, list) else [value]))
