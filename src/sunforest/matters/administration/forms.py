"""What each act of administration asks. What concerns officers is closed as internal affairs (条例 art. 16 ¶1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sunforest.core.organs import county
from sunforest.core.organs.models import Division, Officer, Organ, Post, Topic
from sunforest.core.organs.roles import STAFF_ROLES
from sunforest.core.process import grounds
from sunforest.core.process.forms import PostChoice
from sunforest.pure import uscc

from . import queries, rules

ROLES = [(role.key, _(role.title)) for role in STAFF_ROLES]
SETTINGS = [(key, _(words)) for key, words in rules.SETTINGS.items()]
LONGEST_SPAN_DAYS = 40


class OrganForm(forms.Form):
    """An organ as the public sees it (条例 art. 20 (2), R1.10)."""

    code = forms.CharField(
        label=_("机关代码"), max_length=15, validators=[RegexValidator(r"^\d{15}$", _("机关代码为 15 位数字。"))]
    )
    name = forms.CharField(label=_("全称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=160, required=False)
    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=18, required=False)
    number_prefix = forms.CharField(label=_("机关代字"), max_length=12, required=False, help_text=_("如：晴建发。"))
    functions = forms.CharField(label=_("主要职能"), widget=forms.Textarea, required=False)
    address = forms.CharField(label=_("办公地址"), max_length=200, required=False)
    hours = forms.CharField(label=_("办公时间"), max_length=120, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    head_post = forms.CharField(label=_("负责人职务"), max_length=80, required=False)
    reconsidered_by = forms.CharField(label=_("行政复议机关"), max_length=120, required=False)
    supervises_disclosure = forms.BooleanField(label=_("是政务公开主管部门"), required=False)
    division = forms.ModelChoiceField(label=_("所属区划"), queryset=Division.objects.all(), required=False)

    def clean_uscc(self) -> str:
        """GB 32100 (domain §7.2): a hard error stops, a warning does not."""
        written = self.cleaned_data["uscc"]
        if not written:
            return ""
        judged = uscc.check(written)
        if judged.verdict == "invalid":
            raise ValidationError(_("统一社会信用代码不正确：%(reason)s"), params={"reason": judged.reason})
        return judged.normalised

    def clean_name(self) -> str:
        """Two organs never bear one name."""
        return self._unused("name", _("已有同名机关。"))

    def clean_code(self) -> str:
        """Two organs never share a code: it begins their index numbers."""
        return self._unused("code", _("这个机关代码已被使用。"))

    def _unused(self, column: str, words: Any) -> str:
        value: str = self.cleaned_data[column]
        if Organ.objects.filter(**{column: value}).exists():
            raise ValidationError(words)
        return value


class OrganChange(OrganForm):
    """The organ's particulars once more; its code never changes."""

    code = None  # type: ignore[assignment]

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The organ as it stands."""
        organ = queries.subject_of(case).organ
        return {name: getattr(organ, name) for name in cls.base_fields}

    def clean_name(self) -> str:
        """A change may keep the name; that another organ has it is refused by the database."""
        return str(self.cleaned_data["name"])


class ExistingOrgan(forms.Form):
    """An organ that was written when the installation was set up, and that no act has entered yet."""

    organ = forms.ModelChoiceField(label=_("机关"), queryset=Organ.objects.filter(abolished_on=None))


class Abolition(forms.Form):
    """When an organ ends, and by what decision."""

    abolished_on = forms.DateField(label=_("撤销日期"))
    basis = forms.CharField(label=_("依据"), max_length=200)


class Entrance(forms.Form):
    """A new officer and the name to sign in with."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    name_en = forms.CharField(label=_("英文姓名"), max_length=80, required=False)
    username = forms.CharField(
        label=_("登录名"),
        max_length=60,
        validators=[RegexValidator(r"^[a-z0-9._-]+$", _("只用小写字母、数字、点和短横。"))],
    )

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["name", "name_en", "username"]}

    def clean_username(self) -> str:
        """Two accounts never share a name."""
        username: str = self.cleaned_data["username"]
        if get_user_model().objects.filter(username=username).exists():
            raise ValidationError(_("这个登录名已被使用。"))
        return username


class ExistingOfficer(forms.Form):
    """An officer who was written when the installation was set up, and whom no act has entered yet."""

    officer = forms.ModelChoiceField(label=_("人员"), queryset=Officer.objects.filter(left_on=None))

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["officer"]}


class Appointment(forms.Form):
    """A post, and what it grants; a post that exists is taken over, a new title makes a new post."""

    organ = forms.ModelChoiceField(label=_("机关"), queryset=Organ.objects.filter(abolished_on=None))
    title = forms.CharField(label=_("岗位名称"), max_length=80)
    title_en = forms.CharField(label=_("岗位英文名称"), max_length=120, required=False)
    roles = forms.MultipleChoiceField(label=_("岗位权限"), choices=ROLES, widget=forms.CheckboxSelectMultiple)
    processes = forms.MultipleChoiceField(
        label=_("适用程序"), choices=queries.processes_to_grant, widget=forms.CheckboxSelectMultiple
    )
    deputy = PostChoice(label=_("代理岗位"), queryset=Post.objects.none(), required=False)

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["title", "title_en", "processes", "deputy"]}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        deputies: Any = self.fields["deputy"]
        deputies.queryset = posts_in_use()

    def clean(self) -> dict[str, Any]:
        """Only a post of the same organ stands in, and never the post itself."""
        answers = super().clean() or {}
        deputy = answers.get("deputy")
        if deputy and (deputy.organ != answers.get("organ") or deputy.title == answers.get("title")):
            self.add_error("deputy", _("代理岗位须是同一机关的另一岗位。"))
        return answers


def posts_in_use() -> Any:
    """Posts that were not abolished, with organ and holder."""
    return Post.objects.filter(abolished_on=None).select_related("organ", "holder").order_by("organ", "title")


class _PostInUse(forms.Form):
    post = PostChoice(label=_("岗位"), queryset=Post.objects.none())

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["post"]}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        posts: Any = self.fields["post"]
        posts.queryset = posts_in_use()


class Relief(_PostInUse):
    """Which post the officer no longer holds."""


class Absence(_PostInUse):
    """From when until when the post's holder is absent, and which post stands in."""

    absent_from = forms.DateField(label=_("不在岗自"))
    absent_until = forms.DateField(label=_("不在岗至"), required=False)
    deputy = PostChoice(label=_("代理岗位"), queryset=Post.objects.none(), required=False)

    class Meta(_PostInUse.Meta):
        closed = {grounds.INTERNAL_AFFAIRS: ["post", "absent_from", "absent_until", "deputy"]}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        posts, deputies = self.fields["post"], self.fields["deputy"]
        deputies.queryset = posts.queryset  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An absence ends after it begins; no post stands in for itself."""
        answers = super().clean() or {}
        first, last = answers.get("absent_from"), answers.get("absent_until")
        if first and last and last < first:
            self.add_error("absent_until", _("结束日期早于开始日期。"))
        if answers.get("deputy") and answers.get("deputy") == answers.get("post"):
            self.add_error("deputy", _("岗位不能由自己代理。"))
        return answers


class AccessRenewal(forms.Form):
    """Why the officer's password and second factor are taken away, to be set anew at the next sign-in."""

    reason = forms.CharField(label=_("原因"), max_length=200)

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["reason"]}


class Departure(forms.Form):
    """The last day in service."""

    left_on = forms.DateField(label=_("离任日期"))

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["left_on"]}


class Days(list[date]):
    """Days in their order; as words they are spans: ``2027-02-05…2027-02-12、2027-02-14``."""

    def __str__(self) -> str:
        spans: list[list[date]] = []
        for day in self:
            if spans and day - spans[-1][-1] == timedelta(days=1):
                spans[-1][1:] = [day]
            else:
                spans.append([day])
        return "、".join("…".join(day.isoformat() for day in span) for span in spans)


class DaysField(forms.CharField):
    """Days and spans of days, one a line or separated by commas: ``2027-02-05 … 2027-02-12``."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Days:  # type: ignore[override]
        text = super().clean(value)
        try:
            return Days(sorted(set(_days_in(text))))
        except ValueError as error:
            raise ValidationError(
                _("“%(part)s”不是日期。请写成 2027-02-05 或 2027-02-05…2027-02-12。"), params={"part": str(error)}
            ) from error


def _days_in(text: str) -> Iterator[date]:
    for part in filter(None, re.split(r"[\s,，、;；]+", re.sub(r"\s*(?:…+|~|～|至|—+|\.\.+)\s*", "…", text.strip()))):
        first, _mark, last = part.partition("…")
        yield from _span(part, first, last or first)


def _span(part: str, first: str, last: str) -> Iterator[date]:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise ValueError(part) from error
    if not 0 <= (end - start).days <= LONGEST_SPAN_DAYS:
        raise ValueError(part)
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)


class HolidayNotice(forms.Form):
    """The days off and the make-up working days of a year, as the notice lists them (R8.1–R8.2)."""

    year = forms.IntegerField(label=_("年份"), min_value=2000, max_value=2100)
    notice_number = forms.CharField(label=_("通知文号"), max_length=60, help_text=_("如：国办发明电〔2026〕7号。"))
    rest_days = DaysField(
        label=_("放假日期"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("每行一段，如 2027-02-05…2027-02-12。"),
    )
    work_days = DaysField(label=_("调休上班日期"), widget=forms.Textarea(attrs={"rows": 5}), required=False)


class TopicName(forms.Form):
    """What a topic is called."""

    name = forms.CharField(label=_("主题名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)


class NewTopic(TopicName):
    """A topic of the first level, or below one."""

    parent = forms.ModelChoiceField(
        label=_("上级主题"), queryset=Topic.objects.filter(parent=None, retired_on=None), required=False
    )

    def clean(self) -> dict[str, Any]:
        """A topic stands once below its parent."""
        answers = super().clean() or {}
        if Topic.objects.filter(parent=answers.get("parent"), name=answers.get("name")).exists():
            self.add_error("name", _("已有同名主题。"))
        return answers


class ExistingTopic(forms.Form):
    """A topic that was written when the installation was set up, and that no act has entered yet."""

    topic = forms.ModelChoiceField(label=_("主题"), queryset=Topic.objects.filter(retired_on=None))


class Retirement(forms.Form):
    """From when a topic is no longer given; documents that have it keep it."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class SettingForm(forms.Form):
    """One adjustable value, a number or a name, and why."""

    key = forms.ChoiceField(label=_("设置项"), choices=SETTINGS)
    value = forms.CharField(label=_("数值或名称"), max_length=200)
    reason = forms.CharField(label=_("理由"), max_length=300)

    @classmethod
    def initial_for(cls, case: Any) -> dict[str, Any]:
        """The value as it stands."""
        key = queries.subject_of(case).setting_id
        return {"key": key, "value": county.setting(str(key))}

    def clean(self) -> dict[str, Any]:
        """A setting that is a number is kept as one."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("key") in rules.LIMITS and "value" in answers:
            answers["value"] = self._number(answers["value"])
        return answers

    def _number(self, written: str) -> int | None:
        try:
            return int(written)
        except ValueError:
            self.add_error("value", _("这一项填数字。"))
            return None
