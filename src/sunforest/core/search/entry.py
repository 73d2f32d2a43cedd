"""One public thing as the index knows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SearchEntry:
    """What a reader can find: a document, a guide, a case's public face, an organ.

    ``identity`` is the key of the entry: writing the same identity again replaces what was there.
    ``topics`` are paths such as ``科技、教育/教育``; each level of a path is a facet value of its own.
    A day that is not known is None, and such an entry comes last in both orders of time.
    """

    identity: str
    kind: str
    title: str
    body: str
    url: str
    organ: str = ""
    organ_name: str = ""
    topics: tuple[str, ...] = ()
    genre: str = ""
    year: int | None = None
    effect: str = ""
    number: str = ""
    index_number: str = ""
    published_on: date | None = None
    formed_on: date | None = None
    languages: tuple[str, ...] = ("zh-hans",)

    @property
    def day(self) -> date | None:
        """The day by which lists are ordered: of publication, or else of formation."""
        return self.published_on or self.formed_on

    @property
    def topic_values(self) -> tuple[str, ...]:
        """Every level of every topic once: ``科技、教育`` and ``科技、教育/教育``."""
        values: dict[str, None] = {}
        for topic in self.topics:
            levels = [level.strip() for level in topic.split("/") if level.strip()]
            for depth in range(1, len(levels) + 1):
                values["/".join(levels[:depth])] = None
        return tuple(values)
