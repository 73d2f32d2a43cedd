"""A backup is taken while the system runs, comes back into an empty folder, and forgets what was erased since."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from commands.installation_on_disk import A_CASE_OF_CHEN, new

REASON = "占道范围与消防通道重叠"


@pytest.fixture(scope="module")
def county(set_up, tmp_path_factory):
    """An installation with one case of 陈秀英, its exported keys, and a backup."""
    home = tmp_path_factory.mktemp("county")
    installation = set_up.copied_to(home / "data", ignore="static")
    number = installation.do(A_CASE_OF_CHEN)
    installation.run("keys", "export", str(home / "keys"))
    installation.run("backup", str(home / "backups"))
    return installation, number, home


@pytest.fixture
def copied(county, tmp_path):
    """The same installation again, for a test that changes it."""
    installation, number, home = county
    shutil.copytree(home / "keys", tmp_path / "home" / "keys")
    shutil.copytree(home / "backups", tmp_path / "home" / "backups")
    copy = installation.copied_to(tmp_path / "home" / "data")
    (copy.folder / "backup_folders").write_text(f"{tmp_path / 'home' / 'backups'}\n")
    return copy, number, tmp_path / "home"


def only_backup(home):
    [folder] = (home / "backups").glob("sunforest-*")
    return folder


def test_a_backup_holds_no_key_and_says_so(county):
    _installation, _number, home = county
    told = json.loads((only_backup(home) / "manifest.json").read_text())
    assert "不含密钥" in told["note"]
    secrets = [path.read_text().strip() for path in (home / "keys").glob("*.key")]
    assert len(secrets) == 4
    for path in only_backup(home).rglob("*"):
        if path.is_file():
            assert not any(secret.encode() in path.read_bytes() for secret in secrets), path
            assert not any(bytes.fromhex(secret) in path.read_bytes() for secret in secrets), path


def test_a_backup_comes_back_into_an_empty_folder_with_its_keys(county, tmp_path):
    _installation, number, home = county
    empty = new(tmp_path / "restored")
    told = empty.run("restore", str(only_backup(home)), "--keys", str(home / "keys"))
    assert "重新销毁 0 个办件" in told
    assert empty.do("from sunforest.core.process.models import Case; print(Case.objects.get().number)") == number
    assert "没有发现问题" in empty.run("doctor")


def test_a_restore_without_the_keys_is_refused_and_changes_nothing(county, tmp_path):
    _installation, _number, home = county
    empty = new(tmp_path / "restored")
    assert "--keys" in empty.run("restore", str(only_backup(home)), code=3)
    assert not (empty.folder / "files").exists()
    assert "没有发现问题" in empty.run("doctor")


def test_a_live_installation_refuses_a_restore(county):
    installation, number, home = county
    told = installation.run("restore", str(only_backup(home)), "--keys", str(home / "keys"), code=3)
    assert "没有改动任何数据" in told
    assert installation.do("from sunforest.core.process.models import Case; print(Case.objects.get().number)") == number


def test_a_damaged_backup_is_refused_by_the_name_of_the_file(copied, tmp_path):
    _installation, _number, home = copied
    [database] = only_backup(home).glob("database.*")
    database.write_bytes(database.read_bytes()[:-1] + b"x")
    told = new(tmp_path / "restored").run("restore", str(only_backup(home)), "--keys", str(home / "keys"), code=3)
    assert database.name in told


def test_an_erased_case_is_nowhere_in_database_files_or_index(copied):
    installation, number, _home = copied
    assert installation.holds(REASON)
    installation.run("person", "erase", number, "--ground", "personal_information")
    assert installation.holds(REASON) == []
    said = installation.do("""
        from sunforest.core.people.case_keys import Erased
        from sunforest.core.people.models import Party
        from sunforest.core.process import records
        from sunforest.core.process.models import ActRecord, Case
        case = Case.objects.get()
        print(ActRecord.objects.count(), case.party_id, Party.objects.count())
        try:
            records.of(case)[0].fields
        except Erased:
            print("erased")
    """)
    assert said.split() == ["2", "None", "1", "erased"]
    assert "没有发现问题" in installation.run("doctor")


def test_what_was_erased_after_a_backup_stays_erased_when_it_is_restored(copied, tmp_path):
    installation, number, home = copied
    installation.run("person", "erase", number, "--ground", "personal_information")
    restored = new(tmp_path / "restored")
    assert "重新销毁 1 个办件" in restored.run("restore", str(only_backup(home)), "--keys", str(home / "keys"))
    assert restored.holds(REASON) == []


def test_a_list_of_erasures_kept_elsewhere_is_named_with_redactions(copied, tmp_path):
    installation, number, home = copied
    installation.run("person", "erase", number, "--ground", "personal_information")
    backup = shutil.move(only_backup(home), tmp_path / "moved")
    restored = new(tmp_path / "restored")
    told = restored.run(
        *("restore", str(backup), "--keys", str(home / "keys")),
        *("--redactions", str(installation.folder / "erased.log")),
    )
    assert "重新销毁 1 个办件" in told
    assert restored.holds(REASON) == []


def test_an_interrupted_restore_keeps_everything_from_starting(county, tmp_path):
    _installation, _number, home = county
    interrupted = new(tmp_path / "restored")
    interrupted.folder.mkdir()
    (interrupted.folder / "restoring").touch()
    assert "没有完成" in interrupted.run("search", "占道", code=4)
    interrupted.run("restore", str(only_backup(home)), "--keys", str(home / "keys"))
    assert "没有发现问题" in interrupted.run("doctor")


def test_backups_older_than_thirty_days_are_removed_and_nothing_else(copied):
    installation, _number, home = copied
    old = only_backup(home).rename(home / "backups" / "sunforest-20200101T000000")
    told = json.loads((old / "manifest.json").read_text())
    told["made_at"] = (datetime.now(UTC) - timedelta(days=31)).isoformat()
    (old / "manifest.json").write_text(json.dumps(told))
    (home / "backups" / "sunforest-notes").mkdir()
    installation.run("backup", str(home / "backups"))
    left = sorted(path.name for path in (home / "backups").glob("sunforest-*"))
    assert len(left) == 2 and "sunforest-notes" in left and old.name not in left


def test_keys_are_not_exported_into_the_data_folder_nor_over_other_keys(copied, tmp_path):
    installation, _number, _home = copied
    installation.run("keys", "export", str(installation.folder / "here"), code=3)
    other = tmp_path / "medium"
    other.mkdir()
    (other / "fields.key").write_text("00" * 32)
    assert "没有覆盖" in installation.run("keys", "export", str(other), code=3)
    assert (other / "fields.key").read_text() == "00" * 32
