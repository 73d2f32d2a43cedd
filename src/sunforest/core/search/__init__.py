"""One index over every public thing (design §2); this installation's is ``current.index()``."""
