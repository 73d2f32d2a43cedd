"""E-mail subscriptions of a search: asked for, confirmed by a link, ended by a link in every message (double opt-in).

Whatever address is typed, the answer is the same; nobody learns who has subscribed to what.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

from sunforest.core.notify import sending
from sunforest.core.notify.message import Message, NotSent
from sunforest.core.notify.models import Subscription
from sunforest.core.people import keys

CONFIRM_PATH, STOP_PATH = "/subscriptions/{id}/confirm/{token}/", "/subscriptions/{id}/stop/{token}/"
MOST_OF_ONE_ADDRESS = 20
MOST_ASKED_OF_ONE_ADDRESS_A_DAY = 3
MOST_ASKED_AN_HOUR = 200
UNCONFIRMED_FOR = timedelta(days=7)
MOST_ATTEMPTS = 3
BATCH = 50


def ask(address: str, *, question: Mapping[str, str], page: str, language: str, size: int, at: datetime) -> None:
    """Remember a wish to subscribe; the confirmation goes out later, so that the answer takes the same time for everybody.

    A wish beyond the limits is silently not kept: an address cannot be flooded with confirmations.
    """
    index = index_of(address)
    of_address = Subscription.objects.filter(address_index=index)
    if of_address.filter(question=dict(question), confirmed_at__isnull=False).exists():
        return
    asked = of_address.filter(confirmed_at=None, asked_at__gt=at - timedelta(days=1)).count()
    asked_by_all = Subscription.objects.filter(asked_at__gt=at - timedelta(hours=1)).count()
    if asked >= MOST_ASKED_OF_ONE_ADDRESS_A_DAY or asked_by_all >= MOST_ASKED_AN_HOUR:
        return
    if of_address.count() >= MOST_OF_ONE_ADDRESS:
        return
    Subscription.objects.create(
        address=keys.seal_text(address),
        address_index=index,
        question=dict(question),
        page=page,
        language=language,
        asked_at=at,
        told_to=size,
    )


def index_of(address: str) -> bytes:
    """The blind index of an address; capitals make no other one."""
    return keys.blind_index("subscription", address.strip().lower())


def token(subscription_id: int, purpose: str) -> str:
    """The secret of a link: only who received the message has it."""
    return keys.blind_index(f"subscription-{purpose}", str(subscription_id)).hex()


def is_token(given: str, subscription_id: int, purpose: str) -> bool:
    """True for the token of this subscription and purpose."""
    return hmac.compare_digest(given.encode(), token(subscription_id, purpose).encode())


def confirm(subscription_id: int, *, size: int, at: datetime) -> bool:
    """Confirm a wish; from now on what is new is told. False where there is none any longer; again makes no difference."""
    waiting = Subscription.objects.filter(pk=subscription_id)
    waiting.filter(confirmed_at=None).update(confirmed_at=at, told_to=size)
    return waiting.exists()


def stop(subscription_id: int) -> None:
    """End a subscription: nothing of it is kept."""
    Subscription.objects.filter(pk=subscription_id).delete()


def send_confirmations(at: datetime) -> int:
    """Send what waits to be confirmed, and forget what nobody confirmed for a week; gives how many went out."""
    Subscription.objects.filter(confirmed_at=None, asked_at__lt=at - UNCONFIRMED_FOR).delete()
    waiting = Subscription.objects.filter(confirmed_at=None, confirmation_sent_at=None, attempts__lt=MOST_ATTEMPTS)
    return sum(_confirm_one(row, at) for row in waiting.order_by("pk")[:BATCH])


def _confirm_one(row: Subscription, at: datetime) -> bool:
    is_mine = Subscription.objects.filter(pk=row.pk, confirmation_sent_at=None).update(
        confirmation_sent_at=at, attempts=row.attempts + 1
    )
    if not is_mine:
        return False
    with translation.override(row.language):
        title = gettext("请确认邮件订阅")
        text = gettext(
            "有人（应该是您）用这个邮箱订阅了检索结果：\n%(page)s\n\n"
            "请打开下面的网址确认，确认后有新的公开信息时每天最多给您发一封邮件：\n%(link)s\n\n"
            "如果不是您本人订阅的，不必理会，七天后自动作废。"
        ) % {"page": absolute(row.page), "link": absolute(path_of(CONFIRM_PATH, row.pk, "confirm"))}
    return deliver(row, title=title, text=text) or _try_again(row)


def _try_again(row: Subscription) -> bool:
    Subscription.objects.filter(pk=row.pk).update(confirmation_sent_at=None)
    return False


def send_news(row: Subscription, listed: Sequence[str], *, total: int) -> bool:
    """Send what is new, in the subscriber's language, with the link that ends the subscription; False if not taken."""
    with translation.override(row.language):
        title = ngettext("您订阅的检索有 %(count)s 条新信息", "您订阅的检索有 %(count)s 条新信息", total) % {
            "count": total
        }
        text = gettext("新增或有变化的公开信息：\n\n%(list)s\n\n全部结果：%(page)s\n\n不想再收到，请打开：%(stop)s") % {
            "list": "\n\n".join(listed),
            "page": absolute(row.page),
            "stop": absolute(path_of(STOP_PATH, row.pk, "stop")),
        }
    return deliver(row, title=title, text=text)


def deliver(row: Subscription, *, title: str, text: str) -> bool:
    """Send one message to a subscriber; False where no channel took it."""
    address = keys.open_text(row.address)
    try:
        sending.deliver(Message(title=title, text=text, email=address))
    except NotSent:
        return False
    return True


def path_of(template: str, subscription_id: int, purpose: str) -> str:
    """The path of a link with its token."""
    return template.format(id=subscription_id, token=token(subscription_id, purpose))


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return f"{settings.SUNFOREST_URL}{path}"
