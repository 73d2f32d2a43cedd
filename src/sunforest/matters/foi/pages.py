"""The public pages of information requests: filing, answers."""

from . import answer_pages, filing_pages, suggesting

app_name = "foi"
party_links = suggesting.party_links
case_links = answer_pages.case_links
COLUMNS = answer_pages.COLUMNS
urlpatterns = [*filing_pages.urlpatterns, *answer_pages.urlpatterns]
