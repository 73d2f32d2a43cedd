"""The negative list (负面清单): the legal grounds on which an act or a field may stay closed (domain §1.1, §1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sunforest.pure.words import gettext_noop as _

REGULATION_IN_FORCE_FROM = date(2019, 5, 15)


@dataclass(frozen=True)
class Ground:
    """A ground for non-disclosure: ``code`` as in the annual report (N1–N8), ``article`` as cited."""

    key: str
    code: str
    title: str
    article: str
    in_force_from: date = REGULATION_IN_FORCE_FROM
    in_force_until: date | None = None

    def __str__(self) -> str:
        return self.title

    def is_in_force(self, day: date) -> bool:
        """True where the ground may be cited on that day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


STATE_SECRET = Ground("state_secret", "N1", _("国家秘密"), _("《政府信息公开条例》第14条"))
FORBIDDEN_BY_LAW = Ground("forbidden_by_law", "N2", _("法律、行政法规禁止公开"), _("《政府信息公开条例》第14条"))
SECURITY_AND_STABILITY = Ground(
    "security_and_stability", "N3", _("危及“三安全一稳定”"), _("《政府信息公开条例》第14条")
)
COMMERCIAL_SECRET_OR_PRIVACY = Ground("third_party", "N4", _("商业秘密、个人隐私"), _("《政府信息公开条例》第15条"))
INTERNAL_AFFAIRS = Ground("internal_affairs", "N5", _("内部事务信息"), _("《政府信息公开条例》第16条第1款"))
PROCESS_INFORMATION = Ground("process_information", "N6", _("过程性信息"), _("《政府信息公开条例》第16条第2款"))
ENFORCEMENT_FILE = Ground("enforcement_file", "N7", _("行政执法案卷信息"), _("《政府信息公开条例》第16条第2款"))
ACCESS_BY_OTHER_LAW = Ground("access_by_other_law", "N8", _("行政查询事项"), _("《政府信息公开条例》第36条第7项"))
PERSONAL_INFORMATION = Ground(
    "personal_information", "N4", _("个人信息"), _("《个人信息保护法》第25条"), in_force_from=date(2021, 11, 1)
)

ALL: tuple[Ground, ...] = (
    STATE_SECRET,
    FORBIDDEN_BY_LAW,
    SECURITY_AND_STABILITY,
    COMMERCIAL_SECRET_OR_PRIVACY,
    INTERNAL_AFFAIRS,
    PROCESS_INFORMATION,
    ENFORCEMENT_FILE,
    ACCESS_BY_OTHER_LAW,
    PERSONAL_INFORMATION,
)
FOR_DOCUMENTS: tuple[Ground, ...] = ALL[:7]


def ground_with_key(key: str) -> Ground:
    """Return the ground stored as ``key``. Raises KeyError."""
    for ground in ALL:
        if ground.key == key:
            return ground
    raise KeyError(key)


def ground_with_code(code: str) -> Ground:
    """Return the first ground with the reason code N1…N8. Raises KeyError."""
    for ground in ALL:
        if ground.code == code:
            return ground
    raise KeyError(code)
