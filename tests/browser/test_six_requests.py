"""The whole life of six requests, in a real browser from both sides; each due day beside its reckoning by hand."""

import pytest
from walking import walking

from cast import assemble

pytestmark = pytest.mark.browser

CHEN = {"name": "陈秀英", "number": "339921195403071232", "phone": "13900000101"}
ASKED = {"wanted": "幸福小区加装电梯的审批文件", "supply": "online"}
DRAFT = {
    "document_number": "晴建依复〔2026〕3号",
    "question": "幸福小区加装电梯的审批文件",
    "answer": "现提供所申请的审批文件。",
}
PARTLY = {**DRAFT, "result": "P1", "withheld": ["N4"], "reasons": "报价部分属商业秘密，第三方有合理理由不同意公开。"}
REFUSED = {**DRAFT, "result": "N6", "reasons": "属于讨论记录，依据条例第十六条第二款不予公开。"}


@pytest.fixture
def cast(db, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    found = assemble()
    found.housing.reconsidered_by = "晴林县人民政府"
    found.housing.save(update_fields=["reconsidered_by"])
    return found


def received(walk, on):
    walk.on(on).file(CHEN, **ASKED)
    return walk.on(on, "11:00").act(walk.cast.wang, "confirm", received_on=on, how="phone")


def test_disclosed_at_once(cast):
    with walking(cast, since="2025-09-25") as walk:
        received(walk, "2025-09-25")
        assert "待确认" not in walk.seen_at_home()
        walk.on("2025-09-26").act(cast.wang, "send_to_sign", result="G2", **DRAFT)
        # received Thu 09-25. 1: 09-26, 2: Sun 09-28 (works), 3: 29, 4: 30, 10-01…08 off, 5: 10-09, 6: 10, 7: Sat 11
        # (works), 8–12: 13…17, 13–17: 20…24, 18: 27, 19: 28, 20: 10-29
        assert walk.due == "2025-10-29"
        assert "10月29日" in walk.seen_at_home()
        walk.act(cast.zhao, "answer").act(cast.wang, "deliver", method="online", delivered_on="2025-09-26")
        walk.on("2025-09-27")
        assert "已答复" in walk.seen_at_home()
        walk.act_at_home("rate", score="5")
        row = walk.case.information_request
        assert (row.result, row.answered_on.isoformat(), row.score, row.is_late) == ("G2", "2025-09-26", 5, False)


def test_supplemented_then_given_in_part_after_a_third_party_refused(cast):
    with walking(cast, since="2025-09-25") as walk:
        received(walk, "2025-09-25")
        # seven working days from 09-25: 09-26, 28, 29, 30, 10-09, 10, Sat 10-11 (works)
        assert walk.due == "2025-10-11"
        walk.on("2025-10-11").act(cast.wang, "ask_to_supplement", until="2025-10-24", missing="请写明楼栋号。")
        assert walk.case.suspended
        assert "请写明楼栋号" in walk.seen_at_home()
        walk.on("2025-10-20").act_at_home("supplement", wanted="幸福小区3幢加装电梯的审批文件")
        # counting starts anew on Mon 10-20: 10-21…24 (4), 27…31 (9), 11-03…07 (14), 10…14 (19), 20: 11-17
        assert walk.due == "2025-11-17"
        walk.on("2025-10-22").act(cast.wang, "consult", third_party="甲公司", letter="是否同意公开报价？")
        assert "不计入" in walk.seen_at_home()
        walk.on("2025-10-23").act(
            cast.wang, "record_letter", third_party="甲公司", letter_received_on="2025-10-23"
        )  # fmt: skip
        # fifteen working days from 10-23: 10-24 (1), 27…31 (6), 11-03…07 (11), 10…13 (15)
        assert walk.due == "2025-11-13"
        walk.on("2025-10-31").act(
            cast.wang,
            "hear",
            third_party="甲公司",
            heard_on="2025-10-31",
            agrees="no_with_grounds",
            reasons="报价属商业秘密",
        )
        walk.act(cast.wang, "conclude")
        # not counted: 10-22, 23, 24, 27, 28, 29, 30, 31 = 8; 11-17 and 8 more: 18…21 (4), 24…27 (8)
        assert walk.due == "2025-11-27"
        walk.refused(cast.wang, "send_to_sign", "法制审查", **PARTLY)
        walk.on("2025-11-24").act(cast.wang, "send_to_review", **PARTLY)
        walk.act(cast.legal, "pass_review", remarks="区分处理适当")
        walk.on("2025-11-27", "16:00").act(cast.zhao, "answer")
        walk.on("2025-11-27", "23:59").act(cast.wang, "deliver", method="online", delivered_on="2025-11-27")
        row = walk.case.information_request
        assert (row.result, row.is_late) == ("P1", False)
        walk.on("2025-11-28")
        assert "甲公司" not in walk.seen_at_home()


def test_refused_reconsidered_and_corrected(cast):
    with walking(cast, since="2025-12-05") as walk:
        received(walk, "2025-12-05")
        first = walk.number
        walk.on("2025-12-16").act(cast.wang, "send_to_review", **REFUSED)
        # received Fri 12-05: 12-08…12 (5), 15…19 (10), 22…26 (15), 29, 30, 31 (18), 2026-01-01…03 off, Sun 01-04 works
        # (19), 20: Mon 01-05
        assert walk.due == "2026-01-05"
        walk.on("2025-12-17").act(cast.legal, "pass_review", remarks="同意")
        walk.on("2025-12-18").act(cast.zhao, "answer")
        walk.act(cast.wang, "deliver", method="online", delivered_on="2025-12-18")
        walk.on("2025-12-19")
        letter = walk.letter_at_home("下载 PDF 答复书").replace("\n", "").replace("\r", "")
        assert "应当先申请行政复议：可以自知道本答复之日起六十日内，向晴林县人民政府申请行政复议" in letter
        assert "六个月" not in letter
        walk.on("2026-01-12").open(
            cast.legal, "open/challenge/register_reconsideration/", request=first, received_on="2026-01-12",
            heard_by="晴林县人民政府",
        )  # fmt: skip
        # the organ's defence, ten working days from Mon 01-12: 13…16 (4), 19…23 (9), 10: Mon 01-26
        assert walk.due == "2026-01-26"
        walk.on("2026-01-20").act(cast.legal, "defend", sent_on="2026-01-20")
        walk.on("2026-03-02").act(cast.legal, "record_redo_order", decided_on="2026-03-02", until="2026-03-30")
        challenge = walk.number
        assert walk.due == "2026-03-30"
        walk.number = first
        walk.on("2026-03-03").open(
            cast.wang, f"cases/{first}/open/redo/", decision="晴政复决〔2026〕8号", received_on="2026-03-02", until="2026-03-30",
            wanted="幸福小区加装电梯的审批文件", supply="online",
        )  # fmt: skip
        # the period that the decision orders is the limit itself
        assert (walk.case.state, walk.due) == ("reopened", "2026-03-30")
        again = walk.number
        walk.on("2026-03-16").act(cast.wang, "send_to_sign", **{**DRAFT, "result": "G2"})
        walk.on("2026-03-17").act(cast.zhao, "answer")
        walk.act(cast.wang, "deliver", method="online", delivered_on="2026-03-17")
        assert walk.number_of_the_original == first
        walk.number = challenge
        walk.act(cast.legal, "confirm_new_answer", new_answer=again, answered_on="2026-03-17")
        assert walk.case.state == "redone"


def test_a_fee_that_nobody_paid(cast):
    with walking(cast, since="2025-09-25") as walk:
        received(walk, "2025-09-25")
        fee = {"notified_on": "2025-09-26", "basis": "pages", "already": "0", "count": "31"}
        said = {"how": "到窗口缴纳", "reason": "页数明显超过合理范围"}
        walk.on("2025-09-26").refused(cast.wang, "charge", "按标准应为10元", amount="20", **fee, **said)
        walk.act(cast.wang, "charge", amount="10", **fee, **said)
        # thirty days from the day after 09-26: 10-26, a Sunday, so Mon 10-27
        assert walk.due == "2025-10-27"
        assert walk.case.suspended
        walk.on("2025-10-27", "23:59")
        assert walk.case.state == "unpaid"
        walk.on("2025-10-28", "00:01")
        row = walk.case.information_request
        assert (walk.case.state, row.result, row.answered_on.isoformat()) == ("not_paid", "O2", "2025-10-27")
        assert "没有缴费" in walk.seen_at_home() or "未缴费" in walk.seen_at_home()


def test_extended_over_the_spring_festival(cast):
    with walking(cast, since="2026-01-22") as walk:
        received(walk, "2026-01-22")
        walk.on("2026-02-05")
        # received Thu 01-22: 23 (1), 26…30 (6), 02-02…06 (11), 09…13 (16), Sat 02-14 works (17), 15…23 off, 24, 25,
        # 20: Thu 02-26
        assert walk.due == "2026-02-26"
        walk.on("2026-02-26").act(cast.zhao, "extend", reason="需要向多个单位核实")
        # twenty more: 27 (1), Sat 02-28 works (2), 03-02…06 (7), 09…13 (12), 16…20 (17), 23, 24, 20: Wed 03-25
        assert walk.due == "2026-03-25"
        assert "3月25日" in walk.seen_at_home()
        walk.refused(cast.zhao, "extend", "不能再次延期", reason="还需要时间")
        walk.on("2026-03-24").act(cast.wang, "send_to_sign", result="G2", **DRAFT)
        walk.on("2026-03-25").act(cast.zhao, "answer")
        walk.on("2026-03-26", "08:30").act(cast.wang, "deliver", method="in_person", delivered_on="2026-03-26")
        walk.on("2026-03-27")
        assert walk.case.information_request.is_late
        assert "逾期" in walk.seen_at_home()


def test_an_applicant_who_stays_silent(cast):
    with walking(cast, since="2025-09-25") as walk:
        received(walk, "2025-09-25")
        walk.on("2025-09-28").act(cast.wang, "ask_to_supplement", until="2025-10-17", missing="请写明楼栋号。")
        walk.on("2025-10-17", "23:59")
        # the day named in the notice counts to its end
        assert walk.case.state == "supplementing"
        walk.on("2025-10-18", "00:01")
        row = walk.case.information_request
        assert (walk.case.state, row.result, row.answered_on.isoformat()) == ("lapsed", "O1", "2025-10-17")
        assert "补正" in walk.seen_at_home()
