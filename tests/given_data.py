"""The real material that lies beside the checkout. It is read in place and is no part of the project.

``SUNFOREST_SHARED`` names the folder around it; without it ``shared`` beside the checkout is used.
"""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("SUNFOREST_SHARED") or Path(__file__).resolve().parents[2] / "shared")
FOLDER = SHARED / "data"
LAWS = FOLDER / "laws" / "laws_given.jsonl.gz"
STATE_COUNCIL_DOCUMENTS = FOLDER / "statecouncil_docs" / "docs_given.jsonl.gz"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of one file of JSON lines, compressed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
