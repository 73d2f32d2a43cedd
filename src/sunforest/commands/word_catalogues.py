"""English catalogues are compiled without gettext's programs: ``python -m sunforest.commands.word_catalogues``."""

from __future__ import annotations

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def compile_all(below: Path) -> int:
    """Compile every catalogue that is newer than its compiled form; gives how many."""
    compiled = 0
    for catalogue in sorted(below.rglob("locale/*/LC_MESSAGES/*.po")):
        target = catalogue.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < catalogue.stat().st_mtime:
            polib.pofile(str(catalogue)).save_as_mofile(str(target))
            compiled += 1
    return compiled


if __name__ == "__main__":
    compile_all(PACKAGE)
