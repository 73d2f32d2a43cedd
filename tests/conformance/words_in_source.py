"""Every word that the source marks for translation, and the English catalogues that stand beside it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

import sunforest

SOURCE = Path(sunforest.__file__).parent
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
KEYWORDS = (
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext:1,2",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "pgettext_lazy:1c,2",
    "npgettext:1c,2,3",
    "npgettext_lazy:1c,2,3",
)
Name = tuple[str, str]  # context and msgid


@dataclass(frozen=True)
class Marked:
    """One marked text: where it stands and how it reads."""

    where: str
    entry: polib.POEntry

    @property
    def name(self) -> Name:
        """The context and the msgid."""
        return name_of(self.entry)


def name_of(entry: polib.POEntry) -> Name:
    """The context ("" where there is none) and the msgid."""
    return entry.msgctxt or "", entry.msgid


def homes() -> list[Path]:
    """The folders that keep a catalogue: our apps, and the folder in LOCALE_PATHS for what belongs to no app."""
    ours = [Path(app.path) for app in apps.get_app_configs() if SOURCE in Path(app.path).parents]
    return [*ours, *(Path(folder).parent for folder in settings.LOCALE_PATHS)]


def home_of(file: Path) -> Path:
    """The folder whose catalogue holds the words of a file: the nearest app, else the folder in LOCALE_PATHS."""
    above = [home for home in homes() if home in file.parents]
    return max(above, key=lambda home: len(home.parts), default=Path(settings.LOCALE_PATHS[0]).parent)


def files_of(home: Path) -> list[Path]:
    """The Python files and templates whose words belong to the folder."""
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]
    files += SOURCE.rglob("templates/**/*.xml")
    return sorted(file for file in files if home_of(file) == home)


@cache
def marked_in(home: Path) -> list[Marked]:
    """Every text marked for translation in the files of one folder, as xgettext finds them."""
    with TemporaryDirectory() as folder:
        readable = [_readable(file, Path(folder)) for file in files_of(home)]
        found = subprocess.run(
            ["xgettext", "--language=Python", "--from-code=UTF-8", "--no-wrap", "--output=-", "--keyword"]
            + [f"--keyword={keyword}" for keyword in KEYWORDS]
            + readable,
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    entries = polib.pofile(found) if found else []
    return [Marked(f"{entry.occurrences[0][0]}:{entry.occurrences[0][1]}", entry) for entry in entries]


def _readable(file: Path, folder: Path) -> str:
    """The name, inside the temporary folder, of a copy that xgettext reads as Python."""
    name = file.relative_to(SOURCE).as_posix()
    copy = folder / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text("utf-8")
    copy.write_text(text if file.suffix == ".py" else templatize(text, origin=name), "utf-8")
    return name


def catalogue_of(home: Path) -> dict[Name, polib.POEntry]:
    """The English catalogue of a folder; empty where it has none."""
    path = home / CATALOGUE
    return {name_of(entry): entry for entry in polib.pofile(str(path)) if not entry.obsolete} if path.exists() else {}


def english_of(entry: polib.POEntry) -> tuple[str, ...]:
    """The English texts of an entry: one, or one for each plural."""
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
