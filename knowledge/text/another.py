"""That somebody says themselves that they ask something new: "new question: do you sell canoes?"."""

import re

_LEADS = (
    r"ok(?:ay)?|thanks|thank you|and|also|so|hi|hello|sorry|just|(?:i )?have|i've got|a|an|totally|completely|eine?|ganz|noch"
    r"|danke|und|hallo|ich|hab(?:e)?|hätte|gracias|y|hola|tengo|una?|merci|et|bonjour|j['’]ai|une|grazie|e|ciao|ho|un['’]"
    r"|obrigad[oa]|tenho|uma"
)
_QUESTIONS = (
    r"(?:new|another|different|other|next|second|unrelated|separate|one more) (?:question|q|topic|matter)"
    r"|(?:neue|andere|nächste|naechste|zweite|weitere|noch (?:eine|ne)) frage|(?:neues|anderes) thema"
    r"|(?:otra|nueva|segunda) (?:pregunta|duda)|otro tema"
    r"|(?:autre|nouvelle|deuxième) question|question différente|autre sujet"
    r"|(?:altra|nuova|seconda) domanda|altro argomento"
    r"|(?:outra|nova|segunda) (?:pergunta|dúvida|duvida)|outro assunto"
)
_ANNOUNCED = re.compile(
    rf"\W{{0,9}}(?:\b(?:{_LEADS})\b[\s,.!]{{0,9}}){{0,8}}(?:(?<=['’])|\b)(?:{_QUESTIONS})\s*[:;.,!\n–—-][\s:;.,!–—-]*(?=[^\W_]|[¿¡\"'„“«(])",
    re.IGNORECASE,
)


def asked_anew(text: str) -> str:
    """What is asked behind "new question:"; "" where none is announced, or nothing follows."""
    found = _ANNOUNCED.match(text[:200])
    return text[found.end() :].strip() if found else ""
