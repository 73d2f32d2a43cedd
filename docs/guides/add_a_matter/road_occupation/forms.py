from django import forms
from django.utils.translation import gettext_lazy as _
from sunforest.core.process import grounds

PURPOSES = [("works", _("工程施工")), ("event", _("集会活动")), ("scaffold", _("搭建脚手架"))]


class Application(forms.Form):
    """What is asked of the applicant (城市道路管理条例 art. 31)."""

    purpose = forms.ChoiceField(label=_("占用事由"), choices=PURPOSES)
    first_day = forms.DateField(label=_("开始日期"))
    last_day = forms.DateField(label=_("结束日期"))
    place = forms.CharField(label=_("占用位置和面积"), max_length=300, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["place"]}


class Reason(forms.Form):
    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea)


class WhatIsMissing(forms.Form):
    until = forms.DateField(label=_("补正截止日期"))
    missing = forms.CharField(label=_("需要补正的内容"), max_length=500, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["missing"]}


class Supplement(Application):
    """The application once more, complete."""


class Inspection(forms.Form):
    inspected_on = forms.DateField(label=_("勘查日期"))
    findings = forms.CharField(label=_("勘查情况"), max_length=1000, widget=forms.Textarea)

    class Meta:
        closed = {grounds.PROCESS_INFORMATION: ["findings"]}


class Permit(forms.Form):
    from_day = forms.DateField(label=_("准予占用自"))
    until_day = forms.DateField(label=_("准予占用至"))
