"""Real redaction: a released file is never the edited original, but a new one made of what may be seen (issue 6).

An original is read (``reading.read``), marks are proposed (``suggestions.of``) or found (``suggestions.of_words``), and
``releasing.release`` makes a new file. The original is never changed.
"""
