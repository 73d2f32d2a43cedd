"""What may be wrong with an installation: errors whose own words already say what to do."""

from __future__ import annotations


def errors() -> tuple[type[Exception], ...]:
    """The errors that end a command with the exit code for "not in order". Django must be configurable by now."""
    from sunforest.core.process.checks import DeclarationError
    from sunforest.core.process.protection import Unprotected
    from sunforest.core.search.index import IndexBroken
    from sunforest.starting import ClockDiffers

    return (DeclarationError, Unprotected, IndexBroken, ClockDiffers)
