"""Whether words ask a price, and whether others may tell one.

An answer without a figure or a word about money tells none.
"""

from itertools import pairwise

from knowledge.text.normalise import surface

_ASKS = frozenset(
    """cost costs price prices priced kostet kosten preis preise teuer cuesta cuestan precio precios coute
    coutent prix custa custam preco precos costa costano prezzo prezzi kost prijs""".split()  # noqa: SIM905
)
_HOW_MUCH = frozenset(
    {
        ("much", "is"), ("much", "are"), ("much", "does"), ("much", "do"), ("much", "for"), ("viel", "kostet"),
        ("cuanto", "es"), ("cuanto", "vale"), ("c'est", "combien"), ("quanto", "e"), ("quanto", "viene"),
    }
)  # fmt: skip
_MONEY = _ASKS | frozenset(
    """free charge charges charged fee fees pay paid rate rates included cheap tariff kostenlos kostenfrei
    umsonst gratis gebuhr gebuhren bezahlen zahlen inklusive gratuit gratuite gratuits gratuites payer
    tarif tarifs incluido incluida pagar tarifa tarifas pagare tariffa tariffe incluso inclusa gratuito
    gratuita euro euros eur dollar dollars pounds""".split()  # noqa: SIM905
)


def asks_price(text: str) -> bool:
    """Whether words ask what something costs."""
    words = surface(text)
    return not _ASKS.isdisjoint(words) or not _HOW_MUCH.isdisjoint(pairwise(words))


def may_tell_price(text: str) -> bool:
    """Whether words have a figure, or speak of money."""
    return any(map(str.isdecimal, text)) or not _MONEY.isdisjoint(surface(text))
