"""Files with twenty strings planted wherever a file can hide them, and the search for what is left of them."""

from __future__ import annotations

import ctypes
import io
import re
import subprocess
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw as pdfium
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from weasyprint import HTML, Attachment

NAMES = ["钱大有", "孙小梅", "吴建国", "郑春兰", "冯志强", "蒋雨桐", "沈立新"]
MOBILES = ["13912345601", "13812345602", "13712345603", "15912345604", "18812345605", "18612345606", "17712345607"]
IDS = ["330304195403071230", "33030419880307003X", "330304199001011237", "330302197506150023", "330327198212040018"]
IDS += ["330304200005050015"]
ALL = [*NAMES, *MOBILES, *IDS]
STYLE = "@page{size:A4;margin:2.5cm;@top-center{content:'%s'}@bottom-center{content:'%s'}}body{font:14pt 'Noto Serif CJK SC'}"
KEPT = "幸福小区加装电梯事项已经批准"
KEPT_IN_SCAN = "本件由经办科室受理并存档备查"


@dataclass(frozen=True)
class Word:
    """The parts of a Word file into which strings are planted."""

    deleted: str = IDS[0]
    moved: str = NAMES[0]
    inserted: str = NAMES[1]
    comment: str = MOBILES[0]
    header: str = NAMES[2]
    footer: str = MOBILES[1]
    footnote: str = IDS[1]
    hidden: str = MOBILES[2]
    embedded: str = IDS[2]
    author: str = NAMES[3]
    box: str = MOBILES[3]
    field_code: str = IDS[3]
    picture: str = MOBILES[4]


def scan(*lines: str) -> Image.Image:
    """A page as a scanner would give it: a picture of lines of text, a little askew and grey."""
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = HTML(string=f"<style>{STYLE % ('', '')}</style>{text}").write_pdf()
    document = pypdfium2.PdfDocument(page)
    picture = document[0].render(scale=200 / 72).to_pil().convert("L")
    document.close()
    return picture.rotate(0.3, fillcolor=255, expand=False).point(lambda value: min(255, value + 12))


def as_png(picture: Image.Image) -> bytes:
    """The picture as a PNG file."""
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(200, 200))
    return file.getvalue()


def pdf(folder: Path) -> bytes:
    """A PDF with a string in each place where it can hold one."""
    (folder / "scan.png").write_bytes(
        as_png(scan(f"联系电话：{MOBILES[0]}", f"身份证号：{IDS[0]}", KEPT_IN_SCAN).crop((150, 150, 1500, 700)))
    )
    body = f"""<html lang="zh-CN"><head><title>{NAMES[0]}的申请</title><meta name="author" content="{NAMES[1]}">
    <meta name="keywords" content="{MOBILES[1]}"><style>{STYLE % (NAMES[2], MOBILES[2])}
    .white{{color:white}} .bar{{background:black;color:black}} h1{{font-size:16pt}} img{{width:100%}}</style></head><body>
    <h1>申请人：{NAMES[3]}</h1><p>{KEPT}。身份证号码：{IDS[1]}，手机：{MOBILES[3]}。</p>
    <table><tr><th>姓名</th><td>{NAMES[4]}</td></tr><tr><th>证件</th><td>{IDS[2]}</td></tr></table>
    <p>一个号码在行末断开，这一行的字要足够多才行，所以多写一点字：证件号码{IDS[3]}，到此为止。</p>
    <p class="white">白字 {IDS[4]}</p><p>黑条 <span class="bar">{MOBILES[4]}</span></p>
    <form><input name="field" value="{NAMES[5]}"></form><img src="scan.png"></body></html>"""
    attachment = Attachment(string=f"附件里的 {IDS[5]}".encode(), name=f"{NAMES[6]}.txt")
    made = HTML(string=body, base_url=str(folder)).write_pdf(attachments=[attachment], pdf_forms=True)
    return _with_notes(made)


def _with_notes(made: bytes) -> bytes:
    """A note and letters in render mode 3."""
    document = pypdfium2.PdfDocument(made)
    page = document[0]
    note = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_TEXT)
    words = (f"请打 {MOBILES[5]}" + "\0").encode("utf-16-le")
    buffer = ctypes.create_string_buffer(words)
    pdfium.FPDFAnnot_SetStringValue(note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(40, 60, 60, 40))
    pdfium.FPDFPage_CloseAnnot(note)
    unseen = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 12.0)
    text = ctypes.create_string_buffer(f"{MOBILES[6]}\0".encode("utf-16-le"))
    pdfium.FPDFText_SetText(unseen, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))
    pdfium.FPDFTextObj_SetTextRenderMode(unseen, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    pdfium.FPDFPageObj_Transform(unseen, 1, 0, 0, 1, 60, 30)
    pdfium.FPDFPage_InsertObject(page, unseen)
    page.gen_content()
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


def word() -> bytes:
    """A Word file with a string in each place where it can hold one; the rest stands in text and tables."""
    at = Word()
    document = docx.Document()
    document.core_properties.author = at.author
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = at.header, at.footer
    document.add_heading(f"关于{NAMES[4]}申请的答复", level=1)
    document.add_paragraph(f"{KEPT}。申请人{NAMES[5]}，身份证号：{IDS[4]}，手机")
    split = document.paragraphs[-1]
    for piece in (MOBILES[5][:3], MOBILES[5][3:7], MOBILES[5][7:]):
        split.add_run(piece).bold = piece.startswith("1")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", NAMES[6]
    table.cell(1, 0).text, table.cell(1, 1).text = "证件", IDS[5]
    changed = document.add_paragraph("修订：")
    for markup in _changes(at):
        changed._p.append(parse_xml(markup))
    document.add_comment(changed.runs[0], text=f"请核对 {at.comment}", author=at.author)
    document.add_paragraph(f"另有电话 {MOBILES[6]}。")
    document.add_picture(io.BytesIO(as_png(scan(at.picture).resize((400, 560)))))
    file = io.BytesIO()
    document.save(file)
    return _with_parts(file.getvalue(), at)


def _changes(at: Word) -> list[str]:
    names = nsdecls("w")
    return [
        f'<w:del {names} w:id="91" w:author="a"><w:r><w:delText>{at.deleted}</w:delText></w:r></w:del>',
        f'<w:moveFrom {names} w:id="92" w:author="a"><w:r><w:t>{at.moved}</w:t></w:r></w:moveFrom>',
        f'<w:ins {names} w:id="93" w:author="a"><w:r><w:t>申请人{at.inserted}</w:t></w:r></w:ins>',
        f"<w:r {names}><w:rPr><w:vanish/></w:rPr><w:t>{at.hidden}</w:t></w:r>",
        f'<w:r {names}><w:instrText> HYPERLINK "https://example.com/{at.field_code}" </w:instrText></w:r>',
        f"<w:r {names}><w:pict><w:txbxContent><w:p><w:r><w:t>手机：{at.box}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    ]


def _with_parts(made: bytes, at: Word) -> bytes:
    """The package with a footnote and an embedded file."""
    names = nsdecls("w")
    note = f'<w:footnotes {names}><w:footnote w:id="2"><w:p><w:r><w:t>见证件{at.footnote}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    file = io.BytesIO(made)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/footnotes.xml", note)
        archive.writestr("word/embeddings/sheet.xlsx", f"内嵌表格 {at.embedded}")
    return file.getvalue()


def left_in(content: bytes, words: list[str] | None = None) -> set[str]:
    """Which of the strings can be found by any means: raw bytes, streams, zip members, two text readers, OCR."""
    found = "\n".join((*_raw(content), *(_read(content) if content.startswith(b"%PDF") else [])))
    plain = re.sub(r"\s", "", found)
    return {each for each in words or ALL if each in plain}


def _raw(content: bytes) -> list[str]:
    pieces = [content, *_streams(content)]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                member = archive.read(name)
                pieces += [name.encode(), member, *_streams(member)]
                if b"<" in member[:10]:
                    pieces.append(re.sub(rb"<[^>]*>", b"", member))
    pieces += [text for piece in [*pieces] for text in _strings(piece)]
    encodings = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    return [piece.decode(encoding, "ignore") for piece in pieces for encoding in encodings]


def _strings(piece: bytes) -> list[bytes]:
    """The text strings of a PDF, whether written in hexadecimal or with escapes."""
    found = [bytes.fromhex(text.decode()) for text in re.findall(rb"<((?:[0-9A-Fa-f]{2})+)>", piece)]
    for text in re.findall(rb"\((\xfe\xff(?:\\.|[^\\)])*)\)", piece, re.DOTALL):
        octal = re.sub(rb"\\([0-7]{3})", lambda sign: bytes([int(sign.group(1), 8) & 255]), text)
        found.append(re.sub(rb"\\(.)", rb"\1", octal, flags=re.DOTALL))
    return found


def _streams(content: bytes) -> list[bytes]:
    found = []
    for start in re.finditer(rb"stream\r?\n", content):
        try:
            found.append(zlib.decompressobj().decompress(content[start.end() :]))
        except zlib.error:
            continue
    return found


def _read(content: bytes) -> list[str]:
    return [*text_of(content), *ocr_of(content)]


def text_of(content: bytes) -> list[str]:
    """What pdftotext and pdfium read, in two layouts."""
    read = [
        subprocess.run(["pdftotext", way, "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
        for way in ("-raw", "-layout")
    ]
    document = pypdfium2.PdfDocument(content)
    read += [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return read


def ocr_of(content: bytes) -> list[str]:
    """What tesseract reads of each page."""
    document = pypdfium2.PdfDocument(content)
    read = []
    for page in document:
        shown = as_png(page.render(scale=200 / 72).to_pil())
        for layout in ("3", "11"):
            command = ["tesseract", "-", "-", "-l", "chi_sim+eng", "--dpi", "200", "--psm", layout]
            read.append(subprocess.run(command, input=shown, capture_output=True, check=True).stdout.decode())
    document.close()
    return read
