"""What keeps an installation in order: ``migrate``, ``upgrade``, ``doctor``, ``settings``, ``test-channel``."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from sunforest import starting
from sunforest.commands import backup_writing, opening, progress
from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, FINDINGS, Failure
from sunforest.commands.settings_table import SETTINGS, Setting
from sunforest.core.notify import sending
from sunforest.core.notify.message import Message, NotSent
from sunforest.core.people.models import CaseKey
from sunforest.core.process import doctor as examination
from sunforest.core.process import erasure_list, protection
from sunforest.core.process.doctor import Finding
from sunforest.core.process.models import Case


def migrate(_arguments: Namespace) -> int:
    """Bring the database to the program's version and put the protection of records in place."""
    call_command("migrate", interactive=False, verbosity=0)
    protection.protect(connection)
    protection.check(connection)
    print("数据库已是最新，记录保护已生效。 / the database is up to date and protected.")
    return DONE


def upgrade(arguments: Namespace) -> int:
    """Back up, migrate, protect, check: what is done after new program files were installed."""
    if not opening.is_new():
        folder = backup_writing.write_backup(Path(arguments.backups or settings.SUNFOREST_DATA / "backups"), at=now())
        print(f"备份 / backup: {folder}")
    return migrate(arguments) or doctor(arguments)


def doctor(arguments: Namespace) -> int:
    """Look for faults in the data; exit code 1 where there is one."""
    as_json = getattr(arguments, "as_json", False)
    with progress.bar("检查 / examining", wanted=not as_json) as step:
        findings = [*examination.examine(now(), step), *installation_findings()]
    if as_json:
        print(json.dumps({"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(f"{finding.code}\t{finding.about}\t{finding.words}")
        print("没有发现问题。 / nothing found." if not findings else f"发现 {len(findings)} 个问题。 / findings.")
    return FINDINGS if findings else DONE


def installation_findings() -> list[Finding]:
    """What concerns this machine rather than the data: its clock, and cases that the list says are erased."""
    found = []
    try:
        starting.check_clock()
    except starting.ClockDiffers as error:
        found.append(Finding("clock_differs", "database", str(error)))
    erased = [one.case for one in erasure_list.read(erasure_list.own_list())]
    keys = CaseKey.objects.values("case_id")
    for case in Case.objects.filter(number__in=erased, pk__in=keys).order_by("pk"):
        found.append(
            Finding("not_erased", case.number, "应已销毁的办件仍可读取，请重新运行 person erase。 / not erased.")
        )
    return found


def settings_of_installation(arguments: Namespace) -> int:
    """Print every setting with the value that holds here; secrets are not shown."""
    rows = [
        {
            "name": one.name,
            "value": _shown(one),
            "default": one.default,
            "meaning": f"{one.words} / {one.words_en}",
        }
        for one in SETTINGS
    ]
    if arguments.as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        print(f"{row['name']} = {row['value']}\n    {row['meaning']}（默认 / default: {row['default'] or '—'}）")
    return DONE


def _shown(setting: Setting) -> str:
    value = os.environ.get(setting.name, "")
    if not value:
        return setting.default
    return "••••••" if setting.is_secret else value


def test_channel(arguments: Namespace) -> int:
    """Send one test message by one channel."""
    message = Message(
        title="阳光森林测试消息",
        text="这是一条测试消息，收到即表示通道可用。 / A test message: the channel works.",
        phone=arguments.to if arguments.to.isdigit() else "",
        email=arguments.to if "@" in arguments.to else "",
        account="operator",
    )
    try:
        sending.send_test(arguments.name, to=message)
    except NotSent as error:
        raise Failure(f"没有发出：{error} / not sent", FINDINGS) from error
    print(f"通道“{arguments.name}”已收下测试消息。 / the channel accepted the test message.")
    return DONE
