"""The genre (文种) of a document from its title, or of a law from the category it is kept under (domain §4.3)."""

from __future__ import annotations

import re

OTHER = "其他"

# The longest ending wins; 指导意见 is an 意见. The official genres first, then those that portals add.
_OFFICIAL = (
    "决议",
    "决定",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)
_FURTHER = (
    "条例",
    "规定",
    "办法",
    "细则",
    "规则",
    "方案",
    "规划",
    "计划",
    "纲要",
    "答复",
    "解释",
    "解答",
    "公示",
    "清单",
)
_ADDED = ("目录", "章程", "标准", "准则", "规范")
_ENDINGS = {
    **{word: word for word in (*_OFFICIAL, *_FURTHER, *_ADDED)},
    "命令": "命令(令)",
    "令": "命令(令)",
    "规划纲要": "规划",
    "复函": "函",
    "法": "法律",
    "法典": "法律",
    "修正案": "法律",
    "要点": "计划",
    "预案": "方案",
}
_BY_LENGTH = sorted(_ENDINGS, key=len, reverse=True)
_TAIL = re.compile(r"(?:[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]|[》〉」”\"\s\u3000]|有关问题|全文)+$")
_RANKS = ("宪法", "行政法规", "司法解释", "部门规章", "监察法规", "法律")
_LAW_BRANCHES = (
    "行政法",
    "经济法",
    "社会法",
    "民法商法",
    "民商法",
    "刑法",
    "宪法相关法",
    "诉讼与非诉讼程序法",
    "民法典",
)
_CATEGORY_GENRES = {**{name: name for name in _RANKS}, **dict.fromkeys(_LAW_BRANCHES, "法律")}


def of_title(title: str) -> str:
    """``国务院关于…的通知`` → 通知; a trailing （试行） or 》 does not count; 其他 where no rule fits."""
    bare = _TAIL.sub("", title)
    return next((_ENDINGS[ending] for ending in _BY_LENGTH if bare.endswith(ending)), OTHER)


def of_category(category: str, title: str) -> str:
    """The rank of a law: 法律, 行政法规, 司法解释, 地方性法规 …; by its title where the category says nothing."""
    if category in _CATEGORY_GENRES:
        return _CATEGORY_GENRES[category]
    if "规章" in category:
        return "地方政府规章" if "地方" in category or "政府" in category else "部门规章"
    if "地方" in category and "法规" in category:
        return "地方性法规"
    return of_title(title)
