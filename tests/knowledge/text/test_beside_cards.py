"""What stands beside a card's number: its code, its PIN and expiry go with it, an order stays."""

import pytest

from knowledge.text.secrets import redact


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "ma carte 5500 0000 0000 0004 code 737",
            "ma carte [card number removed] code [security code removed]",
        ),
        (
            "4111-1111-1111-1111 code 123 12/27 how can i pay",
            "[card number removed] code [security code removed] [expiry date removed] how can i pay",
        ),
        (
            "tarjeta 4111111111111111 código 999",
            "tarjeta [card number removed] código [security code removed]",
        ),
        (
            "codice 999, carta 4111111111111111",
            "codice [security code removed], carta [card number removed]",
        ),
        (
            "My card is 4111 1111 1111 1111. Code: 737. Can I pay?",
            "My card is [card number removed]. Code: [security code removed]. Can I pay?",
        ),
        (
            "4111111111111111 sicherheitscode 737 gültig bis 12/2027",
            "[card number removed] sicherheitscode [security code removed] gültig bis [expiry date removed]",
        ),
        ("4111111111111111 security 737", "[card number removed] security [security code removed]"),
        ("4111111111111111 pin 5521", "[card number removed] pin [PIN removed]"),
        ("4111111111111111\ncode 737", "[card number removed]\ncode [security code removed]"),
        (
            "4111 1111 1111 1111 737 how can i pay",
            "[card number removed] [security code removed] how can i pay",
        ),
        (
            "4111 1111 1111 1111 737 12/27",
            "[card number removed] [security code removed] [expiry date removed]",
        ),
        (
            "4111 1111 1111 1111 12/27 737 please",
            "[card number removed] [expiry date removed] [security code removed] please",
        ),
        ("4111111111111111 scadenza 12/27", "[card number removed] scadenza [expiry date removed]"),
        (
            "4111111111111111 good thru 12/27",
            "[card number removed] good thru [expiry date removed]",
        ),
    ],
)
def test_the_code_and_the_expiry_beside_a_number_are_taken_out(text: str, left: str) -> None:
    assert redact(text)[0] == left


@pytest.mark.parametrize(
    "rest",
    [
        " for order 123",
        " order code 123",
        " order number 5521",
        ", promo code 2024",
        " 120 euros",
        " 120 €",
        " on 12/27/2026 at 3",
        ", I live at 123 Main Street",
        ", 123 Main Street",
        ", code 80331",
        " was charged 120.50",
        " is refused with error code 402",
        ".\nMy code is 5521",
    ],
)
def test_an_order_an_amount_or_a_date_beside_a_number_stays(rest: str) -> None:
    assert redact(f"4111 1111 1111 1111{rest}")[0] == f"[card number removed]{rest}"


@pytest.mark.parametrize(
    "text", ["the code 123 fails", "expires 12/27", "error code 5521", "security 999"]
)
def test_without_a_number_beside_them_they_stay(text: str) -> None:
    assert (text, ()) == redact(text)
