"""Settings of one installation: a county. Every environment variable is listed in docs/reference/settings.md."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from sunforest.core.notify.channel_settings import *
from sunforest.faces.security_policy import CONTENT_SECURITY_POLICY
from sunforest.faces.signing_in import *
from sunforest.installation import data_folder, database, secret_key

BASE = Path(__file__).resolve().parent
SUNFOREST_DATA = data_folder()
OWN_MATTERS = ("administration", "publishing", "foi", "remedies", "reports")
SUNFOREST_MATTERS = (
    *(f"sunforest.matters.{name}" for name in OWN_MATTERS),
    *filter(None, os.environ.get("SUNFOREST_MATTERS", "").split(",")),
)
SUNFOREST_WITNESSES = tuple(os.environ.get("SUNFOREST_WITNESSES", "").replace(",", " ").split())
SUNFOREST_URL = os.environ.get("SUNFOREST_URL", "http://localhost:8000").rstrip("/")

DEBUG = False
SECRET_KEY = secret_key(SUNFOREST_DATA)
ALLOWED_HOSTS = os.environ.get("SUNFOREST_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [SUNFOREST_URL]
IS_HTTPS = SUNFOREST_URL.startswith("https://")

INSTALLED_APPS = [
    "sunforest.core.calendar",
    "sunforest.core.organs",
    "sunforest.core.people",
    "sunforest.core.ledger",
    "sunforest.core.search",
    *("sunforest.core.notify", "sunforest.core.redaction"),
    "sunforest.core.process",
    "sunforest.faces",
    "sunforest.faces.portal",
    "sunforest.faces.desk",
    "sunforest.faces.api",
    *SUNFOREST_MATTERS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "lucide",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sunforest.faces.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "sunforest.urls"
WSGI_APPLICATION = "sunforest.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sunforest.faces.frame.frame",
            ],
        },
    },
]
DATABASES = {"default": database(SUNFOREST_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "desk:worklist"
SESSION_COOKIE_AGE, SESSION_SAVE_EVERY_REQUEST, SESSION_EXPIRE_AT_BROWSER_CLOSE = 8 * 3600, False, True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE, USE_I18N, TIME_ZONE, USE_TZ = "zh-hans", True, "Asia/Shanghai", True
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "pure" / "locale"]

STATIC_URL, STATIC_ROOT = "/static/", SUNFOREST_DATA / "static"
MEDIA_ROOT = SUNFOREST_DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE, FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20, 2 * 2**20
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("SUNFOREST_LOG_LEVEL", "WARNING")},
}
