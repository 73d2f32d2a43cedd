"""Starts the system with one more matter, in a process of its own, and tells what a visitor and an officer find.

``python new_matter_probe.py PACKAGE``: prints one JSON object, what was looked for → what was found wrong ("" where all
is right). A declaration with a mistake prints the mistakes and ends with 1, as every start does. With ``axe`` behind it,
the matter's public pages are opened in a browser instead, and what is found wrong is what axe says.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunforest.settings")

KEY = "road_occupation"
ON_THE_DESK = {"wang": ["受理", "不予受理", "一次告知补正"], "li": [], "sun": []}
Finding = tuple[str, str]


def main(package: str, *looks: str) -> int:
    import django

    django.setup()
    from sunforest import starting
    from sunforest.core.process import checks

    try:
        starting.load_declarations()
    except checks.DeclarationError as error:
        print(error)
        return 1
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    starting.check_before_serving()
    looked = seen_by_axe if looks == ("axe",) else found
    print(json.dumps(dict(looked(package)), ensure_ascii=False))
    return 0


def found(package: str) -> Iterator[Finding]:
    """Everything that design §6 promises and that stands already."""
    from django.test import Client

    cast, process, told = applied(package)
    public = Client()
    yield "public entry", missing(public, "/processes/", [process.title])
    acts = [act for act in process.acts if act.law]
    yield "guide page", missing(public, f"/processes/{KEY}/", [process.about, *(act.title for act in acts)])
    form = f"/processes/{KEY}/apply/apply/"
    yield "application form in Chinese", missing(public, form, ["占用事由", "开始日期", "工程施工"])
    yield (
        "application form in English",
        missing(public, form, ["Reason for occupation", "Building works"], language="en"),
    )
    yield (
        "flowchart",
        missing(public, f"/processes/{KEY}/flowchart.svg", [one.title for one in (*process.states, *acts)]),
    )
    yield "BPMN", missing(public, f"/processes/{KEY}/flowchart.bpmn", [state.title for state in process.states])
    yield "due day across the holiday", differs(told.due, "2025-10-09")
    yield from on_the_desk(cast, told)
    yield from after_acceptance(public, cast, process, told)
    yield from in_what_all_matters_share(public, cast, process, told)
    yield "endpoints in OpenAPI", missing(public, "/api/v1/openapi.json", [KEY])


def applied(package: str) -> tuple[Any, Any, Any]:
    """The cast, the matter's process, and one application."""
    from cast import assemble
    from story import Story

    cast, process = assemble(), next(iter(declared(package)))
    return cast, process, Story(process, cast).perform(process.apply, on="2025-09-25", **APPLICATION)


def on_the_desk(cast: Any, told: Any) -> Iterator[Finding]:
    from faces.desk.desk_client import desk_of

    number = told.case.number
    yield "worklist of the clerk", missing(desk_of(cast.wang), "/desk/?tab=organ", [number])
    yield (
        "worklist of another organ",
        "" if missing(desk_of(cast.sun), "/desk/?tab=organ", [number]) else "shows a strange case",
    )
    yield "acts by role", missing(desk_of(cast.wang), f"/desk/cases/{number}/", ON_THE_DESK["wang"])
    yield "act form", missing(desk_of(cast.wang), f"/desk/cases/{number}/acts/decline/", ["理由"])
    wrong = desk_of(cast.li).get(f"/desk/cases/{number}/acts/decline/").status_code
    yield "act form by the wrong role", "" if wrong in (403, 404) else f"answers {wrong}"


def after_acceptance(public: Any, cast: Any, process: Any, told: Any) -> Iterator[Finding]:
    from sunforest.core.notify.models import QueuedNotice

    told.perform(process.accept, on="2025-09-26").sealed()
    kinds = list(QueuedNotice.objects.filter(case_id=told.case.pk).values_list("notice", "receiver"))
    yield "notices", differs(kinds, [("accepted", "party")])
    yield "public timeline", missing(public, f"/cases/{told.case.number}/", ["申请", "受理", "工程施工"])
    shown = page(public, f"/cases/{told.case.number}/")
    yield "public timeline keeps what is closed", "shows the place" if APPLICATION["place"] in shown else ""
    yield "case in the open interface", missing(public, f"/api/v1/cases/{told.case.number}", ["accept"])


def in_what_all_matters_share(public: Any, cast: Any, process: Any, told: Any) -> Iterator[Finding]:
    """Search, the page in the QR code, the counts and the log: no line in the matter's folder asks for them."""
    from faces.desk.desk_client import desk_of

    yield "hit in search", missing(public, f"/search/?q={process.title}", [f'href="/processes/{KEY}/"'])
    yield "progress page by its token", missing(public, progress_of(told.case), [told.case.number, "审查中"])
    yield "row in the statistics", row_in_statistics(public)
    yield "row in the report on the desk", missing(desk_of(cast.zhao), "/desk/reports/", [process.title])
    yield "entry of the log with a receipt that holds", receipt_wrong(public, told.case)


def progress_of(case: Any) -> str:
    """The address in the QR code of the receipt."""
    from sunforest.core.people import case_keys
    from sunforest.core.process import numbers

    return f"/progress/{numbers.progress_token(case_keys.of(case.pk))}/"


def row_in_statistics(public: Any) -> str:
    rows = public.get("/api/v1/statistics").json()["by_process"]
    return differs([(row["opened"], row["open"], row["closed"]) for row in rows if row["process"] == KEY], [(1, 1, 0)])


def receipt_wrong(public: Any, case: Any) -> str:
    """Receipt, entry and face of the acceptance as a citizen downloads them, checked by pure functions alone."""
    from sunforest.core.ledger import leaves
    from sunforest.core.ledger.models import Leaf
    from sunforest.pure import receipt_check
    from sunforest.pure.verifier_key import parse_verifier_key

    index = Leaf.objects.get(case_id=case.pk, record_number=2).index
    receipt, entry, face, key = (
        public.get(address).content
        for address in (*(f"/log/receipts/{index}.{end}" for end in ("tlog-proof", "leaf", "face.json")), "/log/key")
    )
    keys = [parse_verifier_key(key.decode().split()[0])]
    codes = [receipt_check.check_receipt(receipt, told, log_keys=keys).code for told in (entry, entry + b" ")]
    if codes != [receipt_check.HOLDS, receipt_check.CHANGED_ENTRY]:
        return f"{codes}"
    opening, commitment = json.loads(face), bytes.fromhex(json.loads(entry)["c"])
    opens = leaves.opens(commitment, bytes.fromhex(opening["salt"]), opening["face"].encode())
    return "" if opens and json.loads(opening["face"])["act"] == "accept" else "the face is another one"


def seen_by_axe(package: str) -> Iterator[Finding]:
    """Every public page of the matter in a browser: wide and light in Chinese, narrow and dark in English."""
    from django.test import override_settings

    _cast, process, told = applied(package)
    told.perform(process.accept, on="2025-09-26").sealed()
    guide = f"/processes/{KEY}/"
    addresses = ["/processes/", guide, f"{guide}apply/apply/", f"/search/?q={process.title}"]
    addresses += [f"/cases/{told.case.number}/", progress_of(told.case)]
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES={**settings_of_storages(), **plain}):
        yield from looked_at(addresses)


def settings_of_storages() -> dict[str, Any]:
    from django.conf import settings

    return dict(settings.STORAGES)


def looked_at(addresses: list[str]) -> Iterator[Finding]:
    from axe_playwright_python.sync_playwright import Axe
    from portal_browser import SITE, browser

    for width, scheme, language in ((1280, "light", "zh-hans"), (375, "dark", "en")):
        with browser(width=width, scheme=scheme, cookies={"django_language": language}) as context:
            page = context.new_page()
            for address in addresses:
                answer = page.goto(SITE + address)
                violations = Axe().run(page).response["violations"]
                told = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations]
                status = "" if answer is not None and answer.status == 200 else "does not answer"
                yield f"{address} {width} {language}", status or "; ".join(told)


APPLICATION = {"purpose": "works", "first_day": "2025-11-20", "last_day": "2025-11-25", "place": "望林路三号门前"}


def declared(package: str) -> list[Any]:
    from sunforest.core.process import registry

    assert import_module(f"{package}.process")
    return [process for process in registry.processes() if registry.matter_of(process) == package]


def page(client: Any, address: str, language: str = "zh-hans") -> str:
    client.cookies["django_language"] = language
    answer = client.get(address, follow=True, headers={"accept-language": language})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return unescape(content.decode()) if answer.status_code == 200 else f"[{answer.status_code}]"


def missing(client: Any, address: str, words: list[Any], language: str = "zh-hans") -> str:
    """What of ``words`` does not stand on the page, or nothing."""
    shown = page(client, address, language)
    lacking = [str(word) for word in words if _joined(str(word)) not in _joined(shown)]
    return f"{address} lacks {lacking}: {shown[:6] if shown.startswith('[') else ''}" if lacking else ""


def _joined(text: str) -> str:
    """The text without its blanks: pages break lines where they like."""
    return "".join(text.split())


def differs(one: Any, other: Any) -> str:
    return "" if one == other else f"{one} is not {other}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
