"""Finds number plates, passports, permits and mail addresses in plain text (R7.4, R7.20).

A mailbox under gov.cn is an organ's, like its landline, unless the words before say that it is somebody's own.
"""

import re
from collections.abc import Iterator

from sunforest.pure.personal_data_context import is_latin, lead, mentions
from sunforest.pure.personal_data_numbers import OTHER_NUMBER

PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"(?: ?[A-HJ-Za-hj-z](?: ?[·•∙・.･-] ?| )?"
    r"(?:[0-9]{5}[A-HJKa-hjk]|[A-HJKa-hjk][A-HJ-NP-Za-hj-np-z0-9][0-9]{4}|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳领试超]"
    r"|[XSxs]?[0-9]{4}应急|[A-HJ-NP-Za-hj-np-z0-9]{5})"
    r"|[·• ]?[0-9]{2}[·• ]?[0-9A-HJ-NP-Z]{5}(?=[^0-9A-Za-z]|$))"
)
SERVICE_PLATE = re.compile(
    r"(?:WJ[· ]?[一-鿿]?[· -]?[0-9]{4}[0-9A-Z]|使[· ]?[0-9]{3}[· ]?[0-9]{3}|[军空海北沈兰济南广成][A-Z][· ]?[0-9]{5})"
)
PLATE_LABELS = (
    "车牌",
    "号牌",
    "牌照",
    "牌号",
    "车号",
    "车辆",
    "轿车",
    "货车",
    "客车",
    "拖拉机",
    "挂车",
    "摩托",
    "汽车",
    "机动车",
    "驾驶",
    "车",
)
WORDS_ENDING_IN_A_PROVINCE = re.compile(r"(?:[最更全创高崭革刷翻重里]新|[阿上白]云|[江]苏|[姓吃]黑)$")

PASSPORT = re.compile(r"E[A-HJ-NP-Z][0-9]{7}|[EG][0-9]{8}|(?:[PSD]E?|MA|1[45]|K|KJ|HJ?|MB)[0-9]{7,8}", re.IGNORECASE)
SURE_PASSPORT = re.compile(r"E[A-HJ-NP-Z][0-9]{7}|E[0-9]{8}|[PSD]E[0-9]{7}")
FOREIGN_PASSPORT = re.compile(r"[A-Z]{0,3}[0-9]{6,9}[A-Z]?", re.IGNORECASE)
PASSPORT_LABELS = ("护照", "passport")

PERMIT = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?", re.IGNORECASE)
TAIWAN_PERMIT = re.compile(r"(?:[0-9]{10}(?:\([A-Z]\))?|[0-9]{8}|[TL][0-9]{8})", re.IGNORECASE)
TRAVEL_PERMIT = re.compile(r"(?:[CWTL][0-9]{8}|C[A-Z][0-9]{7})", re.IGNORECASE)
RESIDENCE_PERMIT = re.compile(r"[A-Z]{3}[0-9]{12}", re.IGNORECASE)
TAIWAN_LABELS = ("台胞", "台湾", "大陆通行证", "台居民")
TRAVEL_LABELS = ("通行证", "回乡证", "港澳", "台湾", "permit")
RESIDENCE_LABELS = ("居留", "绿卡", "permit", "证件")

LOCAL_PART, DOMAIN = (
    re.compile(r"[A-Za-z0-9._%+'=-]{1,64}$"),
    re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,6}[A-Za-z]{2,24}"),
)
AT = re.compile(r"@| ?[(\[{](?:at|AT|@)[)\]}] ?")
OFFICE_DOMAIN = re.compile(r"(?:^|\.)gov\.(?:cn|mo|hk)$", re.IGNORECASE)
OWN_MAILBOX = ("本人", "个人", "我", "申请人", "当事人", "投诉人", "举报人", "居民", "私人")

CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{7,15}(?![A-Za-z0-9])(?:\([A-Za-z]\))?")


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Type, start and end of each PLATE, PASSPORT, PERMIT and EMAIL in plain text."""
    yield from _find_plates(text)
    yield from _find_codes(text)
    yield from _find_mailboxes(text)


def _find_plates(text: str) -> Iterator[tuple[str, int, int]]:
    for match in PLATE.finditer(text):
        if is_latin(text[match.end() : match.end() + 1]) or not any(sign.isdigit() for sign in match.group()):
            continue
        words = lead(text, match.start())
        following = text[match.end() : match.end() + 2]
        if mentions(words, PLATE_LABELS) or _is_plain_plate(match.group(), words + match.group()[0], following):
            yield "PLATE", match.start(), match.end()
    for match in SERVICE_PLATE.finditer(text):
        words = lead(text, match.start())
        if mentions(words, PLATE_LABELS[:-1]) and not is_latin(text[match.end() : match.end() + 1]):
            yield "PLATE", match.start(), match.end()


def _is_plain_plate(plate: str, words: str, following: str) -> bool:
    if not plate[1].isascii() or not plate[1].isupper() or WORDS_ENDING_IN_A_PROVINCE.search(words):
        return False
    return not re.match(r"[-_][A-Za-z0-9]", following) and not OTHER_NUMBER.search(words[:-1])


def _find_codes(text: str) -> Iterator[tuple[str, int, int]]:
    for match in CODE.finditer(text):
        code, start = match.group().partition("(")[0], match.start()
        if not code[-6:-1].isdigit():
            continue
        glued = bool(re.search(r"[A-Za-z0-9][-_/.]$", text[max(0, start - 2) : start])) or bool(
            re.match(r"[-_./][A-Za-z0-9]|[*@]", text[start + len(code) : start + len(code) + 2])
        )
        if not glued and (
            kind := _kind_of_code(code, lead(text, start), text[start + len(code) : start + len(code) + 6])
        ):
            end = match.end() if kind == "PERMIT" and TAIWAN_PERMIT.fullmatch(match.group()) else start + len(code)
            yield kind, start, end


def _kind_of_code(code: str, words: str, following: str) -> str | None:
    named = mentions(words, PASSPORT_LABELS) or mentions(following, PASSPORT_LABELS)
    if named and FOREIGN_PASSPORT.fullmatch(code) and not _names_a_permit(words):
        return "PASSPORT"
    if _is_permit(code, words):
        return "PERMIT"
    if OTHER_NUMBER.search(words):
        return None
    if SURE_PASSPORT.fullmatch(code) or (PASSPORT.fullmatch(code) and "证件" in words):
        return "PASSPORT"
    return "PERMIT" if PERMIT.fullmatch(code) else None


def _names_a_permit(words: str) -> bool:
    return max(words.rfind("通行证"), words.rfind("台胞证"), words.rfind("回乡证")) > words.rfind("护照")


def _is_permit(code: str, words: str) -> bool:
    return bool(
        (mentions(words, TAIWAN_LABELS) and TAIWAN_PERMIT.fullmatch(code) and "证" in words)
        or (
            mentions(words, TRAVEL_LABELS)
            and "证" in words
            and (TRAVEL_PERMIT.fullmatch(code) or PERMIT.fullmatch(code))
        )
        or (mentions(words, RESIDENCE_LABELS) and RESIDENCE_PERMIT.fullmatch(code))
    )


def _find_mailboxes(text: str) -> Iterator[tuple[str, int, int]]:
    for at in AT.finditer(text):
        local = LOCAL_PART.search(text[max(0, at.start() - 64) : at.start()])
        domain = DOMAIN.match(text, at.end())
        if not local or not domain:
            continue
        start = at.start() - len(local.group().lstrip(".-%'=+"))
        if start == at.start() or text[start - 1 : start] == "*":
            continue
        words = lead(text, start)
        if not OFFICE_DOMAIN.search(domain.group()) or mentions(words, OWN_MAILBOX):
            yield "EMAIL", start, domain.end()
