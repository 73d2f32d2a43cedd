"""Style sheets, scripts and icons are gathered and compressed once for each state of the program."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".collected"


def collect() -> bool:
    """Gather the static files where they changed since the last time; gives whether it was necessary."""
    stamp = settings.STATIC_ROOT / STAMP
    wanted = digest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)
    return True


def digest() -> str:
    """What the files are: their names, sizes and times of change."""
    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.update(f"{path}\0{storage.size(path)}\0{storage.get_modified_time(path).timestamp()}\n".encode())
    return found.hexdigest()
