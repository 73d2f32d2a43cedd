"""The flowchart as BPMN 2.0: valid against the OMG schemas, read without a warning, without a finding of the linter."""

from __future__ import annotations

import re
from pathlib import Path

import declared
import pytest
import SpiffWorkflow
from bpmn_io import BpmnModdle, check
from bpmn_io.lint import Linter
from bpmn_io.lint.resolver import NodeResolver
from lxml import etree

from sunforest.core.process import registry
from sunforest.core.process.flowchart import flowchart_of
from sunforest.core.process.flowchart_bpmn import bpmn_of

SCHEMA = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema" / "BPMN20.xsd"
BPMN = {"bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL"}
PROCESSES = pytest.mark.parametrize("process", declared.EVERY, ids=lambda process: process.key)


def faults_of(document: str) -> list[str]:
    """What the schemas, an independent reader and its recommended rules have to say."""
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    schema.validate(etree.fromstring(document.encode()))
    read = BpmnModdle().from_xml(document)
    linter = Linter(config={"extends": "bpmnlint:recommended"}, resolver=NodeResolver())
    report = check(document)
    return [
        *(str(error) for error in schema.error_log),
        *(str(warning) for warning in read.warnings),
        *(str(error) for error in report.errors),
        *(f"{rule}: {finding}" for rule, finding in linter.lint(read.root_element).items()),
    ]


def parsed(process):
    return etree.fromstring(bpmn_of(flowchart_of(process)).encode())


@PROCESSES
def test_the_document_is_valid_read_without_a_warning_and_passes_the_linter(process):
    assert faults_of(bpmn_of(flowchart_of(process))) == []


def test_the_document_of_every_registered_process_is_valid_and_clean():
    faults = {process.key: faults_of(bpmn_of(flowchart_of(process))) for process in registry.processes()}
    assert not any(faults.values()), faults


def test_the_checks_see_a_mistake():
    document = bpmn_of(flowchart_of(declared.DraftProcess))
    assert faults_of(document.replace('targetRef="Act_sign"', 'targetRef="Act_nowhere"', 1)) != []


@PROCESSES
def test_nothing_in_the_document_can_be_executed(process):
    document = bpmn_of(flowchart_of(process))
    assert 'isExecutable="false"' in document
    assert not re.search(r"[sS]cript|[eE]xpression|<bpmn:timeDuration|<bpmn:timeDate", document)


def test_ids_are_made_from_the_declared_names_and_do_not_change():
    root = parsed(declared.InformationRequestProcess)
    tasks = root.xpath("//bpmn:userTask/@id | //bpmn:serviceTask/@id", namespaces=BPMN)
    assert {"Act_submit", "Act_ask_to_supplement", "Act_third_party_silent"} <= set(tasks)
    assert bpmn_of(flowchart_of(declared.DraftProcess)) == bpmn_of(flowchart_of(declared.DraftProcess))


def test_a_task_carries_its_limit_and_its_article():
    root = parsed(declared.InformationRequestProcess)
    (words,) = root.xpath("//bpmn:userTask[@id='Act_answer']/bpmn:documentation/text()", namespaces=BPMN)
    assert words == "20个工作日内\n《政府信息公开条例》第36条"
    notes = root.xpath("//bpmn:textAnnotation[@id='Note_Act_answer']/bpmn:text/text()", namespaces=BPMN)
    assert notes == [words]


def test_a_clock_is_a_timer_event_before_the_task_of_the_system():
    root = parsed(declared.InformationRequestProcess)
    (timer,) = root.xpath("//bpmn:intermediateCatchEvent[@id='Timer_Act_lapse']", namespaces=BPMN)
    assert timer.get("name") == "补正期限届满"
    flow = root.xpath("//bpmn:sequenceFlow[@sourceRef='Timer_Act_lapse']/@targetRef", namespaces=BPMN)
    assert flow == ["Act_lapse"]
    assert root.xpath("//bpmn:serviceTask[@id='Act_lapse']", namespaces=BPMN)


def test_the_pool_is_the_organ_and_each_role_has_a_lane():
    root = etree.fromstring(bpmn_of(flowchart_of(declared.DraftProcess), organ="林江县政府办公室").encode())
    assert root.xpath("//bpmn:participant/@name", namespaces=BPMN) == ["林江县政府办公室"]
    assert root.xpath("//bpmn:lane/@name", namespaces=BPMN) == ["经办人", "负责人"]
