"""Settings of the message channels, from the environment (docs/reference/settings.md)."""

import os

SUNFOREST_CHANNELS = tuple(filter(None, os.environ.get("SUNFOREST_CHANNELS", "outbox").split(",")))
SUNFOREST_CHANNEL_SMS = os.environ.get("SUNFOREST_CHANNEL_SMS", "")
SUNFOREST_CHANNEL_WECOM = os.environ.get("SUNFOREST_CHANNEL_WECOM", "")
SUNFOREST_CHANNEL_DINGTALK = os.environ.get("SUNFOREST_CHANNEL_DINGTALK", "")

EMAIL_HOST = os.environ.get("SUNFOREST_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SUNFOREST_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SUNFOREST_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SUNFOREST_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SUNFOREST_MAIL_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SUNFOREST_MAIL_FROM", "sunforest@localhost")
