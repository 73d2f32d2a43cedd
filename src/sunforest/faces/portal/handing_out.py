"""Files that readers take away: under their own name, never shown in the page's place, kept briefly by caches."""

from __future__ import annotations

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from sunforest.core.process import uploads

SECONDS_TO_KEEP = 60
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "_"))


def stored_file(digest: str, name: str) -> HttpResponseBase:
    """A stored file. Raises Http404 where it is no longer kept."""
    try:
        content = default_storage.open(uploads.path_of(digest))
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    answer["ETag"] = f'"{digest}"'
    return handed_out(answer, name)


def handed_out(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    """The answer as a file to save under a name (RFC 6266) that is free of what no file system wants."""
    saved_as = name.translate(FORBIDDEN_IN_NAMES)[-120:]
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=saved_as))
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, public=True, max_age=SECONDS_TO_KEEP)
    return answer
