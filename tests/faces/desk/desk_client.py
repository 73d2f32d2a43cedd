"""Signs members of the cast in at the desk, with password and second factor done."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from sunforest.core.organs.models import Officer
from sunforest.core.process.actor import Actor


def desk_of(actor: Actor, *, second_factor: bool = True, since: float | None = None) -> Client:
    """A browser in which this officer has signed in, ``since`` (seconds of the epoch) or now."""
    account = Officer.objects.select_related("account").get(pk=actor.officer_id).account
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session, began = client.session, since or time.time()
    steps = [{"method": "password", "at": began}]
    if second_factor:
        steps.append({"method": "mfa", "at": began, "type": "totp"})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = steps
    session["account_authentication_methods_user"] = user_id_to_str(account)
    session.save()
    return client
