"""Our log asks its witnesses to cosign (c2sp.org/tlog-witness), after each seal and once an hour; publishing waits for none.

    SUNFOREST_WITNESSES="neighbour.example/w1+a7f850e8+BCms…@https://neighbour.example/witness …"

Asking is on the network and goes on beside the worker's loop; what comes back is written here, in the loop. A witness
that knows more of our log than we do is asked for what it saw: under our own signature it stops the sealing.
"""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.conf import settings

from sunforest.core.ledger import log_copy, log_key, sealer, tile_store
from sunforest.core.ledger.models import Checkpoint, Cosignature, LogState
from sunforest.pure import cosignature, witness_protocol
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import OtherLog, open_checkpoint, parse_checkpoint
from sunforest.pure.note_signature import NoteSignature
from sunforest.pure.signed_note import BadSignature, NotSigned, SignedNote, parse_note, verified
from sunforest.pure.tile_reading import consistency_from_tiles
from sunforest.pure.verifier_key import COSIGNATURE, VerifierKey, parse_verifier_key

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 5.0
FRESH_FOR = timedelta(hours=1)
LARGEST_ANSWER = 100_000


class NotAWitness(ValueError):
    """An entry of SUNFOREST_WITNESSES that names no witness."""


@dataclass(frozen=True)
class Witness:
    """Who cosigns, and below which address it is asked."""

    key: VerifierKey
    address: str


@dataclass(frozen=True)
class Answer:
    """What a witness said: status and body, or status 0 and the reason where there was no answer."""

    status: int
    body: bytes


Post = Callable[[str, bytes], Answer]
Get = Callable[[str], bytes | None]


def configured() -> tuple[Witness, ...]:
    """The witnesses of this installation. Raises NotAWitness for an entry that names none."""
    return tuple(_witness(entry) for entry in settings.SUNFOREST_WITNESSES)


def _witness(entry: str) -> Witness:
    line, _at, address = entry.rpartition("@")
    try:
        key = parse_verifier_key(line)
    except Malformed as error:
        raise NotAWitness(f"SUNFOREST_WITNESSES：{error}（写法：密钥@地址 / written as vkey@url）") from error
    if key.kind != COSIGNATURE or not address.startswith(("http://", "https://")):
        raise NotAWitness(f"SUNFOREST_WITNESSES：{key.name} 不是见证者密钥或缺少地址 / not a witness's key and address")
    return Witness(key, address.rstrip("/"))


def post(url: str, body: bytes) -> Answer:
    """Ask one witness. Never raises: a witness that cannot be reached has answered with status 0."""
    asked = urllib.request.Request(url, data=body, headers={"Content-Type": "text/plain; charset=utf-8"})
    try:
        with urllib.request.urlopen(asked, timeout=TIMEOUT_SECONDS) as answer:
            return Answer(answer.status, answer.read(LARGEST_ANSWER))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read(LARGEST_ANSWER))
    except (OSError, ValueError) as error:
        return Answer(0, str(error).encode())


def last_seen(witness: Witness) -> int:
    """The largest size that this witness has cosigned for us."""
    lines = Cosignature.objects.filter(witness=witness.key.name)
    return lines.order_by("-checkpoint").values_list("checkpoint", flat=True).first() or 0


def request_for(checkpoint: Checkpoint, *, old_size: int) -> bytes:
    """The body that asks for a cosignature of a checkpoint by who saw ``old_size`` last. Raises MissingTile."""
    store = tile_store.current()
    proof = consistency_from_tiles(old_size=old_size, size=checkpoint.size, read_tile=store.read_tile)
    return str(witness_protocol.AddCheckpoint(old_size, proof, parse_note(checkpoint.note.encode()))).encode()


def keep(witness: Witness, checkpoint: Checkpoint, body: bytes) -> None:
    """Write the cosignature of an answer with status 200, under the checkpoint and in its file.

    Raises Malformed, NotSigned and BadSignature where the answer holds no cosignature of this witness.
    """
    lines = witness_protocol.cosignatures_in(body)
    signed = SignedNote(parse_note(checkpoint.note.encode()).text, lines)
    ours: NoteSignature = verified(signed, [witness.key])[0]
    seen_at = datetime.fromtimestamp(cosignature.seen_at(ours), UTC)
    Cosignature.objects.update_or_create(
        checkpoint=checkpoint,
        witness=witness.key.name,
        defaults={"line": str(ours).rstrip("\n"), "signed_at": seen_at},
    )
    sealer.write_checkpoint_file(tile_store.current())


def needs_asking(witness: Witness, checkpoint: Checkpoint, at: datetime) -> bool:
    """True where the newest checkpoint has no cosignature of this witness from the last hour."""
    return not Cosignature.objects.filter(
        checkpoint=checkpoint, witness=witness.key.name, signed_at__gt=at - FRESH_FOR
    ).exists()


@dataclass
class _Conversation:
    """Where we are with one witness."""

    witness: Witness
    asked: Checkpoint | None = None
    answer: Future[Answer] | None = None
    old_size: int | None = None
    failures: int = 0
    not_before: datetime | None = None


@dataclass
class Asking:
    """All conversations of one worker. ``step`` never waits for the network."""

    post: Post = post
    get: Get = log_copy.get
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, thread_name_prefix="witness"))
    _conversations: dict[str, _Conversation] = field(default_factory=dict)

    def step(self, at: datetime) -> None:
        """Write what witnesses have answered, and ask those that have to be asked."""
        newest = Checkpoint.objects.order_by("-size").first()
        if newest is None:
            return
        for witness in configured():
            talk = self._conversations.setdefault(str(witness.key), _Conversation(witness))
            if talk.answer is not None and talk.answer.done():
                self._hear(talk, talk.answer.result(), at)
            is_free = talk.answer is None and (talk.not_before is None or at >= talk.not_before)
            if is_free and needs_asking(witness, newest, at):
                self._ask(talk, newest)

    def wait(self) -> None:
        """Wait until every question has been answered or given up: for commands that end."""
        for talk in self._conversations.values():
            if talk.answer is not None:
                talk.answer.exception()

    def _ask(self, talk: _Conversation, checkpoint: Checkpoint) -> None:
        old_size = last_seen(talk.witness) if talk.old_size is None else talk.old_size
        body = request_for(checkpoint, old_size=min(old_size, checkpoint.size))
        talk.asked = checkpoint
        talk.answer = self._pool.submit(self.post, f"{talk.witness.address}/add-checkpoint", body)

    def _hear(self, talk: _Conversation, answer: Answer, at: datetime) -> None:
        checkpoint, talk.answer, talk.old_size = talk.asked, None, None
        assert checkpoint is not None
        try:
            if answer.status == 200:
                keep(talk.witness, checkpoint, answer.body)
                talk.failures, talk.not_before = 0, None
                return
            if answer.status == 409 and talk.failures == 0:
                talk.old_size = self._size_it_saw(talk.witness, checkpoint, answer.body)
                talk.failures += 1
                return
            words = f"{answer.status} {answer.body[:200].decode(errors='replace').strip()}"
        except (Malformed, NotSigned, BadSignature) as error:
            words = str(error)
        talk.failures += 1
        talk.not_before = at + timedelta(seconds=min(2**talk.failures, 300))
        log.warning("见证者没有签署 / a witness did not cosign: %s: %s", talk.witness.key.name, words)

    def _size_it_saw(self, witness: Witness, checkpoint: Checkpoint, body: bytes) -> int:
        size = witness_protocol.size_in_conflict(body)
        if size > checkpoint.size:
            remember_what_was_seen(witness, get=self.get)
        return size


def remember_what_was_seen(witness: Witness, *, get: Get) -> int:
    """Ask a witness for the newest checkpoint it has of us. One larger than ours, under our key, stops the sealing.

    Gives the size that is proven, 0 for none.
    """
    state = LogState.objects.get(pk=1)
    try:
        note = get(f"{witness.address}/{witness_protocol.monitoring_path(state.origin)}")
        if note is None:
            return 0
        size = parse_checkpoint(parse_note(note).text).size
        open_checkpoint(note, origin=state.origin, log_keys=log_key.verifier_keys(state.origin))
    except (log_copy.Unreachable, Malformed, NotSigned, BadSignature, OtherLog):
        return 0
    if size > state.published_size:
        LogState.objects.filter(pk=1, seen_elsewhere__lt=size).update(seen_elsewhere=size)
    return size
