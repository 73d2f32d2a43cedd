"""The interface survives whatever is sent to it, and answers as its own document says."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CALM = settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def connection_of_the_test():
    """The bare application would close the connection, and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations():
    interface = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    return [found.ok() for found in interface.get_all_operations()]


def fuzz(operation, mode):
    @CALM
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case):
        case.call_and_validate(checks=CHECKS)

    answers()


def test_every_operation_answers_as_its_document_says(permit):
    asked = operations()
    assert len(asked) > 25
    for operation in asked:
        fuzz(operation, GenerationMode.POSITIVE)


def test_every_operation_survives_what_is_at_odds_with_its_document(permit):
    fuzzed = 0
    for operation in operations():
        try:
            fuzz(operation, GenerationMode.NEGATIVE)
            fuzzed += 1
        except Unsatisfiable:
            assert operation.method == "get", "an operation that takes any text has nothing at odds with it"
    assert fuzzed > 15
