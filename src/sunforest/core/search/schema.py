"""The fields of the index, and how an entry becomes a stored document and back."""

import json
from dataclasses import asdict
from datetime import date
from zlib import crc32

from tantivy import Document, Schema, SchemaBuilder

from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.initials import initials_from_each_word
from sunforest.core.search.units import key_of_units, pairs_of, spelling_of, units_of, whole_characters
from sunforest.pure.chinese_text import fold

SCHEMA_VERSION = 1
"""Raise it with every change of fields or of reading: the index is then built anew from the log."""

STATE_NAME = "中华人民共和国"
LABEL_STROKE = "\x1f"
BREAK = "¦"
UNKNOWN_DAY = 4_000_000
FIELDS_RAW_FAST = ("kind", "topic", "organ", "genre", "year", "effect", "organ_label")
FIELDS_RAW = ("identity", "record", "number_key", "title_key", "short_title_key", "title_spelling")


def build_schema() -> Schema:
    builder = SchemaBuilder()
    for name in FIELDS_RAW:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FIELDS_RAW_FAST:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("title_pairs", "text_pairs"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("title_units", "text_units"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("initials", tokenizer_name="whitespace", index_option="basic")
    for name in ("newest", "oldest"):
        builder.add_integer_field(name, fast=True)
    builder.add_integer_field("position", stored=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()


def document_of(entry: SearchEntry) -> Document:
    """The index document of an entry."""
    title = units_of(entry.title)
    document = Document()
    document.add_text("identity", whole_characters(entry.identity))
    document.add_text("record", "entry")
    document.add_bytes("entry", _packed(entry))
    _add_keys(document, entry, title)
    _add_words(document, entry, title)
    _add_facets(document, entry)
    initials = [*initials_from_each_word(entry.organ_name), *initials_from_each_word(entry.title)]
    document.add_text("initials", " ".join(initials))
    # The lower half makes the order of one day the same on every machine.
    order = crc32(entry.identity.encode())
    ordinal = entry.day.toordinal() if entry.day else None
    document.add_integer("newest", ((UNKNOWN_DAY if ordinal is None else -ordinal) << 32) + order)
    document.add_integer("oldest", ((UNKNOWN_DAY if ordinal is None else ordinal) << 32) + order)
    return document


def position_document(position: int) -> Document:
    """The place in the log, written in the same commit as what was read up to there."""
    document = Document()
    document.add_text("record", "position")
    document.add_integer("position", position)
    return document


def entry_of(document: Document) -> SearchEntry:
    """The entry as it was written."""
    values = json.loads(bytes(document["entry"][0]))
    for name in ("published_on", "formed_on"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("topics", "languages"):
        values[name] = tuple(values[name])
    return SearchEntry(**values)


def _packed(entry: SearchEntry) -> bytes:
    return json.dumps(asdict(entry), ensure_ascii=False, default=date.isoformat, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def _add_keys(document: Document, entry: SearchEntry, title: list[str]) -> None:
    for number in (entry.number, entry.index_number):
        if key := key_of_units(units_of(number)):
            document.add_text("number_key", key)
    key = key_of_units(title)
    document.add_text("title_key", key)
    document.add_text("short_title_key", key.removeprefix(STATE_NAME))
    document.add_text("title_spelling", spelling_of(fold(entry.title)))


def _add_words(document: Document, entry: SearchEntry, title: list[str]) -> None:
    """Sections are kept apart by a break, so that no word is found across the end of one and the start of the next."""
    sections = [title, units_of(entry.number), units_of(entry.organ_name), units_of(entry.body)]
    document.add_text("title_pairs", " ".join(pairs_of(title)))
    document.add_text("title_units", " ".join(title))
    document.add_text("text_pairs", f" {BREAK} ".join(" ".join(pairs_of(section)) for section in sections))
    document.add_text("text_units", " ".join(" ".join(section) for section in sections))


def _add_facets(document: Document, entry: SearchEntry) -> None:
    for topic in entry.topic_values:
        document.add_text("topic", whole_characters(topic))
    single = {"kind": entry.kind, "organ": entry.organ, "genre": entry.genre, "effect": entry.effect}
    single["year"] = "" if entry.year is None else str(entry.year)
    if entry.organ:
        single["organ_label"] = f"{entry.organ}{LABEL_STROKE}{entry.organ_name}"
    for name, value in single.items():
        if value:
            document.add_text(name, whole_characters(value))
