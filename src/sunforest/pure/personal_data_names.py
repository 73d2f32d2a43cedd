"""Finds names of persons (NAME) that stand after a label such as 姓名, 户名 or 联系人, in plain text (R7.20).

After a colon, a blank or a table bar, two to four characters that begin with a surname and end where the word ends are
a name, and so is any name with a middle dot. Directly after the label, only a surname with one or two characters before
a full stop of some kind or a verb such as 反映 counts. 张某 and 张* are names that were already hidden.
"""

import re
from collections.abc import Iterator

COMPOUND = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 夏侯 长孙 宇文 轩辕 南宫 独孤 百里 东郭 西门 呼延 闻人 澹台 赫连 太史 申屠 公羊 濮阳 淳于 单于 钟离 鲜于 司空 闾丘 亓官 仲孙 万俟 太叔 第五 完颜 纳兰 拓跋 耶律".split()
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉"
    "宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧"
    "殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付闫代兰朴冼佟覃仝揭战岳"
    "亢况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福苟邸涂岩肇卿海仉督丛鹿门原迟邝税信楚仓帅粟普雒卜刀召危官来凡丘甫"
)
STRONG_LABELS = (
    "姓名 户名 户主 联系人 申请人 收款人 收件人 寄件人 收信人 写信人 投诉人 举报人 信访人 反映人 来信人 来电人 报案人 代理人 委托人 受托人 监护人 "
    "当事人 被申请人 承租人 共有人 产权人 持卡人 开户人 领取人 签收人 驾驶人 驾驶员 死者 伤者 车主 房主 配偶 父亲 母亲 丈夫 妻子 儿子 女儿 "
    "法定代表人 负责人 本人 联络人 曾用名 原告 被告 申请者"
).split()
WEAK_LABELS = (
    "出租人 权利人 受益人 继承人 患者 业主 家长 学生 保障对象 救助对象 公示对象 补助对象 补偿对象 享受对象 当事者 当事方 经营者 报名人 参保人 "
    "死亡人 购房人 买受人 借款人 担保人 租户 住户 被征收人 家庭成员 共同申请人 经办人 法人代表 实际控制人 投资人 受害人 嫌疑人 被害人"
).split()
LABEL = re.compile(
    r"(?<!妇)(?:"
    + "|".join(sorted(STRONG_LABELS + WEAK_LABELS, key=len, reverse=True))
    + r")(?:姓名|名字|名称)?(?:\([^()\n]{1,8}\))?"
)
MARK = re.compile(r" {0,3}[:|\t丨│]+ {0,4}[\"“'「]?| ?[\"“'「]")
GAP = re.compile(r" {1,4}|[为是叫](?=[一-鿿])")
DOTTED = re.compile(r"[一-鿿]{1,10}(?:[·•∙・‧･.][一-鿿]{1,12}){1,4}")
LATIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){1,3}|[A-Z]{2,}(?:[ ,]{1,2}[A-Z]{2,}){1,3}(?![A-Za-z])")
HAN = re.compile(r"[㐀-䶿一-鿿\U00020000-\U0003ffff]{1,7}")
SPACED = re.compile(r"([一-鿿]) {1,2}([一-鿿])(?![一-鿿])")
HIDDEN = re.compile(r"[*＊×xX○〇□_]")
NEXT_WORDS = re.compile(
    r"(?<=[一-鿿]{2})(?:联系|电话|手机|身份|性别|户籍|住址|地址|反映|要求|提出|来电|来信|投诉|举报|先生|女士|同志|出生|年龄|车牌|护照|号码|邮编|自述|居住|家住|作为|一家"
    r"|[于因系已现称男女]|[在向与和及等的对将被给就从把说住是有未不](?=[一-鿿]))"
)
NOT_IN_NAMES = re.compile(
    "[的了吗呢您你我他她它们这那被]|某$|^.[在是于及或为由将须需请]|单位|名称|公司|法人|政府|姓名|电话|号码|身份|地址|材料|填写|签名|签字|盖章|证件|性别"
    "|职务|住址|联系|申请|机关|部门|组织|日期|情况|信息|一致|相同|不详|同上|如下|以上|应当|可以|必须|认为|时间|方式|经办|负责|双方|国家"
    "|国籍|居民|公民|企业|个人|人员|本人|通过|任何|所有|家庭|户口|银行|账号|帐号|学校|农民|别名|民族|籍贯|政治|代表|办公|热线|窗口|大厅"
    "|计划|项目|权利|义务|主任|科长|局长|经理|书记|老师|医生|律师|校长|警官|所长|队长|院长|店长|处长|主席|总$|[栏页城院镇村路楼室口区县市]$"
)
WORDS = frozenset(
    "包括 利害 应当 管部 申请 支付 管机 代表 通过 从事 代为 信息 单位 陈述 利益 公布 公开 许可 能够 明确 家属 符合 原因 管理 经营 居住 利用 信用 成立 公告 代理 公示 应按 权利 "
    "终身 查询 安全 经济 平等 全面 申报 终止 查阅 严加 解除 干预 任何 方的 江流 明示 家长 商业 施加 国籍 经常 相同 相片 童工 常住 相关 关于 通风 索取 明知 平均 单方 方可 "
    "计划 权益 申领 公平 全部 迟延 尚无 单独 明显 通晓 年龄 严重 管人 通报 荣誉 毕业 任教 成员 公约 房屋 司法 康复 养成 信访 计算 应对 年收 通常 公司 应付 付款 相互 "
    "宣读 关系 安排 扶养 须时 代行 索要 居民 商定 强行 连续 成绩 任期 劳动 通行 普及 相应 公共 储存 文明 危险 宣布 仲裁 方面 能否 成本 商品 共同 代位 充分 强制 海事 通知 宿舍 "
    "税收 年度 印刷 勾结 任务 高中 容易 房号 权限 查点 能力 强烈 满意 毕业 召开 范围 解决 门口 房门 付出 付费 充电 充足 普遍 习惯 任职 宗旨 关注 安装 安宁 安危 房间 房款 费用 门窗 "
    "代收 曾出 曾经 原告 童教 华悦 支持 支出 支配 成为 成果 平时 平台 常年 常见 明细 明年 高度 高兴 高额 万元 万一 万般 时常 温馨 温州 安心 安徽 安置 康养 金额 金融 水电 水费 "
    "广大 广东 广西 湖南 湖北 江苏 江西 云南 贵州 贵单 贵局 贵阳 海南 方便 方式 方法 计生 计入 计时 冷静 易于 都市 都能 都没 都说 古稀 包含 包办 包装 左右 左边 古代 石材 石油 "
    "党员 党委 车牌 车辆 车位 于是 白天 白白 黄金 黄色 红色 红包 雷同 汤药 苗木 花费 花园 花钱 周边 周围 周末 周一 周日 孔雀 伍佰 余额 余下 卜算 和睦 和谐 成功 成交 戴口 谈话 谈判 "
    "项目 祝福 祝您 强迫 强调 强占 强拆 路过 路面 路边 路段 童年 高级 夏天 夏季 田地 田间 柯桥 经济 经过 经查 经人 房产 房租 房东 裘皮 干活 干部 解释 解答 解放 应该 应用 宗教 "
    "单亲 单身 单子 单据 诸多 石头 钮扣 程序 程度 段落 富裕 焦虑 焦急 巴不 车祸 全家 全体 全款 全国 全市 仰望 秋季 宫颈 宁愿 武汉 符号 景区 束缚 幸福 幸运 司机 印章 宿迁 白条 "
    "从未 从小 从来 咸宁 籍贯 能源 能不 双腿 双眼 双方 双目 贡献 劳务 劳累 申诉 申报 申请 扶贫 扶持 扶着 桂花 牛奶 通电 通道 通信 边上 农村 农历 农业 温暖 别人 别的 别墅 晏家 "
    "充值 连夜 连同 习俗 容忍 向来 古镇 易燃 慎重 终于 居然 居委 步行 都是 满足 满意 国企 国庆 国土 文件 文化 东西 东边 利息 利率 师傅 师范 冷水 那么 那天 简单 简直 空调 空间 "
    "曾在 相信 查看 查处 查封 查实 后来 后果 后期 红绿 游客 权属 益阳 公交 公积 公务 公立 公证".split()
)
FUNCTION_SURNAMES = frozenset("于时和应从向有经所须需别相后年来那都却凡全信通支连管双万公国家原平常")


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Type, start and end of each NAME after a label in plain text."""
    for label in LABEL.finditer(text):
        start, length = _name_after(text, label.group(), label.end())
        if length:
            yield "NAME", start, start + length


def _name_after(text: str, label: str, end: int) -> tuple[int, int]:
    if mark := MARK.match(text, end):
        return mark.end(), _length_of_any_name(text, mark.end())
    if not label.startswith(tuple(STRONG_LABELS)):
        return end, 0
    if gap := GAP.match(text, end):
        return gap.end(), _length_of_any_name(text, gap.end()) if label.startswith(
            ("姓名", "户名", "联系人")
        ) else _length_in_prose(text, gap.end())
    return end, _length_in_prose(text, end)


def _length_of_any_name(text: str, start: int) -> int:
    """After a colon or a bar: a name of any kind, ending where the words end."""
    if match := (DOTTED.match(text, start) or LATIN.match(text, start)):
        return len(match.group())
    if (match := SPACED.match(text, start)) and match[1] in SURNAMES and not HIDDEN.match(text, match.end()):
        return len(match.group())
    return _length_of_han_name(text, start)


def _length_of_han_name(text: str, start: int) -> int:
    match = HAN.match(text, start)
    if not match or HIDDEN.match(text, match.end()):
        return 0
    name = match.group()
    if following := NEXT_WORDS.search(name):
        name = name[: following.start()]
    shortest, longest = (3, 4) if name[:2] in COMPOUND else (2, 4)
    if not shortest <= len(name) <= longest or not (name[0] in SURNAMES or name[:2] in COMPOUND):
        return 0
    return 0 if NOT_IN_NAMES.search(name) or name[:2] in WORDS else len(name)


def _length_in_prose(text: str, start: int) -> int:
    """Directly after the label or after a blank, where a sentence may go on instead."""
    if text[start : start + 1] in FUNCTION_SURNAMES:
        return 0
    length = _length_of_han_name(text, start)
    return length if length < 4 or text[start : start + 2] in COMPOUND else 0
