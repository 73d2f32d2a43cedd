"""A public face in words: in Chinese as it was written on its day, in English from its keys (design §3, disclosure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import get_language, gettext

from sunforest.core.process import registry
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act, Process


@dataclass(frozen=True)
class FaceWords:
    """What a face says; ``fields`` are labels with the values shown."""

    process: str
    act: str
    state: str
    law: str
    fields: tuple[tuple[str, str], ...]


def in_words(face: Mapping[str, Any]) -> FaceWords:
    """The face in the language of the page.

    What no declaration knows any longer, and what people wrote, reads as it was written.
    """
    versions = [one for one in registry.every_version() if one.key == face["process"]]
    act = _act(versions, face["act"])
    asked = getattr(act.asks, "base_fields", {}) if act and act.asks else {}
    titles = {field["name"]: asked[field["name"]].label for field in face["fields"] if field["name"] in asked}
    return FaceWords(
        process=_either(face["process_title"], versions[-1].title if versions else ""),
        act=_either(face["act_title"], act.title if act else ""),
        state=_either(face["state_title"], _state(versions, face["state"])),
        law=_law(act, str(face.get("law", ""))),
        fields=tuple((_either(one["label"], titles.get(one["name"])), _either(one["shown"])) for one in face["fields"]),
    )


def _either(written: str, declared: Any = "") -> str:
    """In Chinese what was written; else the declared words of today, or the catalogue's for what was written."""
    if str(get_language()).startswith("zh"):
        return written
    words = str(declared or written)
    return gettext(words) if words else ""


def _act(versions: list[type[Process]], name: str) -> Act | None:
    return next((act for one in reversed(versions) for act in one.acts if act.name == name), None)


def _state(versions: list[type[Process]], name: str) -> Any:
    return next((state.title for one in reversed(versions) for state in one.states if state.name == name), "")


def _law(act: Act | None, written: str) -> str:
    """The citation of the day, or its English where the declaration still cites the same."""
    if act is None or str(get_language()).startswith("zh"):
        return written
    with translation.override("zh-hans"):
        is_cited_still = cite(act.law) == written
    return cite(act.law) if is_cited_still else written
