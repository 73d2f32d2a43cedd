"""Go's own verifier of transparency logs (golang.org/x/mod/sumdb), held to an exported log or a receipt.

Needs Debian's golang-go and golang-golang-x-mod-dev (root); builds without network.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

SOURCE = Path(__file__).with_name("log_check")
DEBIAN_GO = Path("/usr/share/gocode")


class NotVerified(Exception):
    """Go's verifier refused; the message is what it said."""


@cache
def built() -> Path:
    """The program, built once a run."""
    if not (DEBIAN_GO / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        raise FileNotFoundError("as root: apt-get install golang-go golang-golang-x-mod-dev")
    folder = Path(mkdtemp(prefix="log_check-"))
    program = folder / "log_check"
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": str(DEBIAN_GO), "GOCACHE": str(folder / "cache")}
    subprocess.run(["go", "build", "-o", program, SOURCE / "main.go"], check=True, env=environment, cwd=folder)
    return program


def check_log(folder: Path, *, keys: Path, older: tuple[Path, ...] = ()) -> str:
    """What the verifier says of ``checkpoint`` and ``tile/…`` in a folder. Raises NotVerified.

    ``keys`` is a file of verifier keys, first the log's, then witnesses that must have signed; ``older`` are earlier
    checkpoints with which the newest must be consistent.
    """
    return _said(["log", folder, keys, *older])


def check_receipt(receipt: Path, *, leaf: Path, keys: Path) -> str:
    """What the verifier says of one receipt with the bytes of its entry. Raises NotVerified."""
    return _said(["receipt", receipt, leaf, keys])


def _said(arguments: list[str | Path]) -> str:
    done = subprocess.run([built(), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotVerified(done.stdout + done.stderr)
    return done.stdout.strip()
