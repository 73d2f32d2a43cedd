"""A sealer that is killed at any step leaves a log that the next one goes on with: one root for each size, nothing lost."""

import random

from load.dying_sealer_steps import STEPS
from load.log_under_fire import UnderFire


def test_a_sealer_may_die_at_every_step(installation):
    fired = UnderFire(installation)
    for step in STEPS:
        fired.dies_at(step)
    newest = fired.judged()
    assert newest.size == 300 * len(STEPS)
    assert len(fired.served) >= len(STEPS) - 2


def test_two_sealers_and_a_writer_killed_at_random_lose_nothing_and_never_fork(installation):
    fired = UnderFire(installation)
    fired.storm(random.Random(3), kills=5, writes=3000)
    assert fired.judged().size >= len(fired.acknowledged) > 0
