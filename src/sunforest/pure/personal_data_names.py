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
LABELS = (
    "姓名 户名 户主 联系人 申请人 收款人 收件人 寄件人 投诉人 举报人 信访人 反映人 来信人 来电人 报案人 代理人 委托人 受托人 被委托人 监护人 "
    "当事人 承租人 出租人 共有人 产权人 权利人 受益人 继承人 持卡人 开户人 领取人 签收人 驾驶人 驾驶员 患者 死者 伤者 车主 业主 房主 户主姓名 "
    "配偶 父亲 母亲 丈夫 妻子 儿子 女儿 家长 学生 保障对象 救助对象 公示对象 补助对象 申请者 当事者 当事方 原告 被告 被申请人 法定代表人 "
    "经营者 负责人 报名人 参保人 死亡人 购房人 买受人 借款人 担保人 租户 住户 被征收人 补偿对象 享受对象 本人 写信人 联络人 收信人 曾用名"
).split()
LABEL = re.compile(
    "(?:" + "|".join(sorted(LABELS, key=len, reverse=True)) + r")(?:姓名|名字|名称)?(?:\([^()\n]{1,8}\))?"
)
DELIMITER = re.compile(r"(?: {0,3}[:|\t丨│]+ {0,4}| {1,4}|[为是叫](?=[一-鿿])|[\"“'「])(?:[\"“'「])?")
DOTTED = re.compile(r"[一-鿿]{1,10}(?:[·•∙・‧･.][一-鿿]{1,12}){1,4}")
LATIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){1,3}|[A-Z]{2,}(?:[ ,]{1,2}[A-Z]{2,}){1,3}(?![A-Za-z])")
HAN = re.compile(r"[㐀-䶿一-鿿\U00020000-\U0003ffff]{1,7}")
SPACED = re.compile(r"([一-鿿]) {1,2}([一-鿿])(?![一-鿿])")
ENDING = re.compile(
    r"(?:$|[^*＊×xX㐀-䶿一-鿿\U00020000-\U0003ffff○〇□_]"
    r"|(?:于|在|向|要求|反映|提出|因|与|和|及|等|的|系|住|申请|身份|电话|手机|联系|性别|男|女|先生|女士|同志|已|来电|来信|投诉|举报|户籍|出生|之[子女]|一家|车牌|护照|年龄|现|称|作为|对))"
)
NOT_IN_NAMES = re.compile(
    "[的了吗呢您你我他她它们这那被]|某$|^.[在是于及或为由将须需请]|单位|名称|公司|法人|政府|姓名|电话|号码|身份|地址|材料|填写|签名|签字|盖章|证件|性别|年龄"
    "|职务|住址|联系|申请|机关|部门|组织|日期|情况|信息|一致|相同|不详|同上|如下|以上|应当|可以|必须|认为|时间|方式|经办|负责|全部|双方|安全|国家"
    "|国籍|居民|公民|企业|个人|人员|本人|有关|相关|通过|经过|任何|所有|常住|家庭|户口|银行|账号|帐号|学校|农民|别名|文化|民族|籍贯|政治|成员|代表"
    "|计划|项目|包括|能够|从事|权利|义务|车辆|广告|都是|都有|都要|都不|经常|房屋|房产|房子|[栏页]$"
)
FUNCTION_SURNAMES = frozenset(
    "于时和应从向有经能所须需别相后年来那都却空来凡全信通计支解终连管双成单万元公国家干原平方常明水"
)


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Type, start and end of each NAME after a label in plain text."""
    for label in LABEL.finditer(text):
        delimiter = DELIMITER.match(text, label.end())
        if delimiter:
            length = _length_of_name(text, delimiter.end())
            if length:
                yield "NAME", delimiter.end(), delimiter.end() + length
        elif length := _length_of_glued_name(text, label.end()):
            yield "NAME", label.end(), label.end() + length


def _length_of_name(text: str, start: int) -> int:
    if match := (DOTTED.match(text, start) or LATIN.match(text, start)):
        return len(match.group()) if _ends(text, match.end()) else 0
    if (match := SPACED.match(text, start)) and match[1] in SURNAMES and _ends(text, match.end()):
        return len(match.group())
    return _length_of_han_name(text, start)


def _length_of_han_name(text: str, start: int) -> int:
    match = HAN.match(text, start)
    if not match:
        return 0
    run = match.group()
    for length in _lengths(run):
        if _looks_like_name(run[:length]) and _ends(text, start + length):
            return length
    return 0


def _lengths(run: str) -> tuple[int, ...]:
    if run[:2] in COMPOUND:
        return tuple(length for length in (4, 3) if length <= len(run))
    if run[0] not in SURNAMES:
        return ()
    whole = (len(run),) if len(run) in (2, 3, 4) else ()
    return whole + tuple(length for length in (3, 2) if length < len(run))


def _looks_like_name(name: str) -> bool:
    return not NOT_IN_NAMES.search(name) and name[1:] not in (
        "某某",
        "某",
        "先生",
        "女士",
        "小姐",
        "同志",
        "老师",
        "医生",
    )


def _ends(text: str, end: int) -> bool:
    return ENDING.match(text, end) is not None


def _length_of_glued_name(text: str, start: int) -> int:
    if text[start : start + 1] in FUNCTION_SURNAMES:
        return 0
    length = _length_of_han_name(text, start)
    return length if length < 4 or text[start : start + 2] in COMPOUND else 0
