"""A code proves the phone it was sent to, for one purpose, for a while."""

from datetime import timedelta

import pytest

from cast import at
from sunforest.core.people import phone_codes, proofs
from sunforest.core.people.models import PhoneCode
from sunforest.core.people.phone_codes import NotTheCode

pytestmark = pytest.mark.django_db

NOON = at("2025-09-25", "12:00")
PHONE, HERE = "13900000003", "192.0.2.1"


def made(purpose="one filing", moment=NOON, phone=PHONE):
    return phone_codes.make(phone, purpose, address=HERE, at=moment)


def prove(code, purpose="one filing", moment=NOON, phone=PHONE):
    phone_codes.prove(phone, purpose, code, address=HERE, at=moment)


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_that_was_sent_proves_the_phone():
    prove(made())
    assert phone_codes.is_proven(PHONE, "one filing", at=NOON)


def test_a_wrong_code_proves_nothing():
    with pytest.raises(NotTheCode, match="验证码不对"):
        prove(wrong(made()))
    assert not phone_codes.is_proven(PHONE, "one filing", at=NOON)


def test_a_code_is_for_one_purpose_and_one_phone():
    code = made()
    for purpose, phone in (("another", PHONE), ("one filing", "13900000004")):
        with pytest.raises(NotTheCode):
            prove(code, purpose, phone=phone)


def test_a_code_is_too_old_after_ten_minutes():
    with pytest.raises(NotTheCode, match="已经过期"):
        prove(made(), moment=NOON + timedelta(minutes=10))


def test_a_new_code_takes_the_place_of_the_earlier_one():
    first = made()
    while (second := made()) == first:
        pass
    with pytest.raises(NotTheCode):
        prove(first)
    prove(second)


def test_the_proof_ends_after_half_an_hour():
    prove(made())
    assert not phone_codes.is_proven(PHONE, "one filing", at=NOON + timedelta(minutes=30))


def test_after_five_wrong_codes_the_right_one_is_not_looked_at():
    code = made()
    for _time in range(5):
        with pytest.raises(NotTheCode):
            prove(wrong(code))
    with pytest.raises(proofs.TooMany):
        prove(code)


def test_five_codes_an_hour_go_to_a_phone():
    for number in range(5):
        made(f"filing {number}")
    with pytest.raises(proofs.TooMany):
        made("one more")
    assert made("later", NOON + timedelta(hours=1))


def test_an_address_asks_for_thirty_codes_an_hour_and_a_refused_one_is_not_counted_for_the_phone():
    for number in range(30):
        made(phone=f"139000001{number:02d}")
    for _time in range(2):
        with pytest.raises(proofs.TooMany):
            made()
    counted = proofs.take(proofs.CODES_TO_ONE_PHONE, (f"phone {PHONE}",), at=NOON)
    assert len(counted) == 1


def test_the_table_tells_neither_phone_nor_code():
    code = made()
    kept = b"".join(bytes(row.name) + bytes(row.code) for row in PhoneCode.objects.all())
    assert PHONE.encode() not in kept
    assert code.encode() not in kept


def test_nothing_is_known_of_a_code_an_hour_later():
    made()
    phone_codes.forget_old(NOON + timedelta(minutes=59))
    assert PhoneCode.objects.exists()
    phone_codes.forget_old(NOON + timedelta(minutes=61))
    assert not PhoneCode.objects.exists()
