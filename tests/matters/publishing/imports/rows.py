"""Rows of our own wording in the two given formats, for the tests of reading."""

import gzip
import json
from pathlib import Path

LAW = {
    "path": "示例/松溪县河道管理办法(2020-05-01).md",
    "category": "行政法规",
    "title": "松溪县河道管理办法",
    "file_date": "2020-05-01",
    "history": ["2020年4月20日 国务院第9次常务会议通过", "2020年7月1日 施行"],
    "doc_numbers": ["国务院令第900号"],
    "n_articles": 2,
    "body": "## 第一章 总则\n\n第一条 为了管好河道，制定本办法。\n\n第二条 河道由县里管理。",
}
PAGE = {
    "url": "http://example.org/content_1.htm",
    "index_no": "000000001/2020-00001",
    "title": "松溪县人民政府关于清理河道的通知",
    "issuer": "松溪县人民政府、松溪县水利局",
    "doc_no": "松政发〔2020〕8号",
    "subject": "农业、林业、水利\\水利",
    "date_made": "2020年04月20日",
    "date_published": "2020年05月01日",
    "body_text": "各村：\n请清理河道。",
    "html": '<table><tr><td><b>索 引 号：</b></td><td>000000001/2020-00001</td></tr></table><table><tr><td id="UCAP-CONTENT">'
    '<p style="color:red">各村：</p><p>请清理河道。</p></td></tr></table><div>扫一扫</div>',
}


def law(**changes: object) -> dict[str, object]:
    return {**LAW, **changes}


def page(**changes: object) -> dict[str, object]:
    return {**PAGE, **changes}


def line(row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode()


def written(folder: Path, *rows: object, name: str = "rows.jsonl") -> Path:
    """A file of rows; bytes go in as they are, everything else as JSON."""
    content = b"".join((row if isinstance(row, bytes) else line(row)) + b"\n" for row in rows)
    path = folder / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path
