"""Pages of faces are drawn without collected files, each test with a search index of its own."""

from plain_pages import index_of_its_own, no_calendar_of_another_test, plain_static_files

__all__ = ["index_of_its_own", "no_calendar_of_another_test", "plain_static_files"]
