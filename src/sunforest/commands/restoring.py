"""A backup comes back into an empty installation, and forgets again what was erased since (design §3, §5)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from sunforest.commands import dumping, manifest, opening
from sunforest.commands.outcome import Failure
from sunforest.core.process import erasing, erasure_list
from sunforest.core.process.models import Case
from sunforest.pure import grounds
from sunforest.starting import RESTORING

Erasures = list[erasure_list.Erasure]


def refuse_a_live_installation() -> None:
    """Raise Failure where database or files already hold something, unless an earlier restore did not finish."""
    if (settings.SUNFOREST_DATA / RESTORING).exists():
        return
    files = Path(settings.MEDIA_ROOT)
    if not opening.is_new() or (files.is_dir() and any(files.iterdir())):
        raise Failure(
            "这里已有数据，不能恢复到正在使用的系统。请指定空的 SUNFOREST_DATA（和空数据库）。没有改动任何数据。"
            " / a live installation: restore into an empty folder and database. Nothing was changed."
        )


def take_keys(folder: Path | None) -> None:
    """Bring the exported keys into the data folder; a key of data that is already there is kept."""
    if folder is None:
        return
    target = settings.SUNFOREST_DATA / "keys"
    target.mkdir(mode=0o700, exist_ok=True)
    for path in sorted(folder.glob("*.key")):
        if path.stem in manifest.KEYS_OF_DATA and (target / path.name).exists():
            continue
        shutil.copyfile(path, target / path.name)
        (target / path.name).chmod(0o600)


def refuse_other_keys(of_backup: dict[str, str]) -> None:
    """Raise Failure where the keys here are not those under which the backup was written."""
    here = manifest.fingerprints_here()
    wrong = sorted(name for name, known in of_backup.items() if here.get(name) != known)
    if wrong:
        raise Failure(
            f"缺少或不符的密钥：{', '.join(wrong)}。备份不含密钥，请用 --keys 指定 sunforest keys export 导出的文件夹。"
            " / keys are missing or other ones; name the exported keys with --keys."
        )


def bring_back(folder: Path) -> None:
    """Database and files come back, brought to this program's version, with their protection.

    Until ``finish`` a mark in the data folder keeps everything from starting.
    """
    (settings.SUNFOREST_DATA / RESTORING).touch()
    shutil.rmtree(settings.SUNFOREST_DATA / "index", ignore_errors=True)
    dumping.load(folder)
    if (folder / "files").is_dir():
        shutil.copytree(folder / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)


def known_erasures(lists: Iterable[Path]) -> Erasures:
    """What all these lists say was erased, each once. Raises ValueError for a broken line."""
    return list(dict.fromkeys(one for path in lists for one in erasure_list.read(path)))


def replay(erasures: Erasures, *, at: datetime) -> int:
    """Erase again what was erased after the backup was made; gives how many cases."""
    repeated = 0
    for one in erasures:
        case = Case.objects.filter(number=one.case).first()
        if case is not None and not erasing.is_erased(case):
            erasing.erase(case, ground=grounds.ground_with_key(one.ground), at=at)
            repeated += 1
    if repeated:
        erasing.overwrite()
    erasure_list.write(erasures, erasure_list.own_list())
    return repeated


def finish() -> None:
    """Take the mark away: from now on the installation may start."""
    (settings.SUNFOREST_DATA / RESTORING).unlink()
    connection.close()
