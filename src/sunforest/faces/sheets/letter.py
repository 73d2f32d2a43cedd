"""An official letter as one value: seen on the screen, printed as PDF, taken away as a Word file, kept as it was issued.

A letter is a Chinese document whatever the language of the page: red head, number, title, addressee, text, attachments,
and the organ's name, the place of its seal and the day at the right.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from types import SimpleNamespace

from django.template.loader import render_to_string
from django.utils.html import escape

from sunforest.core.process import fields
from sunforest.faces.sheets import paper, word_file

SEAL = "（印章）"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Letter:
    """One letter. ``body`` is HTML; ``warnings`` are for who looks at a draft, and are not part of the letter."""

    issuer: str
    title: str
    addressee: str
    body: str
    on: date
    number: str = ""
    attachments: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """Everything below the title, as harmless HTML."""
        lines = [f'<p class="salutation">{escape(self.addressee)}：</p>', fields.harmless(self.body)]
        numbered = enumerate(self.attachments, start=1)
        lines += [f"<p>{'附件：' if number == 1 else ''}{number}．{escape(name)}</p>" for number, name in numbered]
        lines += [f'<p class="align-right">{escape(line)}</p>' for line in (self.issuer, SEAL, day_words(self.on))]
        return "".join(lines)


def day_words(day: date) -> str:
    """A day as official documents write it: ``2025年9月25日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def kept(letter: Letter) -> bytes:
    """The letter as it is kept, without its warnings."""
    values = asdict(letter) | {"on": letter.on.isoformat(), "warnings": ()}
    return json.dumps(values, ensure_ascii=False).encode()


def read_kept(content: bytes) -> Letter:
    """The letter that was kept."""
    values = json.loads(content)
    day, attachments = date.fromisoformat(values.pop("on")), tuple(values.pop("attachments"))
    return Letter(**values | {"on": day, "attachments": attachments, "warnings": ()})


def pdf(letter: Letter) -> bytes:
    """The letter as PDF/A. Nothing of it stays on this machine. Raises paper.PdfIsOff."""
    return paper.pdf(render_to_string("sheets/letter_paper.html", {"letter": letter}))


def docx(letter: Letter) -> bytes:
    """The letter as a Word file, to be worked on before it is signed and to be kept by its addressee."""
    return word_file.docx(
        {
            "issuer": letter.issuer,
            "number": letter.number,
            "title": letter.title,
            "reading": SimpleNamespace(html=letter.text),
            "metadata": (),
            "url": "",
        }
    )


WRITERS = {"pdf": pdf, "docx": docx}
