"""A matter with one room: it writes down the place of every leaf that it is shown, in the order in which it is shown."""
