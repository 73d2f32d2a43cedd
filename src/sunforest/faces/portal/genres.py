"""Genres of documents and classes of laws, marked here so that lists and filters can show them in English.

The fifteen official genres are those of domain §4.3; the classes those of the national law database.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

OFFICIAL_GENRES = (
    *(_("决议"), _("决定"), _("命令(令)"), _("公报"), _("公告"), _("通告"), _("意见"), _("通知")),
    *(_("通报"), _("报告"), _("请示"), _("批复"), _("议案"), _("函"), _("纪要")),
)
OTHER_GENRES = (
    *(_("命令"), _("办法"), _("统计"), _("会议"), _("征求意见"), _("应急"), _("采购"), _("招录"), _("回应")),
    *(_("规章"), _("规范性文件"), _("规划"), _("计划"), _("方案"), _("公示"), _("解读"), _("年报"), _("统计公报")),
    *(_("预算"), _("决算"), _("应急预案"), _("征求意见稿"), _("行政许可"), _("行政处罚")),
)
CLASSES_OF_LAWS = (
    *(_("行政法规"), _("部门规章"), _("司法解释"), _("浙江地方法规"), _("宪法"), _("宪法相关法"), _("行政法")),
    *(_("经济法"), _("社会法"), _("刑法"), _("民法典"), _("民法商法"), _("诉讼与非诉讼程序法"), _("其他")),
)
