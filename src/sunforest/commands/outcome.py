"""How a command ends: what each exit code means, and the failure that carries one."""

from __future__ import annotations

DONE, FINDINGS, USAGE, REFUSED, NOT_IN_ORDER = 0, 1, 2, 3, 4

MEANINGS = {
    DONE: "完成 / done",
    FINDINGS: "已完成，但有发现、差异或被拒绝的行 / done, with findings, differences or rejected rows",
    USAGE: "命令写法有误 / the command line is wrong",
    REFUSED: "拒绝执行，没有改动任何数据 / refused, nothing was changed",
    NOT_IN_ORDER: "系统未就绪：数据库、触发器、声明、索引或时钟有问题 / the installation is not in order",
}


class Failure(Exception):
    """A command ends here. The words say what is safe and what to do next; ``code`` is the exit code."""

    def __init__(self, words: str, code: int = REFUSED) -> None:
        self.code = code
        super().__init__(words)
