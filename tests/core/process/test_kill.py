"""The short form of the drill: a few kills of writers and worker, and every acknowledged act is there."""

from pathlib import Path

from load.drill_kill import drill


def test_what_was_acknowledged_before_a_kill_is_there_whole_and_in_order(tmp_path: Path) -> None:
    drilled = drill(tmp_path / "county", seconds=8, seed=20261125)
    print(f"\n{drilled.acknowledged} acts acknowledged, {drilled.kills} kills, {drilled.leaves} leaves")
    assert drilled.wrong == ()
    assert drilled.acknowledged > 0 and drilled.kills > 2
