"""Objections: what keeps somebody from buying or staying, as they put it: "too expensive", "why not".

Read for a list of things to learn from, never to decide what anybody is told. A fault ("why can't I
log in") is none, and what is asked about a price is none.
"""

import re

from knowledge.text.folding import fold

_SAID = {
    "en": r"""
too\ (?:expensive|pricey|costly|dear|complicated|slow|risky|much\ (?:money|for\ (?:me|that|this|it|a)))
overpriced | rip-?\ ?off | waste\ of\ money | not\ worth | isn't\ worth | costs?\ too\ much
(?:can't|cannot|can\ not|couldn't)\ afford | (?:so|very|really|quite|pretty|bit)\ (?:expensive|pricey)
cheaper\ (?:elsewhere|at|on|from|than|somewhere) | for\ less\ (?:elsewhere|at|on)
why\ not | why\ (?:don't|can't|won't|didn't)\ you | why\ do\ you\ not
why\ (?:is|are)\ there\ no | why\ (?:is|are)\ (?:it|this|that|they|these)\ so\ (?:expensive|dear|pricey|slow)
why\ (?:should|would)\ i | what's\ the\ point | (?:your|the)\ competit(?:ors?|ion)\ (?:has|have|do|does|offer|is|are)
""",
    "de": r"""
zu\ (?:teuer|kostspielig|kompliziert|umstandlich|langsam|riskant) | uberteuert | abzocke | wucher
kostet\ (?:mir\ )?zu\ viel | (?:so|sehr|recht|ziemlich|schon|ganz)\ teuer | geldverschwendung
(?:billiger|gunstiger|weniger)\ (?:bei|woanders|anderswo|als|auf) | (?:bei|auf)\ \S+\ (?:billiger|gunstiger)
nicht\ leisten | nicht\ wert | lohnt\ sich\ nicht | (?:warum|wieso|weshalb)\ (?:denn\ )?nicht
(?:warum|wieso|weshalb)\ (?:gibt\ es|habt\ ihr|haben\ sie|bietet\ ihr|bieten\ sie|macht\ ihr|machen\ sie|nehmt\ ihr|nehmen\ sie)\ [^?.]*\b(?:kein\w*|nicht)
(?:warum|wieso)\ sollte\ ich
""",
    "es": r"""
(?:demasiado|muy|tan)\ car[oa]s? | mas\ barat[oa]s?\ (?:en|que) | no\ vale\ la\ pena | un\ robo | no\ puedo\ permitir
por\ que\ no\ (?:tienen|teneis|hay|ofrecen|ofreceis|aceptan|aceptais|hacen|haceis) | por\ que\ no\ *\?
""",
    "fr": r"""
(?:trop|tres|si)\ (?:cher|chere|chers|cheres|complique|lent)\b | moins\ cher\ (?:chez|ailleurs|sur|que) | arnaque
(?:vaut|valent)\ pas | pourquoi\ pas | pourquoi\ (?:vous\ )?n'(?:avez|y\ a|offrez|acceptez) | pourquoi\ ne\ (?:proposez|livrez|faites)
pas\ les\ moyens
""",
    "it": r"""
(?:troppo|molto|cosi)\ car[oiae] | costa\ troppo | (?:costa\ meno|piu\ economic[oa])\ (?:da|su|altrove|di) | non\ (?:ne\ )?vale\ la\ pena
perche\ no\b | perche\ non\ (?:avete|c'e|ci\ sono|offrite|accettate|fate)
""",
    "pt": r"""
(?:muito|tao)\ car[oa]s? | car[oa]s?\ demais | demasiado\ car[oa] | mais\ barat[oa]s?\ (?:em|na|no|que|do) | nao\ vale\ a\ pena
por\ ?que\ nao\ (?:tem|ha|oferecem|aceitam|fazem) | por\ ?que\ nao\ *\?
""",
}
"""By language; each line has several, and none of them is told by the sentence's language. Accents are folded away."""
_PATTERNS = "|".join(
    each.strip()
    for lines in _SAID.values()
    for line in lines.strip().splitlines()
    for each in re.split(r"(?<!\\) \| ", line)
)
_OBJECTS = re.compile(rf"\b(?:{_PATTERNS})")


def objects(text: str) -> bool:
    """Whether somebody says what keeps them."""
    return bool(_OBJECTS.search(" ".join(fold(text).replace("’", "'").split())))
