"""The web application, as granian and other WSGI servers load it. Nothing is served before the start-up checks pass."""

import os

import django
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunforest.settings")
django.setup()

from sunforest import starting  # noqa: E402

starting.check_before_serving()
application = get_wsgi_application()
