"""A crawl of the whole interface as nobody: what is closed, withheld or a party's own is in no answer."""

import gzip
import json
import re

import pytest
from django.utils import timezone

from applicants import APPLICATION, PERSON
from cast import at
from sunforest.core.ledger import followers
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.models import Officer
from sunforest.core.people import case_keys, parties
from sunforest.core.process import numbers
from sunforest.core.process.models import Case
from sunforest.matters.publishing.process import OfficialDocument

pytestmark = pytest.mark.django_db
DRAFT = {
    "title": "关于尚未签发的燃气通知",
    "genre": "通知",
    "topics": [],
    "body": "<p>尚未签发的正文</p>",
    "summary": "未定",
}


@pytest.fixture
def county(permit, cast):
    """An accepted permit at which an officer looked, and a draft that nobody may see."""
    from sunforest.core.organs.models import Topic
    from sunforest.core.process.perform import open_case

    Topic.objects.create(name="城乡建设")
    open_case(
        OfficialDocument,
        OfficialDocument.draft,
        organ=cast.housing,
        actor=cast.wang,
        data={**DRAFT, "topics": ["城乡建设"], "article_20_head": "13"},
        at=at("2025-09-27"),
        key="draft",
    )
    parties.record_look(
        case_id=permit.case.pk,
        party=cast.chen,
        officer_id=cast.wang.officer_id,
        organ_id=cast.housing.pk,
        purpose="handling",
        at=timezone.now(),
    )
    followers.catch_up(at("2025-09-28"))
    return permit


def addresses(document):
    """Every GET of the document, its places filled with what there is."""
    known = {
        "number": list(Case.objects.values_list("number", flat=True)),
        "case_number": list(Case.objects.values_list("number", flat=True)),
        "code": ["001008003012011"],
        "organ": ["001008003012011"],
        "year": ["2025"],
        "index": [str(index) for index in range(Leaf.objects.count())],
        "key": ["road_occupation", "document"],
    }
    for path, methods in document["paths"].items():
        if "get" not in methods:
            continue
        places = re.findall(r"{(\w+)}", path)
        filled = [path]
        for place in places:
            filled = [one.replace(f"{{{place}}}", value) for one in filled for value in known[place]]
        yield from filled


def crawled(client):
    """The text of every answer, pages followed to their end."""
    document = client.get("/api/v1/openapi.json").json()
    asked = {"/api/v1/suggestions": "?q=关", "/api/v1/calendar/sum": "?start=2025-09-25&working_days=5"}
    for address in addresses(document):
        following = address + asked.get(address, "")
        while following:
            answer = client.get(following)
            packed = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield following, answer.status_code, (gzip.decompress(packed) if answer.streaming else packed).decode()
            is_json = answer.status_code == 200 and not answer.streaming
            told = json.loads(packed) if is_json else {}
            more = told.get("next") if isinstance(told, dict) else None
            following = more.removeprefix("http://localhost:8000") if more else None


def test_nothing_that_is_closed_withheld_or_a_party_s_own_is_told(client, county, cast):
    case_key = case_keys.of(county.case.pk)
    party = parties.read(cast.chen)
    secrets = {
        *(party.name, party.number, party.phone, APPLICATION["place"], PERSON["number"]),
        *(numbers.query_code(case_key), numbers.progress_token(case_key)),
        *("尚未签发", Case.objects.get(process_key="document").number),
        *Officer.objects.values_list("name", flat=True),
    }
    told = list(crawled(client))
    assert sum(status == 200 for _address, status, _text in told) > 25
    for address, status, text in told:
        assert status in (200, 404, 422), address
        for secret in secrets:
            assert secret not in text or secret in address, f"{address} tells {secret}"


def test_the_interface_tells_of_a_case_what_its_public_page_shows(client, county):
    told = client.get(f"/api/v1/cases/{county.case.number}").json()
    page = client.get(f"/cases/{county.case.number}/").content.decode()
    for step in told["steps"]:
        assert step["act_title"] in page
        for field in step["fields"]:
            assert field["shown"] in page
