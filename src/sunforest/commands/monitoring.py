"""``monitor``: follow a log, ours or another's, and name whatever is wrong with it. Needs no installation."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from datetime import timedelta, timezone
from pathlib import Path

from sunforest.commands import progress
from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, FINDINGS, USAGE, Failure
from sunforest.core.ledger import log_copy, monitor, monitor_faces
from sunforest.core.ledger.monitor_state import MonitorState
from sunforest.installation import data_folder
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.verifier_key import VerifierKey, parse_verifier_key

CHINA = timezone(timedelta(hours=8))


def follow(arguments: Namespace) -> int:
    """Look at a log once and compare it with the last look: one line a finding, exit code 1 where there is one."""
    place = str(arguments.log)
    state = MonitorState(Path(arguments.state) if arguments.state else _usual_state(place))
    at = now()
    try:
        copy = log_copy.copy_at(place)
        with progress.bar("核对 / checking") as step:
            seen, before = monitor.look(copy, state, key=_key(arguments.key), at=at, progress=step)
            if copy.address.endswith("/log") and seen.entries and len(seen.hashes) == len(seen.entries):
                site = copy.address.removesuffix("/log")
                today = at.astimezone(CHINA).date()
                found = monitor_faces.findings(site, seen.entries, get=log_copy.get, today=today, progress=step)
                seen.findings.extend(found)
    except log_copy.Unreachable as error:
        raise Failure(f"读不到日志：{error} / the log cannot be read", USAGE) from error
    except (log_copy.NoSuchFile, Malformed) as error:
        raise Failure(f"请用 --key 给出日志的密钥：{error} / name the log's key with --key", USAGE) from error
    for finding in seen.findings:
        print(finding)
    if seen.findings:
        return FINDINGS
    _say_well(seen, before.size, first=not before.key and arguments.key is None, state=state)
    return DONE


def _say_well(seen: monitor.Look, size_before: int, *, first: bool, state: MonitorState) -> None:
    if seen.checkpoint is None:
        return
    size, origin = seen.checkpoint.size, seen.checkpoint.origin
    print(f"{origin}：{size} 条，新增 {size - size_before} 条，没有发现问题。 / {size} entries, nothing wrong.")
    if first:
        print(
            f"首次查看，采用了日志自己出示的密钥：{state.read().key}"
            " / first look: the key is the one the log shows; compare it with one from another source."
        )


def _key(line: str | None) -> VerifierKey | None:
    if not line:
        return None
    try:
        return parse_verifier_key(line)
    except Malformed as error:
        raise Failure(f"--key: {error}", USAGE) from error


def _usual_state(place: str) -> Path:
    named = place if place.startswith("http") else str(Path(place).resolve())
    return data_folder() / "monitor" / hashlib.sha256(named.rstrip("/").encode()).hexdigest()[:16]
