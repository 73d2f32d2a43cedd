"""The public answers: found by filters, said in one sentence, late where they were late, verifiable, to take away."""

import io
import re
from datetime import date

import pytest
from foi_stories import PARTLY, delivered, public_answer, signed

from cast import at
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import uploads
from sunforest.matters.foi import public_words
from sunforest.matters.foi.models import PublicAnswer
from sunforest.matters.foi.process import InformationRequestProcess as Foi
from sunforest.matters.foi.results import RESULTS

pytestmark = pytest.mark.django_db


def shown(client, address, **values):
    answer = client.get(address, values)
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(client, story, **values):
    return shown(client, public_answer(story).get_absolute_url(), **values)


def test_before_there_is_an_answer_the_list_says_what_will_stand_there(client, cast):
    assert 'class="empty"' in shown(client, "/answers/")


def test_the_list_names_question_organ_result_and_whether_it_came_in_time(client, cast):
    delivered(cast, **PARTLY)
    page = shown(client, "/answers/")
    for words in ("幸福小区加装电梯的审批文件", "晴林县住房和城乡建设局", "部分公开", "按时答复", "2025-10-29"):
        assert words in page


def test_each_count_of_a_filter_is_the_total_that_its_link_finds(client, cast):
    delivered(cast, **PARTLY)
    delivered(cast, to="2025-10-30")
    page = shown(client, "/answers/")
    links = re.findall(r'href="(/answers/\?[^"]+)"[^>]*>.*?class="count">(\d+)', page, re.DOTALL)
    counted = {address.replace("&amp;", "&"): int(count) for address, count in links}
    assert set(counted.values()) == {1, 2}
    for address, count in counted.items():
        assert f"{count} 条" in shown(client, address)


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_pages_cost_few_queries_in_both_languages(client, cast, lang, django_assert_max_num_queries):
    story = delivered(cast, **PARTLY)
    own = public_answer(story).get_absolute_url()
    for address, most in (("/answers/?organ=001008003012011&year=2025", 15), (own, 10), ("/answers/feed.atom", 6),
                          ("/answers/figures/", 16)):  # fmt: skip
        with django_assert_max_num_queries(most):
            shown(client, address, lang=lang) if "?" not in address else client.get(f"{address}&lang={lang}")


def test_a_wild_filter_and_page_are_calm(client, cast):
    delivered(cast)
    assert "没有这一条件，已忽略" in shown(client, "/answers/", organ="' OR 1=1", year="²", late="maybe", page="999999")
    assert client.get("/answers/nothing/").status_code == 404
    assert client.get("/answers/%00/").status_code == 404


def test_the_page_says_in_one_sentence_who_answered_what_and_in_time(client, cast):
    assert "晴林县住房和城乡建设局于2025年10月29日答复：部分公开。用了 20 个工作日，在期限之内。" in page_of(
        client, delivered(cast, **PARTLY)
    )


def test_reasons_stand_with_their_articles_and_what_was_withheld_with_its_ground(client, cast):
    page = page_of(client, delivered(cast, **PARTLY))
    for words in (
        "《政府信息公开条例》第37条",
        "部分内容涉及第三方商业秘密",
        "商业秘密、个人隐私",
        "《政府信息公开条例》第15条",
    ):
        assert words in page


def test_late_is_said_in_words_with_a_shape_of_its_own(client, cast):
    page = page_of(client, delivered(cast, to="2025-10-30"))
    assert "比期限晚了 1 个工作日。" in page
    assert re.search(r'tone-late"><svg[^>]*lucide-triangle-alert.*?迟延答复|tone-late">.*?迟延答复', page, re.DOTALL)
    assert 'class="is-late"' in page


def test_what_is_signed_but_not_delivered_says_until_when(client, cast):
    story = signed(cast, on="2025-10-28").sealed()
    answer = public_answer(story)
    standing = public_words.standing_of(answer, today=date(2025, 10, 29), calendar=None)
    assert public_words.sentence_of(answer, standing, "住建局").endswith("正在送达申请人，期限到2025年10月29日。")
    assert "还没有送达申请人，已经超过期限2025年10月29日。" in page_of(client, story)


def test_an_answer_can_be_verified_and_read_step_by_step(client, cast):
    story = delivered(cast)
    page, leaf = page_of(client, story), Leaf.objects.get(case_id=story.case.pk, act="answer")
    for address in (
        f"/log/verify/?entry={leaf.index}",
        f"/log/receipts/{leaf.index}.tlog-proof",
        f"/cases/{story.case.number}/",
    ):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_the_page_of_the_case_leads_to_its_answer(client, cast):
    story = delivered(cast)
    assert f'href="{public_answer(story).get_absolute_url()}"' in shown(client, f"/cases/{story.case.number}/")


def test_the_print_view_is_a_sheet_with_a_code_that_leads_back(client, cast):
    story = delivered(cast, **PARTLY)
    sheet = shown(client, f"{public_answer(story).get_absolute_url()}print/")
    for words in ("晴建依复〔2025〕3号", "现提供所申请的审批文件", "<svg", f"/answers/{story.case.number}/"):
        assert words in sheet


def test_released_files_are_handed_out_and_no_others(client, cast):
    released = uploads.receive(io.BytesIO("审批意见".encode()), name="审批意见.txt", at=at("2025-10-20"))
    other = uploads.receive(io.BytesIO("内部讨论".encode()), name="讨论.txt", at=at("2025-10-20"))
    story = delivered(cast, files=[released])
    own = public_answer(story).get_absolute_url()
    assert "审批意见.txt" in page_of(client, story)
    answer = client.get(f"{own}files/{released['digest']}/")
    assert b"".join(answer.streaming_content).decode() == "审批意见"
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"{own}files/{other['digest']}/").status_code == 404


def test_what_a_drafter_typed_cannot_run_on_the_page(client, cast):
    story = delivered(cast)
    PublicAnswer.objects.update(
        answer="<p onclick='x()'>答<script>alert(1)</script></p>", question="<script>alert(2)</script>"
    )
    page = page_of(client, story)
    assert "alert(1)" not in page and "<script>alert(2)" not in page and "onclick" not in page


def test_the_feed_names_the_newest_answers_and_the_checkpoint_of_the_log(client, cast):
    story = delivered(cast)
    feed = shown(client, "/answers/feed.atom")
    assert public_answer(story).get_absolute_url() in feed and "<subtitle>" in feed


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.code)
def test_every_result_has_plain_words_and_an_article(result):
    assert "：" in public_words.result_words(result.code) or result.code in ("G1", "G2", "P1", "O3")
    assert re.fullmatch(r"《政府信息公开条例》(第\d+条(第\d[项款])?、?)+", public_words.articles_of(result.code))


def test_a_petition_cites_a_paragraph_and_everything_else_an_item():
    assert public_words.articles_of("X1") == "《政府信息公开条例》第39条第1款"
    assert public_words.articles_of("G2") == "《政府信息公开条例》第36条第2项"
    assert public_words.articles_of("N4") == "《政府信息公开条例》第15条、第32条"


def test_the_portal_leads_to_the_answers(client, cast):
    from sunforest.faces.portal import columns

    assert "/answers/" in [column.url for column in columns.of_matters()]
    assert Foi.key == "foi"
