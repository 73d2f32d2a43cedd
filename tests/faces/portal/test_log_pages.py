"""The log as outsiders read it: its files, its receipts, the page of its health, and the page that checks a receipt."""

import json

import pytest
from road_occupation.process import RoadOccupation

from cast import assemble, at
from sunforest.core.ledger import leaves, log_copy, sealer, tile_store
from sunforest.core.ledger.models import Leaf
from sunforest.core.process.models import Case
from sunforest.core.process.perform import open_case, perform
from sunforest.pure.entry_bundles import entries_in
from sunforest.pure.receipt_check import HOLDS, check_receipt
from sunforest.pure.tlog_proof import parse_proof
from sunforest.pure.verifier_key import parse_verifier_key

pytestmark = pytest.mark.django_db
APPLICATION = {"purpose": "works", "first_day": "2026-11-20", "last_day": "2026-11-25", "place": "望林路三号院门前"}


@pytest.fixture
def case():
    """A case with two entries: what 陈秀英 asked, and that it was accepted; both sealed."""
    cast = assemble()
    record = open_case(
        *(RoadOccupation, RoadOccupation.apply),
        organ=cast.housing,
        party=cast.chen,
        actor=cast.chen_acts,
        data=APPLICATION,
        at=at("2026-11-02"),
        key="k1",
    )
    case = Case.objects.get(pk=record.case_id)
    perform(case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2026-11-03"), seen=1, key="k2")
    sealer.seal(at("2026-11-03"))
    return case


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content


def written(count):
    new = leaves.NewLeaf("001/2026", None, None, "test", "test", bytes(32), None, None, at("2026-11-03"))
    leaves.append_many([new] * count)
    sealer.seal(at("2026-11-03"))


def test_the_checkpoint_is_plain_text_for_a_few_seconds(client, case):
    response = client.get("/log/checkpoint")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=2"
    assert response.content.decode().startswith("localhost:8000/log\n2\n")


def test_tiles_are_octets_for_ever(client, case):
    response = client.get("/log/tile/0/000.p/2")
    assert (response["Content-Type"], len(response.content)) == ("application/octet-stream", 64)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_empty_log_has_no_checkpoint_and_a_page(client, db):
    assert client.get("/log/checkpoint").status_code == 404
    assert "日志还没有条目" in body(client, "/log/").decode()


@pytest.mark.parametrize(
    "path", ["0/000", "0/000.p/3", "0/0", "0/000.p/0", "0/../../keys/log.key", "entries/001", "64/000"]
)
def test_nothing_beyond_the_published_size_or_outside_the_log_is_served(client, case, path):
    assert client.get(f"/log/tile/{path}").status_code == 404


def test_what_is_written_and_not_signed_is_not_served(client, case):
    tile_store.current().write("tile/0/000.p/3", bytes(96))
    assert client.get("/log/tile/0/000.p/3").status_code == 404


def test_partial_tiles_of_every_published_size_are_served_even_after_the_full_one(client, db):
    for count in (3, 250, 10):
        written(count)
    assert not (tile_store.current().folder / "tile/0/000.p").exists()
    assert body(client, "/log/tile/0/000.p/253") == body(client, "/log/tile/0/000")[: 253 * 32]
    assert len(entries_in(body(client, "/log/tile/entries/000.p/3"), width=3)) == 3
    assert len(body(client, "/log/tile/0/001.p/7")) == 7 * 32


def test_a_receipt_from_the_site_holds(client, case):
    proof, entry = body(client, "/log/receipts/1.tlog-proof"), body(client, "/log/receipts/1.leaf")
    key = parse_verifier_key(body(client, "/log/key").decode().strip())
    assert check_receipt(proof, entry, log_keys=[key]).code == HOLDS
    opening = json.loads(body(client, "/log/receipts/1.face.json"))
    commitment = bytes.fromhex(json.loads(entry)["c"])
    assert leaves.opens(commitment, bytes.fromhex(opening["salt"]), opening["face"].encode())


def test_a_receipt_still_holds_when_face_and_salt_were_erased(client, case):
    before = parse_proof(body(client, "/log/receipts/1.tlog-proof"))
    leaves.redact(Leaf.objects.get(index=1), ground="personal_information", at=at("2026-11-04"))
    sealer.seal(at("2026-11-04"))
    entry, key = body(client, "/log/receipts/1.leaf"), parse_verifier_key(body(client, "/log/key").decode().strip())
    for receipt in (str(before).encode(), body(client, "/log/receipts/1.tlog-proof")):
        assert check_receipt(receipt, entry, log_keys=[key]).code == HOLDS
    assert client.get("/log/receipts/1.face.json").status_code == 404


@pytest.mark.parametrize("index", ["2", "99999999999999999999999"])
def test_there_is_no_receipt_of_what_is_not_in_the_log(client, case, index):
    assert client.get(f"/log/receipts/{index}.tlog-proof").status_code == 404


def test_the_page_of_health_says_size_key_and_delay(client, case):
    html = body(client, "/log/").decode()
    key = body(client, "/log/key").decode().strip()
    assert "已登记 2 条" in html and key in html and "本月最长等待" in html and "现在还没有见证者" in html


def test_the_page_of_health_says_when_a_backup_was_restored(client, case):
    tile_store.current().write(log_copy.CHECKPOINT, body(client, "/log/checkpoint").replace(b"\n2\n", b"\n9\n"))
    assert "日志正在从备份中取回条目" in body(client, "/log/").decode()


def test_every_page_has_the_checkpoint_in_its_foot(client, case):
    assert "公开日志 2 条" in body(client, "/about/").decode()


def test_the_feed_has_the_checkpoint(client, case):
    root = body(client, "/log/checkpoint").decode().split("\n")[2]
    assert f"<subtitle>localhost:8000/log 2 {root}</subtitle>" in body(client, "/search/feed.atom").decode()


def test_a_public_step_leads_to_its_proof(client, case):
    assert 'href="/log/verify/?entry=1"' in body(client, f"/cases/{case.number}/").decode()


def filled(client, **changes):
    """The form of the page of entry 1, as a browser without script sends it."""
    pasted = {
        "receipt": "/log/receipts/1.tlog-proof",
        "leaf": "/log/receipts/1.leaf",
        "face": "/log/receipts/1.face.json",
    }
    given = {name: body(client, address).decode().replace("\n", "\r\n") for name, address in pasted.items()}
    return {**given, "key": body(client, "/log/key").decode(), **changes}


OTHER_KEY = "log.sunforest.example/test+0adb10bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (lambda given: {}, "成立：内容没有被改过"),
        (lambda given: {"leaf": given["leaf"].replace('"n":2', '"n":2,"x":1')}, "不成立：条目被改过"),
        (lambda given: {"leaf": given["leaf"].replace('"n":2', '"n":7')}, "不成立：回执不是这个条目的"),
        (lambda given: {"key": OTHER_KEY}, "不成立：回执属于另一本日志"),
        (lambda given: {"receipt": given["receipt"].replace("\n2\r\n", "\n3\r\n")}, "不成立：签名是假的"),
        (lambda given: {"receipt": "收据"}, "这个文件不是回执"),
        (lambda given: {"key": "abc"}, "验证密钥写得不对"),
        (lambda given: {"face": given["face"].replace("road", "rode")}, "但您给出的公开内容不是当时登记的内容"),
    ],
)
def test_without_script_the_site_checks_and_says_what_it_means(client, case, changes, words):
    given = filled(client)
    html = client.post("/log/verify/", {**given, **changes(given)}).content.decode()
    shown = html[html.index('id="outcome"') : html.index('<form class="form"')]
    assert words in shown and "hidden>" + words not in shown


def test_the_form_comes_filled_with_the_receipt_of_an_entry(client, case):
    html = body(client, "/log/verify/?entry=1").decode()
    assert "c2sp.org/tlog-proof@v1" in html and body(client, "/log/key").decode().strip() in html
    assert client.get("/log/verify/?entry=9").status_code == 404


def test_the_pages_have_no_chinese_of_their_own_in_english(client, case):
    for address in ("/log/", "/log/verify/?entry=1"):
        html = client.get(
            address, {"lang": "en"} if "?" not in address else {"entry": "1", "lang": "en"}
        ).content.decode()
        assert "Verify" in html and "核验" not in html
