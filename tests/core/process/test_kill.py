"""The short form of the drill: a few kills of server, worker and writers, and everything acknowledged is there once."""

from pathlib import Path

from load.drill_kill import drill


def test_what_was_acknowledged_before_a_kill_is_there_whole_and_in_order(tmp_path: Path) -> None:
    drilled = drill(tmp_path / "county", seconds=4, seed=20261127)
    print(f"\n{drilled}")
    assert drilled.wrong == ()
    assert drilled.acknowledged > 0 and drilled.filed > 0 and len(drilled.kills) > 1
