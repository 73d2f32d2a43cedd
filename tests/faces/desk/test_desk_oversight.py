"""Inspectors, auditors, statistics: read over all organs, and one case taken along whole."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import zipfile
from datetime import date

import pytest
from desk_client import desk_of
from django.test import Client
from django.utils import timezone
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story
from sunforest.core.organs.models import Post
from sunforest.core.process.models import ClockMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def applied(cast: Cast, on: str = "2026-09-23") -> Story:
    return Story(RoadOccupation, cast).perform(
        RoadOccupation.apply, on=on, purpose="works", first_day="2027-03-01", last_day="2027-03-05", place="林荫路 8 号"
    )


@pytest.fixture
def story(cast: Cast) -> Story:
    return applied(cast).perform(RoadOccupation.accept, on="2026-09-24")


def export(desk: Client, story: Story) -> dict[str, object]:
    answer = desk.get(f"/desk/cases/{story.case.number}/export.zip")
    assert answer.status_code == 200 and answer.streaming
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_supervision_shows_what_is_late_organ_by_organ(cast: Cast, story: Story) -> None:
    page = desk_of(cast.inspector).get("/desk/supervision/").content.decode()
    assert story.case.number in page and "住建局" in page and "全县有 1 件逾期未办。" in page


def test_supervision_and_audit_are_closed_to_clerks(cast: Cast) -> None:
    desk = desk_of(cast.wang)
    assert desk.get("/desk/supervision/").status_code == 403
    assert desk.get("/desk/audit/").status_code == 403
    assert desk_of(cast.inspector).get("/desk/audit/late/").status_code == 403


def test_an_auditor_can_do_no_act(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.auditor)
    for act in ("inspect", "assign", "rectify"):
        assert desk.post(f"/desk/cases/{story.case.number}/acts/{act}/", {"do": "1"}).status_code == 403


def test_rectified_records_are_listed(cast: Cast, story: Story) -> None:
    story.perform(RoadOccupation.act("rectify"), on="2026-09-25", record=1, values="last_day=2027-03-08", reason="笔误")
    page = desk_of(cast.auditor).get("/desk/audit/rectified/?since=2026-01-01").content.decode()
    assert story.case.number in page and "更正记录" in page and "赵岚" in page


def test_acts_by_somebody_else_than_the_holder_are_listed(cast: Cast) -> None:
    Post.objects.filter(pk=cast.wang.post_id).update(absent_from=date(2020, 1, 1), deputy=cast.li.post_id)
    deputy = type(cast.wang)(role=cast.wang.role, officer_id=cast.li.officer_id, post_id=cast.wang.post_id)
    story = applied(cast).perform(RoadOccupation.accept, on="2026-09-24", by=deputy)
    page = desk_of(cast.auditor).get("/desk/audit/deputies/?since=2026-01-01").content.decode()
    assert story.case.number in page and "李涛" in page and "经办科员" in page


def test_late_acts_are_listed(cast: Cast, story: Story) -> None:
    story.perform(RoadOccupation.inspect, on="2026-11-20", inspected_on="2026-11-20", findings="可以占用")
    story.perform(RoadOccupation.grant, on="2026-11-23", from_day="2027-03-01", until_day="2027-03-05")
    page = desk_of(cast.auditor).get("/desk/audit/late/?since=2026-01-01").content.decode()
    assert story.case.number in page and "准予许可" in page


def test_justified_findings_are_listed_without_their_text(cast: Cast) -> None:
    story = applied(cast).perform(
        RoadOccupation.decline,
        on="2026-09-24",
        reason="请电 13812345678",
        justified={"reason:13812345678": "对外公布的值班电话"},
    )
    page = desk_of(cast.auditor).get("/desk/audit/justified/?since=2026-01-01").content.decode()
    assert story.case.number in page and "手机号码" in page and "王敏" in page and "13812345678" not in page


def test_looks_at_personal_data_are_listed(cast: Cast, story: Story) -> None:
    desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/")
    page = desk_of(cast.auditor).get("/desk/audit/looks/").content.decode()
    assert story.case.number in page and "王敏" in page and "办理" in page


def test_an_unknown_list_does_not_exist(cast: Cast) -> None:
    assert desk_of(cast.auditor).get("/desk/audit/everything/").status_code == 404


def test_an_export_masks_personal_fields_until_a_purpose_is_stated(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.auditor)
    found = export(desk, story)
    assert "林荫路" not in json.dumps(found, ensure_ascii=False)
    assert found["case.json"]["personal_fields"] == "masked"
    desk.post(f"/desk/cases/{story.case.number}/purpose/", {"purpose": "audit"})
    assert "林荫路 8 号" in json.dumps(export(desk, story), ensure_ascii=False)


def test_commitments_in_an_export_open_with_its_faces_and_salts(cast: Cast, story: Story) -> None:
    found = export(desk_of(cast.auditor), story)
    commitments = {record["number"]: record["commitment"] for record in found["records.json"]}
    assert len(found["leaves.json"]) == 2
    for leaf in found["leaves.json"]:
        opened = hmac.new(bytes.fromhex(leaf["salt"]), leaf["face"].encode(), hashlib.sha256).hexdigest()
        assert opened == commitments[leaf["record"]] == json.loads(leaf["entry"])["c"]


def test_an_export_holds_what_its_due_days_were_reckoned_from(cast: Cast, story: Story) -> None:
    found = export(desk_of(cast.auditor), story)["clocks.json"]
    decide = next(clock for clock in found["clocks"] if clock["deadline"] == "decide_by")
    assert decide["due_on"] == "2026-10-29" and ["2026-10-01", "法定节假日（2026年放假安排）"] in decide["not_counted"]
    assert [event["act"] for event in found["events"]] == ["apply", "accept"]


def test_an_export_of_another_organs_case_is_for_auditors_only(cast: Cast, story: Story) -> None:
    assert desk_of(cast.zhao).get(f"/desk/cases/{story.case.number}/export.zip").status_code == 403


def test_the_figures_add_up_and_can_be_downloaded(cast: Cast, story: Story) -> None:
    applied(cast).perform(RoadOccupation.decline, on="2026-09-24", reason="不属于本机关职权")
    page = desk_of(cast.zhao).get("/desk/reports/").content.decode()
    assert "<svg" in page and "新开 2 件，办结 1 件" in page
    text = desk_of(cast.zhao).get("/desk/reports/figures.csv").content.decode("utf-8-sig")
    assert "2026-09,2,1,0" in text


def test_figures_of_another_organ_are_not_counted(cast: Cast, story: Story) -> None:
    assert "新开 0 件" in desk_of(cast.sun).get("/desk/reports/").content.decode()
    assert "新开 1 件" in desk_of(cast.inspector).get("/desk/reports/").content.decode()


@pytest.mark.parametrize(
    "address", ["supervision/", "audit/", "audit/looks/", "audit/late/", "reports/", "help/", "open/"]
)
def test_each_page_asks_a_bounded_number_of_questions(
    cast: Cast, story: Story, address: str, django_assert_max_num_queries
) -> None:
    desk = desk_of(cast.auditor)
    desk.get("/desk/")
    with django_assert_max_num_queries(16):
        assert desk.get(f"/desk/{address}").status_code == 200


def test_a_look_after_the_end_stands_out(cast: Cast, story: Story) -> None:
    closed = applied(cast).perform(RoadOccupation.decline, on="2026-09-24", reason="不属于本机关职权")
    for each in (closed, story):
        desk_of(cast.wang).get(f"/desk/cases/{each.case.number}/")
    page = desk_of(cast.auditor).get("/desk/audit/looks-after-the-end/").content.decode()
    assert closed.case.number in page and story.case.number not in page


def test_a_due_day_that_a_notice_moved_is_listed(cast: Cast, story: Story) -> None:
    ClockMove.objects.create(
        case=story.case,
        deadline="decide_by",
        was_on=date(2026, 10, 28),
        is_on=date(2026, 10, 29),
        calendar_version="国办发明电〔2026〕1号",
        moved_at=timezone.now(),
    )
    page = desk_of(cast.auditor).get("/desk/audit/moves/").content.decode()
    assert "2026-10-28 → 2026-10-29" in page and "决定期限" in page
