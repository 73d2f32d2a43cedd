"""The demonstration county, put in by declared acts: loaded once for this module, taken away afterwards."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import override_settings

from sunforest.core.ledger.models import Leaf
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.organs.models import County, Officer, Organ, Post, Topic
from sunforest.core.people import keys
from sunforest.core.process import doctor
from sunforest.core.process.disclosure import text_of_html
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import Incomplete
from sunforest.core.search import current
from sunforest.core.search.query import Query
from sunforest.demo import documents, loading
from sunforest.demo.loading import CONTENT, NotADemonstration, NotEmpty
from sunforest.demo.reading import read_county
from sunforest.matters.administration.models import Subject
from sunforest.matters.publishing.forms import GENRES
from sunforest.matters.publishing.models import Correction, NotDisclosed, OfficialResponse, PublicDocument
from sunforest.matters.reports.models import PublicReport
from sunforest.pure import personal_data
from sunforest.pure.annual_requests import broken_carry_over
from sunforest.pure.annual_tables import broken_stock, tables_from

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)
OF = {"county": {}, "organ": {"organ_name": "晴林县住房和城乡建设局"}}
PLANTED = ("339921198506150025", "13900000012", "339921199104080065", "13900000068")


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    """The loaded county, in a transaction that is undone, with an index of its own."""
    keys.key("fields"), keys.key("index")
    folder = tmp_path_factory.mktemp("demonstration")
    with django_db_blocker.unblock(), override_settings(SUNFOREST_DATA=folder), transaction.atomic():
        yield loading.load(AT)
        current.index().close()
        transaction.set_rollback(True)


def states_of(process):
    return Counter(Case.objects.filter(process_key=process).values_list("state", flat=True))


def test_every_document_rests_in_the_state_that_its_content_names(county):
    assert states_of("document") == {
        "published": 49,
        "held": 4,
        "in_review": 1,
        "approved": 1,
        "in_revision": 1,
        "withdrawn": 1,
        "drafting": 1,
        "checking": 1,
        "clearing": 1,
        "approving": 1,
        "dropped": 1,
    }


def test_organs_officers_and_topics_each_have_a_case(county):
    subjects = Subject.objects
    assert subjects.exclude(organ=None).count() == Organ.objects.count() == county.organs == 16
    assert subjects.exclude(officer=None).count() == Officer.objects.count() == county.officers == 56
    assert subjects.exclude(topic=None).count() == Topic.objects.count() == county.topics == 95


def test_absences_and_deputies_stand_at_their_posts(county):
    head = Post.objects.get(organ__short_name="县教育局", title="局长")
    assert (head.deputy.title, head.absent_until.isoformat()) == ("副局长", "2026-11-30")
    assert Post.objects.get(organ__short_name="县财政局", title="局长").deputy.title == "副局长"


def test_three_documents_are_late_and_say_why(county):
    late = PublicDocument.objects.filter(days_late__gt=0)
    assert sorted(late.values_list("days_late", flat=True)) == [5, 9, 29]
    assert all(late.values_list("late_reason", flat=True))


def test_what_is_not_disclosed_is_listed_by_ground(county):
    listed = Counter(NotDisclosed.objects.filter(opened_on=None).values_list("disclosure", "ground"))
    assert listed == {("CLOSED", "process_information"): 3, ("CLOSED", "third_party"): 1, ("ON_REQUEST", ""): 1}


def test_joint_documents_name_the_other_organs(county):
    joint = PublicDocument.objects.exclude(joint_organs="").values_list("document_number", "joint_organs")
    assert dict(joint)["晴建发〔2025〕31号"] == "晴林县市场监督管理局、晴林县综合行政执法局"
    assert len(joint) == 4


def test_the_feed_of_corrections_tells_of_revision_withdrawal_and_effect(county):
    assert Counter(Correction.objects.values_list("kind", flat=True)) == {"effect": 6, "revised": 1, "withdrawn": 1}


def test_a_document_ends_by_itself_on_its_last_day(county):
    expired = ActRecord.objects.filter(act="expire").order_by("effective_on")
    assert [record.effective_on.isoformat() for record in expired] == [
        "2026-04-30",
        "2026-09-30",
        "2026-10-20",
        "2026-11-16",
    ]
    assert all((record.recorded_at.date() - record.effective_on).days == 0 for record in expired)


def test_the_review_of_a_closed_document_is_a_case_of_its_own(county):
    review = Case.objects.get(process_key="disclosure_review")
    assert (review.state, review.parent.state) == ("pending", "in_review")


def test_concerns_are_answered_one_of_them_late(county):
    assert states_of("concern") == {"closed": 2, "responded": 1, "in_hand": 1}
    assert OfficialResponse.objects.get(is_late=True).title == "关于“晨光社区部分居民反映自来水发黄”的回应"


def test_annual_reports_of_earlier_years_are_public_and_this_years_is_being_written(county):
    assert states_of("annual_report") == {"published": 5, "drafting": 1}
    reports = PublicReport.objects.order_by("scope", "year")
    assert [tables_from(report.tables).broken() for report in reports] == [()] * 5
    for scope in ("county", "organ"):
        before, after = (PublicReport.objects.get(scope=scope, year=year, **OF[scope]) for year in (2024, 2025))
        assert broken_carry_over(tables_from(before.tables).table_2, tables_from(after.tables).table_2) == ()
        assert broken_stock(tables_from(before.tables).table_1, tables_from(after.tables).table_1) == ()
    assert PublicReport.objects.get(year=2025, **OF["organ"]).version == 2


@pytest.mark.parametrize(("scope", "of_document"), [("county", "晴林县人民政府2025"), ("organ", "城乡建设局2025")])
def test_an_annual_report_says_what_the_document_of_that_year_said(county, scope, of_document):
    said = text_of_html(PublicDocument.objects.get(genre="年报", title__contains=of_document).body)
    rows = PublicReport.objects.get(year=2025, scope=scope, **OF[scope]).tables["t2"]
    printed = re.search(r"本年新收(?:申请数量)?\s+(\d+)\s+(\d+)\s+(\d+)", said)
    assert printed is not None
    assert [int(number) for number in printed.groups()] == [rows["r01"][0], sum(rows["r01"][1:6]), rows["r01"][6]]


def test_acts_stand_at_their_historical_moments(county):
    document = PublicDocument.objects.get(document_number="晴建发〔2024〕22号")
    case = Case.objects.get(number=document.case_number)
    days = list(case.records.order_by("number").values_list("effective_on", flat=True))
    assert days == sorted(days)
    assert (days[0].isoformat(), document.published_on.isoformat()) == ("2024-04-10", "2024-04-26")


def test_index_numbers_are_given_in_the_order_of_signature(county):
    numbered = PublicDocument.objects.filter(organ_code="001099003021001", formed_on__year=2025).order_by("formed_on")
    assert [document.index_number[-5:] for document in numbered] == [f"{n:05d}" for n in range(1, len(numbered) + 1)]


def test_no_public_face_holds_personal_data(county):
    faces = [json.loads(face) for face in Leaf.objects.exclude(face=None).values_list("face", flat=True)]
    texts = [str(field["value"]) for face in faces for field in face["fields"] if field["name"] != "index_number"]
    assert len(faces) > 150
    assert [text for text in texts if any(number in text for number in PLANTED)] == []
    words = [text for text in texts if not text.startswith("<") and not text.isdecimal()]
    assert [finding.text for text in words for finding in personal_data.find(text) if finding.type == "phone"] == []


def test_nothing_is_wrong_with_the_loaded_county(county):
    assert list(doctor.examine(AT)) == []


def test_notices_of_the_past_are_not_sent_again(county):
    assert QueuedNotice.objects.filter(sent_at=None).count() == 0
    assert QueuedNotice.objects.count() > 100


def test_documents_are_found_at_once(county):
    assert current.index().search(Query("公共租赁住房")).total >= 2


def test_an_account_opens_with_its_password_and_its_code(county):
    account = next(one for one in loading.sign_ins(AT) if one.username == "clerk.wang")
    assert (account.name, account.organ, account.roles) == ("王晓岚", "县住建局", ("经办人",))
    assert get_user_model().objects.get(username=account.username).check_password(account.password)
    secret = decrypt(Authenticator.objects.get(user__username="clerk.wang").data["secret"])
    assert account.code == format_hotp_value(hotp_value(secret, int(AT.timestamp()) // 30))


def test_every_account_has_a_second_factor(county):
    assert Authenticator.objects.count() == get_user_model().objects.count() == len(loading.sign_ins(AT)) == 56


def test_a_real_county_shows_no_accounts(county):
    with transaction.atomic():
        County.objects.update(is_demonstration=False)
        with pytest.raises(NotADemonstration):
            loading.sign_ins(AT)
        transaction.set_rollback(True)


def test_a_second_load_changes_nothing(county):
    before = ActRecord.objects.count()
    with pytest.raises(NotEmpty):
        loading.load(AT)
    assert ActRecord.objects.count() == before == county.acts


@pytest.mark.django_db
def test_a_load_that_breaks_leaves_nothing(monkeypatch):
    content = read_county(CONTENT)
    broken = replace(content.documents[0], genre="没有这种文种")
    monkeypatch.setattr(loading, "read_county", lambda _folder: replace(content, documents=(broken,), concerns=()))
    with pytest.raises(Incomplete):
        loading.load(AT)
    assert (County.objects.count(), Case.objects.count(), get_user_model().objects.count()) == (0, 0, 0)


def test_the_genres_of_the_content_are_those_of_the_form():
    content = read_county(CONTENT)
    offered = {key for key, _title in GENRES}
    assert {documents.GENRES.get(each.genre, each.genre) for each in content.documents} <= offered
