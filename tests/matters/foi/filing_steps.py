"""What an applicant does on the pages of filing, in a few words."""

from applicants import PERSON as NAMED
from phone import code_sent

PERSON_PAGE, ORGANISATION_PAGE = "/request/person/", "/request/organisation/"
HOUSING = "001008003012011"
WHO = {f"who-{name}": NAMED[name] for name in ("name", "number", "phone")}
ASKED = {"wanted": "幸福小区加装电梯的审批文件", "supply": "online", "address": ""}


def filled(**changes):
    """The form of a person as a browser posts it."""
    return {**WHO, **ASKED, "where-organ": HOUSING, "filing-key": "one key", **changes}


def file(client, page=PERSON_PAGE, **changes):
    """Look over, submit, type the code; gives the answer to the last click."""
    client.post(page, filled(**{"filing-step": "confirm", **changes}))
    return client.post(page, filled(**{"filing-step": "prove", "filing-code": code_sent(), **changes}))
