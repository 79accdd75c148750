"""Which language a message is in, where its letters or small words show it.

Says nothing rather than guess: a wrong language is worse than none.
"""

import re
from collections import Counter

from knowledge.text.folding import fold

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_SMALL = {
    "en": """the a an is are am was to of and for my i you your how what where when why can do does did
    not have has with it this that on in me we will please get need want hello hi thanks help if""",
    "de": """der die das ein eine einen ist sind und ich mein meine meinen wie wo wann warum kann nicht
    mit zu zum zur von auf fur im bei wird habe hat wir sie es mir mich bitte hallo danke gibt was ihr euch habt seid kostet welche welcher wieviel dass
    hund hunde katze kind kinder sohn tochter blutet verletzt ihnen eurem eurer seit""",
    "es": """el la los las un una es son y yo mi mis como donde cuando por que puedo no con de del para
    en se me tengo hay hola gracias quiero esta ayuda al lo su que cual cuales cuanto cuanta
    cuesta cuestan tienen tienes hacen abren venden pueden porque
    perro perra hijo hija su sus desde cita tarjeta aceptan efectivo vomita sangra""",
    "fr": """le la les un une est sont et je mon ma mes comment ou quand pourquoi puis pas avec de du
    des pour en sur ce que qui vous il bonjour merci ai au dans votre quel quelle quels combien avez ete on m
    l c qu
    chien chienne fils fille saigne depuis chez acceptez""",
    "pt": """o os as um uma e sao eu meu minha como onde quando porque posso nao com de do da para em
    se me tenho ola obrigado voce esta isso ao no na voces tem quanto custa qual quais
    cachorro cao filho filha aceitam cartao desde""",
    "it": """il lo la gli un una e sono io mio mia come dove quando perche posso non con di del della
    per in si mi ho ciao grazie che questo al avete quanto costa siete quali
    cane gatto figlio figlia accettate sanguina dal dalla""",
    "nl": """de het een is zijn en ik mijn hoe waar wanneer waarom kan niet met van voor op in je u
    heb heeft dit dat wat bij naar""",
    "tr": """bir ve ben benim nasil nerede ne zaman neden icin ile bu su mi mu degil var yok nedir
    yapabilirim istiyorum merhaba""",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_IN_ANSWERS = {
    "en": """or be as by from your at if no only after within days click account they there are any order
    more than free us our its""",
    "de": """sie ihr ihre ihren ihrem oder auch nur ab nach aus wenn werden wurde uhr euro tage tagen unter
    uber durch innerhalb am um als noch schon kostenlos frage antwort unser unsere dem des den per gilt
    einem einer nein ja dann""",
    "es": """o tambien solo desde su sus les le si dias cuenta pregunta respuesta pueden ser nuestro
    nuestra hasta sin""",
    "fr": """ou aussi seulement vos nos leur jours compte nous si reponse etre par sans notre c'est aux
    dans cette""",
    "pt": """ou tambem so seu sua dias conta pergunta resposta pode ser pelo pela nosso sem ate""",
    "it": """o anche solo suo sua giorni conto domanda risposta essere nel dal dalla nella nostro senza
    gratis""",
    "nl": """of ook alleen uw uit als dagen vraag antwoord worden wordt onze geen om""",
}
"""Small words that answers have besides."""
_MORE = {language: frozenset(words.split()) for language, words in _IN_ANSWERS.items()}
_LETTERS = {
    "de": "äöüß",
    "es": "ñ¿¡",
    "pt": "ãõ",
    "fr": "œêèùû",
    "it": "ìò",
    "tr": "ğış",
    "pl": "łąężśćń",
}
"""Letters that speak for a language as a small word does."""
_ENOUGH = 2
"""Small words that an entry has to show: one alone, such as "no", is in many languages."""
_SPARSE = 8
"""At least one word in so many is a small one."""


def written_in(text: str, otherwise: str) -> str:
    """The language of an entry that states none: its own where that is clear, else the other."""
    found = shown_in(text)
    return found if found and found != otherwise.partition("-")[0] else otherwise


def shown_in(text: str) -> str:
    """The language that a text shows by itself; "" where it shows none."""
    # Not the surface: that takes the German "im" for "I'm".
    words = re.findall(r"[^\W\d_]+", fold(text))
    found = language_of(words)
    if found and found not in _WORDS:
        return found
    signs = set(text.casefold())
    counts = Counter(
        {
            language: sum(word in small or word in _MORE.get(language, ()) for word in words)
            for language, small in _WORDS.items()
        }
    )
    counts.update(language for language, letters in _LETTERS.items() if signs & set(letters))
    (best, most), (_, second) = counts.most_common(2)
    return best if most >= _ENOUGH and most > second and most * _SPARSE >= len(words) else ""


def language_of(words: list[str]) -> str:
    """BCP 47 code, or empty where the words don't show it."""
    text = " ".join(words[:60])
    if not text.isascii():
        for language, script in _SCRIPTS:
            if len(script.findall(text)) * 4 >= len(text):
                return language
    counts = sorted(
        (
            (sum(word in small for word in words[:60]), language)
            for language, small in _WORDS.items()
        ),
        reverse=True,
    )
    clear = counts[0][0] > counts[1][0] and counts[0][0] * 5 >= min(len(words), 60)
    return counts[0][1] if clear else ""
