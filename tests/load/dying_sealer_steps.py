"""The steps at which a sealer can be made to die (``dying_sealer.py``)."""

STEPS = (
    "after_taking_in",
    "between_tiles",
    "inside_a_tile",
    "after_tiles",
    "before_signing",
    "after_signing",
    "after_publishing",
    "inside_the_checkpoint",
    "after_the_checkpoint",
)
