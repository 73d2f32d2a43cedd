"""E-mail through Django's mail, by the SMTP server named in the settings."""

from __future__ import annotations

import smtplib

from django.core.mail import send_mail

from sunforest.core.notify.message import Message, NotSent


def reaches(message: Message) -> bool:
    """True where an e-mail address is known."""
    return bool(message.email)


def send(message: Message) -> None:
    """Send one e-mail. Raises NotSent."""
    try:
        send_mail(message.title, message.text, None, [message.email])
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"邮件服务器没有收下：{type(error).__name__} / the mail server did not accept it") from error
