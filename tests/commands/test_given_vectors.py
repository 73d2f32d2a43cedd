"""The samples of expected results that lie beside the checkout are all right, row by row."""

import io
import json

import pytest

import given_data
from sunforest.commands.check import check

VECTORS = given_data.FOLDER / "vectors"


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("deadlines", "deadlines.csv"),
        ("publish-limits", "publish_limits.csv"),
        ("fees", "fees.csv"),
        ("identifiers", "ids.csv"),
        ("grounds", "grounds.csv"),
        ("personal-data", "pii.csv"),
    ],
)
def test_every_given_row_is_right(kind: str, file: str) -> None:
    out, errors = io.StringIO(), io.StringIO()
    code = check(kind, VECTORS / file, out, errors=errors)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [answer for answer in answers if "differences" in answer] == []
    assert (code, errors.getvalue()) == (0, "")
    assert answers[-1]["rows"] == len(answers) - 1 > 0
