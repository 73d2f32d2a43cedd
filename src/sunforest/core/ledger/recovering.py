"""A restored backup that is behind the published log takes the missing entries back (``sunforest log recover``).

The copy, a folder or an address, is believed as far as our own signature goes: the tree of the database must be the
beginning of the signed one, entry by entry. An entry that the backup still holds unsealed gets the index that it had;
one that the backup lost comes back as its bytes alone, without record, face or salt. Counters of the series go on
after the recovered ones, so that none is used twice. What was written after the restore and before the recovery could
use one twice; therefore series go on under new names meanwhile (``leaves.begin_new_parts``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from sunforest.core.ledger import leaves, log_key, rebuilding, sealer
from sunforest.core.ledger.log_copy import CHECKPOINT, LogCopy
from sunforest.core.ledger.models import Checkpoint, Cosignature, Leaf, LogState, Series
from sunforest.core.ledger.tile_store import TileStore
from sunforest.pure import merkle
from sunforest.pure.checkpoint import SignedCheckpoint, open_checkpoint
from sunforest.pure.note_signature import NoteSignature
from sunforest.pure.signed_note import SignedNote
from sunforest.pure.tile_paths import bundles_of, tiles_of

Progress = Callable[[int, int | None], None]
SERIES_OF_THE_LOG = "log"


class CannotRecover(Exception):
    """The copy does not continue the log of this database; the words say why, and nothing was changed."""


def recover(copy: LogCopy, *, store: TileStore, at: datetime, progress: Progress) -> int:
    """Bring back what the copy knows and the database does not; gives how many entries.

    Raises CannotRecover, Unreachable, NoSuchFile, Malformed, BadSignature, NotSigned and OtherLog.
    """
    with transaction.atomic():
        LogState.objects.get_or_create(pk=1)
        state = LogState.objects.select_for_update().get(pk=1)
        signed = _signed_checkpoint(copy, state)
        size = signed.checkpoint.size
        if size < state.published_size:
            raise CannotRecover(
                f"这份日志只有 {size} 条，数据库已有 {state.published_size} 条。请换一份更新的副本。"
                " / the copy is older than the database."
            )
        entries = _entries_that_continue(copy, state, signed, progress)
        for index, entry in enumerate(entries, start=state.published_size):
            _take_back(index, entry, at)
        _publish_as_signed(state, signed, entries, at)
    _copy_files(copy, size, store)
    sealer.write_checkpoint_file(store)
    return len(entries)


def _signed_checkpoint(copy: LogCopy, state: LogState) -> SignedCheckpoint:
    origin = state.origin or log_key.origin()
    return open_checkpoint(copy.read(CHECKPOINT), origin=origin, log_keys=log_key.verifier_keys(origin))


def _entries_that_continue(copy: LogCopy, state: LogState, signed: SignedCheckpoint, progress: Progress) -> list[bytes]:
    """The entries after ours; with them, and only with them, our tree has the signed root."""
    size, entries = signed.checkpoint.size, []
    for index, entry in copy.entries(first=state.published_size, size=size):
        entries.append(entry)
        progress(index + 1, size)
    if sealer.published_edge(state).extended(merkle.leaf_hashes(entries)).root() != signed.checkpoint.root:
        raise CannotRecover(
            f"数据库的前 {state.published_size} 条不是已签署日志（{size} 条）的开头，没有改动任何数据。"
            " / the database is not the beginning of the signed log; nothing was changed."
        )
    return entries


def _take_back(index: int, entry: bytes, at: datetime) -> None:
    facts = json.loads(entry)
    series, counter = facts["s"], facts["n"]
    known = Leaf.objects.filter(series=series, counter=counter).first()
    if known is not None and (bytes(known.entry) != entry or known.index not in (None, index)):
        raise CannotRecover(
            f"第 {index} 条（{series} 第 {counter} 号）在数据库中是另一条，没有改动任何数据。"
            "请重新恢复备份，并立即运行 sunforest log recover。"
            " / a number of this series stands for another entry in the database; restore again and recover first."
        )
    if known is not None:
        Leaf.objects.filter(pk=known.pk, index=None).update(index=index)
        return
    Leaf.objects.create(index=index, entry=entry, **_columns(facts, at))
    row, _made = Series.objects.get_or_create(name=series)
    Series.objects.filter(pk=row.pk, counter__lt=counter).update(counter=counter)


def _columns(facts: dict[str, Any], at: datetime) -> dict[str, Any]:
    process, _dot, act = str(facts.get("k", "")).rpartition(".")
    told = facts.get("t")
    written_at = datetime.strptime(told, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) if told else at
    return {
        "series": facts["s"],
        "counter": facts["n"],
        "process": process,
        "act": act,
        "written_at": written_at,
    }


def _publish_as_signed(state: LogState, signed: SignedCheckpoint, entries: list[bytes], at: datetime) -> None:
    """The state becomes that of the signed checkpoint, which is kept with the lines that came with it."""
    checkpoint = signed.checkpoint
    own = tuple(line for line in signed.note.signatures if line.name == checkpoint.origin)
    state.edge = b"".join(sealer.published_edge(state).extended(merkle.leaf_hashes(entries)).nodes)
    state.origin, state.published_size = checkpoint.origin, checkpoint.size
    state.size, state.sealed_at = max(state.size, checkpoint.size), at
    state.save()
    note = str(SignedNote(signed.note.text, own))
    facts = {"root": checkpoint.root, "note": note, "signed_at": at}
    kept, _made = Checkpoint.objects.get_or_create(size=checkpoint.size, defaults=facts)
    for line in signed.note.signatures:
        if line not in own:
            _keep_line(kept, line, at)


def _keep_line(checkpoint: Checkpoint, line: NoteSignature, at: datetime) -> None:
    words = str(line).rstrip("\n")
    Cosignature.objects.get_or_create(
        checkpoint=checkpoint, witness=line.name, defaults={"line": words, "signed_at": at}
    )


def _copy_files(copy: LogCopy, size: int, store: TileStore) -> None:
    """What the copy has and the folder here has not; only after the root has been proven."""
    for path in map(str, (*tiles_of(size), *bundles_of(size))):
        if store.read(path) is None and (content := copy.fetch(path)) is not None:
            store.write(path, content)


def begin_anew(store: TileStore, *, at: datetime, progress: Progress) -> str:
    """The end of the old log is lost for good: close it and go on under a new name, which is told in the log itself.

    The known entries keep their places. Nobody can take the new log for the old one: its origin differs. Gives that.
    """
    with transaction.atomic():
        state = LogState.objects.select_for_update().get(pk=1)
        last = Checkpoint.objects.order_by("-size").first()
        state.origin = _next_origin(state.origin)
        state.seen_elsewhere = 0
        state.save()
        _tell_in_the_log(last.note if last else "", at)
        sealer.sign_again(state, at)
    store.set_aside(state.origin.rpartition("/")[2])
    rebuilding.rebuild(store, progress)
    sealer.write_checkpoint_file(store)
    return state.origin


def _next_origin(origin: str) -> str:
    stem, _dash, number = origin.rpartition("-")
    return f"{stem}-{int(number) + 1}" if stem and number.isdecimal() else f"{origin}-2"


def _tell_in_the_log(last_note: str, at: datetime) -> None:
    facts = {"closed": last_note.partition("\n\n")[0], "version": 1}
    face = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    salt, commitment = leaves.commit_to(face.encode())
    leaves.append(
        leaves.NewLeaf(
            series=leaves.series_of(SERIES_OF_THE_LOG, at.astimezone(UTC).year),
            case_id=None,
            record_number=None,
            process="ledger",
            act="begin_anew",
            commitment=commitment,
            face=face,
            salt=salt,
            written_at=at,
        )
    )
