"""The temporary PostgreSQL that the suite stands on."""

from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from postgresql import temporary_postgresql


def test_a_cluster_answers_in_utf8_and_is_gone_afterwards() -> None:
    with temporary_postgresql() as url:
        assert urlsplit(url).hostname == "127.0.0.1"
        with psycopg.connect(url) as connection:
            told = connection.execute(
                "select '政府信息公开', current_setting('fsync'), current_setting('data_directory')"
            )
            words, fsync, folder = told.fetchone()
    assert (words, fsync) == ("政府信息公开", "off")
    assert not Path(folder).exists()


def test_a_durable_cluster_keeps_fsync_on() -> None:
    with temporary_postgresql(durable=True, settings=["max_connections=23"]) as url, psycopg.connect(url) as connection:
        told = connection.execute("select current_setting('fsync'), current_setting('max_connections')").fetchone()
    assert told == ("on", "23")
