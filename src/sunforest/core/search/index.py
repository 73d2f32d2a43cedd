"""The one index over every public thing: written by one follower of the log, read by every process."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy
from django.utils.translation import gettext as _

from sunforest.core.search import likeness, searching, suggestions
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.matching import count_of
from sunforest.core.search.query import Query
from sunforest.core.search.results import Results, Suggestion
from sunforest.core.search.schema import SCHEMA_VERSION, build_schema, document_of, entry_of, position_document
from sunforest.core.search.snapshot import Snapshot
from sunforest.core.search.units import whole_characters

WRITER_MEMORY_BYTES = 64_000_000
FOLDER_PREFIX = "schema-"


class IndexBroken(RuntimeError):
    """The files of the index cannot be read. Deleting the folder costs only time: the log is read again."""

    def __init__(self, folder: Path, reason: object) -> None:
        words = _(
            "检索索引无法读取（%(folder)s）：%(reason)s。"
            "请停止服务，删除该文件夹后重新启动，索引会自动重建，不会丢失数据。"
        )
        super().__init__(words % {"folder": folder, "reason": reason})
        self.folder = folder


class IndexHasWriter(RuntimeError):
    """Another process writes the index; there can be only one."""

    def __init__(self, folder: Path) -> None:
        words = _("检索索引正由另一个进程写入（%(folder)s）。同一索引只能有一个写入进程，请先停止另一个。")
        super().__init__(words % {"folder": folder})


def open_index(folder: Path) -> "SearchIndex":
    """Open the index in ``folder``, made empty at position 0 when there is none of this schema version.

    Raises IndexBroken when its files are damaged.
    """
    return SearchIndex(folder)


class SearchIndex:
    """Entries by identity, and the place in the log up to which they were read: one commit holds both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._home = folder / f"{FOLDER_PREFIX}{SCHEMA_VERSION}"
        self._writer: tantivy.IndexWriter | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._snapshot: Snapshot | None = None
        self._home.mkdir(parents=True, exist_ok=True)
        with self._broken_is_told():
            self._schema = build_schema()
            self._index = tantivy.Index(self._schema, str(self._home), reuse=True)
            self._index.config_reader("manual")
            self._current()

    def write(self, entries: Iterable[SearchEntry], removed: Iterable[str], position: int) -> None:
        """One commit: ``entries`` replace those of the same identity, ``removed`` go, the place becomes ``position``.

        Either all of it is found afterwards or nothing, also after a power cut. Of one identity given twice the last
        one stays; one that is both removed and given stays. Raises IndexHasWriter, IndexBroken.
        """
        with self._one_commit(position) as writer:
            latest = {entry.identity: entry for entry in entries}
            for identity in (*removed, *latest):
                writer.delete_documents_by_term("identity", whole_characters(identity))
            for entry in latest.values():
                writer.add_document(document_of(entry))

    def remove(self, identity: str) -> None:
        """Take one entry out; the place in the log stays."""
        self.write((), (identity,), self.position())

    def erase(self, identities: Iterable[str], position: int) -> None:
        """Take entries out so that no file of the index holds a word of them, nor of earlier versions of any entry.

        A removed entry is only marked until its file is merged with others; this writes all files anew from the entries
        that stay (a minute or more for 100,000), in one commit. Raises IndexHasWriter, IndexBroken.
        """
        gone = {whole_characters(identity) for identity in identities}
        with self._one_commit(position) as writer, self._broken_is_told():
            kept = self._current()
            writer.delete_all_documents()
            for entry in kept.entries():
                if entry.identity not in gone:
                    writer.add_document(document_of(entry))
        self._current()
        if self._writer is not None:
            self._writer.garbage_collect_files()

    def position(self) -> int:
        """The place in the log up to which the index has read, 0 when it is new."""
        with self._broken_is_told():
            return self._current().position()

    def search(self, query: Query) -> Results:
        """One page of what ``query`` finds, with facets, passages and remarks. Whatever was typed, it answers.

        Raises IndexBroken only.
        """
        with self._broken_is_told():
            return searching.search(self._current(), query)

    def similar(self, text: str, *, kind: str, organ: str = "", limit: int = 5) -> list[SearchEntry]:
        """The entries of one kind most like ``text``, the likest first; none where nothing is like it."""
        with self._broken_is_told():
            return likeness.similar(self._current(), text, kind=kind, organ=organ, limit=limit)

    def suggest(self, prefix: str, limit: int = suggestions.MOST) -> list[Suggestion]:
        """Organs and titles that go on from what has been typed, also by pinyin initials; at most eight."""
        with self._broken_is_told():
            return suggestions.suggest(self._current(), prefix, limit=limit)

    def find(self, identity: str) -> SearchEntry | None:
        """The entry of this identity, if it is in the index."""
        with self._broken_is_told():
            snapshot = self._current()
            found = snapshot.searcher.search(
                snapshot.matching.term("identity", whole_characters(identity)), 1, count=False
            ).hits
            return entry_of(snapshot.searcher.doc(found[0][1])) if found else None

    def __len__(self) -> int:
        with self._broken_is_told():
            snapshot = self._current()
            return count_of(snapshot.searcher, snapshot.matching.everything())

    def close(self) -> None:
        """Let another process write."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(WRITER_MEMORY_BYTES, 1)
            except ValueError as error:
                if "LockBusy" in str(error):
                    raise IndexHasWriter(self.folder) from error
                raise IndexBroken(self.folder, error) from error
            self._forget_other_versions()
        return self._writer

    @contextmanager
    def _one_commit(self, position: int) -> Iterator[tantivy.IndexWriter]:
        """All that is done inside and the new place, or nothing of it."""
        writer = self._open_writer()
        try:
            yield writer
            writer.delete_documents_by_term("record", "position")
            writer.add_document(position_document(position))
            with self._broken_is_told():
                writer.commit()
        except BaseException:
            self._give_up_writing()
            raise

    def _give_up_writing(self) -> None:
        """Drop what was not committed; the writer goes with it, because a failed one cannot be trusted."""
        writer, self._writer = self._writer, None
        with suppress(ValueError, RuntimeError, OSError):
            if writer is not None:
                writer.rollback()

    def _forget_other_versions(self) -> None:
        for other in self.folder.glob(f"{FOLDER_PREFIX}*"):
            if other != self._home:
                shutil.rmtree(other, ignore_errors=True)

    def _current(self) -> Snapshot:
        """The index as last committed by whichever process; looking costs one stat, reloading half a millisecond."""
        told = (self._home / "meta.json").stat()
        stamp = (told.st_mtime_ns, told.st_ino, told.st_size)
        if self._snapshot is None or stamp != self._stamp:
            self._index.reload()
            self._snapshot = Snapshot(self._index.searcher(), self._schema)
            self._stamp = stamp
        return self._snapshot

    @contextmanager
    def _broken_is_told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, RuntimeError) as error:
            if isinstance(error, IndexBroken | IndexHasWriter):
                raise
            raise IndexBroken(self.folder, error) from error
