"""What must hold before web server, worker or a command does anything (design §3.5, §5)."""

from __future__ import annotations

import importlib.util
import logging
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection

from sunforest.core.ledger import leaves, sealer, tile_store
from sunforest.core.process import followers_of_matters, protection, registry

log = logging.getLogger(__name__)

LARGEST_CLOCK_DIFFERENCE_SECONDS = 60
RESTORING = "restoring"


class ClockDiffers(Exception):
    """This machine's clock and the database's differ by more than a minute."""


class RestoreUnfinished(Exception):
    """A backup was being brought back and what was erased since may still be in it: nothing may be served."""


def load_declarations() -> None:
    """Read and check every declaration, and add the followers. Raises checks.DeclarationError."""
    registry.load()
    followers_of_matters.follow_all()


def check_before_serving() -> None:
    """Declarations, triggers, clock, log. Raises DeclarationError, Unprotected, ClockDiffers or RestoreUnfinished."""
    load_declarations()
    check_not_restoring()
    protection.check(connection)
    check_clock()
    check_log()


def check_log() -> None:
    """Where the published log is ahead of the database (a restored backup), say so. Work goes on in new series, so
    that no number is used twice; nothing is signed, and nothing new is public, before ``sunforest log recover``.
    """
    try:
        sealer.check_not_ahead(tile_store.current())
    except (sealer.LogAhead, sealer.LogAway) as error:
        leaves.begin_new_parts(datetime.now(UTC))
        log.warning("%s", error)


def check_not_restoring() -> None:
    """Raise RestoreUnfinished where a restore was interrupted."""
    if (settings.SUNFOREST_DATA / RESTORING).exists():
        raise RestoreUnfinished(
            "上次恢复备份没有完成，系统不启动。请重新运行 sunforest restore。 / a restore did not finish; run it again."
        )


def check_clock() -> None:
    """Raise ClockDiffers where this machine and the database disagree on the time by more than a minute."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    difference = abs((datetime.now(UTC) - theirs).total_seconds())
    if difference > LARGEST_CLOCK_DIFFERENCE_SECONDS:
        raise ClockDiffers(
            f"本机时钟与数据库相差 {difference:.0f} 秒，超过一分钟，系统不启动。请先校准时间。"
            f" / clocks differ by {difference:.0f} s"
        )


def is_installed(package: str) -> bool:
    """True where an optional package can be imported."""
    return importlib.util.find_spec(package) is not None
