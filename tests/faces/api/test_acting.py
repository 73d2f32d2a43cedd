"""A party's own acts through the interface: the same forms, the same refusals, in words for each field."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicants import APPLICATION, PERSON
from sunforest.core.people import case_keys, parties
from sunforest.core.people.models import Attempt, Party
from sunforest.core.process import numbers
from sunforest.core.process.models import Case

pytestmark = pytest.mark.django_db
BASE = "/api/v1/"
APPLY = f"{BASE}processes/road_occupation/acts/apply"


@pytest.fixture
def post(client, cast):
    def send(path, body):
        return client.post(path, body, content_type="application/json")

    return send


def filing(**changes):
    return {"organ": "001008003012011", "party": PERSON, "answers": APPLICATION, **changes}


def test_an_application_gives_number_code_and_the_address_of_its_progress(post):
    answer = post(APPLY, filing())
    assert answer.status_code == 201, answer.content.decode()
    receipt = answer.json()
    case = Case.objects.get()
    assert (receipt["case"], receipt["state"]) == (case.number, "submitted")
    assert receipt["query_code"] == numbers.query_code(case_keys.of(case.pk))
    assert receipt["due_on"] == case.due_on.isoformat()
    assert case.token_index == numbers.index_of_token(receipt["progress_url"].rstrip("/").rsplit("/", 1)[-1])
    assert case.records.get().channel == "api"


def test_the_same_application_sent_twice_is_one_case(post):
    first, second = post(APPLY, filing(key="once")), post(APPLY, filing(key="once"))
    assert first.json() == second.json()
    assert Case.objects.count() == 1


def test_every_field_says_in_words_what_is_wrong_with_it(post):
    wrong = filing(party={**PERSON, "number": "110105194912310021", "phone": "12"}, answers={"purpose": "war"})
    errors = post(APPLY, wrong).json()["errors"]
    assert errors["party.number"] == ["校验位不符，请逐位核对号码。"]
    assert errors["party.phone"] == ["手机号应为11位数字，以1开头。"]
    errors = post(APPLY, filing(answers={"purpose": "war"})).json()["errors"]
    assert set(errors) == {"purpose", "first_day", "last_day", "place"}


def test_a_rule_of_law_says_no_in_its_own_words_and_nothing_stays(post):
    answer = post(APPLY, filing(answers={**APPLICATION, "first_day": "2020-01-01"}))
    assert (answer.status_code, answer.json()["detail"]) == (422, "开始日期须晚于今天，先批准后占用")
    assert not parties.with_number(PERSON["number"])
    assert not Case.objects.exists()


def test_where_several_organs_may_handle_it_one_must_be_named(post):
    assert list(post(APPLY, filing(organ="")).json()["errors"]) == ["organ"]
    assert list(post(APPLY, filing(organ="nobody")).json()["errors"]) == ["organ"]


def test_an_enterprise_files_with_its_code(post):
    enterprise = {**PERSON, "kind": "enterprise", "name": "晴林某某有限公司", "number": "91350100M000100Y43"}
    assert post(APPLY, filing(party=enterprise)).status_code == 201
    assert Party.objects.filter(kind="enterprise").count() == 2


def test_a_known_party_keeps_the_phone_that_it_has(post, cast):
    post(APPLY, filing())
    post(APPLY, filing(party={**PERSON, "phone": "13911111111"}))
    assert parties.read(parties.with_number(PERSON["number"])).phone == PERSON["phone"]


def test_the_party_sees_its_own_answers_with_number_and_code(post):
    receipt = post(APPLY, filing()).json()
    seen = post(f"{BASE}cases/{receipt['case']}/progress", {"query_code": receipt["query_code"]}).json()
    assert seen["steps"][0]["fields"][3]["shown"] == APPLICATION["place"]
    assert (seen["seen"], seen["acts_open"]) == (1, [])


def test_an_unknown_number_and_a_wrong_code_get_the_same_answer(post, permit):
    wrong = post(f"{BASE}cases/{permit.case.number}/progress", {"query_code": "1"})
    unknown = post(f"{BASE}cases/339921-250925-000000-0/progress", {"query_code": "1"})
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
    assert wrong.status_code == 403


def test_after_five_failures_there_is_a_pause(post, permit):
    for _time in range(5):
        post(f"{BASE}cases/{permit.case.number}/progress", {"query_code": "1"})
    answer = post(f"{BASE}cases/{permit.case.number}/progress", {"query_code": "1"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")


def test_applications_from_one_address_are_bounded(post):
    for _time in range(20):
        post(APPLY, filing(key="once"))
    assert post(APPLY, filing(key="once")).status_code == 429


def incomplete(cast, case):
    from road_occupation.process import RoadOccupation

    from sunforest.core.process.perform import perform

    until = (timezone.localdate() + timedelta(days=20)).isoformat()
    perform(
        case,
        RoadOccupation.ask_to_supplement,
        actor=cast.wang,
        data={"until": until, "missing": "平面图"},
        at=timezone.now(),
        seen=1,
        key="ask",
    )


def test_the_party_supplements_when_asked(post, cast):
    receipt = post(APPLY, filing()).json()
    incomplete(cast, Case.objects.get())
    act = f"{BASE}cases/{receipt['case']}/acts/supplement"
    hole = post(act, {"query_code": receipt["query_code"], "answers": {}})
    assert (hole.status_code, set(hole.json()["errors"])) == (422, {"purpose", "first_day", "last_day", "place"})
    done = post(act, {"query_code": receipt["query_code"], "answers": APPLICATION, "seen": 2})
    assert (done.status_code, done.json()["state"]) == (200, "submitted")


def test_who_did_not_see_the_last_step_is_told_so(post, cast):
    receipt = post(APPLY, filing()).json()
    incomplete(cast, Case.objects.get())
    act = f"{BASE}cases/{receipt['case']}/acts/supplement"
    assert post(act, {"query_code": receipt["query_code"], "answers": APPLICATION, "seen": 1}).status_code == 409


def test_an_act_that_is_not_open_now_and_one_of_the_staff_are_refused(post):
    receipt = post(APPLY, filing()).json()
    body = {"query_code": receipt["query_code"], "answers": APPLICATION}
    assert post(f"{BASE}cases/{receipt['case']}/acts/supplement", body).status_code == 409
    assert post(f"{BASE}cases/{receipt['case']}/acts/accept", body).status_code == 404


def test_a_file_is_received_first(client, cast):
    answer = client.post(f"{BASE}files", {"file": SimpleUploadedFile("平面图.pdf", b"%PDF-1.7 plan")})
    assert (answer.status_code, answer.json()["name"]) == (201, "平面图.pdf")
    refused = client.post(f"{BASE}files", {"file": SimpleUploadedFile("x.exe", b"MZ")})
    assert refused.status_code == 422


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(answers=st.dictionaries(st.sampled_from([*APPLICATION, "other"]), ANYTHING), changed=ANYTHING)
def test_whatever_is_answered_is_told_and_never_breaks_the_server(client, cast, answers, changed):
    Attempt.objects.all().delete()
    party = {**PERSON, "name": changed} if isinstance(changed, str) else PERSON
    body = {"organ": "001008003012011", "party": party, "answers": {**APPLICATION, **answers}}
    assert client.post(APPLY, body, content_type="application/json").status_code in (201, 422)
