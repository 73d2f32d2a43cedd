"""A PostgreSQL of our own for the length of a test run: started empty in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

OWNER = "sunforest"
UNPRIVILEGED_USER = "postgres"
START_LIMIT_SECONDS = 60
QUICK_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresqlMissing(RuntimeError):
    """No server programs of PostgreSQL on this machine."""


@contextmanager
def temporary_postgresql(
    *, durable: bool = False, settings: Sequence[str] = (), parent: Path | None = None
) -> Iterator[str]:
    """Start a private cluster and give its address, ``postgresql://sunforest@127.0.0.1:PORT/sunforest``.

    It listens on a free port of the loopback address and on a socket in its own folder, and trusts every local caller.
    ``durable`` keeps fsync on (for drills that pull the plug); ``settings`` are further ``name=value`` pairs.
    Run as root, the server belongs to an unprivileged user, because PostgreSQL refuses root.
    Raises PostgresqlMissing when there is no server to start.
    """
    programs = find_programs()
    account = _unprivileged_account() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="sunforest-pg-"))
    try:
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        _initialise(programs, folder, account)
        wanted = (*(() if durable else QUICK_SETTINGS), *settings)
        server, port = _start(programs, folder, account, wanted)
        try:
            _run([programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", OWNER, OWNER], folder, account)
            yield f"postgresql://{OWNER}@127.0.0.1:{port}/{OWNER}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """The folder with ``initdb`` and ``postgres``: the one on the path, that of ``pg_config``, or Debian's newest.

    Raises PostgresqlMissing.
    """
    candidates = []
    if on_path := shutil.which("initdb"):
        candidates.append(Path(on_path).resolve().parent)
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
        candidates.append(Path(told.stdout.strip()))
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        versions = sorted((int(one.name), one) for one in debian.iterdir() if one.name.isdigit())
        candidates += [one / "bin" for _, one in reversed(versions)]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresqlMissing("PostgreSQL is not installed here; on Debian: apt-get install postgresql")


def _unprivileged_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(UNPRIVILEGED_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", UNPRIVILEGED_USER], check=True)
        return pwd.getpwnam(UNPRIVILEGED_USER)


def _identity(account: pwd.struct_passwd | None) -> dict[str, object]:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _run(command: Sequence[object], folder: Path, account: pwd.struct_passwd | None) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, env=_environment(folder),
        **_identity(account),
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "HOME": str(folder), "LC_ALL": "C.UTF-8"}


def _initialise(programs: Path, folder: Path, account: pwd.struct_passwd | None) -> None:
    command = [programs / "initdb", "-D", folder / "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    _run([*command, "--no-sync", "--no-instructions"], folder, account)


def _start(
    programs: Path, folder: Path, account: pwd.struct_passwd | None, settings: Sequence[str]
) -> tuple[subprocess.Popen[bytes], int]:
    """Another program may take the free port before the server does: then once more with another."""
    log = folder / "server.log"
    for _ in range(3):
        port = _free_port()
        named = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", *settings)
        command = [str(programs / "postgres"), "-D", str(folder / "data"), *(f"--{setting}" for setting in named)]
        with log.open("ab") as output:
            server = subprocess.Popen(
                command, cwd=folder, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, **_identity(account),
            )  # fmt: skip
        if _answers(programs, server, port):
            return server, port
        _stop(server)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def _answers(programs: Path, server: subprocess.Popen[bytes], port: int) -> bool:
    give_up_at = time.monotonic() + START_LIMIT_SECONDS
    question = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-U", OWNER, "-d", "postgres"]
    while time.monotonic() < give_up_at and server.poll() is None:
        if subprocess.run(question).returncode == 0:
            return True
        time.sleep(0.05)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: sessions are ended, nothing is left behind."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
