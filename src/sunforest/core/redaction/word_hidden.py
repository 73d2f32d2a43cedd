"""What a Word file holds beside its text: all of it stays behind, and the officer is told what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from lxml import etree

from sunforest.core.redaction.original import Hidden
from sunforest.core.redaction.word_package import Package, W

LONGEST = 200
PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
DRAWINGS = tuple(W + name for name in ("drawing", "pict"))


def of(package: Package, document: etree._Element) -> Iterator[Hidden]:
    """Properties, comments, tracked changes, headers and footers, pictures, embedded files, macros."""
    for name in PROPERTIES:
        if words := _all_words(package.root_of(name)):
            yield Hidden(_("文件属性"), words)
    comments = package.root_of("word/comments.xml")
    for comment in comments.iter(W + "comment") if comments is not None else ():
        yield Hidden(_("批注"), _all_words(comment))
    for tag in ("del", "moveFrom"):
        for deleted in document.iter(W + tag):
            if words := _all_words(deleted):
                yield Hidden(_("已删除的修订内容"), words)
    yield from _beside_the_text(package)


def _beside_the_text(package: Package) -> Iterator[Hidden]:
    for name in sorted(package.names):
        if name.startswith(("word/header", "word/footer")) and (words := _all_words(package.root_of(name))):
            yield Hidden(_("页眉、页脚"), words)
    pictures = sorted(package.under("word/media/"))
    if pictures:
        yield Hidden(_("图片（需要保留的，请把文件另存为 PDF 再遮盖）"), str(len(pictures)))
    for name in sorted(
        package.under("word/embeddings/", "word/activeX/", "word/afchunk", "word/charts/", "customXml/")
    ):
        yield Hidden(_("内嵌对象"), name[:LONGEST])
    if any(name.endswith(".bin") and "vba" in name.lower() for name in package.names):
        yield Hidden(_("宏"))


def of_text(unseen: Sequence[str]) -> Iterator[Hidden]:
    """Text that is marked hidden."""
    if words := " ".join("".join(unseen).split()):
        yield Hidden(_("隐藏文字"), words[:LONGEST])


def _all_words(root: etree._Element | None) -> str:
    return " ".join(" ".join(str(words) for words in root.itertext()).split())[:LONGEST] if root is not None else ""
