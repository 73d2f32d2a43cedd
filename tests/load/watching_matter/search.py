"""Each case can be found: by the number that its opening leaf shows."""

import json

from django.urls import reverse

from sunforest.core.search.entry import SearchEntry


def entries_of(leaves):
    numbers = [json.loads(leaf.face)["case"] for leaf in leaves if leaf.face is not None and leaf.record_number == 1]
    return {f"watched:{number}": entry_of(number) for number in numbers}


def entry_of(number):
    return SearchEntry(
        identity=f"watched:{number}", kind="case", title=number, body=number, url=reverse("portal:case", args=[number])
    )
