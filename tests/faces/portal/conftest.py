"""A small county with four public things in its index."""

from collections.abc import Iterator
from datetime import date

import pytest

from cast import Cast, assemble
from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry

HOUSING = {"organ": "001008003012011", "organ_name": "晴林县住房和城乡建设局"}
EDUCATION = {"organ": "001008003012012", "organ_name": "晴林县教育局"}
ENTRIES = (
    SearchEntry(
        "d1",
        "document",
        "公租房保障办法",
        "第一条 为了规范公租房保障，制定本办法。",
        "/documents/1/",
        **HOUSING,
        topics=("城乡建设、环境保护/住房",),
        genre="规范性文件",
        year=2026,
        effect="in_force",
        number="晴建发〔2026〕7号",
        published_on=date(2026, 3, 2),
    ),
    SearchEntry(
        "d2",
        "document",
        "公租房配租公告",
        "今年公租房配租从四月开始。<script>alert(1)</script>",
        "/documents/2/",
        **HOUSING,
        topics=("城乡建设、环境保护/住房",),
        genre="公告",
        year=2025,
        effect="expired",
        published_on=date(2025, 4, 1),
    ),
    SearchEntry(
        "d3",
        "document",
        "义务教育招生通知",
        "小学招生报名时间。",
        "/documents/3/",
        **EDUCATION,
        topics=("科技、教育/教育",),
        genre="通知",
        year=2026,
        effect="in_force",
        published_on=date(2026, 5, 6),
    ),
    SearchEntry(
        "d4",
        "document",
        "2025年政府信息公开工作年度报告",
        "主动公开情况。",
        "/documents/4/",
        **EDUCATION,
        genre="年报",
        year=2026,
        effect="in_force",
        published_on=date(2026, 1, 20),
    ),
)


@pytest.fixture
def county(db: None) -> Cast:
    """Organs, posts and the county's row."""
    return assemble()


@pytest.fixture
def published(county: Cast) -> Iterator[Cast]:
    """The county with what it has made public; the index is emptied again."""
    index = current.index()
    index.write(ENTRIES, (), 0)
    yield county
    index.write((), [entry.identity for entry in ENTRIES], 0)
