"""A real county is founded from a spreadsheet: all of it or nothing, and every fault with its sheet and row."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from openpyxl import load_workbook

from commands.installation_on_disk import new
from sunforest.__main__ import parser
from sunforest.commands import founding, founding_sheet
from sunforest.commands.outcome import REFUSED, USAGE, Failure
from sunforest.core.organs.models import County, Division, Grant, Officer, Organ, Post, Topic

ROWS = {
    "区划": [
        {"code": "339921", "name": "晴林县"},
        {"code": "339921001", "name": "晴和街道", "parent": "339921"},
    ],
    "机构": [
        {"code": "001099003021001", "name": "晴林县人民政府办公室", "short_name": "县府办", "supervises_disclosure": "是"},
        {"code": "001099003021002", "name": "晴林县教育局", "short_name": "教育局", "division": "339921"},
    ],
    "人员": [{"username": "clerk.wang", "name": "王敏"}, {"username": "head.zhao", "name": "赵岚"}],
    "岗位": [
        {"organ": "001099003021002", "title": "科员", "username": "clerk.wang", "roles": "经办人，审核人", "deputy": "局长"},
        {"organ": "001099003021002", "title": "局长", "username": "head.zhao", "roles": "head", "processes": "road_occupation"},
    ],
}  # fmt: skip


@pytest.fixture
def sheet(tmp_path):
    """Write a spreadsheet from the template, with these rows, some of them changed: ``sheet(("机构", 0, {...}))``."""

    def write(*changes):
        path = tmp_path / "county.xlsx"
        founding_sheet.write_template(path)
        book = load_workbook(path)
        rows = {title: [dict(row) for row in given] for title, given in ROWS.items()}
        for title, place, values in changes:
            rows[title][place] |= values
        for title, given in rows.items():
            for row in given:
                book[title].append([row.get(column.name) for column in founding_sheet.SHEETS[title]])
        book.save(path)
        return str(path)

    return write


def init(path, **named):
    given = {
        "--name": "晴林县",
        "--area-code": "339921",
        "--site-id": "3399210001",
        "--administrator": "顾安",
        "--spreadsheet": path,
        **{f"--{name.replace('_', '-')}": value for name, value in named.items()},
    }
    return founding.init(parser().parse_args(["init", *(part for pair in given.items() for part in pair)]))


@pytest.mark.django_db
def test_a_county_is_founded_with_everything_in_its_place(sheet, capsys):
    assert init(sheet()) == 0
    assert (County.objects.get().name, County.objects.get().is_demonstration) == ("晴林县", False)
    assert Topic.objects.filter(parent=None).count() == 22
    assert Division.objects.get(code="339921001").parent_id == "339921"
    assert Organ.objects.get(supervises_disclosure=True).short_name == "县府办"
    clerk = Post.objects.get(title="科员")
    assert (clerk.holder.name, clerk.deputy.title) == ("王敏", "局长")
    assert set(clerk.grants.values_list("role", "process")) == {("clerk", "*"), ("reviewer", "*")}
    assert set(Grant.objects.filter(post__title="局长").values_list("role", "process")) == {("head", "road_occupation")}
    assert not get_user_model().objects.get(username="clerk.wang").has_usable_password()
    capsys.readouterr()


@pytest.mark.django_db
def test_the_first_administrator_gets_a_password_and_a_second_factor_shown_once(sheet, capsys):
    init(sheet())
    told = capsys.readouterr().out
    password = re.search(r"one-time password: (\S+)", told)[1]
    account = get_user_model().objects.get(username="admin")
    assert account.check_password(password)
    assert account.officer.name == "顾安"
    assert Authenticator.objects.get(user=account).type == "totp"
    assert re.search(r"otpauth://totp/Sunforest:admin\?secret=[A-Z2-7]+", told)


FAULTS = [
    (("机构", 1, {"code": "12345"}), "机构 第 3 行：机构代码 12345 应为 15 位数字"),
    (("机构", 1, {"name": "晴林县人民政府办公室"}), "机构 第 3 行：名称“晴林县人民政府办公室”与第 2 行重复"),
    (("机构", 1, {"short_name": None}), "机构 第 3 行：“简称”不能为空"),
    (("机构", 1, {"uscc": "11339921MB9Y013770"}), "机构 第 3 行：统一社会信用代码 11339921MB9Y013770 有误"),
    (("机构", 1, {"division": "339922"}), "机构 第 3 行：区划代码 339922 不在“区划”表中"),
    (("机构", 1, {"supervises_disclosure": "是"}), "机构 第 3 行：主管信息公开的机构只能有一家"),
    (("区划", 1, {"parent": "330000"}), "区划 第 3 行：上级代码 330000 不在本表中"),
    (("区划", 1, {"code": "999999001"}), "区划 第 3 行：代码 999999001 不在上级 339921 之下"),
    (("人员", 1, {"username": "Head Zhao"}), "人员 第 3 行：登录名 Head Zhao 只能用小写字母、数字和点"),
    (("人员", 1, {"username": "admin"}), "人员 第 3 行：登录名 admin 已被占用"),
    (("岗位", 0, {"username": "nobody"}), "岗位 第 2 行：登录名 nobody 不在“人员”表中"),
    (("岗位", 0, {"roles": "县长"}), "岗位 第 2 行：没有“县长”这个角色"),
    (("岗位", 0, {"processes": "nothing"}), "岗位 第 2 行：没有代号为“nothing”的程序"),
    (("岗位", 0, {"organ": "001099003021009"}), "岗位 第 2 行：机构代码 001099003021009 不在“机构”表中"),
    (("岗位", 0, {"deputy": "书记"}), "岗位 第 2 行：代理岗位“书记”不是该机构的另一岗位"),
    (("岗位", 1, {"title": "科员"}), "岗位 第 3 行：该机构已有岗位“科员”"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "words"), FAULTS, ids=[words for _change, words in FAULTS])
def test_a_fault_is_told_with_sheet_and_row_and_nothing_is_written(sheet, change, words):
    with pytest.raises(Failure) as told:
        init(sheet(change))
    assert words in str(told.value) and "没有写入任何数据" in str(told.value)
    assert told.value.code == REFUSED
    assert (County.objects.count(), Organ.objects.count(), Officer.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_all_faults_are_told_at_once(sheet):
    with pytest.raises(Failure) as told:
        init(sheet(*(change for change, _words in FAULTS[:3])))
    assert all(words in str(told.value) for _change, words in FAULTS[:3])


@pytest.mark.django_db
def test_a_county_that_exists_is_left_alone(sheet):
    County.objects.create(pk=1, name="别处", area_code="330000")
    with pytest.raises(Failure, match="别处"):
        init(sheet())


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), [("area_code", "33"), ("site_id", "339921"), ("username", "Admin !")])
def test_an_argument_of_the_wrong_form_is_told(sheet, name, value):
    with pytest.raises(Failure) as told:
        init(sheet(), **{name: value})
    assert told.value.code == USAGE


@pytest.mark.django_db
def test_a_file_that_is_no_spreadsheet_is_told(tmp_path):
    path = tmp_path / "county.xlsx"
    path.write_text("not a spreadsheet")
    with pytest.raises(Failure, match="无法读取"):
        init(str(path))


def test_a_real_county_never_shows_the_accounts_of_the_demonstration(installation, sheet):
    named = ("--name", "晴林县", "--area-code", "339921", "--site-id", "3399210001", "--administrator", "顾安")
    installation.run("init", *named, "--spreadsheet", sheet())
    assert "refused" in installation.run("demo", "load", code=3)
    assert "demonstration" in installation.run("demo", "sign-ins", code=3)


def test_the_template_needs_no_installation_of_a_county(tmp_path):
    empty = new(tmp_path / "data")
    empty.run("init", "--template", str(tmp_path / "template.xlsx"))
    assert load_workbook(tmp_path / "template.xlsx").sheetnames == ["说明", *founding_sheet.SHEETS]
