"""Reads the written content of the demonstration county, and refuses whatever is not in order.

The folder holds TOML tables (``county organs people topics``) and Markdown files with TOML between two ``+++`` lines in
front (``documents concerns help``). Below the front a line ``<!-- revised -->``, ``<!-- interpretation -->`` or
``<!-- response -->`` begins the next part; interpretations follow the order of ``[[interpretations]]`` in the front.
Files name organs by their short names; what is returned names them by code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from sunforest.demo import checking
from sunforest.demo.county import (
    Concern,
    County,
    Document,
    Interpretation,
    Officer,
    Organ,
    Post,
    Revision,
    StandingText,
    Topic,
    Withdrawal,
)

__all__ = [
    "BadContent",
    "Concern",
    "County",
    "Document",
    "Interpretation",
    "Officer",
    "Organ",
    "Post",
    "Revision",
    "StandingText",
    "Topic",
    "Withdrawal",
    "read_county",
]

FRONT = "+++\n"
PART = re.compile(r"^<!-- (revised|interpretation|response) -->\n", re.MULTILINE)

Table = dict[str, Any]
Kind = TypeVar("Kind")


class BadContent(ValueError):
    """The content is not in order; ``problems`` names each file and what is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_county(folder: Path) -> County:
    """Return the county written down in ``folder``. Raises BadContent with every problem found."""
    table = _toml(folder / "county.toml")
    table["organs"] = _toml(folder / "organs.toml")["organs"]
    codes = {organ["short_name"]: organ["code"] for organ in table["organs"]}
    table["officers"] = _toml(folder / "people.toml")["officers"]
    for officer in table["officers"]:
        officer["posts"] = [_with_codes(post, codes, officer["username"]) for post in officer["posts"]]
    table["topics"] = _toml(folder / "topics.toml")["topics"]
    table["documents"] = [_document(path, codes) for path in _markdown_in(folder / "documents")]
    table["concerns"] = [_concern(path, codes) for path in _markdown_in(folder / "concerns")]
    table["texts"] = [_text(path) for path in _markdown_in(folder / "help")]
    county = _shaped(County, table, "county")
    problems = list(checking.problems_of(county))
    if problems:
        raise BadContent(problems)
    return county


def _toml(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadContent([f"{path.name}: {error}"]) from error


def _markdown_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.md"))


def _parts(path: Path) -> tuple[Table, list[tuple[str, str]]]:
    """The front of a file, and its parts as (kind, text); the first part's kind is ``body``."""
    text = path.read_text(encoding="utf-8")
    pieces = text.split(FRONT, 2)
    if len(pieces) != 3 or pieces[0]:
        raise BadContent([f"{path.name}: no front between two +++ lines"])
    try:
        front = tomllib.loads(pieces[1])
    except tomllib.TOMLDecodeError as error:
        raise BadContent([f"{path.name}: {error}"]) from error
    if front.get("slug") != path.name.split(".")[0]:
        raise BadContent([f"{path.name}: the slug is not the name of the file"])
    cut = ["body", *PART.split(pieces[2])]
    return front, [(kind, words.strip()) for kind, words in zip(cut[::2], cut[1::2], strict=True)]


def _document(path: Path, codes: Mapping[str, str]) -> Table:
    front, parts = _parts(path)
    document = _with_codes(front, codes, path.name)
    bodies = [words for kind, words in parts if kind == "interpretation"]
    interpretations = [_with_codes(each, codes, path.name) for each in document.get("interpretations", [])]
    if len(bodies) != len(interpretations):
        raise BadContent([f"{path.name}: {len(interpretations)} interpretations named, {len(bodies)} written"])
    document["interpretations"] = [{**each, "body": body} for each, body in zip(interpretations, bodies, strict=True)]
    for kind, words in parts:
        if kind == "body":
            document["body"] = words
        elif kind == "revised":
            document.setdefault("revision", {})["body"] = words
        elif kind == "response":
            raise BadContent([f"{path.name}: only a concern has a response"])
    return document


def _concern(path: Path, codes: Mapping[str, str]) -> Table:
    front, parts = _parts(path)
    return {**_with_codes(front, codes, path.name), **dict(parts)}


def _text(path: Path) -> Table:
    front, parts = _parts(path)
    if not path.name.endswith(f".{front.get('language')}.md"):
        raise BadContent([f"{path.name}: the language is not that of the file's name"])
    return {**front, **dict(parts)}


def _with_codes(table: Table, codes: Mapping[str, str], where: str) -> Table:
    """The table with codes in place of the short names of organs."""
    coded = dict(table)
    try:
        for name in ("organ", "interpreted_by"):
            if name in table:
                coded[name] = codes[table[name]]
        if "joint_organs" in table:
            coded["joint_organs"] = [codes[name] for name in table["joint_organs"]]
    except KeyError as unknown:
        raise BadContent([f"{where}: no organ is called {unknown}"]) from unknown
    return coded


def _shaped(kind: type[Kind], table: Table, where: str) -> Kind:
    """Build a dataclass from a table: no key missing, none unknown, each value of its declared type."""
    if not is_dataclass(kind):
        raise TypeError(kind)
    here = f"{where} {table.get('slug') or table.get('username') or table.get('code') or ''}".strip()
    declared = {field.name: field for field in fields(kind)}
    needed = {name for name, field in declared.items() if field.default is MISSING}
    if odd := sorted(table.keys() - declared.keys()):
        raise BadContent([f"{here}: unknown {', '.join(odd)}"])
    if missing := sorted(needed - table.keys()):
        raise BadContent([f"{here}: missing {', '.join(missing)}"])
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value, f"{here}: {name}") for name, value in table.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    """The value in its declared type. Raises BadContent where it has another."""
    if get_origin(hint) is UnionType:
        return _value(get_args(hint)[0], value, where)
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise BadContent([f"{where} is no list"])
        return tuple(_value(get_args(hint)[0], each, where) for each in value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _shaped(hint, value, where)
    if type(value) is not hint:
        raise BadContent([f"{where} is {value!r}, no {hint.__name__}"])
    if isinstance(value, datetime) and value.tzinfo is None:
        raise BadContent([f"{where} says no time zone"])
    if isinstance(value, date) or value or value in (False, 0):
        return value
    raise BadContent([f"{where} is empty"])
