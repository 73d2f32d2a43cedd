"""The log at the command line, and a witness and a monitor as programs of their own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from commands.installation_on_disk import A_CASE_OF_CHEN, ROOT, new
from sunforest.pure.tile_paths import parse_path
from sunforest.pure.verifier_key import parse_verifier_key

ONE_MORE = """
    from sunforest.core.ledger import leaves
    from cast import at
    leaves.append(leaves.NewLeaf("001008003012011/2026", None, None, "t", "t", bytes(32), None, None, at("2026-11-25")))
"""


@pytest.fixture
def county(installation):
    """An installation with one case of two acts, sealed; gives it with the number of the case."""
    number = installation.do(A_CASE_OF_CHEN)
    installation.run("log", "seal")
    return installation, number


def test_the_key_is_on_one_line_and_stays(installation):
    line = installation.run("log", "key")
    assert parse_verifier_key(line.rstrip("\n")).name == "localhost:8000/log"
    assert installation.run("log", "key") == line
    other = installation.run("log", "key", "--next")
    assert parse_verifier_key(other.rstrip("\n")).name == "localhost:8000/log" and other != line


def test_an_export_is_what_a_reader_of_tiles_expects(county, tmp_path):
    installation, _number = county
    installation.run("log", "export", str(tmp_path / "out"))
    files = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert files == ["checkpoint", "key", "tile/0/000.p/2", "tile/entries/000.p/2"]
    assert all(parse_path(path) for path in files[2:])


def test_a_receipt_is_verified_offline_and_a_changed_entry_refused(county, tmp_path):
    installation, number = county
    key = installation.run("log", "key").strip()
    installation.run("log", "receipt", number, "--out", str(tmp_path))
    receipt, leaf = tmp_path / f"{number}-2.tlog-proof", tmp_path / f"{number}-2.leaf"
    face = tmp_path / f"{number}-2.face.json"
    nowhere = new(tmp_path / "nowhere")
    told = nowhere.run("verify", str(receipt), str(leaf), "--key", key, "--face", str(face))
    assert "成立：这个条目在日志 localhost:8000/log 的第 1 条" in told and "公开内容就是当时登记的内容" in told
    assert not nowhere.folder.exists()
    face.write_text(face.read_text().replace("消防", "绿化"))
    assert "内容被改过" in nowhere.run("verify", str(receipt), str(leaf), "--key", key, "--face", str(face), code=1)
    leaf.write_bytes(leaf.read_bytes().replace(b'"v":1', b'"v":2'))
    assert "条目被改过" in nowhere.run("verify", str(receipt), str(leaf), "--key", key, code=1)


def test_the_receipt_of_one_act_is_asked_for_by_its_number(county, tmp_path):
    installation, number = county
    installation.run("log", "receipt", number, "1", "--out", str(tmp_path))
    assert [path.name for path in sorted(tmp_path.glob("*.leaf"))] == [f"{number}-1.leaf"]
    assert "没有编号" in installation.run("log", "receipt", "339921-1", "--out", str(tmp_path), code=2)


def test_a_monitor_follows_an_exported_log_and_shouts_at_a_rewritten_one(county, tmp_path):
    installation, _number = county
    key = installation.run("log", "key").strip()
    out, state = tmp_path / "out", str(tmp_path / "state")
    installation.run("log", "export", str(out))
    assert "没有发现问题" in installation.run("monitor", str(out), "--state", state, "--key", key)
    bundle = out / "tile/entries/000.p/2"
    bundle.write_bytes(bundle.read_bytes().replace(b'"v":1', b'"v":2', 1))
    told = installation.run("monitor", str(out), "--state", state, code=1).splitlines()
    assert [line.partition(":")[0] for line in told] == [
        "rewritten_entry",
        "rewritten_entry",
        "fork",
        "torn_tile",
        "odd_entry",
        "gap_in_series",
    ]


def test_a_monitor_without_a_log_says_so(installation, tmp_path):
    assert "找不到文件夹" in installation.run("monitor", str(tmp_path / "none"), code=2)


def test_a_rebuild_writes_torn_files_again(county):
    installation, _number = county
    assert "0 个文件重新写入" in installation.run("log", "rebuild")
    (installation.folder / "log/tile/0/000.p/2").write_bytes(b"torn")
    assert "written again: tile/0/000.p/2" in installation.run("log", "rebuild")


def test_a_restored_backup_signs_nothing_until_its_log_was_recovered(county, tmp_path):
    installation, _number = county
    installation.run("keys", "export", str(tmp_path / "keys"))
    installation.run("backup", str(tmp_path / "backups"))
    installation.do(ONE_MORE)
    installation.run("log", "seal")
    (backup,) = (tmp_path / "backups").glob("sunforest-*")
    restored = new(tmp_path / "restored")
    told = restored.run("restore", str(backup), "--keys", str(tmp_path / "keys"))
    assert "暂不签署" in told
    assert "log recover" in restored.run("log", "seal", code=4)
    told = restored.run("log", "recover", "--from", str(installation.folder / "log"))
    assert "取回 1 条，日志 3 条" in told
    restored.run("log", "seal")
    assert "没有发现问题" in restored.run("doctor")


def test_a_restore_that_is_told_where_the_log_is_goes_on_at_once(county, tmp_path):
    installation, _number = county
    installation.run("keys", "export", str(tmp_path / "keys"))
    installation.run("backup", str(tmp_path / "backups"))
    installation.run("log", "export", str(tmp_path / "out"))
    (backup,) = (tmp_path / "backups").glob("sunforest-*")
    restored = new(tmp_path / "restored")
    told = restored.run(*("restore", str(backup), "--keys", str(tmp_path / "keys"), "--log", str(tmp_path / "out")))
    assert "取回 0 条" in told
    assert (restored.folder / "log/checkpoint").read_bytes() == (installation.folder / "log/checkpoint").read_bytes()


@pytest.fixture
def witness(tmp_path):
    """A witness as a process of its own: its folder, its key and its address."""
    folder, environment = str(tmp_path / "witness"), {**os.environ, "SUNFOREST_DATA": str(tmp_path / "unused")}
    program = [sys.executable, "-m", "sunforest", "witness"]
    started = subprocess.Popen(
        [*program, "serve", "--folder", folder, "--name", "witness.example/w1", "--port", "0"],
        env=environment,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    key = started.stdout.readline().rpartition(" ")[2].strip()
    address = started.stdout.readline().strip()

    def add_log(line):
        subprocess.run(
            [*program, "add-log", line, "http://localhost:8000/log", "--folder", folder],
            env=environment,
            cwd=tmp_path,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    yield started, key, address, add_log
    started.kill()
    started.wait()
    started.stdout.close()


def test_a_witness_in_another_process_cosigns_and_dies_without_harm(installation, witness, tmp_path):
    process, key, address, add_log = witness
    add_log(installation.run("log", "key").strip())
    number = installation.do(A_CASE_OF_CHEN)
    installation.run("log", "seal", SUNFOREST_WITNESSES=f"{key}@{address}")
    note = (installation.folder / "log/checkpoint").read_text()
    assert "\n— witness.example/w1 " in note
    installation.run("log", "receipt", number, "1", "--out", str(tmp_path))
    told = installation.run(
        *("verify", str(tmp_path / f"{number}-1.tlog-proof"), str(tmp_path / f"{number}-1.leaf")),
        *("--key", installation.run("log", "key").strip(), "--witness", key),
    )
    assert "见证者 witness.example/w1" in told
    process.send_signal(signal.SIGKILL)
    process.wait()
    installation.do(ONE_MORE)
    began = time.monotonic()
    assert "日志 3 条" in installation.run("log", "seal", SUNFOREST_WITNESSES=f"{key}@{address}")
    assert time.monotonic() - began < 30
    assert (installation.folder / "log/checkpoint").read_text().split("\n")[1] == "3"


def test_a_witness_answers_outsiders_what_it_saw(witness):
    _process, _key, address, _add_log = witness
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/{'0' * 64}/checkpoint", timeout=10)


def test_the_decision_and_the_reference_stand_in_the_docs():
    reference = (ROOT / "docs/reference/log.md").read_text(encoding="utf-8")
    assert all(
        word in reference
        for word in ("/log/checkpoint", "tile/entries", "tlog-proof", "HMAC-SHA-256", "sunforest monitor")
    )
    assert (ROOT / "docs/decisions/log.md").exists()
