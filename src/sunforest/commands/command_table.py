"""Every command of ``sunforest``: its name, its words in both languages, its arguments, and what it needs first.

No Django is imported here, so that help answers at once and without a data folder.
"""

from __future__ import annotations

from sunforest.commands.declaring import AS_JSON, Argument, Command, Needs, argument
from sunforest.commands.log_commands import LOG

__all__ = ["CHECKS", "COMMANDS", "Argument", "Command", "Needs"]

CHECKS = ("deadlines", "publish-limits", "fees", "identifiers", "grounds", "personal-data", "annual-report")


BACKUPS = argument("--backups", metavar="DIR", help="备份放在哪里，默认在数据文件夹 / where the backup goes")

RUNNING = (
    Command(
        "serve",
        "running.serve",
        "启动网站和后台进程 / start web server and worker together",
        (
            argument("--port", type=int, default=8000, help="端口，默认 8000 / port"),
            argument("--host", default="127.0.0.1", help="监听地址，默认只限本机 / address, loopback by default"),
        ),
    ),
    Command("work", "running.work", "只运行后台进程：封存、跟随、通知、到期动作 / run the worker alone"),
)

UPKEEP = (
    Command(
        "init",
        "founding.init",
        "建立一个正式的县：机构、人员、岗位取自表格 / set up a real county from a spreadsheet",
        (
            argument("--template", metavar="FILE", help="只写出空白表格模板 / write the empty spreadsheet only"),
            argument("--spreadsheet", metavar="FILE", help="填好的表格 / the spreadsheet, filled in"),
            argument("--name", help="县名 / the county's name"),
            argument("--name-en", help="英文县名 / its English name"),
            argument("--area-code", help="6 位行政区划代码 / area code, six digits"),
            argument("--site-id", help="10 位网站标识码 / site ID, ten digits"),
            argument("--administrator", metavar="NAME", help="首位管理员姓名 / name of the first administrator"),
            argument("--username", default="admin", help="管理员登录名，默认 admin / the administrator's sign-in name"),
        ),
    ),
    Command(
        "officer sign-in",
        "sign_ins.renew",
        "给一名人员新的密码和第二验证因素 / a new password and second factor for one officer",
        (argument("username", metavar="USERNAME", help="登录名 / sign-in name"),),
    ),
    Command("migrate", "upkeep.migrate", "更新数据库结构 / bring the database up to date", needs=Needs.DECLARATIONS),
    Command(
        "upgrade",
        "upkeep.upgrade",
        "装好新版后：备份、迁移、保护、检查 / after a new version: back up, migrate, protect, check",
        (BACKUPS,),
        Needs.DECLARATIONS,
    ),
    Command("doctor", "upkeep.doctor", "检查数据是否健全 / look for faults in the data", (AS_JSON,), Needs.UNPROTECTED),
    Command(
        "settings",
        "upkeep.settings_of_installation",
        "列出全部设置和现值 / list every setting with its value",
        (AS_JSON,),
        Needs.SETTINGS,
    ),
    Command(
        "test-channel",
        "upkeep.test_channel",
        "向一个消息通道发测试消息 / send a test message by one channel",
        (
            argument("name", help="outbox、console、mail、sms、wecom、dingtalk"),
            argument("--to", default="", help="手机号或邮箱 / phone number or e-mail address"),
        ),
        Needs.SETTINGS,
    ),
)

KEEPING = (
    Command(
        "backup",
        "backing_up.backup",
        "运行中备份到文件夹，30 天后自动清除 / back up while running; kept for 30 days",
        (argument("folder", metavar="DIR", help="备份文件夹 / folder of the backups"),),
    ),
    Command(
        "restore",
        "backing_up.restore",
        "把备份恢复到空的系统，并重新执行销毁 / restore into an empty installation, repeating erasures",
        (
            argument("folder", metavar="DIR", help="一个备份（含 manifest.json） / one backup"),
            argument("--keys", metavar="DIR", help="keys export 导出的文件夹 / exported keys"),
            argument("--redactions", metavar="FILE", help="erased.log 的副本 / a copy of erased.log"),
            argument("--log", metavar="URL|DIR", help="已公布日志的副本 / a copy of the published log"),
        ),
        Needs.SETTINGS,
    ),
    Command(
        "keys export",
        "backing_up.export_keys",
        "把密钥导出到另外的介质 / copy the keys to another medium",
        (argument("folder", metavar="DIR", help="介质上的文件夹 / folder on the medium"),),
        Needs.SETTINGS,
    ),
    Command(
        "person erase",
        "people.erase",
        "销毁一个办件的全部内容，不可恢复 / erase all that a case says, for ever",
        (
            argument("case", metavar="CASE", help="办件编号 / number of the case"),
            argument("--ground", required=True, help="依据，例如 personal_information / the ground"),
        ),
    ),
)

LOOKING = (
    Command(
        "search",
        "looking.search",
        "检索全部公开内容 / search everything public",
        (
            argument("query", metavar="QUERY", help="字词、文号、索引号或拼音首字母 / words, a number, initials"),
            argument("--topic", help="主题，例如 科技、教育/教育 / topic path"),
            argument("--organ", help="机关代码、名称或简称 / organ by code or name"),
            argument("--genre", help="体裁 / genre"),
            argument("--year", help="年份 / year"),
            argument("--effect", help="有效性 / effect"),
            argument("--kind", help="类别 / kind"),
            argument("--sort", help="relevance、newest、oldest"),
            argument("--page", type=int, default=1, help="第几页 / page"),
            AS_JSON,
        ),
    ),
    Command(
        "flowchart",
        "looking.flowchart",
        "输出办理程序的流程图 / print the flowchart of a process",
        (
            argument("process", metavar="PROCESS", help="程序代号 / key of the process"),
            argument("--format", choices=("svg", "bpmn"), default="svg", help="格式 / format"),
        ),
        Needs.DECLARATIONS,
    ),
    Command(
        "reference",
        "reference.write",
        "写出参考手册各页 / write the reference pages from the declarations",
        (argument("folder", metavar="DIR", help="放在哪个文件夹 / folder of the pages"),),
        Needs.DECLARATIONS,
    ),
    Command(
        "check",
        "check.run",
        "用对照表核对系统的推算 / prove the reckoning with a table",
        (
            argument("kind", metavar="KIND", choices=CHECKS, help=", ".join(CHECKS)),
            argument(
                "file", metavar="FILE", help="CSV 表；annual-report 为 JSON / table in CSV, for annual-report JSON"
            ),
            argument("--today", help="视为今天的日期 YYYY-MM-DD / the day taken as today"),
        ),
        Needs.NOTHING,
    ),
)

MATERIAL = (
    Command(
        "import documents",
        "documents.import_documents",
        "导入公文和法律文件 / import official documents and laws",
        (
            argument("files", metavar="FILE", nargs="+", help="国务院文件或法律的数据文件 / data files"),
            argument("--by", default="", metavar="USERNAME", help="以谁的名义 / on whose behalf"),
            argument("--dry-run", action="store_true", help="只检查，不写入 / check only, write nothing"),
            AS_JSON,
        ),
    ),
    Command(
        "export documents", "documents.export_documents", "导出全部公开文件 / write all public documents as JSON lines"
    ),
    Command("demo load", "demonstration.load", "载入演示县 / load the demonstration county"),
    Command(
        "demo sign-ins",
        "demonstration.sign_ins",
        "显示演示账号和当前验证码 / show the demonstration's accounts with their codes",
        (AS_JSON,),
    ),
)

COMMANDS: tuple[Command, ...] = (*RUNNING, *UPKEEP, *KEEPING, *LOOKING, *MATERIAL, *LOG)
