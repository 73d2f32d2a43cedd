"""An empty installation in a folder of its own, for measuring scripts: import this before anything of Django.

``prepare(folder)`` sets the environment, starts Django, makes the tables, collects the static files and reads the declarations.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def prepare(folder: Path) -> None:
    """Make the installation; afterwards ``cast.assemble()`` and ``many_requests.write()`` can fill it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunforest.settings")
    os.environ["SUNFOREST_DATA"] = str(folder)
    os.environ.setdefault("SUNFOREST_URL", "http://localhost:8000")
    sys.path[:0] = [str(TESTS), str(TESTS / "load"), str(TESTS / "faces" / "desk")]
    import django

    django.setup()
    from django.core.management import call_command

    from sunforest import starting

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    starting.load_declarations()
