"""What a party does on the pages, in a few words."""

from applicants import APPLICATION, PERSON
from phone import code_sent

APPLY = "/processes/road_occupation/apply/apply/"
HOUSING = "001008003012011"


def filled(**changes):
    """The whole application form as a browser posts it."""
    who = {f"who-{name}": value for name, value in PERSON.items()}
    return {**who, "where-organ": HOUSING, **APPLICATION, "filing-key": "one key", **changes}


def apply(client, **changes):
    """Fill in, look over, submit, type the code that came by phone; gives the answer to the last click."""
    response = client.post(APPLY, filled(**{"filing-step": "confirm", **changes}))
    if "filing-code" not in response.content.decode():
        return response
    return client.post(APPLY, filled(**{"filing-step": "prove", "filing-code": code_sent(), **changes}))
