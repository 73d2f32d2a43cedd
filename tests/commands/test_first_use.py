"""An empty data folder is set up by whichever command comes first; a broken installation is told in one line."""

from concurrent.futures import ThreadPoolExecutor

from commands.installation_on_disk import new


def test_two_commands_at_once_set_an_empty_folder_up_once(tmp_path):
    empty = new(tmp_path / "data")
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda _number: empty.run("search", "通知"), range(2)))
    assert all("共 0 条" in one for one in said)
    assert (empty.folder / "keys").stat().st_mode & 0o077 == 0


def test_a_missing_trigger_stops_every_command_but_the_doctor_names_it(installation):
    installation.lose_trigger("protect_process_actrecord_update", "process_actrecord")
    assert "protect_process_actrecord_update" in installation.run("search", "通知", code=4)
    assert "protect_process_actrecord_update" in installation.run("work", code=4)
    assert "missing_trigger" in installation.run("doctor", code=1)
    installation.run("upgrade")
    assert "没有发现问题" in installation.run("doctor")


def test_a_setting_that_is_wrong_is_told_in_one_line(installation):
    told = installation.run("doctor", code=2, SUNFOREST_DATABASE_URL="mysql://nowhere")
    assert "SUNFOREST_DATABASE_URL" in told and "Traceback" not in told


def test_a_database_that_is_away_is_told_in_one_line(installation):
    told = installation.run("doctor", code=4, SUNFOREST_DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert "数据库无法使用" in told and "Traceback" not in told


def test_a_database_older_than_the_program_asks_for_an_upgrade(installation):
    installation.sql("DELETE FROM django_migrations WHERE app = 'sessions'")
    installation.sql("DROP TABLE django_session")
    assert "sunforest upgrade" in installation.run("search", "通知", code=4)
    assert "备份 / backup" in installation.run("upgrade")
    installation.run("search", "通知")
