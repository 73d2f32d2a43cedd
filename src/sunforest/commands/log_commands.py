"""The commands around the transparency log, ours and others'."""

from __future__ import annotations

from sunforest.commands.declaring import Command, Needs, argument

WITNESS_FOLDER = argument("--folder", metavar="DIR", help="见证者的文件夹，默认在数据文件夹 / the witness's own folder")
WITNESS_NAME = argument("--name", help="见证者的名称，只定一次 / the witness's name, given once")

LOG = (
    Command(
        "log key",
        "log.key",
        "显示公开日志的验证密钥（一行） / print the log's verifier key on one line",
        (argument("--next", action="store_true", help="更换密钥：生成并显示下一个密钥 / make and show the next key"),),
        Needs.UNCOMPARED,
    ),
    Command("log seal", "log.seal", "封存全部排队的条目 / seal whatever is queued"),
    Command(
        "log export",
        "log.export",
        "导出静态副本：checkpoint、tile/… / write a static copy of the log",
        (argument("folder", metavar="DIR", help="目标文件夹 / target folder"),),
    ),
    Command(
        "log receipt",
        "log.receipt",
        "导出一个办件的回执 / write the receipts of a case",
        (
            argument("case", metavar="CASE", help="办件编号 / number of the case"),
            argument("number", metavar="N", type=int, nargs="?", help="第几个动作，默认全部 / which act, default all"),
            argument("--out", metavar="DIR", default=".", help="写到哪里，默认当前文件夹 / where to"),
        ),
    ),
    Command(
        "log rebuild",
        "log.rebuild",
        "从数据库重新计算全部日志文件并比对 / recompute all tiles from the database and compare",
        needs=Needs.UNCOMPARED,
    ),
    Command(
        "log recover",
        "log.recover",
        "恢复备份后取回缺失的条目 / after a restored backup, take back the missing entries",
        (
            argument(
                "--from", dest="source", metavar="URL|DIR", help="日志的副本，默认本机 log 文件夹 / a copy of the log"
            ),
            argument(
                "--lost", action="store_true", help="副本已全部丢失：关闭旧日志，另起新名 / no copy is left: begin anew"
            ),
        ),
        Needs.UNCOMPARED,
    ),
    Command(
        "monitor",
        "monitoring.follow",
        "跟踪一个公开日志，逐项核对 / follow a log and check everything",
        (
            argument("log", metavar="URL|DIR", help="日志的地址或文件夹 / address or folder of the log"),
            argument("--state", metavar="DIR", help="上次核对的记录放在哪里 / where the monitor remembers"),
            argument("--key", metavar="VKEY", help="日志的验证密钥 / the log's verifier key"),
        ),
        Needs.NOTHING,
    ),
    Command(
        "verify",
        "receipt_check.verify",
        "离线核验一张回执 / check a receipt offline",
        (
            argument("receipt", metavar="RECEIPT", help="回执 .tlog-proof / the receipt"),
            argument("leaf", metavar="LEAF", help="条目 .leaf / the entry"),
            argument("--key", metavar="VKEY", required=True, help="日志的验证密钥 / the log's verifier key"),
            argument("--witness", metavar="VKEY", action="append", help="见证者的密钥，可多次 / a witness's key"),
            argument("--face", metavar="FILE", help="公开内容 .face.json / the public content"),
        ),
        Needs.NOTHING,
    ),
    Command(
        "witness serve",
        "witness.serve",
        "作为见证者为其他日志签署 / be a witness for other logs",
        (
            argument("--port", type=int, default=8010, help="端口，默认 8010 / port"),
            argument("--host", default="127.0.0.1", help="监听地址，默认只限本机 / address, loopback by default"),
            WITNESS_FOLDER,
            WITNESS_NAME,
        ),
        Needs.NOTHING,
    ),
    Command(
        "witness add-log",
        "witness.add_log",
        "让见证者看守一个日志 / let the witness watch a log",
        (
            argument("vkey", metavar="VKEY", help="日志的验证密钥 / the log's verifier key"),
            argument("url", metavar="URL", help="日志的地址 / address of the log"),
            WITNESS_FOLDER,
        ),
        Needs.NOTHING,
    ),
    Command(
        "witness key",
        "witness.key",
        "显示见证者的验证密钥 / print the witness's verifier key",
        (WITNESS_FOLDER, WITNESS_NAME),
        Needs.NOTHING,
    ),
)
