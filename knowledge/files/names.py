"""The names that fields go by: in front matter, in the first row of tables, in JSON.

A name is read in many spellings and languages and written in one. Where several words of a file
mean one field, the one that stands first here is used.
"""

import re
import unicodedata

LISTS = ("variants", "not_for")
NAMES = (
    "id", "question", *LISTS, "answer", "language", "translates", "category", "audience", "status",
    "owner", "checked_by", "checked_on", "review_on", "source", "version",
)  # fmt: skip
"""Every field, in the order in which files show them."""

_SPELLINGS = {
    "id": "id entry key slug uuid identifier article_id",
    "question": (
        "question q frage pregunta pergunta domanda vraag pytanie soru fråga spørgsmål spørsmål "
        "kysymys otázka вопрос питання 質問 問題 问题 질문 سؤال السؤال title titel titre título "
        "titolo subject heading name"
    ),
    "phrasings": "phrasings phrasing questions",
    "variants": (
        "variants variant also alias aliases alternatives alternative_questions similar_questions "
        "varianten variante variantes varianti variações variação alternativen alternative_fragen "
        "weitere_fragen formulierungen alternativas preguntas_alternativas perguntas_alternativas "
        "reformulations formulations questions_alternatives alternative_domande domande_simili "
        "synonyms synonyme synonymes sinónimos sinônimos sinonimi"
    ),
    "not_for": "not_for notfor",
    "answer": (
        "answer answers a accepted_answer antwort antworten respuesta réponse resposta risposta "
        "antwoord odpowiedź cevap svar vastaus odpověď ответ відповідь 回答 答案 答え 답변 جواب "
        "الجواب الإجابة body_markdown body response reply solution content text markdown html "
        "description"
    ),
    "language": "language lang locale sprache idioma langue lingua",
    "translates": "translates translation_of",
    "category": (
        "category categories kategorie categoría categoria catégorie section topic tags tag "
        "label_names labels"
    ),
    "audience": "audience",
    "status": "status",
    "owner": "owner",
    "checked_by": "checked_by reviewed_by",
    "checked_on": "checked_on checked last_checked reviewed_on last_reviewed",
    "review_on": "review_on review review_by valid_until expires expires_on expiry_date",
    "source": "source source_url html_url public_url permalink link url",
    "version": "version",
}
_RANK = {
    word: (field, place)
    for field, words in _SPELLINGS.items()
    for place, word in enumerate(words.split())
}
_LONGEST = 100
"""Characters of a name; nothing longer is one."""
_OWN = re.compile(r"^(?:article|faq|kb|solution)_(?=\w)")
"""What a help desk's export puts before each of its names: Article Title."""
_FORMS = frozenset({"text", "html", "markdown", "md", "plain", "content", "name"})
"""Words that say how a field is written: answer_html is an answer."""


def field_name(word: str) -> str:
    """Return the field that a heading or key means, "phrasings", or "" for none."""
    return _ranked(word)[0]


def rank(word: str) -> int:
    """How well a word says its field; the lowest goes before the others."""
    return _ranked(word)[1]


def plain_key(word: str) -> str:
    """A key without case, signs and humps: "Last-Checked" and "lastChecked" are one."""
    word = re.sub(
        r"(?<=[a-z])(?=[A-Z])", "_", unicodedata.normalize("NFKC", word[:_LONGEST].strip())
    )
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]$", "", word).casefold()
    return _OWN.sub("", re.sub(r"[\W_]+", "_", bare).strip("_"))


def _ranked(word: str) -> tuple[str, int]:
    plain = plain_key(word)
    if plain in _RANK:
        return _RANK[plain]
    stem, _, last = plain.rpartition("_")
    if last in _FORMS and stem in _RANK:
        return _RANK[stem]
    unnumbered = re.sub(r"_?\d+$", "", plain)
    if _RANK.get(unnumbered, ("", 0))[0] in (*LISTS, "phrasings"):
        return _RANK[unnumbered]
    parts = [_ranked(part) for part in word.split("/")] if "/" in word else []
    return next((part for part in parts if part[0]), ("", 0))
