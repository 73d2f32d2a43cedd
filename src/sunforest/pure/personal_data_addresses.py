"""Finds addresses of homes down to the door number (ADDR) in plain text (R7.19, R7.20).

An address begins after a label such as 家庭住址, 户籍地 or 现住 and ends with its last door number. Without a label,
a building with a unit or room (3幢501室) is enough. Where an organ, a hall or a firm is to be found is not personal:
words such as 政府, 大厅, 窗口 or 办公 in or around the address say so, and so does a landline or hotline beside it.
"""

import re
from collections.abc import Iterator

HOME_LABEL = re.compile(
    r"(?:家庭|户籍|户口|现|实际|经常|常|居民|身份证)?(?:住址|居住地址?|居住[于在]|住处|户籍地址?|户籍所在地|户口所在地"
    r"|现住|现居|家住|租住[于在]?|暂住地?|住在|住于)(?:地址|于|在)?|家庭地址|户籍(?= ?:)"
    r"|(?<![入居暂常租院吃民])住进?(?![院房宅户宿建保校店所址处进])(?=[一-鿿A-Z])|寄至|寄往|送至|收[件货]地址|邮寄地址|送达地址"
)
LABEL = re.compile(r"(?:联系|通讯|通信|详细|房屋|房产)?(?:地址|坐落|座落|住所(?:地(?!址))?)")
HOME_SIGNS = ("住", "现居", "户籍", "户口所在地", "地址", "寄至", "寄往", "送至")
SIGNS = ("地址", "坐落", "座落", "住所")
AFTER_LABEL = re.compile(r"(?:\([^()\n]{1,8}\))?[ :为是在于|\t]{0,6}")
BODY = re.compile(r"[一-鿿㐀-䶿A-Za-z0-9 #·-]{4,70}")
NEXT_LABEL = re.compile(
    r"电话|手机|联系|身份|姓名|性别|邮编|邮政|年龄|户名|备注|编号|面积|申请|反映|车牌|护照|银行|户主|证件|产权|民族|出生"
)
NUMBER = r"(?:[A-Za-z]?[0-9]{1,5}[A-Za-z]?|[一二三四五六七八九十百零]{1,5}|[A-Z]|(?<=[幢栋元号])[东西中甲乙丙丁])"
DOOR = re.compile(
    NUMBER + r"(?:[-之][A-Za-z]?[0-9]{1,5}[A-Za-z]?){0,4} ?"
    r"(?:号楼|号院|号[幢栋]|号|幢|栋|座|单元|层|楼|室|弄|(?<=[0-9])[房户](?!型)|组|#)(?:(?<=号)(?:-[0-9]{1,4}){1,3})?"
    r"|[A-Za-z]?[0-9]{1,5}(?:-[A-Za-z]?[0-9]{1,5}){1,4}"
    r"|(?<=[幢栋座楼元层弄号])[A-Z]?[0-9]{3,4}[A-Z]?(?![0-9元])"
)
NOT_A_DOOR = re.compile(r"(?:[0-9] ?(?:年|月)[0-9]{1,2} ?号|线路|文号|[0-9]号(?:线|文|令|公告|通知|窗口))$")
PLACE = re.compile(r"[省市县区镇乡道路街巷弄村里社园苑庄湾屯坊厦城府庭寓墅邸团组院寨垟岙堡口桥场]")
BETWEEN = re.compile(
    r" ?(?:\(?[一-鿿]{1,9}(?:区|园|苑|寓|村|厦|场|城|府|庭|居|湾|里|团|舍|楼|街|路|巷|弄|馆|邸|坊|庄|墅|院|道))? ?$"
)
NOT_IN_ADDRESSES = re.compile(r"[的了是我您请已被把未无没详同不]|要求|反映|希望|可以|应当|必须|发生|期间|附近|对面")
OFFICE = re.compile(
    r"政府|政务|市民中心|行政中心|服务中心|大厅|窗口|办事处|办公|委员会|管委会|居委会|村委会|公安|派出所|法院|检察|司法所|财政所|税务"
    r"|局(?!宿舍|小区)|厅|信访|行政|机关|单位|受理|街道办|党群|便民|社保"
)
BUSINESS = re.compile(
    r"公司|企业|注册|经营|营业|商铺|门店|门市|酒店|学校|小学|中学|大学|幼儿园|医院|银行|支行|工厂|项目|工程|建设|店|馆"
    r"|网址|网络|IP|邮箱|超市|市场|园区"
)
LANDLINE = re.compile(r"(?<![0-9A-Za-z])(?:0[0-9]{2,3}[-) ]{0,2}[2-8][0-9]{6,7}|(?<=[线话打])12345)(?![0-9])")
DWELLING = re.compile(r"宿舍|家属|小区|公寓|住宅|教师楼")
BUILDING = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]?[0-9]{1,3}(?:幢|栋|号楼|座)")
ROOM = re.compile(r"(?:单元|室|房|户|(?<=[幢栋座楼元层])[0-9]{3,4})$")
STARTERS = re.compile(r".*(?:[住在于到至位是为给我有叫往址落对把称映进]|领导|[年月][0-9]{1,2}日|[ :)])", re.DOTALL)
HAN_TAIL = re.compile(r"[一-鿿A-Za-z0-9 ·-]{2,40}$")


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Type, start and end of each ADDR in plain text; the caller drops what overlaps an earlier one."""
    for label in HOME_LABEL.finditer(text) if _has_any(text, HOME_SIGNS) else ():
        if (found := _address_after(text, label.end())) and not _is_office(text, *found):
            yield "ADDR", *found
    for label in LABEL.finditer(text) if _has_any(text, SIGNS) else ():
        found = _address_after(text, label.end())
        if found and not _is_business(text, label.start(), *found):
            yield "ADDR", *found
    yield from _find_without_label(text)


def _has_any(text: str, signs: tuple[str, ...]) -> bool:
    """A look for plain words is many times quicker than the pattern that they are part of."""
    return any(sign in text for sign in signs)


def _address_after(text: str, start: int) -> tuple[int, int] | None:
    opening = AFTER_LABEL.match(text, start)
    begin = opening.end() if opening else start
    body = BODY.match(text, begin)
    if not body:
        return None
    words = body.group()
    if label := NEXT_LABEL.search(words):
        words = words[: label.start()]
    length = _length_to_door(words)
    return (begin, begin + length) if length else None


def _length_to_door(words: str) -> int:
    """How far the address reaches: to the last of its door numbers, 0 when it has none."""
    end = 0
    for door in DOOR.finditer(words):
        gap = words[end : door.start()]
        if NOT_A_DOOR.search(words[: door.end() + 2]) or (end and not BETWEEN.match(gap)):
            break
        if not end and (len(gap.strip()) < 2 or not PLACE.search(gap) or NOT_IN_ADDRESSES.search(gap)):
            break
        end = door.end()
    return end


def _is_office(text: str, start: int, end: int) -> bool:
    address = text[start : end + 10].split("\n")[0]
    return OFFICE.search(address) is not None and not DWELLING.search(address)


def _is_business(text: str, label: int, start: int, end: int) -> bool:
    if LANDLINE.search(text[max(0, label - 30) : label]) or LANDLINE.search(text, end, min(len(text), end + 30)):
        return True
    around = text[max(0, label - 20) : label].split("\n")[-1].split("。")[-1] + text[start : end + 14].split("\n")[0]
    return (OFFICE.search(around) or BUSINESS.search(around)) is not None and not DWELLING.search(text[start:end])


def _find_without_label(text: str) -> Iterator[tuple[str, int, int]]:
    reached = beside = 0
    for building in BUILDING.finditer(text):
        near, beside = building.start() - beside < 2, building.end()
        if building.start() < reached or near:
            continue
        tail = HAN_TAIL.search(text[max(0, building.start() - 40) : building.start()])
        if not tail:
            continue
        words = STARTERS.sub("", tail.group())
        start = building.start() - len(words)
        length = _length_to_door(text[start : building.end() + 30])
        reached = max(reached, start + length)
        if (
            length
            and ROOM.search(text[start : start + length])
            and not _is_business(text, start, start, start + length)
        ):
            yield "ADDR", start, start + length
