"""Verifier keys (c2sp.org/signed-note)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pure.log_vectors import LOG_KEY, WITNESS_KEY
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.verifier_key import COSIGNATURE, ED25519, ML_DSA_COSIGNATURE, VerifierKey, parse_verifier_key

FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        (FOO, "example.com/foo", ED25519),
        ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann", ED25519),
        ("mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O", "mirror.example.org", COSIGNATURE),
    ],
)
def test_the_published_keys_are_read_and_written_alike(line: str, name: str, kind: int) -> None:
    key = parse_verifier_key(line)
    assert (key.name, key.kind, str(key)) == (name, kind, line)


def test_our_log_and_witness_print_the_keys_of_the_vectors() -> None:
    assert str(LOG_KEY) == "log.sunforest.example/test+0adb10bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    assert str(WITNESS_KEY) == "witness.neighbour.example/w1+a7f850e8+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"


def test_a_plus_in_the_base64_is_no_divider() -> None:
    key = VerifierKey("a.example", ED25519, b"\0\0" + b"\xfb\xef\xbe" * 10)
    assert str(key).count("+") > 2
    assert parse_verifier_key(str(key)) == key


def test_a_key_for_ml_dsa_can_be_kept_and_printed() -> None:
    key = VerifierKey("a.example", ML_DSA_COSIGNATURE, bytes(1312))
    assert parse_verifier_key(str(key)) == key


names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="+"), min_size=1)


@settings(deadline=None)
@given(names, st.sampled_from([ED25519, COSIGNATURE]), st.binary(min_size=32, max_size=32))
def test_every_key_comes_back(name: str, kind: int, public_key: bytes) -> None:
    key = VerifierKey(name, kind, public_key)
    assert parse_verifier_key(str(key)) == key


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("example.com/foo", id="name alone"),
        pytest.param("example.com/foo+530d903a", id="key missing"),
        pytest.param(FOO.replace("530d903a", "530d903b"), id="another key id"),
        pytest.param(FOO.replace("530d903a", "530D903A"), id="key id in capitals"),
        pytest.param(FOO.replace("530d903a", "530d903"), id="key id of seven digits"),
        pytest.param(FOO.replace("example.com/foo", "example.com/bar"), id="another name"),
        pytest.param(FOO.replace("example.com/foo", ""), id="no name"),
        pytest.param(FOO.replace("example.com/foo", "example com"), id="blank in the name"),
        pytest.param(FOO.replace("example.com/foo", "example\u3000com"), id="full-width blank in the name"),
        pytest.param(FOO.replace("AekyeR", "AekyeS"), id="another key"),
        pytest.param(FOO[:-1], id="base64 cut short"),
        pytest.param(FOO + "\n", id="newline after"),
        pytest.param("example.com/foo+530d903a+", id="empty key"),
        pytest.param(
            "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", id="a kind that is not known"
        ),
        pytest.param("example.com/foo+530d903a+AQ==", id="kind without key"),
    ],
)
def test_what_is_no_verifier_key_is_refused(line: str) -> None:
    with pytest.raises(Malformed):
        parse_verifier_key(line)
