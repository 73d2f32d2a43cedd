"""Libraries of the operating system that a download format needs; without them everything else works."""

from __future__ import annotations

import ctypes

PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
DEBIAN_LINE = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"


def has_pango() -> bool:
    """True where documents can be written as PDF."""
    for name in PANGO:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
    return True


def advice() -> str:
    """One line on the format that is off, or nothing."""
    if has_pango():
        return ""
    return f"PDF 下载暂不可用（缺少系统库），其他功能不受影响。请运行 / PDF download is off; install: {DEBIAN_LINE}"
