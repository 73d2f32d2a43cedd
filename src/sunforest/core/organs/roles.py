"""The few, general roles that a post can grant (design §3, authority). No framework is imported here."""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.pure.words import gettext_noop as _


@dataclass(frozen=True)
class Role:
    """A role: ``key`` is stored, ``title`` is the Chinese msgid that a face translates."""

    key: str
    title: str
    is_staff: bool = True

    def __str__(self) -> str:
        return self.title


CLERK = Role("clerk", _("经办人"))
REVIEWER = Role("reviewer", _("审核人"))
LEGAL_REVIEWER = Role("legal_reviewer", _("法制审查人"))
HEAD = Role("head", _("负责人"))
INSPECTOR = Role("inspector", _("督查人员"))
AUDITOR = Role("auditor", _("审计人员"))
ADMINISTRATOR = Role("administrator", _("系统管理员"))
PARTY = Role("party", _("当事人"), is_staff=False)
SYSTEM = Role("system", _("系统"), is_staff=False)

STAFF_ROLES: tuple[Role, ...] = (CLERK, REVIEWER, LEGAL_REVIEWER, HEAD, INSPECTOR, AUDITOR, ADMINISTRATOR)
ALL_ROLES: tuple[Role, ...] = (*STAFF_ROLES, PARTY, SYSTEM)


def role_with_key(key: str) -> Role:
    """Return the role stored as ``key``. Raises KeyError with the key when no such role is known."""
    for role in ALL_ROLES:
        if role.key == key:
            return role
    raise KeyError(key)
