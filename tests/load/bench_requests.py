"""The desk with 100,000 information requests of five years: worklist, red list, calendar, supervision.

``python tests/load/bench_requests.py [--requests 100000] [--rounds 20]`` prints the median and the slowest of so many
page views, each a whole answer of the server, in milliseconds. Exit code 1 where the worklist's median is over 100 ms.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fresh_county

TARGET_MS = 100.0
PAGES = {
    "worklist of a clerk": ("wang", "/desk/?tab=organ"),
    "worklist, approvals": ("zhao", "/desk/?tab=waiting"),
    "worklist of an inspector": ("inspector", "/desk/?tab=organ"),
    "red list of a clerk": ("wang", "/desk/requests/?light=late"),
    "green list of a clerk": ("wang", "/desk/requests/?light=open"),
    "red list of an inspector": ("inspector", "/desk/requests/?light=late"),
    "calendar of a clerk": ("wang", "/desk/requests/calendar/"),
    "calendar of an inspector": ("inspector", "/desk/requests/calendar/"),
    "registering": ("wang", "/desk/requests/register/"),
    "supervision": ("inspector", "/desk/requests/supervision/"),
    "closed cases of an inspector": ("inspector", "/desk/?tab=closed"),
}


def main() -> int:
    """Generate, measure, print; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sunforest-requests-") as folder:
        fresh_county.prepare(Path(folder))
        return _measured(asked.requests, asked.rounds)


def _measured(requests: int, rounds: int) -> int:
    from django.utils import timezone
    from many_requests import write

    from cast import assemble

    cast = assemble()
    began = time.perf_counter()
    write(cast, requests, until=timezone.localdate())
    print(f"{requests} requests written in {time.perf_counter() - began:.0f} s")
    medians = {name: _page(cast, who, url, rounds, name) for name, (who, url) in PAGES.items()}
    slow = [name for name, median in medians.items() if name.startswith("worklist") and median > TARGET_MS]
    print(f"over {TARGET_MS:.0f} ms: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


def _page(cast: Any, who: str, url: str, rounds: int, name: str) -> float:
    from desk_client import desk_of

    browser = desk_of(getattr(cast, who))
    assert browser.get(url).status_code == 200
    times = sorted(_milliseconds(lambda: browser.get(url)) for _round in range(rounds))
    print(f"{name:32} median {statistics.median(times):7.1f} ms   slowest {times[-1]:7.1f} ms")
    return statistics.median(times)


def _milliseconds(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
