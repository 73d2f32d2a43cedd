"""Finds citizen numbers (ID), bank cards (CARD) and mobile numbers (MOBILE) in plain text (R7.1-R7.4, R7.20).

The text is cut into *runs*: digit groups with single blanks or dashes between them. From each group the finder tries
to read one number out of this and the following groups, so that ``138-0000-0077`` and ``6222 0000 0000 0000 129`` are
read whole and two numbers side by side are two. In a run of more than
19 groups a number has at most 8 of them, so that a run of n groups costs at most 8 n steps.

- ID, 18 characters: real birth date and right check character (GB 11643). A wrong one is often a typing error, and a
  typing error in a real number still points to a person: after a label such as 身份证号 it is found too; without a
  label it is taken for some other number. Area codes are never a reason to reject (R7.3).
- ID, 15 digits: assigned province and real birth date, and nothing that says it is an order number or a code.
- CARD: 16-19 digits that pass Luhn and begin as cards do; after 卡 any beginning.
- MOBILE: 11 digits from 1[3-9], with +86, 0086 or 86; not inside a longer number or code, not an amount, not a scale.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunforest.pure.citizen_number import check_character
from sunforest.pure.personal_data_context import after, before, is_latin, lead, mentions

RUN = re.compile(r"[0-9](?:(?:  ?| ?- ?)?[0-9])*")
DOTTED_MOBILE = re.compile(r"(?<![0-9A-Za-z.])1[3-9][0-9]\.[0-9]{4}\.[0-9]{4}(?![0-9A-Za-z.])")
GROUP = re.compile(r"[0-9]+")
PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
SHORTEST, LONGEST = 11, 19
MOST_GROUPS = 8

ID_LABELS = (
    "身份证",
    "身份号",
    "身份代码",
    "公民身份",
    "证件号",
    "居住证",
    "居留证",
    "idcard",
    "id card",
    "id number",
    "id no",
)
CARD_LABELS = ("卡", "存折")
MOBILE_LABELS = (
    "电话", "手机", "联系", "联络", "致电", "拨打", "来电", "短信", "微信", "充值", "机主", "负责人", "经办", "本人",
    "户主", "申请人", "tel", "phone", "mobile", "call",
)  # fmt: skip
OTHER_NUMBER = re.compile(
    r"(?:(?:订单|流水|单|编|序|批|批次|文|档案|受理|办件|序列|货|税|运单|快递|户|表|票|发票|联行|行|机构|商户|核准|注册|备案|项目|合同|案"
    r"|索引|标准|专利|公告|设备|终端|群|桩|图|型|代|许可证?|证书|执照|追溯|登记|凭证|业务|交易|支付|立项|宗地|资产|物料|缴费|采购|招标)号"
    r"|编码|代码|条码|条形码|商品码|追溯码|二维码|编号|型号|版本|端口|isbn|issn|gb/t|面积|预算|金额|总额|资金|投资|合计|共计|总计|比例"
    r"|比例尺|产量|人口|余额|收入|支出|产值|单价|总价|造价|费用|经费|税额|人民币|约|坐标|经度|纬度|东经|北纬|订单|运单|数量|估值|市值|达到|高达|值达|超过|浏览量|点击量|阅读量|[¥￥$]"
    r")(?:号码?|码|数|值|为|是|约|达|共|计|[:#№ (\"“'】\]]|no\.?)*$",
    re.IGNORECASE,
)
QUANTITY = re.compile(
    r" ?(?:[%‰]|[万亿千百]|元(?!旦)|美元|欧元|日元|港元|人民币|块钱|平方|立方|公里|千米|米|公斤|千克|吨|升|亩|公顷"
    r"|千瓦|度(?!假)|伏|人次|人(?![民员士])|户(?![主名籍口])|件|次(?!日)|个(?!人)|只|株|册|股|份|字节|㎡|m2|kwh|kg|kb|mb)",
    re.IGNORECASE,
)
COUNTRY = re.compile(r"(?:\(? ?\+ ?86 ?\)?|\((?:00)?86\))(?:  ?| ?- ?)?$")
FIGURE_BEFORE, FIGURE_AFTER = re.compile(r"(?<![0-9])[0-9]{1,5}  ?$"), re.compile(r"  ?[0-9]{1,5}(?![0-9])")
MOBILE_BEFORE = re.compile(r"(?<![0-9])1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}  ?$")
MOBILE_AFTER = re.compile(r"  ?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")
WORDS_GLUED_TO_MOBILE = re.compile(r"(?<![A-Za-z0-9])(?:tel|phone|mobile|mob|wx|vx|call)$", re.IGNORECASE)
REST_OF_EIGHTEEN = re.compile(r"[ -]?[0-9][ -]?[0-9][ -]?[0-9Xx](?![0-9])")
WORDS_GLUED_TO_ID = re.compile(r"(?<![A-Za-z0-9])(?:id|no|idno|idcard)$", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """Consecutive digit groups of one run, read as one number."""

    text: str
    start: int
    end: int
    digits: str
    groups: tuple[str, ...]

    @property
    def lead(self) -> str:
        return lead(self.text, self.start)

    def touches_code(self) -> bool:
        """A dash and a letter or digit on either side: a part of an item code or project number."""
        left = self.text[max(0, self.start - 2) : self.start]
        right = self.text[self.end : self.end + 2]
        return (len(left) == 2 and left[1] in "-_=" and is_latin(left[0])) or (
            len(right) == 2 and right[0] in "-_." and is_latin(right[1])
        )

    def is_column_of_figures(self) -> bool:
        """Short figures go on before or after with the same blanks: a table, not a number in groups."""
        if len(self.groups) == 1:
            return False
        left, right = self.text[max(0, self.start - 16) : self.start], self.text[self.end : self.end + 16]
        return bool(FIGURE_BEFORE.search(left) and not MOBILE_BEFORE.search(left)) or bool(
            FIGURE_AFTER.match(right) and not MOBILE_AFTER.match(right)
        )

    def is_other_number(self) -> bool:
        return OTHER_NUMBER.search(self.lead) is not None


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Type, start and end of each ID, CARD and MOBILE in plain text."""
    for match in DOTTED_MOBILE.finditer(text):
        yield "MOBILE", match.start(), match.end()
    for run in RUN.finditer(text):
        if run.end() - run.start() >= SHORTEST:
            yield from _find_in_run(text, run.start(), run.group())


def _find_in_run(text: str, offset: int, run: str) -> Iterator[tuple[str, int, int]]:
    groups = [(match.start() + offset, match.end() + offset) for match in GROUP.finditer(run)]
    most = LONGEST if len(groups) <= LONGEST else MOST_GROUPS
    place = 0
    while place < len(groups):
        for count, candidate in _candidates(text, groups[place : place + most]):
            if found := _read(candidate):
                yield found
                place += count
                break
        else:
            place += 1


def _candidates(text: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, Candidate]]:
    read: list[str] = []
    length = 0
    for start, end in groups:
        length += end - start
        if length > LONGEST:
            return
        read.append(text[start:end])
        if length < SHORTEST:
            continue
        stop = _end_with_check_letter(text, end, len(read)) if length == 17 else end
        digits = "".join(read) + ("X" if stop > end else "")
        yield len(read), Candidate(text, groups[0][0], stop, digits, tuple(read))


def _end_with_check_letter(text: str, end: int, groups: int) -> int:
    """The end after an X that follows 17 digits, directly or, when they stand in groups, after a blank or dash."""
    if after(text, end) in ("X", "x"):
        return end + 1
    if groups > 1 and after(text, end) in (" ", "-") and after(text, end + 1) in ("X", "x"):
        return end + 2
    return end


def _read(candidate: Candidate) -> tuple[str, int, int] | None:
    if is_latin(after(candidate.text, candidate.end)):
        return None
    length = len(candidate.digits)
    if length in (15, 18) and _is_citizen_number(candidate):
        return "ID", candidate.start, candidate.end
    if 16 <= length <= LONGEST and _is_card(candidate):
        return "CARD", candidate.start, candidate.end
    if length in (11, 13, 15) and _is_mobile(candidate):
        return "MOBILE", _start_with_country(candidate), candidate.end
    return None


def _is_citizen_number(candidate: Candidate) -> bool:
    if is_latin(before(candidate.text, candidate.start)) and not WORDS_GLUED_TO_ID.search(candidate.lead):
        return False
    digits = candidate.digits
    labelled = mentions(candidate.lead, ID_LABELS)
    if len(digits) == 18:
        return labelled or (digits[0] != "0" and _is_birth(digits[6:14]) and check_character(digits[:17]) == digits[17])
    if labelled:
        return len(candidate.groups) == 1 or not REST_OF_EIGHTEEN.match(candidate.text, candidate.end)
    plausible = PROVINCE.match(digits) is not None and _is_birth("19" + digits[6:12])
    return plausible and len(candidate.groups) == 1 and not candidate.touches_code() and not candidate.is_other_number()


def _is_birth(digits: str) -> bool:
    if digits[:2] not in ("18", "19", "20"):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _is_card(candidate: Candidate) -> bool:
    digits = candidate.digits
    if not digits.isdigit() or not passes_luhn(digits) or is_latin(before(candidate.text, candidate.start)):
        return False
    if mentions(candidate.lead, CARD_LABELS):
        return True
    if len(digits) == 18 and _is_birth(digits[6:14]):
        return False
    return _begins_as_card(digits) and not (
        candidate.touches_code() or candidate.is_other_number() or candidate.is_column_of_figures()
    )


def _begins_as_card(digits: str) -> bool:
    if digits.startswith(("60", "62", "65", "81", "4", "9558", "9559")):
        return True
    return len(digits) == 16 and digits[:2] in ("35", "51", "52", "53", "54", "55", "94")


def passes_luhn(digits: str) -> bool:
    """The check that bank cards carry (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_mobile(candidate: Candidate) -> bool:
    prefix, number = candidate.digits[:-11], candidate.digits[-11:]
    if prefix not in ("", "86", "0086") or number[0] != "1" or number[1] not in "3456789":
        return False
    if is_latin(before(candidate.text, candidate.start)) and not WORDS_GLUED_TO_MOBILE.search(candidate.lead):
        return False
    labelled = mentions(candidate.lead, MOBILE_LABELS)
    if not _is_grouped_as_mobile(candidate, prefix, labelled):
        return False
    if candidate.is_other_number() or _is_decimal(candidate):
        return False
    return labelled or _start_with_country(candidate) < candidate.start or not _is_quantity(candidate)


def _is_grouped_as_mobile(candidate: Candidate, prefix: str, labelled: bool) -> bool:
    lengths = [len(group) for group in candidate.groups]
    if prefix and lengths[0] == len(prefix):
        lengths = lengths[1:]
    elif prefix:
        lengths[0] -= len(prefix)
    if len(lengths) == 1 or lengths in ([3, 4, 4], [3, 8], [7, 4], [4, 3, 4], [3, 3, 5]):
        return lengths[0] > 0
    return labelled and min(lengths) >= 2


def _is_decimal(candidate: Candidate) -> bool:
    left, right = (
        candidate.text[max(0, candidate.start - 3) : candidate.start],
        candidate.text[candidate.end : candidate.end + 5],
    )
    return bool(re.search(r"(?:0|[0-9]{2})\.$|[0-9],$", left) or re.match(r"\.[0-9]|,[0-9]{3}(?![0-9])", right))


def _is_quantity(candidate: Candidate) -> bool:
    """A part of a code, a column of figures, a counted quantity or the second half of a scale."""
    if candidate.touches_code() or candidate.is_column_of_figures():
        return True
    left = candidate.text[max(0, candidate.start - 5) : candidate.start]
    return bool(QUANTITY.match(candidate.text, candidate.end) or re.search(r"(?<![0-9])[0-9]{1,3} ?[:∶/] ?$", left))


def _start_with_country(candidate: Candidate) -> int:
    left = candidate.text[max(0, candidate.start - 9) : candidate.start]
    match = re.search(r"\(?\+ ?$", left) if len(candidate.digits) > 11 else COUNTRY.search(left)
    return candidate.start - len(match.group()) if match else candidate.start
