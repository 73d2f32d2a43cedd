"""The flowchart as SVG: sound XML, safe under the policy, readable by everybody."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import declared
import pytest

from sunforest.core.process import engine_acts
from sunforest.core.process.flowchart import flowchart_of
from sunforest.core.process.flowchart_formats import render
from sunforest.core.process.flowchart_svg import svg_file_of, svg_of

SVG = "{http://www.w3.org/2000/svg}"
PROCESSES = pytest.mark.parametrize("process", declared.EVERY, ids=lambda process: process.key)


def words_of(document: str) -> str:
    return "".join(ElementTree.fromstring(document).itertext())


@PROCESSES
def test_the_picture_carries_no_style_no_script_and_no_address(process):
    document = svg_of(flowchart_of(process))
    assert not re.search(r"<style|style=|<script|\son\w+=|href|url\(", document)


@PROCESSES
def test_every_state_and_act_is_written_on_the_picture(process):
    words = words_of(svg_of(flowchart_of(process)))
    for noun in (*process.states, *process.acts):
        assert noun.name in engine_acts.NAMES or str(noun.title) in words


def test_the_picture_has_a_title_and_a_description_for_those_who_hear_it():
    root = ElementTree.fromstring(svg_of(flowchart_of(declared.DraftProcess)))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "文稿审签"
    assert "签发（负责人）：由“待审签”到“已签发”。" in description.text


def test_a_picture_in_a_page_takes_the_colour_of_the_page_and_a_file_brings_its_own():
    chart = flowchart_of(declared.DraftProcess)
    inside, alone = ElementTree.fromstring(svg_of(chart)), ElementTree.fromstring(svg_file_of(chart))
    assert (inside.get("fill"), inside.get("color")) == ("currentColor", None)
    assert (alone.get("fill"), alone.get("color")) == ("currentColor", "#16211B")


def test_the_state_of_a_case_stands_on_sunlight_and_says_so_in_words():
    chart = flowchart_of(declared.DraftProcess)
    here = svg_of(chart, current_state="submitted")
    assert "目前在此" in words_of(here) and "目前在此" not in words_of(svg_of(chart))
    current = ElementTree.fromstring(here).find(f".//{SVG}g[@class='chart-current']")
    assert current.find(f"{SVG}rect").get("fill") == "#F2B233"
    assert "待审签" in "".join(current.itertext())


def test_an_act_that_shares_the_name_of_the_current_state_is_not_lit():
    document = svg_of(flowchart_of(declared.DraftProcess), current_state="sign")
    assert "chart-current" not in document


def test_what_the_law_writes_is_escaped():
    document = svg_file_of(flowchart_of(declared.DraftProcess, translate=lambda words: f"<&{words}>"))
    assert ElementTree.fromstring(document).find(f"{SVG}title").text == "<&文稿审签>"


def test_a_file_is_rendered_by_the_name_of_its_format():
    assert render(declared.DraftProcess, "svg").startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    assert "<bpmn:definitions " in render(declared.DraftProcess, "bpmn")
    with pytest.raises(KeyError):
        render(declared.DraftProcess, "png")
