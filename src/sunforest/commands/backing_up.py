"""``backup``, ``restore`` and ``keys export``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from django.conf import settings

from sunforest import starting
from sunforest.commands import backup_writing, log, manifest, progress, restoring
from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, USAGE, Failure
from sunforest.core.ledger import leaves, sealer, tile_store
from sunforest.core.process import catching_up, erasure_list
from sunforest.installation import read_or_make_key

ALL_KEYS = {"fields": 32, "index": 32, "sign_in": 48, "log": 32}


def backup(arguments: Namespace) -> int:
    """Write a backup while the system runs."""
    folder = backup_writing.write_backup(Path(arguments.folder), at=now())
    print(f"备份完成 / backup written: {folder}\n{manifest.NO_KEYS}")
    return DONE


def restore(arguments: Namespace) -> int:
    """Bring a backup back into an empty folder or database, and repeat every erasure before anything can be served."""
    folder = Path(arguments.folder).resolve()
    try:
        told = manifest.read(folder)
        with progress.bar("核对 / comparing") as step:
            for count in manifest.check(folder, told):
                step(count, len(told.files))
    except manifest.Damaged as error:
        raise Failure(str(error)) from error
    _refuse_the_other_database(told.database)
    restoring.refuse_a_live_installation()
    erasures = _erasures(folder, arguments.redactions)
    restoring.take_keys(Path(arguments.keys) if arguments.keys else None)
    restoring.refuse_other_keys(told.keys)
    restoring.bring_back(folder)
    starting.load_declarations()
    is_level = take_log_back(arguments.log)
    repeated = restoring.replay(erasures, at=now())
    restoring.finish()
    if is_level:
        catching_up.catch_up(now, limit_seconds=600)
    print(
        f"已恢复 {told.made_at} 的备份，重新销毁 {repeated} 个办件。请运行 sunforest doctor，再启动服务。"
        f" / restored; {repeated} cases were erased again."
    )
    return DONE


def take_log_back(place: str | None) -> bool:
    """Take back what was published after the backup, before anything new is written. False without a copy of the log:
    then nothing is signed until ``log recover``. Raises Failure where the copy is not ours.
    """
    store = tile_store.current()
    if not sealer.size():
        return True
    if place is None and store.read(tile_store.CHECKPOINT) is None:
        leaves.begin_new_parts(now())
        print(
            f"注意：备份时日志已公布 {sealer.size()} 条，之后公布了多少不得而知，所以暂不签署，新的动作暂不公开。"
            "请运行 sunforest log recover --from URL|DIR（网站的 /log 副本、log export 的文件夹，或原来的 log 文件夹）。"
            " / nothing is signed until `sunforest log recover --from URL|DIR`."
        )
        return False
    log.take_back(place or str(store.folder))
    return True


def _refuse_the_other_database(vendor: str) -> None:
    from django.db import connection

    if vendor != connection.vendor:
        raise Failure(
            f"备份来自 {vendor}，这里是 {connection.vendor}，请检查 SUNFOREST_DATABASE_URL。 / another kind of database.",
            USAGE,
        )


def _erasures(folder: Path, named: str | None) -> restoring.Erasures:
    if named and not Path(named).is_file():
        raise Failure(f"找不到文件 / no such file: {named}", USAGE)
    beside = [folder / erasure_list.FILE, folder.parent / erasure_list.FILE, erasure_list.own_list()]
    lists = [*beside, *([Path(named)] if named else [])]
    if not any(path.is_file() for path in lists):
        print(
            "注意：没有找到销毁清单 erased.log；如果备份之后销毁过办件，请用 --redactions 指定。"
            " / no list of erasures was found; name it with --redactions."
        )
    try:
        return restoring.known_erasures(lists)
    except ValueError as error:
        raise Failure(str(error)) from error


def export_keys(arguments: Namespace) -> int:
    """Copy the keys to another medium, mode 0600. Refuses to replace other keys."""
    target = Path(arguments.folder).resolve()
    if target.is_relative_to(settings.SUNFOREST_DATA):
        raise Failure("请导出到数据文件夹以外的介质。 / export to a medium outside the data folder.")
    wanted = {name: read_or_make_key(settings.SUNFOREST_DATA, name, size=size) for name, size in ALL_KEYS.items()}
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, key in wanted.items():
        path = target / f"{name}.key"
        if path.exists() and bytes.fromhex(path.read_text().strip()) != key:
            raise Failure(f"{path} 是另一个密钥，没有覆盖。 / holds another key, not replaced.")
        path.touch(mode=0o600)
        path.write_text(key.hex() + "\n")
    print(
        f"密钥已导出 / keys exported: {target}\n请离线保管，与备份分开。 / keep them offline, apart from the backups."
    )
    return DONE
