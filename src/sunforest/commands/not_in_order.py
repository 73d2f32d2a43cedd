"""What may be wrong with an installation: errors whose own words already say what to do."""

from __future__ import annotations


def errors() -> tuple[type[Exception], ...]:
    """The errors that end a command with the exit code for "not in order"; none before Django has been set up."""
    from django.apps import apps

    if not apps.ready:
        return ()
    from sunforest.core.ledger.sealer import LogAhead, LogAway, LogBroken
    from sunforest.core.ledger.tile_store import MissingTile
    from sunforest.core.ledger.witnesses import NotAWitness
    from sunforest.core.process.catching_up import NotFollowed
    from sunforest.core.process.checks import DeclarationError
    from sunforest.core.process.protection import Unprotected
    from sunforest.core.search.index import IndexBroken
    from sunforest.starting import ClockDiffers, RestoreUnfinished

    return (
        DeclarationError,
        Unprotected,
        IndexBroken,
        ClockDiffers,
        RestoreUnfinished,
        NotFollowed,
        LogAhead,
        LogAway,
        LogBroken,
        MissingTile,
        NotAWitness,
    )
