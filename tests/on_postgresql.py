"""``python tests/on_postgresql.py [--durable] COMMAND …``: run a command beside a PostgreSQL of its own.

Its address stands in the environment. ``--durable`` keeps what production keeps: every commit is flushed to the disk.
"""

import os
import subprocess
import sys

from postgresql import temporary_postgresql

CONNECTIONS = "max_connections=200"


def main() -> int:
    """Start the server, run the command, and give its exit code."""
    durable = sys.argv[1] == "--durable"
    with temporary_postgresql(durable=durable, settings=[CONNECTIONS]) as url:
        return subprocess.run(
            sys.argv[2 if durable else 1 :], env={**os.environ, "SUNFOREST_DATABASE_URL": url}
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
