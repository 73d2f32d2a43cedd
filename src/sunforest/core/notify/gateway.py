"""One message to one address of the gateway library: the only module that knows it."""

from __future__ import annotations

import apprise

from sunforest.core.notify.message import Message, NotSent


def send(address: str, message: Message) -> None:
    """Send by the gateway's address. Raises NotSent where none is set, none is understood, or it says no."""
    if not address:
        raise NotSent("没有设置通道地址 / the channel's address is not set")
    sender = apprise.Apprise()
    if not sender.add(address):
        raise NotSent("通道地址无法识别 / the channel's address is not understood")
    if not sender.notify(title=message.title, body=message.text):
        raise NotSent("通道没有收下 / the gateway did not accept it")
