"""``import documents`` and ``export documents``: official material in and out of ``publishing``."""

from __future__ import annotations

import gc
import json
import sys
from argparse import Namespace
from pathlib import Path

from sunforest.commands import progress
from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, FINDINGS, USAGE, Failure
from sunforest.core.process import catching_up
from sunforest.core.process.actor import Actor
from sunforest.matters.administration import operators
from sunforest.matters.publishing import importing


def import_documents(arguments: Namespace) -> int:
    """Import files of the given formats; every odd row is told with file and line, and nothing is half-written."""
    paths = [Path(name) for name in arguments.files]
    if missing := [str(path) for path in paths if not path.is_file()]:
        raise Failure(f"找不到文件 / no such file: {', '.join(missing)}", USAGE)
    gc.freeze()  # what start-up made stays to the end: collections need not look at it again and again
    with progress.bar("导入 / importing", wanted=not arguments.as_json) as step:
        report = importing.import_documents(
            paths, actor=_operator(arguments.by), at=now(), dry_run=arguments.dry_run, progress=step
        )
    if not arguments.dry_run:
        catching_up.catch_up(now)
    rejected = [{"file": one.file, "line": one.line, "reason": one.reason} for one in report.rejected]
    if arguments.as_json:
        counts = {name: getattr(report, name) for name in ("read", "added", "updated", "unchanged")}
        print(json.dumps({**counts, "rejected": rejected}, ensure_ascii=False))
    else:
        print(
            f"读取 {report.read} · 新增 {report.added} · 更新 {report.updated} · 未变 {report.unchanged}"
            f" · 拒绝 {len(rejected)} / read, added, updated, unchanged, rejected"
        )
        for one in rejected:
            print(f"{one['file']}:{one['line']}: {one['reason']}", file=sys.stderr)
    return FINDINGS if rejected else DONE


def _operator(username: str) -> Actor:
    """Who imports. Raises Failure with the words to read where nobody may."""
    try:
        return operators.actor_for(username)
    except operators.NoOperator as error:
        raise Failure(str(error), USAGE) from error


def export_documents(_arguments: Namespace) -> int:
    """Write every public document as JSON lines to the standard output."""
    importing.export_documents(sys.stdout)
    return DONE
