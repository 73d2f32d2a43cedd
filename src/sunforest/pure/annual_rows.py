"""The rows and columns of the annual report's statutory tables (国办公开办函〔2021〕30号; domain §2.1–2.3), by name.

Keys are those of the exchange format (domain §2.4); words are those printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.pure.words import gettext_noop as _

__all__ = [
    "APPLICANT_TYPES",
    "COLUMNS",
    "COURSES",
    "OUTCOMES",
    "RESULT_ROWS",
    "ROWS",
    "ROW_KEYS",
    "ROW_OF_RESULT",
    "TABLE_1_ROWS",
    "Column",
    "Row",
]


@dataclass(frozen=True)
class Column:
    """A column: its ``key``, its words, and the words over it where several columns share a heading."""

    key: str
    words: str
    group: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its ``key``, its words, the headings it stands under, outermost first, and the results that it counts.

    Result codes are those of domain §1.4. What was answered in part counts in r04 only.
    """

    key: str
    words: str
    under: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


ORGANISATIONS = _("法人或其他组织")

COLUMNS: tuple[Column, ...] = (
    Column("natural", _("自然人")),
    Column("biz", _("商业企业"), ORGANISATIONS),
    Column("research", _("科研机构"), ORGANISATIONS),
    Column("welfare", _("社会公益组织"), ORGANISATIONS),
    Column("legal", _("法律服务机构"), ORGANISATIONS),
    Column("other", _("其他"), ORGANISATIONS),
    Column("total", _("总计")),
)
APPLICANT_TYPES: tuple[str, ...] = tuple(column.key for column in COLUMNS[:-1])

RESULTS = _("三、本年度办理结果")
REFUSED = _("（三）不予公开")
NOT_POSSIBLE = _("（四）无法提供")
NOT_HANDLED = _("（五）不予处理")
OTHERWISE = _("（六）其他处理")

ROWS: tuple[Row, ...] = (
    Row("r01", _("一、本年新收政府信息公开申请数量")),
    Row("r02", _("二、上年结转政府信息公开申请数量")),
    Row("r03", _("（一）予以公开"), (RESULTS,), ("G1", "G2")),
    Row("r04", _("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), (RESULTS,), ("P1",)),
    Row("r05", _("1．属于国家秘密"), (RESULTS, REFUSED), ("N1",)),
    Row("r06", _("2．其他法律行政法规禁止公开"), (RESULTS, REFUSED), ("N2",)),
    Row("r07", _("3．危及“三安全一稳定”"), (RESULTS, REFUSED), ("N3",)),
    Row("r08", _("4．保护第三方合法权益"), (RESULTS, REFUSED), ("N4",)),
    Row("r09", _("5．属于三类内部事务信息"), (RESULTS, REFUSED), ("N5",)),
    Row("r10", _("6．属于四类过程性信息"), (RESULTS, REFUSED), ("N6",)),
    Row("r11", _("7．属于行政执法案卷"), (RESULTS, REFUSED), ("N7",)),
    Row("r12", _("8．属于行政查询事项"), (RESULTS, REFUSED), ("N8",)),
    Row("r13", _("1．本机关不掌握相关政府信息"), (RESULTS, NOT_POSSIBLE), ("U1", "U1a", "U1b")),
    Row("r14", _("2．没有现成信息需要另行制作"), (RESULTS, NOT_POSSIBLE), ("U2",)),
    Row("r15", _("3．补正后申请内容仍不明确"), (RESULTS, NOT_POSSIBLE), ("U3",)),
    Row("r16", _("1．信访举报投诉类申请"), (RESULTS, NOT_HANDLED), ("X1",)),
    Row("r17", _("2．重复申请"), (RESULTS, NOT_HANDLED), ("X2",)),
    Row("r18", _("3．要求提供公开出版物"), (RESULTS, NOT_HANDLED), ("X3",)),
    Row("r19", _("4．无正当理由大量反复申请"), (RESULTS, NOT_HANDLED), ("X4",)),
    Row("r20", _("5．要求行政机关确认或重新出具已获取信息"), (RESULTS, NOT_HANDLED), ("X5",)),
    Row("r21", _("1．申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"), (RESULTS, OTHERWISE), ("O1",)),
    Row(
        "r22",
        _("2．申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        (RESULTS, OTHERWISE),
        ("O2",),
    ),
    Row("r23", _("3．其他"), (RESULTS, OTHERWISE), ("O3",)),
    Row("r24", _("（七）总计"), (RESULTS,)),
    Row("r25", _("四、结转下年度继续办理")),
)
ROW_KEYS: tuple[str, ...] = tuple(row.key for row in ROWS)
RESULT_ROWS: tuple[str, ...] = ROW_KEYS[2:23]

ROW_OF_RESULT: dict[str, str] = {code: row.key for row in ROWS for code in row.results}

COURSES: tuple[Column, ...] = (
    Column("fy", _("行政复议")),
    Column("ss_direct", _("未经复议直接起诉"), _("行政诉讼")),
    Column("ss_after", _("复议后起诉"), _("行政诉讼")),
)
OUTCOMES: tuple[Column, ...] = (
    Column("upheld", _("结果维持")),
    Column("corrected", _("结果纠正")),
    Column("other", _("其他结果")),
    Column("pending", _("尚未审结")),
    Column("total", _("总计")),
)

TABLE_1_ROWS: tuple[Row, ...] = (
    Row("规章", _("规章"), (_("第二十条第（一）项"),)),
    Row("行政规范性文件", _("行政规范性文件"), (_("第二十条第（一）项"),)),
    Row("行政许可", _("行政许可"), (_("第二十条第（五）项"),)),
    Row("行政处罚", _("行政处罚"), (_("第二十条第（六）项"),)),
    Row("行政强制", _("行政强制"), (_("第二十条第（六）项"),)),
    Row("行政事业性收费_万元", _("行政事业性收费"), (_("第二十条第（八）项"),)),
)
