"""Words of everyday life, beside the words in which organs write their duties; and words that tell nothing of either.

An organ's name and duties are everywhere written in the same few official words (住房, 自然资源, 市场监督 …); people
write 电梯, 采石场, 餐馆. Each row says under which official words an organ answers for which everyday ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.pure.words import gettext_noop as _


@dataclass(frozen=True)
class Field:
    """``official``: words of which one stands in the name or the duties; ``everyday``: what people call its business."""

    name: str
    official: tuple[str, ...]
    everyday: tuple[str, ...]


def _row(name: str, official: str, everyday: str) -> Field:
    return Field(name, _words(official), _words(everyday))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIELDS = (
    _row(_("教育"), "教育", "学校 小学 中学 初中 高中 幼儿园 学区 招生 入学 老师 教师 学生 校车 食堂 作业 培训班"),
    _row(
        _("住房和城乡建设"),
        "住房 住建",
        "公租房 廉租房 保障房 电梯 物业 房价 商品房 预售 小区 维修资金 燃气 液化气 煤气 自来水 供水 排水 工地 施工 监理 "
        "房屋 危房 公园 绿化 路灯",
    ),
    _row(
        _("自然资源"),
        "自然资源 国土",
        "征地 土地 宅基地 采矿 矿山 采石 采石场 不动产 房产证 规划 林地 林业 砍树 山林 滑坡 测绘 地价 安置",
    ),
    _row(_("生态环境"), "生态环境 环境保护", "水质 空气 噪声 噪音 污染 排污 环评 废水 废气 臭气 粉尘 断面 辐射"),
    _row(_("卫生健康"), "卫生", "医院 卫生院 诊所 疫苗 看病 医生 护士 托育 传染病 体检 急救"),
    _row(_("民政"), "民政", "低保 特困 养老 敬老院 养老院 殡葬 公墓 墓地 结婚 离婚 救助 孤儿 高龄津贴 助餐 慈善 地名"),
    _row(_("财政"), "财政", "预算 决算 资金 经费 采购 政府债务 拨款 三公 补助资金"),
    _row(
        _("人力资源和社会保障"),
        "人力资源 社会保障",
        "社保 养老金 退休 工伤 失业 招聘 招考 就业 创业 工资 欠薪 职称 劳动合同",
    ),
    _row(_("医疗保障"), "医疗保障", "医保 报销 药费 大病保险"),
    _row(_("市场监管"), "市场监督", "营业执照 食品 药品 餐饮 餐馆 饭店 假货 特种设备 价格 收费 质量 消费 商标 超市"),
    _row(_("城市管理和执法"), "综合行政执法 城市管理", "违建 违章建筑 摆摊 占道 城管 市容 乱停 垃圾 广告牌 处罚"),
    _row(_("交通运输"), "交通", "公路 公交 公交站 客运 货运 出租车 道路 桥梁 停车 驾校"),
    _row(_("水利"), "水利", "水库 河道 防洪 堤坝 取水 水电站 饮用水源"),
    _row(_("农业农村"), "农业农村", "种粮 农机 承包地 土地承包 养殖 农药 耕地补贴 高标准农田"),
    _row(_("公安"), "公安", "户口 户籍 治安 派出所 身份证 交警 监控 报警 居住证"),
    _row(_("应急管理"), "应急", "安全生产 事故 地震 危险化学品 救灾"),
    _row(_("发展和改革"), "发展和改革 统计", "立项 投资 电价 统计 国民经济 粮食 物价 重点项目"),
    _row(_("司法行政"), "司法", "复议 法律援助 公证 调解 律师 普法"),
    _row(_("文化和旅游"), "文化 旅游", "景区 旅游 图书馆 文物 古建筑 博物馆 演出 体育馆"),
    _row(_("退役军人事务"), "退役军人", "退伍 优抚 军人 烈士"),
    _row(_("审计"), "审计", "审计"),
    _row(_("税务"), "税务", "税收 发票 契税 个税 纳税"),
)

GENERAL = frozenset(
    _words(
        "审批 检查 文件 数据 县级 工作 管理 监督 监管 方案 结果 公开 信息 报告 意见 情况 服务 发展 处理 标准 时间 明细 记录 "
        "通知 公告 公示 办法 规定 计划 清单 名单 内容 材料 资料 项目 安排 组织 负责 单位 部门 机关 政府 办公室 我家 今年 去年 "
        "目前 现在 一直 为什么 是不是 有没有 知道 所有 全部 具体 相关 有关 申请 会议 开会 上半年 下半年 分配 协议 在哪里"
    )
)
