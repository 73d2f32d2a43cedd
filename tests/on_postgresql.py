"""``python tests/on_postgresql.py COMMAND …``: run a command beside a PostgreSQL of its own, named in the environment."""

import os
import subprocess
import sys

from postgresql import temporary_postgresql

CONNECTIONS = "max_connections=200"


def main() -> int:
    """Start the server, run the command, and give its exit code."""
    with temporary_postgresql(settings=[CONNECTIONS]) as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "SUNFOREST_DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
