"""``log key``, ``seal``, ``export``, ``receipt``, ``rebuild`` and ``recover``: the transparency log at the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sunforest.commands import progress
from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, FINDINGS, NOT_IN_ORDER, USAGE, Failure
from sunforest.core.ledger import (
    log_copy,
    log_key,
    rebuilding,
    receipts,
    recovering,
    sealer,
    served_files,
    tile_store,
    witnesses,
)
from sunforest.core.ledger.models import Checkpoint, Leaf, LogState
from sunforest.core.process import catching_up
from sunforest.core.process.models import Case
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import OtherLog
from sunforest.pure.signed_note import BadSignature, NotSigned
from sunforest.pure.tile_paths import bundles_of, tiles_of

SHOWN = 20


def key(arguments: Namespace) -> int:
    """Print the verifier key on one line; with ``--next`` that of the key that is to follow, which is made now."""
    state = LogState.objects.filter(pk=1).first()
    origin = (state and state.origin) or log_key.origin()
    print(log_key.next_verifier_key(origin) if arguments.next else log_key.verifier_key(origin))
    return DONE


def seal(_arguments: Namespace) -> int:
    """Seal what is queued; return when a checkpoint covers it, every follower has read it, and witnesses were asked."""
    sealer.seal(now())
    sealed = catching_up.catch_up(now)
    asking = witnesses.Asking()
    for _question in range(3):
        asking.step(now())
        asking.wait()
    print(f"日志 {sealer.size()} 条，已全部封存（本次 {sealed} 条） / sealed")
    return DONE


def export(arguments: Namespace) -> int:
    """Write ``checkpoint``, ``key`` and ``tile/…`` as served; a later export into the same folder adds what is new."""
    checkpoint = Checkpoint.objects.order_by("-size").first()
    if checkpoint is None:
        raise Failure("日志还是空的，请先运行 sunforest log seal。 / the log is empty.")
    store, target = tile_store.current(), tile_store.TileStore(Path(arguments.folder).resolve())
    sealer.check_not_ahead(store)
    paths = [str(path) for path in (*tiles_of(checkpoint.size), *bundles_of(checkpoint.size))]
    with progress.bar("导出 / exporting") as step:
        for count, path in enumerate(paths, start=1):
            content = served_files.served(path, size=checkpoint.size, store=store)
            if content is None:
                raise tile_store.MissingTile(path)
            if target.read(path) != content:
                target.write(path, content)
            step(count, len(paths))
    target.write(tile_store.KEY, store.read(tile_store.KEY) or b"")
    target.write(tile_store.CHECKPOINT, sealer.cosigned_note(checkpoint))
    print(f"已导出 {checkpoint.size} 条 / exported {checkpoint.size} entries: {target.folder}")
    return DONE


def receipt(arguments: Namespace) -> int:
    """Write the receipts of a case's acts, or of one act, with the exact bytes of their entries."""
    case = Case.objects.filter(number=arguments.case).first()
    if case is None:
        raise Failure(f"没有编号为 {arguments.case} 的办件。 / no such case.", USAGE)
    rows = Leaf.objects.filter(case_id=case.pk, index__lt=sealer.size()).order_by("record_number")
    if arguments.number is not None:
        rows = rows.filter(record_number=arguments.number)
    folder, store, written = Path(arguments.out), tile_store.current(), 0
    folder.mkdir(parents=True, exist_ok=True)
    for leaf in rows:
        made = receipts.receipt_of(leaf, store)
        if made is not None:
            print(folder / f"{_write(made, folder, f'{case.number}-{leaf.record_number}')}.tlog-proof")
            written += 1
    if not written:
        raise Failure("日志里还没有这个动作，请先运行 sunforest log seal。 / not in the log yet.")
    return DONE


def _write(made: receipts.Receipt, folder: Path, name: str) -> str:
    (folder / f"{name}.tlog-proof").write_text(str(made.proof), encoding="utf-8")
    (folder / f"{name}.leaf").write_bytes(made.entry)
    if made.opening:
        (folder / f"{name}.face.json").write_text(made.opening, encoding="utf-8")
    return name


def rebuild(_arguments: Namespace) -> int:
    """Recompute all tiles from the entries in the database; write missing and torn ones, name entries that differ."""
    store = tile_store.current()
    sealer.check_not_ahead(store)
    with progress.bar("重新计算日志 / recomputing") as step:
        found = rebuilding.rebuild(store, step)
    for index in found.missing[:SHOWN]:
        print(f"missing_entry: 数据库缺少第 {index} 条 / entry {index} is not in the database")
    for index in found.changed[:SHOWN]:
        print(f"rewritten_entry: 数据库中第 {index} 条与已签署的不同 / entry {index} is not what was signed")
    if not found.is_signed:
        print(
            f"数据库的 {found.entries} 个条目与已签署的检查点不符，没有改动任何文件。请从备份恢复。"
            " / the entries are not those that were signed; no file was touched."
        )
        return FINDINGS
    for path in found.written[:SHOWN]:
        print(f"重新写入 / written again: {path}")
    print(f"{found.entries} 条，{len(found.written)} 个文件重新写入，与检查点一致 / entries recomputed, root as signed")
    return DONE


def recover(arguments: Namespace) -> int:
    """After a restored backup: take back the entries that were published since, and let sealing go on."""
    store = tile_store.current()
    if arguments.lost:
        return _begin_anew(store)
    take_back(str(arguments.source or store.folder))
    catching_up.catch_up(now)
    return DONE


def take_back(place: str) -> None:
    """Take the entries back from a folder or an address. Raises Failure with what to do next."""
    store = tile_store.current()
    try:
        with progress.bar("取回 / recovering") as step:
            count = recovering.recover(log_copy.copy_at(place), store=store, at=now(), progress=step)
    except log_copy.Unreachable as error:
        raise Failure(f"读不到日志副本：{error} / the copy cannot be read", USAGE) from error
    except (log_copy.NoSuchFile, Malformed, NotSigned, BadSignature, OtherLog) as error:
        raise Failure(f"{place} 不是本县已签署的日志：{error} / not our signed log", NOT_IN_ORDER) from error
    except recovering.CannotRecover as error:
        raise Failure(str(error), NOT_IN_ORDER) from error
    print(f"取回 {count} 条，日志 {sealer.size()} 条，可以继续封存。 / {count} entries recovered; sealing may go on.")


def _begin_anew(store: tile_store.TileStore) -> int:
    with progress.bar("重新计算日志 / recomputing") as step:
        origin = recovering.begin_anew(store, at=now(), progress=step)
    catching_up.catch_up(now)
    print(
        f"旧日志已关闭，新日志名为 {origin}。请向社会公告，并请见证者加入新的密钥（sunforest log key）。"
        " / the old log is closed; tell the public and the witnesses the new key."
    )
    return DONE
