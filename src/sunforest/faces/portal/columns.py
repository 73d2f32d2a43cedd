"""The public columns that matters add to the portal: each names them as ``COLUMNS`` in its ``pages`` room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sunforest.core.process import registry


@dataclass(frozen=True)
class Column:
    """One column: its name, what a reader finds there, the name of its address, a symbol of the lucide set."""

    title: Any
    about: Any
    url_name: str
    symbol: str = "file-text"

    @property
    def url(self) -> str:
        """The address of the column."""
        return reverse(self.url_name)


def of_matters() -> list[Column]:
    """Every column of every matter, in the order of the settings."""
    return [column for _matter, module in registry.rooms("pages") for column in getattr(module, "COLUMNS", ())]
