"""Entries in and out, the place in the log, one writer, broken files."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sunforest.core.search import index as index_module
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.index import IndexBroken, IndexHasWriter, SearchIndex, open_index
from sunforest.core.search.query import Query

SOURCE = Path(index_module.__file__).parents[3]
THING = SearchEntry("a", "document", "关于修路的公告", "修路三天。", "/a", organ="roads", organ_name="交通局")

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.index import open_index
index = open_index(Path(sys.argv[1]))
for place in range(1, 100_000):
    index.write([SearchEntry(f"e{place}", "document", f"第{place}件", "正文", "/e")], [], place)
    print(place, flush=True)
"""


def titles(index: SearchIndex, text: str = "", **conditions: str) -> list[str]:
    return [hit.entry.title for hit in index.search(Query(text=text, size=100, **conditions)).hits]


def contents_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file()).lower()


def test_a_new_index_is_empty_and_stands_at_the_beginning_of_the_log(tmp_path: Path) -> None:
    index = open_index(tmp_path / "index")
    assert (len(index), index.position(), index.search(Query()).total) == (0, 0, 0)


def test_an_entry_comes_back_as_it_was_written(county: SearchIndex) -> None:
    found = county.find("d1")
    assert found is not None
    assert found.number == "云政发〔2023〕12号"
    assert (found.published_on, found.topics) == (found.published_on, ("城乡建设、环境保护/住房",))
    assert found == county.search(Query(text="云政发〔2023〕12号")).hits[0].entry


def test_the_same_identity_replaces(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    index.write([THING], [], 1)
    index.write([replace(THING, title="关于修桥的公告", body="修桥。")], [], 2)
    assert titles(index) == ["关于修桥的公告"]
    assert titles(index, "修路") == []
    assert index.position() == 2


def test_of_one_identity_twice_in_a_batch_the_last_stays(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    index.write([THING, replace(THING, title="后来的标题")], ["a"], 1)
    assert titles(index) == ["后来的标题"]


def test_removed_is_removed_and_the_place_stays(county: SearchIndex) -> None:
    county.remove("d1")
    assert county.find("d1") is None
    assert county.position() == 12


def test_what_is_erased_is_in_no_file_any_more_and_everything_else_stays(tmp_path: Path) -> None:
    index = open_index(tmp_path / "index")
    secret = [replace(THING, identity=f"s{number}", body=f"QXSECRET{number} 秘密") for number in range(4)]
    index.write([THING, *secret], [], 1)
    index.write([replace(secret[0], body="改过的正文")], ["s1", "s2"], 2)
    assert b"qxsecret" in contents_of(index.folder)
    index.erase(["s3"], 3)
    index.close()
    assert b"qxsecret" not in contents_of(index.folder)
    assert (len(index), index.position()) == (2, 3)
    assert titles(open_index(index.folder), "修路三天") == ["关于修路的公告"]


def test_an_unknown_identity_can_be_removed(county: SearchIndex) -> None:
    before = len(county)
    county.write([], ["nobody"], 13)
    assert (len(county), county.position()) == (before, 13)


def test_entries_may_come_from_a_generator(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    index.write((replace(THING, identity=str(number)) for number in range(5)), (str(n) for n in range(3, 4)), 9)
    assert len(index) == 5


def test_another_process_sees_a_commit_at_its_next_search(county: SearchIndex) -> None:
    reader = open_index(county.folder)
    assert titles(reader, "修路") == []
    county.write([THING], [], 13)
    assert titles(reader, "修路") == ["关于修路的公告"]
    assert reader.position() == 13


def test_a_second_writer_is_told_so_and_readers_are_not_disturbed(county: SearchIndex) -> None:
    second = open_index(county.folder)
    with pytest.raises(IndexHasWriter, match="只能有一个写入进程"):
        second.write([THING], [], 13)
    assert second.position() == 12


def test_when_the_writer_closes_another_may_write(county: SearchIndex) -> None:
    county.close()
    second = open_index(county.folder)
    second.write([THING], [], 13)
    second.close()
    assert county.position() == 13


def test_a_batch_that_fails_leaves_nothing_behind(county: SearchIndex) -> None:
    def half_a_batch():
        yield THING
        raise ConnectionError("数据库断开")

    with pytest.raises(ConnectionError):
        county.write(half_a_batch(), ["d1"], 99)
    assert county.position() == 12
    assert county.find("d1") is not None
    assert county.find("a") is None


def test_a_killed_writer_leaves_entries_and_place_in_agreement(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(folder)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )  # fmt: skip
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(8)][-1]
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        index = open_index(folder)
        place = index.position()
        assert place >= acknowledged
        assert index.find(f"e{place}") is not None
        assert index.find(f"e{place + 1}") is None or place + 1 <= len(index)


def test_the_folder_may_be_deleted_and_is_made_anew(county: SearchIndex) -> None:
    county.close()
    for file in sorted(county.folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    county.folder.rmdir()
    assert open_index(county.folder).position() == 0


@pytest.mark.parametrize("damage", [b"", b"{", b'{"segments": 5}'])
def test_a_broken_index_says_what_to_do(county: SearchIndex, damage: bytes) -> None:
    county.close()
    next(county.folder.rglob("meta.json")).write_bytes(damage)
    with pytest.raises(IndexBroken, match="删除该文件夹后重新启动"):
        open_index(county.folder)


def test_a_lost_file_of_the_index_says_what_to_do(county: SearchIndex) -> None:
    county.close()
    for file in county.folder.rglob("*.store"):
        file.unlink()
    with pytest.raises(IndexBroken, match=str(county.folder)):
        open_index(county.folder).search(Query())


def test_another_schema_version_starts_anew_and_the_writer_sweeps_the_old_one(
    county: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.close()
    monkeypatch.setattr(index_module, "SCHEMA_VERSION", 999)
    newer = open_index(county.folder)
    assert newer.position() == 0
    assert county.position() == 12
    newer.write([THING], [], 1)
    assert [one.name for one in county.folder.iterdir()] == ["schema-999"]


def test_control_characters_and_half_surrogates_do_no_harm(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    index.write([replace(THING, title="公告\ud800\x00\x1f", body="正文\udfff\x00")], [], 1)
    assert index.search(Query(text="正文\ud800\x00")).total == 1
