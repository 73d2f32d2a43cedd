"""The applicant's phone: what was queued to it, and the code in the newest message."""

import re

from sunforest.core.notify import phone_messages
from sunforest.core.notify.models import PhoneMessage


def messages():
    """Every message that waits to be sent to a phone, the newest last."""
    return [phone_messages.message_of(row) for row in PhoneMessage.objects.order_by("pk")]


def code_sent():
    """The six digits in the newest message."""
    return re.search(r"\d{6}", messages()[-1].text).group()
