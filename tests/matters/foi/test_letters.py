"""The letters of a request: what each says, that it is kept as it was issued, and what it looks like on paper."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document
from foi_stories import ANSWER, ASKED, PARTLY, received, signed, to_sign

from cast import at
from story import Story
from sunforest.core.organs.models import Organ, Setting
from sunforest.core.process import records
from sunforest.core.process.perform import Refused
from sunforest.faces import papers
from sunforest.faces.sheets import letter
from sunforest.matters.foi import results
from sunforest.matters.foi.models import IssuedLetter
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db

FIRST = "应当先申请行政复议：可以自知道本答复之日起六十日内，向晴林县人民政府申请行政复议"
EITHER = "可以自知道本答复之日起六十日内，向晴林县人民政府申请行政复议；也可以自知道本答复之日起六个月内，直接向晴林县人民法院"
NAMED = {results.NO_REMEDY: (), results.RECONSIDERATION_FIRST: (FIRST,), results.EITHER: (EITHER,)}
ARTICLES = {
    "G1": "第三十六条第（一）项",
    "G2": "第三十六条第（二）项",
    "P1": "第三十七条",
    "N1": "第十四条",
    "N2": "第十四条",
    "N3": "第十四条",
    "N4": "第十五条",
    "N5": "第十六条第一款",
    "N6": "第十六条第二款",
    "N7": "第十六条第二款",
    "N8": "第三十六条第（七）项",
    "U1a": "第三十六条第（四）项",
    "U1b": "第三十六条第（五）项",
    "U2": "第三十八条",
    "U3": "第三十条",
    "X1": "第三十九条第一款",
    "X2": "第三十六条第（六）项",
    "X3": "第三十九条第二款",
    "X4": "第三十五条",
    "X5": "不予处理",
    "O3": "第二条",
}


@pytest.fixture(autouse=True)
def court(db):
    Setting.objects.create(key="administrative_court", value="晴林县人民法院")


def paper(story, key="answer"):
    """The letter of that key as the desk shows it."""
    found = papers.of_case(story.case, records.of(story.case), at("2025-10-29").date())
    return papers.letter_of(papers.with_key(found, key))


def keys(story):
    return [each.key for each in papers.of_case(story.case, records.of(story.case), at("2025-10-29").date())]


def text(drawn):
    return re.sub(r"<[^>]+>", "", drawn.text)


def answered(cast, code):
    """An answer with that result, drafted as its rules ask."""
    story = received(cast)
    if code == "U3":
        story.perform(Foi.ask_to_supplement, on="2025-09-26", until="2025-10-24", missing="请写明楼栋")
        story.perform(Foi.supplement, on="2025-09-28", wanted="还是那份文件")
    if code == "X4":
        story.perform(Foi.ask_for_reasons, on="2025-09-26", until="2025-10-24", why="本年已申请60件")
        story.perform(Foi.explain, on="2025-09-28", reasons="想看")
    draft = {**ANSWER, "result": code, "reasons": "" if code in ("G1", "G2") else "写明的理由", "search_record": "查过"}
    draft["withheld"] = ["N8"] if code == "P1" else []
    return to_sign(story, on="2025-10-28", draft=draft).perform(Foi.answer, on="2025-10-29", **draft)


@pytest.mark.parametrize("code", [result.code for result in results.RESULTS])
def test_each_result_has_its_letter_with_its_article_and_exactly_its_own_remedies(cast, code):
    said = text(paper(answered(cast, code)))
    assert ARTICLES[code] in said
    assert [line for line in (FIRST, EITHER) if line in said] == list(NAMED[results.remedy_of(code, ("N8",))])
    assert said.count("行政复议") == {"none": 0, "either": 1, "reconsideration_first": 5}[results.remedy_of(code)]


def test_part_disclosure_that_withholds_on_a_ground_of_secrecy_goes_to_reconsideration_first(cast):
    said = text(paper(signed(cast, **PARTLY)))
    assert FIRST in said
    assert EITHER not in said
    assert "商业秘密、个人隐私（第十五条）" in said


def test_a_letter_fills_in_the_facts(cast):
    story = signed(cast, **{**PARTLY, "private_note": "您的原件可以领回。"})
    drawn = paper(story)
    assert (drawn.issuer, drawn.number, drawn.title) == (
        "晴林县住房和城乡建设局",
        "晴建依复〔2025〕3号",
        "政府信息公开申请答复书",
    )
    assert drawn.addressee == "陈秀英"
    said = text(drawn)
    for words in (
        f"本机关于2025年9月25日收到您提出的政府信息公开申请（编号{story.case.number}），申请公开：“{ASKED['wanted']}”。",
        "理由：部分内容涉及第三方商业秘密",
        "按照您要求的形式提供：网上查看和下载",
        "您的原件可以领回。",
        "晴林县住房和城乡建设局（印章）2025年10月29日",
    ):
        assert words in said


def test_the_right_organ_and_its_contact_are_told(cast):
    answer = {**ANSWER, "result": "U1b", "reasons": "由教育局制作", "right_organ": "晴林县教育局，0589-80000300"}
    assert "负责公开该政府信息的行政机关及其联系方式：晴林县教育局，0589-80000300。" in text(
        paper(signed(cast, **answer))
    )


def test_another_form_than_asked_says_why(cast):
    answer = {**ANSWER, "supplied_as": "reading", "reasons": "原件为孤本，翻拍会损坏"}
    said = text(paper(signed(cast, **answer)))
    assert "按照您要求的形式（网上查看和下载）提供，可能危及政府信息载体安全或者公开成本过高" in said
    assert "改为以下列形式提供：到现场查阅、抄录" in said


def test_another_form_than_asked_needs_reasons(cast):
    with pytest.raises(Refused, match="须写明理由"):
        signed(cast, **{**ANSWER, "supplied_as": "reading"})


def test_an_organisation_is_addressed_as_one(cast):
    story = Story(Foi, replace(cast, chen=cast.lin, chen_acts=cast.lin_acts))
    story.perform(
        Foi.submit_for_organisation, on="2025-09-25", applicant_type="biz", contact_person="林志远", **ASKED
    ).perform(Foi.confirm, on="2025-09-25", received_on="2025-09-25", how="phone")
    to_sign(story, on="2025-09-26", draft=ANSWER).perform(Foi.answer, on="2025-09-26", **ANSWER)
    assert "收到贵单位提出的政府信息公开申请" in text(paper(story))


def test_the_head_sees_the_letter_exactly_as_it_is_issued(cast):
    story = to_sign(received(cast), on="2025-10-29", draft=PARTLY)
    before = paper(story)
    story.perform(Foi.answer, on="2025-10-29", **PARTLY)
    assert paper(story) == before


def test_what_was_issued_does_not_change_with_the_organ_or_the_court(cast):
    story = signed(cast, **PARTLY)
    before = paper(story)
    Organ.objects.filter(pk=cast.housing.pk).update(name="晴林县建设局", reconsidered_by="霁川市人民政府")
    Setting.objects.filter(key="administrative_court").update(value="霁川铁路法院")
    story.case.refresh_from_db()
    assert paper(story) == before


def test_the_issued_letter_is_kept_sealed(cast):
    signed(cast)
    assert "陈秀英".encode() not in bytes(IssuedLetter.objects.get().sealed)


def test_no_refusal_is_signed_while_nobody_knows_where_reconsideration_is_sought(cast):
    Organ.objects.update(reconsidered_by="")
    story = to_sign(received(cast), on="2025-10-29", draft=PARTLY)
    assert any("行政复议机关还没有设置" in words for words in paper(story).warnings)
    with pytest.raises(Refused, match="行政复议机关"):
        story.perform(Foi.answer, on="2025-10-29", **PARTLY)


def test_what_is_open_is_signed_without_naming_an_organ_of_reconsideration(cast):
    Organ.objects.update(reconsidered_by="")
    assert signed(cast).state == "answered"


def test_the_county_government_is_sued_before_its_own_court(cast):
    """行政诉讼法 art. 15."""
    Organ.objects.filter(pk=cast.housing.pk).update(name="晴林县人民政府", reconsidered_by="霁川市人民政府")
    Setting.objects.create(key="government_court", value="霁川市中级人民法院")
    story = signed(cast, **{**ANSWER, "result": "X1", "reasons": "反映物业问题"})
    assert "向霁川市人民政府申请行政复议；也可以自知道本答复之日起六个月内，直接向霁川市中级人民法院" in text(
        paper(story)
    )


def test_an_answer_asked_for_online_names_the_online_channel(cast):
    Setting.objects.create(key="reconsideration_channel", value="复议网页")
    assert "行政复议申请可以通过互联网提交：复议网页。" in text(paper(signed(cast, **PARTLY)))


NOTICES = [
    (Foi.ask_to_supplement, {"until": "2025-10-24", "missing": "请写明楼栋"}, ("2025年10月24日前", "请写明楼栋", "第三十条")),
    (Foi.extend, {"reason": "需要向多个部门核实"}, ("至2025年11月26日", "需要向多个部门核实", "第三十三条")),
    (
        Foi.charge,
        {"notified_on": "2025-09-26", "basis": "pages", "already": 0, "count": 31, "amount": 10, "how": "到窗口缴纳",
         "reason": "数量明显超过合理范围"},
        ("本次31页", "应缴金额：10元", "到窗口缴纳", "第四十二条"),
    ),
    (Foi.ask_for_reasons, {"until": "2025-10-24", "why": "本年已申请60件"}, ("2025年10月24日前", "第三十五条")),
]  # fmt: skip


@pytest.mark.parametrize(("act", "asked", "said"), NOTICES, ids=lambda value: getattr(value, "name", ""))
def test_a_notice_on_the_way_says_what_is_asked_and_names_no_remedies(cast, act, asked, said):
    """R1.67."""
    story = received(cast).perform(act, on="2025-09-26", **asked)
    drawn = text(paper(story, keys(story)[0]))
    assert [words for words in said if words not in drawn] == []
    assert "复议" not in drawn
    assert "诉讼" not in drawn


def test_the_receipt_tells_until_when_the_answer_comes(cast):
    # R1.27: received 09-25: 10-29
    assert "将于2025年10月29日前（含当日）答复" in text(paper(received(cast), "confirm-2"))


def test_a_third_party_is_asked_without_being_told_who_asks(cast):
    story = received(cast).perform(Foi.consult, on="2025-10-09", third_party="甲公司", letter="请看附件中的报价")
    drawn = paper(story, "consult-3")
    assert drawn.addressee == "甲公司"
    assert "十五个工作日" in text(drawn)
    assert "陈秀英" not in text(drawn)


def overruled(cast):
    story = received(cast).perform(Foi.consult, on="2025-10-09", third_party="甲公司", letter="是否同意")
    story.perform(Foi.record_letter, on="2025-10-10", third_party="甲公司", letter_received_on="2025-10-10")
    story.perform(Foi.hear, on="2025-10-21", third_party="甲公司", heard_on="2025-10-21", agrees="no_with_grounds",
                  reasons="报价属商业秘密")  # fmt: skip
    story.perform(Foi.conclude, on="2025-10-22", ended_on="2025-10-21")
    return to_sign(story, on="2025-10-28", draft={**ANSWER, "public_interest": "电梯存在重大安全隐患"})


def test_a_third_party_whose_objection_yields_is_told_what_why_and_its_remedies(cast):
    """条例 art. 32, R1.68."""
    drawn = paper(overruled(cast), "third-party-5")
    said = text(drawn)
    assert drawn.addressee == "甲公司"
    for words in ("公开的内容：幸福小区加装电梯的审批文件", "理由：电梯存在重大安全隐患", "如不服本决定", "六个月内"):
        assert words in said
    assert "陈秀英" not in said


def test_letters_to_others_are_not_the_applicants(cast):
    story = overruled(cast)
    own = papers.for_party(story.case, records.of(story.case), at("2025-10-29").date())
    assert [each.key for each in own] == ["confirm-2"]


def test_the_applicant_gets_the_answer_once_it_is_delivered(cast):
    story = signed(cast)
    deeds = records.of(story.case)
    assert "answer" not in {each.key for each in papers.for_party(story.case, deeds, at("2025-10-29").date())}
    story.perform(Foi.deliver, on="2025-10-29", method="online", delivered_on="2025-10-29")
    own = papers.for_party(story.case, records.of(story.case), at("2025-10-29").date())
    assert own[0].key == "answer"


def test_the_word_file_holds_the_whole_letter(cast):
    document = Document(io.BytesIO(letter.docx(paper(signed(cast, **PARTLY)))))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:4] == ["晴林县住房和城乡建设局", "晴建依复〔2025〕3号", "政府信息公开申请答复书", "陈秀英："]
    assert lines[-3:] == ["晴林县住房和城乡建设局", "（印章）", "2025年10月29日"]
    assert any(FIRST in line for line in lines)


def test_the_pdf_holds_the_whole_letter(cast):
    pages = pypdfium2.PdfDocument(letter.pdf(paper(signed(cast, **PARTLY))))
    said = "".join(page.get_textpage().get_text_bounded() for page in pages).replace("\r\n", "")
    for words in ("晴建依复〔2025〕3号", "陈秀英", "应当先申请行政复议", "2025年10月29日"):
        assert words in said
