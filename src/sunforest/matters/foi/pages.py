"""The public pages of information requests: filing, answers, letters."""

from . import answer_pages, filing_pages, letter_pages

app_name = "foi"
urlpatterns = [*filing_pages.urlpatterns, *answer_pages.urlpatterns, *letter_pages.urlpatterns]
