"""Random marks on real pages: black in the picture, nothing in the text layer; turned and cropped pages; odd files."""

import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.core.redaction import planted
from weasyprint import HTML

from sunforest.core.redaction import pdf_pages, pdf_reading, pictures, releasing, suggestions
from sunforest.core.redaction.failure import CannotRedact, MarkOutside
from sunforest.core.redaction.marks import Area, Mark, Rectangle
from sunforest.pure import grounds

TEXT = "<p>晴林县住房和城乡建设局关于幸福小区加装电梯的批复，请按图施工，注意安全。</p>" * 12
NUMBER = "330304195403071230"


def made(body, style="@page{size:A4}body{font:13pt 'Noto Serif CJK SC'}"):
    return HTML(string=f"<style>{style}</style>{body}").write_pdf()


@pytest.fixture(scope="module")
def letter():
    return made(TEXT)


def personal(*boxes):
    return [Mark((Area(1, box),), grounds.PERSONAL_INFORMATION) for box in boxes]


def picture_of(content):
    document = pypdfium2.PdfDocument(content)
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    return picture


def is_black(picture, box):
    """True where nothing in the middle of the box is lighter than a dark grey."""
    middle = tuple(round(side) for side in (box.left + 1, box.top + 1, box.right - 1, box.bottom - 1))
    return picture.crop(middle).getextrema()[1] < 60


def places_in(content):
    """The centre of every letter of the text layer, as pdfium reads it."""
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    height, textpage = page.get_height(), page.get_textpage()
    boxes = [
        textpage.get_charbox(index, loose=True)
        for index in range(textpage.count_chars())
        if not pdfium.FPDFText_IsGenerated(textpage, index)
    ]
    document.close()
    return [((left + right) / 2, height - (bottom + top) / 2) for left, bottom, right, top in boxes]


@st.composite
def boxes(draw):
    left, top = draw(st.floats(0, 500)), draw(st.floats(0, 500))
    return Rectangle(left, top, left + draw(st.floats(2, 300)), top + draw(st.floats(2, 200)))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(boxes(), max_size=3))
def test_nothing_is_read_or_seen_under_random_marks(letter, covers):
    content = pdf_reading.released(letter, personal(*covers))
    shown = picture_of(content)
    for cover in covers:
        inside = cover.grown(-0.5, -0.5)
        assert not any(inside.holds(point) for point in places_in(content))
        middle = tuple(min(round(side), shown.size[axis] - 1) for axis, side in enumerate(cover.centre))
        assert shown.getpixel(middle) < 60


def test_without_marks_every_letter_stands_where_it_stood(letter):
    before, after = places_in(letter), places_in(pdf_reading.released(letter, []))
    assert len(before) == len(after)
    assert max(abs(x - u) + abs(y - v) for (x, y), (u, v) in zip(before, after, strict=True)) < 1


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_marked_where_it_is_seen(letter, turned):
    document = pypdfium2.PdfDocument(made(f"<p>身份证号：{NUMBER}，已经批准。</p>{TEXT}"))
    document[0].set_rotation(turned)
    file = io.BytesIO()
    document.save(file)
    read = releasing.original_of(file.getvalue(), "a.pdf")
    marks = [each.mark for each in suggestions.of(read)]
    content = releasing.released(file.getvalue(), "a.pdf", marks).content
    read_anew = "".join("".join(planted.text_of(content)).split())
    assert "已经批准" in read_anew
    assert NUMBER not in read_anew
    assert is_black(picture_of(content), marks[0].places[0].box)


def test_a_cropped_page_is_marked_where_it_is_seen():
    document = pypdfium2.PdfDocument(made(f"<p>身份证号：{NUMBER}，已经批准。</p>{TEXT}"))
    document[0].set_cropbox(30, 100, 560, 820)
    file = io.BytesIO()
    document.save(file)
    read = releasing.original_of(file.getvalue(), "a.pdf")
    marks = [each.mark for each in suggestions.of(read)]
    content = releasing.released(file.getvalue(), "a.pdf", marks).content
    read_anew = "".join("".join(planted.text_of(content)).split())
    assert "已经批准" in read_anew
    assert NUMBER not in read_anew
    assert is_black(picture_of(content), marks[0].places[0].box)


def test_the_same_marks_give_the_same_bytes(letter):
    cover = personal(Rectangle(80, 80, 200, 120))
    assert pdf_reading.released(letter, cover) == pdf_reading.released(letter, cover)


def test_a_new_file_holds_pages_picture_and_one_font_and_nothing_else(letter):
    document = pypdfium2.PdfDocument(pdf_reading.released(letter, []))
    assert document.get_metadata_dict(skip_empty=True) == {}
    assert document.count_attachments() == 0
    assert [each.type for each in document[0].get_objects() if each.type != pdfium.FPDF_PAGEOBJ_TEXT] == [
        pdfium.FPDF_PAGEOBJ_IMAGE
    ]


def test_marks_for_another_file_are_refused(letter):
    elsewhere = [Mark((Area(9, Rectangle(1, 1, 9, 9)),), grounds.PERSONAL_INFORMATION)]
    with pytest.raises(MarkOutside):
        pdf_reading.released(letter, elsewhere)


def raw_pdf(page="/MediaBox [0 0 600 800]", trailer=""):
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R {page}>>endobj\ntrailer<</Root 1 0 R {trailer}>>\n%%EOF"
    ).encode()


LOCKED = raw_pdf(trailer=f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (LOCKED, "a.pdf", "密码"),
        (b"%PDF-1.7 not at all", "a.pdf", "完好"),
        (b"hello", "a.pdf", "不符"),
        (b"%PDF-1.4", "a.png", "不符"),
        (b"\x89PNG\r\n\x1a\n broken", "a.png", "损坏"),
        (raw_pdf("/MediaBox [0 0 14000 14000]"), "a.pdf", "太大"),
        (raw_pdf("/MediaBox [0 0 0.1 0.1]"), "a.pdf", "没有大小"),
        (b"hello", "a.txt", "只能遮盖"),
    ],
)
def test_a_file_that_cannot_be_redacted_says_why(content, name, words):
    with pytest.raises(CannotRedact, match=words):
        releasing.original_of(content, name)
    with pytest.raises(CannotRedact, match=words):
        releasing.released(content, name, [])


def test_an_empty_page_stays_an_empty_page():
    assert pypdfium2.PdfDocument(pdf_reading.released(raw_pdf(), []))[0].get_size() == (600, 800)


def test_too_many_pages_are_refused(letter, monkeypatch):
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 0)
    with pytest.raises(CannotRedact, match="拆分"):
        pdf_reading.original_of(letter)


def test_a_plan_is_drawn_coarser_and_a_giant_picture_refused():
    assert 100 / 72 < pictures.scale_for(2384, 3370, page=1) < 200 / 72
    file = io.BytesIO()
    Image.new("1", (13_000, 13_000)).save(file, "PNG")
    with pytest.raises(CannotRedact, match="太大"):
        pdf_reading.original_of(file.getvalue())


def test_a_photo_is_turned_upright_and_loses_what_the_camera_wrote():
    photo = Image.new("RGB", (300, 200), "white")
    facts = Image.Exif()
    facts[0x0112], facts[0x010E] = 6, "钱大有的照片".encode().decode("latin-1")
    file = io.BytesIO()
    photo.save(file, "JPEG", exif=facts)
    content = pdf_reading.released(file.getvalue(), [])
    width, height = pypdfium2.PdfDocument(content)[0].get_size()
    assert height > width
    assert planted.left_in(content, ["钱大有"]) == set()


def test_letters_that_the_file_calls_radicals_are_found_as_characters(letter):
    assert "幸福小区" in pdf_reading.original_of(letter).pages[0].letters.text


def test_where_nothing_can_be_recognised_a_scan_is_given_as_a_picture_alone(monkeypatch):
    monkeypatch.setattr(pdf_reading.recognition, "is_possible", lambda: False)
    scan = planted.as_png(planted.scan(planted.KEPT_IN_SCAN))
    (page,) = releasing.original_of(scan, "a.png").pages
    assert (page.is_scan, page.was_recognised, page.letters.text) == (True, False, "")
    content = releasing.released(scan, "a.png", personal(Rectangle(60, 60, 200, 90))).content
    assert "".join(planted.text_of(content)).strip() == ""
    assert is_black(picture_of(content), Rectangle(60, 60, 200, 90))


def test_a_page_in_colour_keeps_its_colour():
    content = pdf_reading.released(made("<p style='color:red;font-size:60pt'>红头</p>"), [])
    shown = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("RGB")
    red, green, _blue = shown.split()
    assert any(r - g > 150 for r, g in zip(red.tobytes(), green.tobytes(), strict=True))
