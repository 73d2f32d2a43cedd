"""``init``: a real county from a spreadsheet, all of it or nothing, with its first administrator (design §5)."""

from __future__ import annotations

import re
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from sunforest.commands import founding_checks, founding_sheet, sign_ins
from sunforest.commands.clock import now
from sunforest.commands.founding_checks import ROLES, Sheets, is_yes, listed
from sunforest.commands.founding_sheet import Row
from sunforest.commands.outcome import DONE, USAGE, Failure
from sunforest.commands.sign_ins import SignIn
from sunforest.core.organs.models import County, Division, Grant, Officer, Organ, Post, Topic
from sunforest.core.organs.roles import ADMINISTRATOR
from sunforest.core.process import catching_up, registry
from sunforest.core.process.actor import Actor
from sunforest.matters.administration import bootstrap, operators
from sunforest.pure import official_topics

AREA_CODE, SITE_ID = re.compile(r"\d{6}"), re.compile(r"\d{10}")
ADMINISTRATORS_POST = "系统管理员"


def init(arguments: Namespace) -> int:
    """Found a county, or write the template of its spreadsheet. Raises Failure with every fault; then nothing is written."""
    if arguments.template:
        founding_sheet.write_template(Path(arguments.template))
        print(f"模板已写入 / template written: {arguments.template}")
        return DONE
    county = _county_named_in(arguments)
    if not founding_checks.USERNAME.fullmatch(arguments.username):
        raise Failure("--username 只能用小写字母、数字和点。 / small letters, digits and dots only.", USAGE)
    sheets = _sheets(Path(arguments.spreadsheet), arguments.username)
    sign_in = found(county, sheets, administrator=arguments.administrator, username=arguments.username, at=now())
    catching_up.catch_up(now)
    _tell(county, sheets, sign_in)
    return DONE


def _county_named_in(arguments: Namespace) -> County:
    needed = ("name", "area_code", "site_id", "administrator", "spreadsheet")
    if missing := [f"--{name.replace('_', '-')}" for name in needed if not getattr(arguments, name)]:
        raise Failure(f"还需要 / also needed: {' '.join(missing)}", USAGE)
    if not AREA_CODE.fullmatch(arguments.area_code):
        raise Failure("--area-code 应为 6 位数字。 / six digits.", USAGE)
    if not SITE_ID.fullmatch(arguments.site_id):
        raise Failure("--site-id 应为 10 位数字。 / ten digits.", USAGE)
    if found := County.objects.filter(pk=1).first():
        raise Failure(f"这里已经是“{found.name}”，没有改动。 / a county is set up here already; nothing was changed.")
    return County(
        pk=1,
        name=arguments.name,
        name_en=arguments.name_en or "",
        area_code=arguments.area_code,
        site_id=arguments.site_id,
    )


def _sheets(path: Path, administrator: str) -> Sheets:
    try:
        sheets, faults = founding_sheet.read(path)
    except founding_sheet.NotReadable as error:
        raise Failure(str(error), USAGE) from error
    processes = {process.key for process in registry.processes()}
    faults += founding_checks.faults(sheets, processes=processes, reserved={administrator})
    if faults:
        raise Failure("\n".join([*faults, f"共 {len(faults)} 处问题，没有写入任何数据。 / nothing was written."]))
    return sheets


@transaction.atomic
def found(county: County, sheets: Sheets, *, administrator: str, username: str, at: datetime) -> SignIn:
    """Write the county, its divisions, organs, officers and posts, and the first administrator.

    These rows alone are written without an act; each gets a case, by which the administrator changes it from now on.
    """
    county.save(force_insert=True)
    for position, name in enumerate(official_topics.FIRST_LEVEL, start=1):
        Topic.objects.create(name=name, position=position)
    for row in sorted(sheets["区划"], key=lambda row: len(row["code"])):
        Division.objects.create(
            code=row["code"], name=row["name"], name_en=row["name_en"], parent_id=row["parent"] or None
        )
    organs = _organs(sheets)
    _posts(sheets, organs, _officers(sheets))
    organ = organs[_first_organ(sheets)["code"]]
    actor, sign_in = _administrator(administrator, username, organ)
    bootstrap.record_what_stands(actor, organ=organ, at=at)
    return sign_in


def _first_organ(sheets: Sheets) -> Row:
    """The organ that supervises disclosure, or else the first: the administrator's."""
    return next((row for row in sheets["机构"] if is_yes(row["supervises_disclosure"])), sheets["机构"][0])


def _organs(sheets: Sheets) -> dict[str, Organ]:
    """Every organ; the unnamed one, to which documents were imported before, becomes the administrator's."""
    unnamed, first = Organ.objects.filter(code=operators.UNNAMED_ORGAN).first(), _first_organ(sheets)
    plain = ("code", "name", "short_name", "name_en", "uscc", "number_prefix", "functions", "address", "hours", "phone")
    organs = {}
    for position, row in enumerate(sheets["机构"], start=1):
        organ = Organ(
            **{name: row[name] for name in (*plain, "head_post", "reconsidered_by")},
            pk=unnamed.pk if unnamed is not None and row is first else None,
            division_id=row["division"] or None,
            supervises_disclosure=is_yes(row["supervises_disclosure"]),
            position=position * 10,
        )
        organ.save()
        organs[row["code"]] = organ
    return organs


def _officers(sheets: Sheets) -> dict[str, Officer]:
    """Officers begin without a password: an administrator lets each of them in."""
    officers = {}
    for row in sheets["人员"]:
        account = get_user_model().objects.create_user(row["username"], email=row["email"], password=None)
        officers[row["username"]] = Officer.objects.create(account=account, name=row["name"], name_en=row["name_en"])
    return officers


def _posts(sheets: Sheets, organs: dict[str, Organ], officers: dict[str, Officer]) -> None:
    posts = {}
    for row in sheets["岗位"]:
        post = Post.objects.create(
            organ=organs[row["organ"]],
            title=row["title"],
            title_en=row["title_en"],
            holder=officers.get(row["username"]),
        )
        posts[row["organ"], row["title"]] = post
        for role in {ROLES[name].key for name in listed(row["roles"])}:
            for process in set(listed(row["processes"])) or {Grant.EVERY_PROCESS}:
                Grant.objects.create(post=post, role=role, process=process)
    for row in sheets["岗位"]:
        if row["deputy"]:
            Post.objects.filter(pk=posts[row["organ"], row["title"]].pk).update(
                deputy=posts[row["organ"], row["deputy"]]
            )


def _administrator(name: str, username: str, organ: Organ) -> tuple[Actor, SignIn]:
    account = get_user_model().objects.create_user(username, password=None)
    officer = Officer.objects.create(account=account, name=name)
    post = Post.objects.create(organ=organ, title=ADMINISTRATORS_POST, holder=officer)
    Grant.objects.create(post=post, role=ADMINISTRATOR.key, process=Grant.EVERY_PROCESS)
    return Actor(role=ADMINISTRATOR, officer_id=officer.pk, post_id=post.pk), sign_ins.let_in(account)


def _tell(county: County, sheets: Sheets, sign_in: SignIn) -> None:
    counts = "，".join(f"{title} {len(rows)}" for title, rows in sheets.items())
    print(f"“{county.name}”已建立：{counts}。 / the county is set up.")
    print("首位管理员，只显示这一次 / the first administrator, shown only once:")
    print(sign_in.shown())
    print("下一步 / next: sunforest keys export DIR，sunforest serve")
