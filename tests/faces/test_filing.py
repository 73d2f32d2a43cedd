"""How a party brings its business in: who it is, its files, and how often."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from applicants import PERSON
from cast import at
from sunforest.core.people import proofs
from sunforest.core.process.declaration import PARTY, Act
from sunforest.core.process.fields import UploadsField
from sunforest.core.process.models import Upload
from sunforest.faces import filing
from sunforest.pure.moment import Refusal

NOW = at("2025-09-25")


class WithPlan(forms.Form):
    """An act that asks for a file."""

    plan = UploadsField(label="平面图")


HAND_IN = Act("提交", by=PARTY, asks=WithPlan)


def received(files, data=None):
    posted = QueryDict(mutable=True)
    posted.update(data or {})
    return filing.receive_files(
        HAND_IN, posted, MultiValueDict({"plan_files": files}), filing.visitor_files("192.0.2.1", NOW)
    )


@pytest.mark.django_db
def test_a_file_is_kept_under_its_digest_and_named_in_the_answers():
    answered = received([SimpleUploadedFile("平面图.pdf", b"%PDF-1.7 plan")])
    form = filing.form_of(HAND_IN, answered.data)
    assert form.is_valid()
    assert form.cleaned_data["plan"] == [{"digest": Upload.objects.get().digest, "name": "平面图.pdf"}]


@pytest.mark.django_db
def test_a_file_received_before_stays_when_another_follows():
    first = received([SimpleUploadedFile("一.pdf", b"%PDF-1.7 one")])
    second = received([SimpleUploadedFile("二.pdf", b"%PDF-1.7 two")], {"plan": first.data["plan"]})
    form = filing.form_of(HAND_IN, second.data)
    assert form.is_valid()
    assert [file["name"] for file in form.cleaned_data["plan"]] == ["一.pdf", "二.pdf"]


@pytest.mark.django_db
def test_a_file_that_is_not_accepted_says_why():
    answered = received([SimpleUploadedFile("x.exe", b"MZ")])
    assert list(answered.refused_files) == ["plan"]
    assert not Upload.objects.exists()


@pytest.mark.django_db
def test_files_from_one_address_are_bounded():
    for _time in range(proofs.RECEIVED_FILES.most):
        proofs.take(proofs.RECEIVED_FILES, ("address 192.0.2.1",), at=NOW)
    assert received([SimpleUploadedFile("一.pdf", b"%PDF-1.7 one")]).refused_files == {
        "plan": "尝试次数过多，请稍后再试。"
    }


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["[]", "{", "null", '[{"digest": 1}]', "[1]"])
def test_a_forged_list_of_files_is_no_file(text):
    assert not filing.form_of(HAND_IN, received([], {"plan": text}).data).is_valid()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "110105194912310021"}, "number"),
        ({"number": "110105491231002"}, "number"),
        ({"kind": "enterprise"}, "number"),
        ({"kind": "nobody"}, "kind"),
        ({"name": ""}, "name"),
        ({"phone": "23900000003"}, "phone"),
        ({"phone": "1390000000"}, "phone"),
    ],
)
def test_an_identity_that_cannot_be_is_told_at_its_field(changes, field):
    assert list(filing.IdentityForm({**PERSON, **changes}).errors) == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": " １１０１０５１９４９１２３１００２x "},
        {"phone": "139 0000 0003"},
        {"phone": "１３９００００００３３"},
    ],
)
def test_what_is_typed_on_a_phone_is_read_kindly(changes):
    form = filing.IdentityForm({**PERSON, **changes})
    assert form.is_valid(), form.errors
    assert form.identity().number == PERSON["number"]


def test_a_refusal_is_said_in_the_language_of_the_page_with_the_words_that_fill_it():
    refusal = Refusal("内容与签发的稿件不一致（%(fields)s）。如需修改，请退回拟稿重新送审。", fields=("标题", "正文"))
    assert str(refusal) == "内容与签发的稿件不一致（标题、正文）。如需修改，请退回拟稿重新送审。"
    with translation.override("en"):
        assert "(Title, Text of the document)" in filing.refusal_words(refusal)
