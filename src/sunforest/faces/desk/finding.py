"""Finds what an address names, for those who may see it; for the others it does not exist."""

from __future__ import annotations

from django.http import Http404

from sunforest.core.process import authority
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case
from sunforest.faces.desk.access import DeskRequest


def case_with(request: DeskRequest, number: str) -> Case:
    """The case of that number with what its page names. Raises Http404."""
    names = ("organ", "party", "parent", "handler__holder", "handler__deputy__holder")
    case = Case.objects.select_related(*names).filter(number=number).first()
    if case is None or not authority.may_see(case, request.posts):
        raise Http404
    return case


def act_of(process: type[Process], name: str) -> Act:
    """The declared act of that name. Raises Http404."""
    try:
        return process.act(name)
    except KeyError as error:
        raise Http404 from error
