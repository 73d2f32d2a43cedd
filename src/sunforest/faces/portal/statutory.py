"""The fifteen heads of what must be public (条例 art. 20, R1.8) and the additions of art. 21 (R1.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """One subject below a head: its words, and what is searched for (always Chinese: the documents are)."""

    words: Any
    query: str


@dataclass(frozen=True)
class Head:
    """One head of article 20."""

    number: int
    title: Any
    parts: tuple[Part, ...]
    url_name: str = ""


HEADS: tuple[Head, ...] = (
    Head(
        1,
        _("行政法规、规章和规范性文件"),
        (Part(_("规范性文件"), "规范性文件"), Part(_("办法"), "办法"), Part(_("规定"), "规定")),
    ),
    Head(2, _("机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名"), (), "portal:organs"),
    Head(
        3,
        _("国民经济和社会发展规划、专项规划、区域规划及相关政策"),
        (Part(_("规划"), "规划"), Part(_("规划纲要"), "纲要")),
    ),
    Head(4, _("国民经济和社会发展统计信息"), (Part(_("统计公报"), "公报"), Part(_("统计"), "统计"))),
    Head(
        5,
        _("办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果"),
        (Part(_("行政许可"), "许可"), Part(_("办事指南"), "指南")),
    ),
    Head(
        6,
        _("实施行政处罚、行政强制的依据、条件、程序以及具有一定社会影响的行政处罚决定"),
        (Part(_("行政处罚"), "行政处罚"), Part(_("行政强制"), "强制")),
    ),
    Head(7, _("财政预算、决算信息"), (Part(_("预算"), "预算"), Part(_("决算"), "决算"))),
    Head(8, _("行政事业性收费项目及其依据、标准"), (Part(_("收费"), "收费"),)),
    Head(9, _("政府集中采购项目的目录、标准及实施情况"), (Part(_("政府采购"), "采购"),)),
    Head(10, _("重大建设项目的批准和实施情况"), (Part(_("建设项目"), "建设项目"), Part(_("工程"), "工程"))),
    Head(
        11,
        _("扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况"),
        (
            Part(_("扶贫"), "扶贫"),
            Part(_("教育"), "教育"),
            Part(_("医疗"), "医疗"),
            Part(_("社会保障"), "社会保障"),
            Part(_("就业"), "就业"),
        ),
    ),
    Head(
        12, _("突发公共事件的应急预案、预警信息及应对情况"), (Part(_("应急预案"), "应急预案"), Part(_("预警"), "预警"))
    ),
    Head(
        13,
        _("环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况"),
        (
            Part(_("环境保护"), "环境"),
            Part(_("公共卫生"), "公共卫生"),
            Part(_("安全生产"), "安全生产"),
            Part(_("食品药品"), "食品"),
            Part(_("产品质量"), "产品质量"),
        ),
    ),
    Head(14, _("公务员招考的职位、名额、报考条件等事项以及录用结果"), (Part(_("公务员招考"), "公务员"),)),
    Head(15, _("法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息"), (), "portal:search"),
)

ADDITIONS: tuple[Part, ...] = (
    Part(_("市政建设"), "市政"),
    Part(_("公共服务"), "公共服务"),
    Part(_("公益事业"), "公益"),
    Part(_("土地征收"), "土地征收"),
    Part(_("房屋征收"), "房屋征收"),
    Part(_("治安管理"), "治安"),
    Part(_("社会救助"), "社会救助"),
)
ADDITIONS_OF_TOWNS: tuple[Part, ...] = (
    Part(_("农业农村政策"), "农业农村"),
    Part(_("农田水利工程建设运营"), "农田水利"),
    Part(_("农村土地承包经营权流转"), "承包经营权"),
    Part(_("宅基地使用情况审核"), "宅基地"),
    Part(_("筹资筹劳"), "筹资筹劳"),
)
