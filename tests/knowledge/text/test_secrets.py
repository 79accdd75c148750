"""Secrets are found and taken out; phone numbers, order numbers and dates are not."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.secrets import redact, without_marks

# Put together here, so that no scanner takes them for real ones.
SECRETS = [
    ("Slack token", "xox" + "b-1234567890-abcdefghijkl"),
    ("Slack token", "xapp" + "-1-A0123456789-1234567890-abcdef"),
    ("Slack token", "xoxe.xox" + "p-1-abcdefghijklmnop"),
    ("webhook", "https://hooks.slack.com/services/" + "T00000000/B00000000/abcdefghijklmnop"),
    ("webhook", "https://discord.com/api/webhooks/" + "123456789012345678/" + "aB3_" * 15),
    ("web token", "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxMjM0In0.abcDEF123_-"),
    ("Discord token", "MTIzNDU2Nzg5MDEyMzQ1Njc4" + ".GabcdE." + "abcdefghijklmnopqrstuvwxyz-01"),
    ("GitHub token", "ghp" + "_" + "a1B2" * 9),
    ("GitHub token", "github_pat" + "_" + "a1B2" * 15),
    ("GitLab token", "glpat" + "-" + "a1B2" * 5),
    ("AWS key", "AKIA" + "IOSFODNN7EXAMPLE"),
    ("Stripe key", "sk_live" + "_" + "a1B2" * 6),
    ("Google key", "AIza" + "SyA1234567890abcdefghijklmnopqrstuv"),
    ("API key", "sk-" + "proj-" + "a1B2" * 8),
    ("card number", "4111 1111 1111 1111"),
    ("card number", "5555-5555-5555-4444"),
    ("card number", "378282246310005"),
    (
        "private key",
        "-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-128\n\nabc\n-----END RSA PRIVATE KEY-----",
    ),
    ("private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA cut off"),
]


@pytest.mark.parametrize(("kind", "secret"), SECRETS)
def test_a_secret_is_taken_out_and_named(kind: str, secret: str) -> None:
    left, kinds = redact(f"Hello, it says {secret}")

    assert (kind,) == kinds
    assert f"Hello, it says [{kind} removed]" == left


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("password: hunter2", "hunter2"),
        ("Password = hunter2, thanks", "hunter2"),
        ("my password is hunter2 and it fails", "hunter2"),
        ('my password is "sunny side up"', "sunny side up"),
        ("I changed my password to Tr0ub4dor&3.", "Tr0ub4dor&3"),
        ("mein passwort ist geheim123", "geheim123"),
        ("Mein Kennwort lautet SonneMond", "SonneMond"),
        ("mi contraseña es gato_negro7", "gato_negro7"),
        ("la clave: miclave99", "miclave99"),
        ("mon mot de passe est chat!noir", "chat!noir"),
        ("minha senha é brasil2014", "brasil2014"),
        ("mijn wachtwoord is fiets123", "fiets123"),
        ("moje hasło to kotek77", "kotek77"),
        ("мой пароль: котик77", "котик77"),
        ("şifrem: kedi1234", "kedi1234"),
        ("パスワードは neko1234 です", "neko1234"),
        ("密码：mao12345", "mao12345"),
        ("DB_PASSWORD=s3cr3t-value", "s3cr3t-value"),
        ("postgres://desk:s3cret@db.example/desk", "s3cret"),
        ("cvv: 123", "123"),
        ("api_key=9f86d081884c7d659a2feaa0c55ad015", "9f86d081884c7d659a2feaa0c55ad015"),
        ("secret: 'dGhpcyBpcyBh0IHNlY3JldCBrZXk='", "dGhpcyBpcyBh0IHNlY3JldCBrZXk="),
        ("Authorization: Bearer abcdef1234567890.abc-def", "abcdef1234567890.abc-def"),
    ],
)
def test_a_value_that_is_named_as_secret_is_taken_out(text: str, secret: str) -> None:
    left, kinds = redact(text)

    assert kinds
    assert secret not in left
    assert text.partition(secret)[0] in left


@pytest.mark.parametrize(
    "text",
    [
        "How do I reset my password?",
        "my password is wrong",
        "My password is not working anymore",
        "the password is case-sensitive",
        "the password is 8-16 characters long",
        "password: how do I change it?",
        "Password reset link expired",
        "Mein Passwort ist falsch",
        "mi contraseña no funciona, mi contraseña es incorrecta",
        "my password isn't accepted",
        "Passwords must be 12 characters",
        "call me on +49 151 23456789 or 030 1234567",
        "call 0049 (0)89 1234-5678 after 14:30",
        "(555) 123-4567, +1 415 555 2671, 00 44 20 7946 0958",
        "order 100234567 and order #4111111111111111",
        "order no. 2026-11-24-000123456",
        "parcel 9400 1118 9922 3456 7890 12, IBAN DE88 3704 0044 0532 0130 00",
        "on 2026-11-24 10:00 until 24.11.2026, 11/24/2026",
        "message 1234567890123456789 at 1732190000.123456",
        "my pin code is 110001",
        "token: is it needed?",
        "the key is under the doormat",
        "https://example.com/a:b@c and user@example.com",
        "1111 1111 1111 1111",
        "commit 9f86d081884c7d659a2feaa0c55ad015",
        "",
    ],
)
def test_ordinary_words_and_numbers_stay(text: str) -> None:
    assert (text, ()) == redact(text)


@given(st.text(string.digits + " -/.:()", max_size=200).filter(lambda t: "=" not in t))
def test_digits_that_are_no_card_stay(text: str) -> None:
    left, kinds = redact(text)

    assert set(kinds) <= {"card number"}
    assert kinds or left == text


@given(st.integers(0, 10**12))
def test_numbers_of_up_to_thirteen_digits_stay(number: int) -> None:
    text = f"order {number} from 24.11.2026, phone +49{number}"

    assert (text, ()) == redact(text)


@given(
    st.text(max_size=80),
    st.sampled_from(SECRETS),
    st.text(max_size=80),
)
def test_a_secret_is_found_between_any_words(
    before: str, kind_and_secret: tuple[str, str], after: str
) -> None:
    _, secret = kind_and_secret
    left, kinds = redact(f"{before}\n{secret}\n{after}")

    assert kinds
    assert secret not in left


pieces = st.lists(
    st.sampled_from([secret for _, secret in SECRETS])
    | st.sampled_from(
        ["password", "passwort ist", ":", "=", "key", "is", "my", "://a:b@", "[", "]"]
    )
    | st.text(max_size=12),
    max_size=12,
)


@given(pieces.map(" ".join) | pieces.map("".join))
def test_what_was_redacted_has_no_secret_left_to_find(text: str) -> None:
    once, _ = redact(text)
    twice, _ = redact(once)

    assert once == twice


@pytest.mark.parametrize(
    "piece",
    ["a", "eyJ-", "password ", "password: x", "1 ", "4", "4111 ", "key=", "xoxb-", "a.b.", "://a:",
     "-----BEGIN PRIVATE KEY-----", "sk-", "N", "bearer ", "is ", "\n", "🔑", "pass ", "login bob/", "bob:W1!x ", "seed phrase apple ",
     "my code is ", "code on the back of my card ", "recovery code a1b2-", "4111\n", "DE89 3704 "],
)  # fmt: skip
def test_forty_thousand_hostile_characters_are_read(piece: str) -> None:
    text = piece * (40_000 // len(piece))

    left, _ = redact(text)

    assert isinstance(left, str)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("my password is hunter2Blau! and it does not work", "my password does not work"),
        ("mein Passwort ist Sommer2026! und es geht nicht", "mein Passwort geht nicht"),
        ("mi contraseña es Verano2026! y no funciona", "mi contraseña no funciona"),
        ("mon mot de passe est Ete2026! et ça ne marche pas", "mon mot de passe ne marche pas"),
        ("my password is hunter2Blau! and I want a refund", "and I want a refund"),
        ("my password is hunter2Blau! it is late", "it is late"),
        ("my card is 4111 1111 1111 1111, refund me", ", refund me"),
    ],
)
def test_what_goes_on_about_a_secret_says_what_it_is_about(written: str, asked: str) -> None:
    assert asked == " ".join(without_marks(redact(written)[0]).split())
