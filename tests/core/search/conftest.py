"""A small county of our own writing: twelve public things that the tests of search look for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.index import SearchIndex, open_index

EDUCATION, HOUSING, OFFICE = (
    ("edu", "云溪县教育体育局"),
    ("housing", "云溪县住房和城乡建设局"),
    ("office", "云溪县人民政府办公室"),
)


def entry(identity: str, title: str, body: str, **more: object) -> SearchEntry:
    """An entry with the rest left empty."""
    values = {"kind": "document", "url": f"/documents/{identity}", **more}
    return SearchEntry(identity=identity, title=title, body=body, **values)


def _by(organ: tuple[str, str]) -> dict[str, str]:
    return {"organ": organ[0], "organ_name": organ[1]}


COUNTY = (
    entry("d1", "云溪县公共租赁住房管理办法",
          "第一条 为了规范公共租赁住房的申请、审核和轮候，制定本办法。\n第二条 租金由县住建局拟定。",
          **_by(HOUSING), topics=("城乡建设、环境保护/住房",), genre="规范性文件", year=2023, effect="有效",
          number="云政发〔2023〕12号", index_number="001008003012011/2023-00012",
          published_on=date(2023, 5, 6), formed_on=date(2023, 4, 28)),
    entry("d2", "关于《云溪县公共租赁住房管理办法》的解读",
          "本解读说明公共租赁住房管理办法（云政发〔2023〕12号）的背景和要点。",
          **_by(HOUSING), kind="interpretation", topics=("城乡建设、环境保护/住房",), genre="解读", year=2023,
          published_on=date(2023, 5, 6), formed_on=date(2023, 5, 6)),
    entry("d3", "云溪县教育体育局关于做好义务教育阶段学校招生工作的通知",
          "各中小学：现将二〇二四年招生工作通知如下。招生坚持就近入学。",
          **_by(EDUCATION), topics=("科技、教育/教育",), genre="通知", year=2024, effect="有效",
          number="云教体〔2024〕3号", index_number="001008003012005/2024-00003",
          published_on=date(2024, 4, 1), formed_on=date(2024, 3, 29)),
    entry("d4", "云溪县职业教育发展规划", "规划期为五年。支持职业\u200b教育改革，推进产教融合和教育\n改革试点。",
          **_by(EDUCATION), topics=("科技、教育/教育", "劳动、人事、监察/劳动就业"), genre="规划", year=2024,
          effect="有效", number="云政办发〔2024〕8号", published_on=date(2024, 6, 3), formed_on=date(2024, 5, 30)),
    entry("d5", "云溪县科学技术奖励办法", "奖励在科学技术进步中作出贡献的单位和个人。原办法已经废止。",
          **_by(OFFICE), topics=("科技、教育/科技",), genre="规范性文件", year=2019, effect="废止",
          number="云政发〔2019〕4号", published_on=date(2019, 2, 13), formed_on=date(2019, 1, 24)),
    entry("d6", "云溪县人民政府公文旧档一则", "此件日期不详，系档案移交所得。招生与住房均有提及。",
          **_by(OFFICE), topics=("其他",), genre="通知"),
    entry("d7", "ＡＢＣ计划：数字乡村 2025", "推进数字乡村建设，覆盖 ５Ｇ 网络，全县共 33 个村。",
          **_by(OFFICE), topics=("农业、林业、水利/农业、畜牧业、渔业",), genre="计划", year=2025,
          effect="尚未生效", number="云政办发〔2025〕1号", published_on=date(2025, 1, 9), formed_on=date(2025, 1, 8)),
    entry("g1", "公共租赁住房申请",
          "申请条件：具有本县户籍。所需材料：身份证、收入证明。", **_by(HOUSING), kind="guide",
          topics=("城乡建设、环境保护/住房",), published_on=date(2024, 1, 2), year=2024),
    entry("g2", "中小学转学办理", "因父母工作调动可以申请转学。", **_by(EDUCATION), kind="guide",
          topics=("科技、教育/教育",), published_on=date(2024, 1, 2), year=2024),
)  # fmt: skip


@pytest.fixture
def county(tmp_path: Path) -> Iterator[SearchIndex]:
    """The index over the small county, read up to place 12 of the log."""
    index = open_index(tmp_path / "index")
    index.write(COUNTY, (), 12)
    yield index
    index.close()
