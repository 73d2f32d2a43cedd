"""What an act shows to the public, to the party and to the staff (design §3, disclosure)."""

import json

import pytest
from django import forms
from django.utils import translation
from road_occupation.forms import Application, Supplement, WhatIsMissing
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.roles import CLERK, PARTY, SYSTEM
from sunforest.core.process import disclosure, grounds, records
from sunforest.core.process.declaration import Act
from sunforest.core.process.fields import HtmlField, UploadsField

APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路"}


class Asked(forms.Form):
    name = forms.CharField(label="名称")
    day = forms.DateField(label="日期")
    remark = forms.CharField(label="内部意见")

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["name"]}
        internal = {grounds.INTERNAL_AFFAIRS: ["remark"]}


class Nearer(Asked):
    more = forms.CharField(label="补充")

    class Meta(Asked.Meta):
        closed = {grounds.COMMERCIAL_SECRET_OR_PRIVACY: ["name", "more"]}


def fields(**values: str) -> list[dict[str, str]]:
    return [{"name": name, "label": name, "value": value, "shown": value} for name, value in values.items()]


def names(shown: list[dict[str, str]]) -> list[str]:
    return [field["name"] for field in shown]


def test_public_party_and_staff_see_less_and_less_closed() -> None:
    act, answered = Act("登记", by=CLERK, asks=Asked), fields(name="陈", day="2026-11-02", remark="注意")
    assert names(disclosure.open_fields(act, answered)) == ["day"]
    assert names(disclosure.fields_for_party(act, answered)) == ["name", "day"]


def test_grounds_are_gathered_over_the_whole_chain_and_the_nearest_counts() -> None:
    assert disclosure.closed_fields(Nearer) == {
        "name": grounds.COMMERCIAL_SECRET_OR_PRIVACY,
        "more": grounds.COMMERCIAL_SECRET_OR_PRIVACY,
        "remark": grounds.INTERNAL_AFFAIRS,
    }
    assert disclosure.closed_fields(Supplement) == disclosure.closed_fields(Application)


def test_a_form_that_replaces_meta_does_not_open_what_its_parent_closed() -> None:
    class Careless(Asked):
        class Meta(Asked.Meta):
            closed = {}
            internal = {}

    assert disclosure.closed_fields(Careless).keys() == {"name", "remark"}


@pytest.mark.parametrize(
    ("field", "is_text"),
    [
        (forms.CharField(), True),
        (forms.EmailField(), True),
        (forms.JSONField(), True),
        (forms.FileField(), True),
        (HtmlField(), True),
        (UploadsField(), True),
        (forms.ChoiceField(), False),
        (forms.TypedChoiceField(), False),
        (forms.MultipleChoiceField(), False),
        (forms.ModelChoiceField(queryset=None), False),
        (forms.IntegerField(), False),
        (forms.DecimalField(), False),
        (forms.DateField(), False),
        (forms.DateTimeField(), False),
        (forms.BooleanField(), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_text_is_told_from_choices_days_and_numbers(field: forms.Field, is_text: bool) -> None:
    assert disclosure.is_text_or_file(field) is is_text


@pytest.mark.parametrize(("role", "opened"), [(CLERK, {"text", "day"}), (PARTY, {"day"}), (SYSTEM, {"day"})])
def test_open_text_is_open_in_acts_of_staff_only(role: object, opened: set[str]) -> None:
    asked = type("Asked", (forms.Form,), {"text": forms.CharField(), "day": forms.DateField()})
    assert disclosure.open_field_names(Act("登记", by=role, asks=asked)) == opened  # type: ignore[arg-type]
    assert disclosure.open_field_names(Act("登记", by=(CLERK, PARTY), asks=asked)) == {"day"}


def test_canonical_bytes_have_sorted_keys_and_no_blanks() -> None:
    assert disclosure.canonical({"b": "县", "a": [1, True, None]}) == '{"a":[1,true,null],"b":"县"}'.encode()


@pytest.mark.django_db
class TestTheFaceOfAnAct:
    @pytest.fixture
    def cast(self) -> Cast:
        return assemble()

    def face(self, number: int) -> dict[str, object]:
        return dict(json.loads(Leaf.objects.get(record_number=number).face))

    def test_keeps_the_chinese_labels_of_the_day_whatever_language_the_page_has(self, cast: Cast) -> None:
        with translation.override("en"):
            Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
        face = self.face(1)
        assert (face["process_title"], face["act_title"], face["state_title"]) == ("临时占用道路许可", "申请", "待受理")
        assert face["fields"][0] == {"name": "purpose", "label": "占用事由", "value": "works", "shown": "工程施工"}
        assert (face["organ_name"], face["day"], face["law"]) == (
            "晴林县住房和城乡建设局", "2026-11-02", "《城市道路管理条例》第31条",
        )  # fmt: skip

    def test_does_not_show_what_the_applicant_wrote_nor_what_was_closed(self, cast: Cast) -> None:
        story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
        story.perform(RoadOccupation.ask_to_supplement, on="2026-11-03", until="2026-11-20", missing="平面图")
        assert [field["name"] for field in self.face(1)["fields"]] == ["purpose", "first_day", "last_day"]
        assert [field["name"] for field in self.face(2)["fields"]] == ["until"]
        assert disclosure.closed_fields(WhatIsMissing) == {"missing": grounds.PERSONAL_INFORMATION}
        assert "望林路" not in story.public_text() and "平面图" not in story.public_text()

    def test_is_withheld_while_the_process_is_closed_and_kept_sealed_in_the_record(self, cast: Cast) -> None:
        from sunforest.matters.publishing.process import PublicConcernProcess

        detected = {"detected_at": "2026-11-02T09:00", "title": "停水传言", "story": "网传全城停水"}
        story = Story(PublicConcernProcess, cast).perform(PublicConcernProcess.detect, on="2026-11-02", **detected)
        leaf, (deed,) = Leaf.objects.get(), records.of(story.case)
        assert (leaf.face, leaf.salt) == (None, None)
        assert deed.record.ground == grounds.PROCESS_INFORMATION.key
        assert json.loads(deed.content["withheld"]["face"])["act"] == "detect"
        entry = json.loads(bytes(leaf.entry))
        assert entry.keys() == {"c", "n", "s", "v"}, "neither kind nor time of a closed act stand in the log"
