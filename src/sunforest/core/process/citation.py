"""How a law is cited in the language of the page: 《政府信息公开条例》第26条, or Regulations …, art. 26."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from sunforest.core.process.declaration import Article, Law


def cite(law: Law | Article | None, translate: Callable[[str], str] = gettext) -> str:
    """A law, or one article of it; empty where nothing is cited. ``translate`` says in which language."""
    if law is None:
        return ""
    if isinstance(law, Law):
        words = translate(_("《%(law)s》（%(number)s）"))
        return words % {"law": translate(str(law.title)), "number": translate(str(law.number))}
    words = _("《%(law)s》第%(article)s条第%(paragraph)s款") if law.paragraph else _("《%(law)s》第%(article)s条")
    values = {"law": translate(str(law.law.title)), "article": law.number, "paragraph": law.paragraph}
    return translate(words) % values
