"""The sealer: takes committed leaves into the log, in order and without gaps, signs, and only then lets them be seen.

Four steps (notes/tlog.md §4), each of which may be the last before a crash; the next run goes on from the database:

A. one transaction gives indices to leaves whose index is NULL (never "id greater than last": ids commit out of order);
B. tiles and bundles are written, each file whole or not at all; they are pure functions of the leaves;
C. what was written is read again and its root compared with the one reckoned from the leaves; then it is signed;
D. a compare-and-swap on the state's row publishes the new size. It alone forbids two sealers to fork the log.

The file ``checkpoint`` follows the database. A file that is *ahead* of the database means a restored back-up: nothing
is signed until the missing leaves have been fetched back.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from sunforest.core.ledger import log_key, tile_store
from sunforest.core.ledger.models import Checkpoint, Cosignature, Leaf, LogState
from sunforest.pure import checkpoint as checkpoints
from sunforest.pure import merkle, tile_reading, tiles
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.compact_range import CompactRange
from sunforest.pure.entry_bundles import bundle_of
from sunforest.pure.merkle import HASH_SIZE
from sunforest.pure.signed_note import parse_note, sign_note
from sunforest.pure.tile_paths import FULL_WIDTH, HEIGHT, BundlePath, TilePath, new_bundles

BATCH = 10_000


class LogAhead(Exception):
    """The published checkpoint knows more than the database, or something else: a back-up was restored. Nothing is signed."""

    def __init__(self, published: int, known: int) -> None:
        self.published, self.known = published, known
        super().__init__(
            f"已公布的日志有 {published} 条，数据库只有 {known} 条或内容不同：数据库是从旧备份恢复的。为避免分叉，"
            "系统停止签署。请运行 sunforest log recover 取回缺失的条目。 / the published log is ahead of the database; "
            "nothing is signed."
        )


class LogAway(Exception):
    """A checkpoint was published, and its tiles are not here: what outsiders have seen since is unknown. Nothing is signed."""

    def __init__(self, known: int) -> None:
        self.known = known
        super().__init__(
            f"数据库知道日志已公布 {known} 条，但日志文件夹不在这里，无法知道外界看到了多少。为避免分叉，系统停止签署。"
            "请把原来的 log 文件夹放回，或运行 sunforest log recover --from URL|DIR。"
            " / the folder of the published log is not here; nothing is signed."
        )


class LogBroken(Exception):
    """What was written does not hash to the root of its leaves, or leaves are missing. Nothing was signed."""


def seal(at: datetime) -> int:
    """Take in and publish what waits, one batch; gives how many leaves became public.

    Raises LogAhead, LogAway, LogBroken and OSError (a full disk); nothing is lost by any of them, the next call goes on.
    """
    store = tile_store.current()
    check_not_ahead(store)
    state = _take_in(at)
    _follow_with_file(state, store)
    if state.size == state.published_size:
        return 0
    edge = published_edge(state)
    leaves, grown = _write_tiles(state, edge, store)
    written_root = tile_reading.root_from_tiles(size=state.size, read_tile=store.read_tile)
    if written_root != grown.root():
        raise LogBroken(
            f"写入的日志文件与条目不符（{state.size} 条），没有签署。请运行 sunforest log rebuild。"
            " / the tiles do not hash to the root of the leaves; nothing was signed."
        )
    return leaves if _publish(state, grown, store, at) else 0


def _take_in(at: datetime) -> LogState:
    """Step A. The state's row is locked; two sealers wait for each other here."""
    with transaction.atomic():
        LogState.objects.get_or_create(pk=1)
        state = LogState.objects.select_for_update().get(pk=1)
        waiting = list(Leaf.objects.filter(index=None).order_by("id").values_list("id", flat=True)[:BATCH])
        if waiting or not state.origin:
            _number(waiting, state.size)
            state.size, state.sealed_at = state.size + len(waiting), at
            state.origin = state.origin or log_key.origin()
            state.save(update_fields=["size", "sealed_at", "origin"])
    return state


def _number(leaf_ids: list[int], first_index: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                'UPDATE ledger_leaf SET "index" = %s + given.place - 1 FROM unnest(%s::bigint[]) '
                "WITH ORDINALITY AS given(leaf_id, place) WHERE ledger_leaf.id = given.leaf_id",
                [first_index, leaf_ids],
            )
        else:
            pairs = enumerate(leaf_ids, start=first_index)
            cursor.executemany('UPDATE ledger_leaf SET "index" = %s WHERE id = %s', list(pairs))


def _nodes(edge: bytes) -> tuple[bytes, ...]:
    return tuple(edge[start : start + HASH_SIZE] for start in range(0, len(edge), HASH_SIZE))


def published_edge(state: LogState) -> CompactRange:
    """The published tree, as its compact range."""
    return CompactRange(state.published_size, _nodes(bytes(state.edge)))


def check_not_ahead(store: tile_store.TileStore) -> None:
    """No fork, ever: what outsiders have read is never ahead of the database, nor anything else than it knows.

    Raises LogAhead and LogAway. Called before anything is signed, and before anything starts that may write.
    """
    written = store.read(tile_store.CHECKPOINT)  # before the state: another sealer may publish in between
    state = LogState.objects.filter(pk=1).first() or LogState()
    if state.seen_elsewhere > state.published_size:
        raise LogAhead(state.seen_elsewhere, state.published_size)
    if written is None:
        if state.published_size and not _tiles_are_those_of(state, store):
            raise LogAway(state.published_size)
        return
    seen = checkpoints.parse_checkpoint(parse_note(written).text)
    is_other = seen.size == state.published_size and seen.root != published_edge(state).root()
    if seen.size > state.published_size or is_other or (seen.origin != state.origin and seen.size):
        raise LogAhead(seen.size, state.published_size)


def _tiles_are_those_of(state: LogState, store: tile_store.TileStore) -> bool:
    """True where the sealer was stopped between publishing its first checkpoint and writing the file."""
    try:
        root = tile_reading.root_from_tiles(size=state.published_size, read_tile=store.read_tile)
    except (tile_store.MissingTile, Malformed):
        return False
    return root == published_edge(state).root()


def _follow_with_file(state: LogState, store: tile_store.TileStore) -> None:
    """Mend a file that a crash has left behind the database."""
    written = store.read(tile_store.CHECKPOINT)
    seen = checkpoints.parse_checkpoint(parse_note(written).text).size if written else 0
    if seen < state.published_size:
        write_checkpoint_file(store)


def _write_tiles(state: LogState, edge: CompactRange, store: tile_store.TileStore) -> tuple[int, CompactRange]:
    """Step B: the tiles and bundles between the published and the new size; gives the leaves added and the new tree."""
    first_of_bundle = state.published_size - state.published_size % FULL_WIDTH
    entries = entries_between(first_of_bundle, state.size)
    new = merkle.leaf_hashes(entries[state.published_size - first_of_bundle :])
    grown = tiles.grown_tiles(old_size=state.published_size, leaves=new, read_tile=store.read_tile)
    store.write_all((str(path), content) for path, content in grown)
    store.write_all(
        (str(bundle), bundle_of(entries[start : start + bundle.width]))
        for bundle in new_bundles(state.published_size, state.size)
        if (start := bundle.index * FULL_WIDTH - first_of_bundle) >= 0
    )
    return len(new), edge.extended(new)


def entries_between(first: int, size: int) -> list[bytes]:
    """The entries with index ``first`` to ``size`` - 1. Raises LogBroken where one is missing."""
    rows = Leaf.objects.filter(index__gte=first, index__lt=size).order_by("index").values_list("entry", flat=True)
    entries = [bytes(entry) for entry in rows]
    if len(entries) != size - first:
        raise LogBroken(
            f"第 {first} 至 {size - 1} 条应有 {size - first} 条，只有 {len(entries)} 条，没有签署。"
            " / entries of the log are missing in the database; nothing was signed."
        )
    return entries


def _publish(state: LogState, grown: CompactRange, store: tile_store.TileStore, at: datetime) -> bool:
    """Steps C and D: sign, swap, write the file. False where another sealer was quicker."""
    note = _signed(state.origin, grown)
    with transaction.atomic():
        swapped = LogState.objects.filter(pk=1, published_size=state.published_size).update(
            published_size=state.size, edge=b"".join(grown.nodes)
        )
        if not swapped:
            return False
        Checkpoint.objects.create(
            size=state.size,
            root=grown.root(),
            note=note,
            signed_at=at,
            longest_wait_ms=_longest_wait(state, at),
        )
    write_checkpoint_file(store)
    _drop_partials(state.published_size, store)
    return True


def _signed(origin: str, tree: CompactRange) -> str:
    text = str(checkpoints.Checkpoint(origin, tree.size, tree.root()))
    first, *others = [sign_note(text, key=key, sign=sign) for key, sign in log_key.signers(origin)]
    return str(first.with_signatures(line for note in others for line in note.signatures))


def sign_again(state: LogState, at: datetime) -> None:
    """Sign the published tree under the state's new origin: the old log was closed (``recovering.begin_anew``)."""
    Checkpoint.objects.filter(size=state.published_size).delete()
    tree = published_edge(state)
    Checkpoint.objects.create(size=tree.size, root=tree.root(), note=_signed(state.origin, tree), signed_at=at)


def _drop_partials(old_size: int, store: tile_store.TileStore) -> None:
    """Partial tiles go when the full one has been published: a reader truncates that (c2sp.org/tlog-tiles)."""
    size, level = LogState.objects.values_list("published_size", flat=True).get(pk=1), 0
    while old_size >> (HEIGHT * level):
        index = (old_size >> (HEIGHT * level)) // FULL_WIDTH
        if (size >> (HEIGHT * level)) // FULL_WIDTH > index:
            store.remove_partials(str(TilePath(level, index)))
            if level == 0:
                store.remove_partials(str(BundlePath(index)))
        level += 1


def _longest_wait(state: LogState, at: datetime) -> int:
    """How long the oldest of the new leaves waited, in milliseconds: for the page of the log's health."""
    new = Leaf.objects.filter(index__gte=state.published_size, index__lt=state.size)
    oldest = new.order_by("index").values_list("written_at", flat=True).first()
    return max(0, int((at - oldest).total_seconds() * 1000)) if oldest else 0


def write_checkpoint_file(store: tile_store.TileStore) -> None:
    """Write the newest checkpoint, with the cosignatures under it, where outsiders read it.

    The state's row is held meanwhile, so that of two writers the one with the older checkpoint is never the last.
    """
    with transaction.atomic():
        LogState.objects.select_for_update().filter(pk=1).first()
        newest = Checkpoint.objects.order_by("-size").first()
        if newest is not None:
            _write_keys(store)
            store.write(tile_store.CHECKPOINT, cosigned_note(newest))


def _write_keys(store: tile_store.TileStore) -> None:
    """The log's public key lies beside it, so that pages show it without coming near the private one."""
    origin = LogState.objects.values_list("origin", flat=True).get(pk=1)
    lines = "".join(f"{key}\n" for key in log_key.verifier_keys(origin)).encode()
    if store.read(tile_store.KEY) != lines:
        store.write(tile_store.KEY, lines)


def cosigned_note(checkpoint: Checkpoint) -> bytes:
    """The signed checkpoint with the lines of its witnesses."""
    lines = Cosignature.objects.filter(checkpoint=checkpoint).order_by("witness").values_list("line", flat=True)
    return checkpoint.note.encode() + b"".join(f"{line}\n".encode() for line in lines)


def size() -> int:
    """How many leaves a signed checkpoint covers; what has a lower index is public."""
    published = LogState.objects.filter(pk=1).values_list("published_size", flat=True).first()
    return published or 0


def waiting() -> int:
    """How many leaves wait to be covered by a checkpoint."""
    state = LogState.objects.filter(pk=1).first()
    taken_in = state.size - state.published_size if state else 0
    return taken_in + Leaf.objects.filter(index=None).count()
