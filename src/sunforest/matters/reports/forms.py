"""What each act of an annual report asks. What is being written is closed; publication opens it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.process import grounds
from sunforest.core.process.fields import HtmlField
from sunforest.pure.annual_tables import tables_from

from . import queries, rules
from .models import COUNTY, ORGAN

FIRST_YEAR, LAST_YEAR = 2008, 2100
LARGEST = 10**8
SCOPES = [(ORGAN, _("一个机关")), (COUNTY, _("全县"))]
BESIDE_THE_TABLES = ("fees_yuan", "organs", "t1_2019")


class FrozenTables(dict[str, Any]):
    """The tables of a report as data; read aloud they are one sentence."""

    def __str__(self) -> str:
        rows = self.get("t2", {})
        received, answered, left = (int(rows.get(key, [0])[-1]) for key in ("r01", "r24", "r25"))
        return gettext("新收 %(received)s 件，办结 %(answered)s 件，结转下年 %(left)s 件。") % {
            "received": received,
            "answered": answered,
            "left": left,
        }


class TablesField(forms.JSONField):
    """The three tables in the exchange format of domain §2.4, in the order of our own columns; nothing else is let in."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """What is text already is not written as text again."""
        return value if isinstance(value, str) else super().prepare_value(value)

    def clean(self, value: Any) -> FrozenTables:
        read = super().clean(value)
        if read in self.empty_values:
            return FrozenTables()
        try:
            tables = tables_from(read if isinstance(read, dict) else {}).as_data()
        except ValueError as error:
            raise ValidationError(_("统计表读不出来：%(problem)s"), params={"problem": error}) from None
        return FrozenTables({**tables, **{name: read[name] for name in BESIDE_THE_TABLES if name in read}})


class Opening(forms.Form):
    """Which year; the last day follows from it (R1.50)."""

    scope = ORGAN

    year = forms.IntegerField(label=_("年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    due_on = forms.DateField(label=_("公布期限"), required=False, widget=forms.HiddenInput)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["year", "due_on"]}

    def clean(self) -> dict[str, Any]:
        """The last day is never typed."""
        answers = super().clean() or {}
        if "year" in answers:
            answers["due_on"] = rules.last_day(scope=self.scope, year=answers["year"])
        return answers


class OpeningOfCounty(Opening):
    """The report of the whole county: by 31 March."""

    scope = COUNTY

    class Meta(Opening.Meta):
        pass


class Chapters(forms.Form):
    """The six chapters (R1.51)."""

    overview = HtmlField(
        label=_(rules.CHAPTERS["overview"]),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("政府的年报在这一章写明考核、社会评议和责任追究的情况。"),
    )
    proactive = HtmlField(
        label=_(rules.CHAPTERS["proactive"]), required=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    requests = HtmlField(label=_(rules.CHAPTERS["requests"]), required=False, widget=forms.Textarea(attrs={"rows": 10}))
    remedies = HtmlField(label=_(rules.CHAPTERS["remedies"]), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    problems = HtmlField(label=_(rules.CHAPTERS["problems"]), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    other = HtmlField(
        label=_(rules.CHAPTERS["other"]),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("收取信息处理费的金额由系统写在这一章之下。"),
    )

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: list(rules.CHAPTERS)}

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The chapters as they stand."""
        return queries.chapters_of(case)


class Entered(forms.Form):
    """The cells of table 1 that no record of this system knows (domain §2.1)."""

    rules_made = forms.IntegerField(label=_("规章：本年制发件数"), min_value=0, max_value=LARGEST)
    rules_repealed = forms.IntegerField(label=_("规章：本年废止件数"), min_value=0, max_value=LARGEST)
    rules_in_force = forms.IntegerField(
        label=_("规章：现行有效件数"), min_value=0, max_value=LARGEST, help_text=_("县级没有规章制定权，填0。")
    )
    normative_made = forms.IntegerField(
        label=_("行政规范性文件：本年制发件数"),
        min_value=0,
        max_value=LARGEST,
        help_text=_("这三格先按已公开的文件算出，有未录入本系统的再改。"),
    )
    normative_repealed = forms.IntegerField(label=_("行政规范性文件：本年废止件数"), min_value=0, max_value=LARGEST)
    normative_in_force = forms.IntegerField(label=_("行政规范性文件：现行有效件数"), min_value=0, max_value=LARGEST)
    licences = forms.IntegerField(label=_("行政许可：本年处理决定数量"), min_value=0, max_value=LARGEST)
    penalties = forms.IntegerField(label=_("行政处罚：本年处理决定数量"), min_value=0, max_value=LARGEST)
    coercion = forms.IntegerField(label=_("行政强制：本年处理决定数量"), min_value=0, max_value=LARGEST)
    amount = forms.DecimalField(
        label=_("行政事业性收费：本年收费金额（万元）"), min_value=0, max_value=LARGEST, max_digits=15, decimal_places=6
    )

    class Meta:
        closed = {
            grounds.PROCESS_INFORMATION: [
                *("rules_made", "rules_repealed", "rules_in_force"),
                *("normative_made", "normative_repealed", "normative_in_force"),
                *("licences", "penalties", "coercion", "amount"),
            ]
        }

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """What was entered, else what the public documents say."""
        return queries.entered_of(case)


class Remarks(forms.Form):
    """Remarks among colleagues."""

    remarks = forms.CharField(label=_("意见"), max_length=1000, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["remarks"]}


class Publication(forms.Form):
    """What the public gets: the chapters as written, the tables as computed; with this act they stand."""

    year = forms.IntegerField(label=_("年度"), widget=forms.HiddenInput)
    scope = forms.ChoiceField(label=_("范围"), choices=SCOPES, widget=forms.HiddenInput)
    overview = HtmlField(label=_(rules.CHAPTERS["overview"]))
    proactive = HtmlField(label=_(rules.CHAPTERS["proactive"]))
    requests = HtmlField(label=_(rules.CHAPTERS["requests"]))
    remedies = HtmlField(label=_(rules.CHAPTERS["remedies"]))
    problems = HtmlField(label=_(rules.CHAPTERS["problems"]))
    other = HtmlField(label=_(rules.CHAPTERS["other"]))
    tables = TablesField(label=_("统计表"))
    carry_over_reason = forms.CharField(
        label=_("结转差异说明"),
        max_length=500,
        required=False,
        help_text=_("上年结转数与上一年年报不一致的，写明原因，一并公布。"),
    )
    late_reason = forms.CharField(
        label=_("迟延说明"), max_length=300, required=False, help_text=_("超过期限才公布的，说明原因。")
    )
    due_on = forms.DateField(label=_("公布期限"), required=False, widget=forms.HiddenInput)
    next_on = forms.DateField(label=_("下一份年报的年度结束"), required=False, widget=forms.HiddenInput)
    submitted_on = forms.DateField(label=_("报送日期"), required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """Chapters as written, figures computed now."""
        return queries.publication_of(case)

    def clean(self) -> dict[str, Any]:
        """The last day is never typed; the year after the report's own ends on 31 December: then the next one begins."""
        answers = super().clean() or {}
        if "year" in answers and "scope" in answers:
            answers["due_on"] = rules.last_day(scope=answers["scope"], year=answers["year"])
            answers["next_on"] = date(answers["year"] + 1, 12, 31)
        return answers


class Correction(Publication):
    """A new version, and what was wrong with the earlier one."""

    reason = forms.CharField(label=_("更正说明"), max_length=500, widget=forms.Textarea)


class Submission(forms.Form):
    """When the report was handed to the supervising office (条例 art. 49)."""

    submitted_on = forms.DateField(label=_("报送日期"))


class Imported(forms.Form):
    """A report of a year before this system, as it was published then."""

    year = forms.IntegerField(label=_("年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    scope = forms.ChoiceField(label=_("范围"), choices=SCOPES)
    tables = TablesField(
        label=_("统计表"),
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("JSON 格式，t1、t2、t3 三张表。XLSX、CSV 文件和多份年报，请在“年报”页导入。"),
    )
    carry_over_reason = forms.CharField(label=_("结转差异说明"), max_length=500, required=False)
    source = forms.CharField(label=_("来源"), max_length=300, required=False)


class ImportedLastYear(Imported):
    """Last year's report; the year after its own ends on 31 December, and then the next one begins."""

    next_on = forms.DateField(label=_("下一份年报的年度结束"), required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The day is never typed."""
        answers = super().clean() or {}
        if "year" in answers:
            answers["next_on"] = date(answers["year"] + 1, 12, 31)
        return answers


class ImportedAgain(Imported):
    """Other tables for a year that was brought in, and why."""

    reason = forms.CharField(label=_("更正说明"), max_length=500, widget=forms.Textarea)

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The year as it was brought in."""
        return queries.imported_of(case)
