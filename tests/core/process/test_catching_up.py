"""A command that writes returns when what it wrote can be found, also where a worker owns the index."""

import pytest
from road_occupation.process import RoadOccupation

from cast import assemble, at
from sunforest.core.ledger import followers, sealer
from sunforest.core.ledger.followers import Follower
from sunforest.core.process import catching_up
from sunforest.core.process.catching_up import NotFollowed, catch_up
from sunforest.core.process.perform import open_case
from sunforest.core.search.index import IndexHasWriter

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2025-11-20", "last_day": "2025-11-25", "place": "望林路 3 号门前"}


def moment():
    return at("2025-09-25")


@pytest.fixture
def written():
    """One leaf that nobody has sealed."""
    cast = assemble()
    open_case(
        RoadOccupation,
        RoadOccupation.apply,
        organ=cast.housing,
        party=cast.chen,
        actor=cast.chen_acts,
        data=APPLICATION,
        at=moment(),
        key="k1",
    )


class IndexOfTheWorker:
    """A follower whose writer is another process; it moves by itself while one waits for it."""

    def __init__(self, monkeypatch, tmp_path, *, after_waits):
        self.place, self.waits, self.after_waits, self.folder = 0, 0, after_waits, tmp_path
        mine = Follower("search", self.read, position=lambda: self.place)
        monkeypatch.setattr(followers, "all_followers", lambda: (mine,))

    def read(self, _leaves, _next_index):
        raise IndexHasWriter(self.folder)

    def sleep(self, _seconds):
        self.waits += 1
        if self.waits >= self.after_waits:
            self.place = sealer.size()


def test_a_command_waits_until_the_worker_has_brought_the_index_up(written, monkeypatch, tmp_path):
    index = IndexOfTheWorker(monkeypatch, tmp_path, after_waits=3)
    assert catch_up(moment, sleep=index.sleep) == 1
    assert (index.waits, index.place) == (3, 1)


def test_a_command_that_waited_long_enough_says_that_its_writing_is_safe(written, monkeypatch, tmp_path):
    index = IndexOfTheWorker(monkeypatch, tmp_path, after_waits=10**6)
    with pytest.raises(NotFollowed, match=r"已保存并封存.*search"):
        catch_up(moment, limit_seconds=1, sleep=index.sleep)
    assert sealer.size() == 1


def test_where_no_worker_runs_the_command_does_its_work_itself(written, monkeypatch):
    seen = []
    mine = Follower(
        "mine", lambda leaves, _next: seen.extend(leaf.index for leaf in leaves), position=lambda: len(seen)
    )
    monkeypatch.setattr(followers, "all_followers", lambda: (mine,))
    assert catch_up(moment) == 1
    assert seen == [0]
    assert catching_up.followers_behind() == []
