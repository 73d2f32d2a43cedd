"""Finds names of persons (NAME) that stand after a label such as 姓名, 户名 or 联系人, in plain text (R7.20).

After a colon or a table bar, two to four characters that begin with a surname and end where the word ends are a name,
and so is any name with a middle dot. Directly after the label a sentence may go on instead (申请人陈述), so that words
which only begin like a name are left out there. 张某 and 张* are names that were already hidden.
"""

import re
from collections.abc import Iterator

from sunforest.pure import personal_data_name_words as words

STRONG_LABELS = tuple(words.STRONG_LABELS.split())
WEAK_LABELS = tuple(words.WEAK_LABELS.split())
COMPOUND_SURNAMES = frozenset(words.COMPOUND_SURNAMES.split())
SURNAMES = frozenset(words.SURNAMES.replace("\n", ""))
WORDS = frozenset(words.WORDS.split())
LABEL = re.compile(
    r"(?:"
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
    r"(?<=[一-鿿]{2})(?:联系|电话|手机|身份|性别|户籍|住址|地址|反映|要求|提出|来电|来信|投诉|举报|先生|女士|同志|出生"
    r"|年龄|车牌|护照|号码|邮编|自述|居住|家住|作为|一家|[于因系已现称男女]|在(?=[一-鿿0-9])"
    r"|[向与和及等的对将被给就从把说住是有未不](?=[一-鿿]))"
)
NOT_IN_NAMES = re.compile(
    "[的了吗呢您你我他她它们这那被]|某$|^.[在是于及或为由将须需请]|单位|名称|公司|法人|政府|姓名|电话|号码|身份|地址"
    "|材料|填写|签名|签字|盖章|证件|性别|职务|住址|联系|申请|机关|部门|组织|日期|情况|信息|一致|相同|不详|同上|如下"
    "|以上|应当|可以|必须|认为|时间|方式|经办|负责|双方|国家|国籍|居民|公民|企业|个人|人员|本人|通过|任何|所有|家庭"
    "|户口|银行|账号|帐号|学校|农民|别名|民族|籍贯|政治|代表|办公|热线|窗口|大厅|计划|项目|权利|义务|主任|科长|局长"
    "|经理|书记|老师|医生|律师|校长|警官|所长|队长|院长|店长|处长|主席|先生|女士|小姐|同志|总$|[栏页城院镇村路楼室口区县市]$"
)
FORM_LABELS = ("姓名", "户名", "联系人")
FUNCTION_SURNAMES = frozenset("于时和应从向有经所须需别相后年来那都却凡全信通支连管双万公国家原平常")


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Type, start and end of each NAME after a label in plain text."""
    for label in LABEL.finditer(text):
        if text.endswith("妇", 0, label.start()) or text.startswith("客户名单", label.start() - 1):
            continue  # 妇联系统 is no label 联系; a look-behind in the pattern would cost half of the reading time
        start, length = _name_after(text, label.group(), label.end())
        if length:
            yield "NAME", start, start + length


def _name_after(text: str, label: str, end: int) -> tuple[int, int]:
    if mark := MARK.match(text, end):
        return mark.end(), _length_of_any_name(text, mark.end())
    if not label.startswith(STRONG_LABELS):
        return end, 0
    gap = GAP.match(text, end)
    start = gap.end() if gap else end
    if gap and label.startswith(FORM_LABELS):
        return start, _length_of_any_name(text, start)
    return start, _length_in_prose(text, start)


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
    shortest, longest = (3, 4) if name[:2] in COMPOUND_SURNAMES else (2, 4)
    if not shortest <= len(name) <= longest or not (name[0] in SURNAMES or name[:2] in COMPOUND_SURNAMES):
        return 0
    return 0 if NOT_IN_NAMES.search(name) or name[:2] in WORDS else len(name)


def _length_in_prose(text: str, start: int) -> int:
    """Directly after the label or after a blank, where a sentence may go on instead."""
    if text[start : start + 1] in FUNCTION_SURNAMES:
        return 0
    length = _length_of_han_name(text, start)
    return length if length < 4 or text[start : start + 2] in COMPOUND_SURNAMES else 0
