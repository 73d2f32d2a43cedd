"""A face reads in Chinese as on its day, in English from its keys, even after its words have changed."""

import pytest
from django.utils import translation

from sunforest.faces import face_words

FACE = {
    "process": "document",
    "process_title": "旧程序名",
    "act": "publish",
    "act_title": "旧动作名",
    "state": "published",
    "state_title": "旧状态名",
    "law": "《政府信息公开条例》第19条",
    "fields": [{"name": "title", "label": "旧标签", "shown": "关于供水的通知"}],
}


def test_in_chinese_it_reads_as_it_was_written():
    with translation.override("zh-hans"):
        said = face_words.in_words(FACE)
    assert (said.process, said.act, said.state) == ("旧程序名", "旧动作名", "旧状态名")
    assert said.law == "《政府信息公开条例》第19条"
    assert said.fields == (("旧标签", "关于供水的通知"),)


def test_in_english_it_is_read_from_its_keys():
    with translation.override("en"):
        said = face_words.in_words(FACE)
    assert (said.act, said.state) == ("Publish", "Published")
    assert said.law == "Regulations on Open Government Information, art. 19"
    assert said.fields == (("Title", "关于供水的通知"),)


@pytest.mark.parametrize("changed", [{"process": "gone"}, {"act": "gone", "state": "gone"}])
def test_what_no_declaration_knows_any_longer_reads_as_it_was_written(changed):
    with translation.override("en"):
        said = face_words.in_words({**FACE, **changed})
    assert (said.act, said.state, said.law) == ("旧动作名", "旧状态名", "《政府信息公开条例》第19条")


def test_a_law_that_was_cited_otherwise_stays_as_it_was_cited():
    with translation.override("en"):
        assert face_words.in_words({**FACE, "law": "《旧条例》第3条"}).law == "《旧条例》第3条"
