"""Which language a message is in, where its letters or small words show it.

Says nothing rather than guess: a wrong language is worse than none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.text.folding import fold
from knowledge.text.normalise import surface

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
    "de": """hilfe der die das ein eine einen ist sind und ich mein meine meinen wie wo wann warum kann nicht
    mit zu zum zur von auf fur bei wird habe hat wir sie es mir mich bitte hallo danke gibt was ihr euch habt seid kostet welche welcher welches soll sollen wieviel dass
    hund hunde katze kind kinder sohn tochter blutet verletzt ihnen eurem eurer seit""",
    "es": """el la los las un una es son y yo mi mis como donde cuando por que puedo no con de del para
    en se me tengo hay hola gracias quiero esta ayuda al lo su que cual cuales cuanto cuanta
    cuesta cuestan tienen tienes hacen abren venden pueden porque
    perro perra hijo hija su sus desde cita tarjeta aceptan efectivo vomita sangra""",
    "fr": """aidez le la les un une est sont et je mon ma mes comment ou quand pourquoi puis pas avec de du
    des pour en sur ce que qui vous il bonjour merci ai au dans votre quel quelle quels combien avez ete on m
    l c qu
    chien chienne fils fille saigne depuis chez acceptez""",
    "pt": """ajuda o os as um uma e sao eu meu minha como onde quando porque posso nao com de do da para em
    se me tenho ola obrigado voce esta isso ao no na voces tem quanto custa qual quais
    cachorro cao filho filha aceitam cartao desde""",
    "it": """aiuto il lo la gli un una e sono io mio mia come dove quando perche posso non con di del della
    per in si mi ho ciao grazie che questo al avete quanto costa siete quali
    cane gatto figlio figlia accettate sanguina dal dalla""",
    "nl": """de het een is zijn en ik mijn hoe waar wanneer waarom kan niet met van voor op in je u
    heb heeft dit dat wat bij naar""",
    "tr": """bir ve ben benim nasil nerede ne zaman neden icin ile bu su mi mu degil var yok nedir
    yapabilirim istiyorum merhaba""",
}
_OFTEN = {
    "en": """yo am been could would should there their they them our us from at or any some but so
    about because later today tomorrow yesterday morning please pay book order still again someone
    speak talk want wants disappointed nobody answers
    u ur whats hows wheres whos pls plz thx gonna wanna guys anyone everyone
    monday tuesday wednesday thursday friday saturday sunday""",
    "de": """bin bist waren gern gerne mal noch schon auch aber oder nur heute gestern niemand jemand antwortet
    jemandem brauche brauchen mochte mochten will sprechen zahlen bezahlen buchen enttauscht sauer danke
    guten tag abend konnen koennen konnte muss mussen machen so man am was an in braucht wieviele
    uns jetzt gegangen dann wenn doch hier euer eure etwas nix net ned wos kost seids habts gibts hob host mecht mechat offa
    montag montags dienstag dienstags mittwoch mittwochs donnerstag freitag freitags samstag samstags sonntag sonntags mondog""",
    "es": """estoy estamos estan somos muy mas pero tambien nadie alguien contesta contestan hoy manana ayer
    puedo pagar plazos vales ofrecen dan clases quiero quisiera necesito hablar persona buenas buenos dias
    tardes noches favor enfadada enfadado dinero pedido reservar puede podeis podria
    voy vas vamos lunes martes miercoles jueves viernes sabado domingo""",
    "fr": """suis sommes etes sont tres mais aussi encore personne quelqu'un demain hier aujourd'hui bonsoir
    veux voudrais peux peut parler payer reserver besoin decu decue fache fachee repond argent commande moi
    nous notre sans avec ca cela c'est j'ai y
    vais lundi mardi mercredi jeudi vendredi samedi dimanche""",
    "pt": """estou estamos sao muito mas tambem ninguem alguem responde hoje amanha ontem fica escola quero
    queria preciso falar pagar bom boa dia tarde noite chateada chateado dinheiro pedido reservar pode
    podem gostaria tudo bem pessoa
    vou vai vamos segunda terca quinta sexta sabado domingo""",
    "it": """sono siamo sei molto ma anche ancora nessuno qualcuno risponde oggi domani ieri vorrei voglio devo
    posso pagare parlare prenotare venite prendere rate bisogno salve buongiorno buonasera delusa deluso soldi
    ordine avete puo potete mie miei sua casa persona scusi quand'e dov'e c'e
    vado lunedi martedi mercoledi giovedi venerdi sabato domenica""",
}
"""Words that people often write to a desk besides; what two languages share stands in both."""
_SAID = {
    "en": """myself yourself himself herself self harm kill hurt
    show send works worked working broken fixed solved resolved great perfect thank cheers sell
    offer give call classes nothing wrong history conversation""",
    "de": """mich selbst ritze leben umbringen keine luft
    zeig zeige zeigen schick schicke schicken verlauf geklappt klappt funktioniert lauft laeuft geht
    gelost erledigt passt immer wieder leider kaputt vielen alles klar nochmal kommt bietet macht verkauft
    nehmt darf durfen mitbringen nein dir euren kurse perfekt""",
    "es": """matarme suicidarme suicidarse matarse autolesiono autolesionarme siento duele vivir viviendo morirme morir seguir
    muestrame muestra envieme enviame mandame historial conversacion funcionado funciona funcionar
    envia va sigue solucionado resuelto arreglado perfecto vale todavia nada sin muchas venden vendeis haceis
    ofreceis aun""",
    "fr": """tuer vivre mourir sens scarifie
    montre montrez envoie envoyez historique conversation va marche marchait fonctionne regle resolu
    parfait beaucoup toujours rien accord vendez proposez faites jardin""",
    "it": """suicidarmi suicidarsi ammazzarmi ammazzare uccidermi taglio polsi vivere voglio sento
    mostra mostrami mandami inviami cronologia conversazione funzionato funziona risolto perfetto mille bene
    niente nulla vendete offrite fate corsi va""",
    "pt": """suicidar viver vivendo vou sinto
    mostra mostre mostrar envie envia mande manda historico conversa obrigada funcionou funciona
    resolvido perfeito ainda nada sem vendem oferecem fazem aulas""",
}
"""What people say when they are shown something, ask whether it is sold, or tell whether it works."""
_SMALL_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_WORDS = {
    language: frozenset(
        (*words.split(), *_OFTEN.get(language, "").split(), *_SAID.get(language, "").split())
    )
    for language, words in _SMALL.items()
}
_OF_TROUBLE = {
    "en": """missing broke bike parcel package screen lamp receipt shoes evening strange black noise noises address
    lost arrived invoice wrong door phone cracked torn damaged delivery heater machine makes stays won't repair
    change since yesterday order refund car water keeps out all no one back call money bill card""",
    "de": """fehlt fehlen fahrrad paket bildschirm lampe rechnung quittung schuhe heizung waschmaschine bleibt schwarz
    ganz furchtbar beim komische stimmt falsch verloren gekommen angekommen gerissen defekt beschadigt lieferung
    adresse andern reparieren umtauschen turen tur handy geld bestellung retoure wasser wird wurde seit unser
    unsere unserem dein deine nichts kein keine keinen ware lautet macht rein raus""",
    "es": """bici bicicleta falta faltan paquete pantalla lampara recibo zapatos queda perdi factura mal roto rota
    llego llegado devolver cambiar direccion puerta movil envio ruido raro extrano negra negro lavadora
    calefaccion agua coche reparan reparar parpadea nuestro nuestra desde entrar contrasena tarjeta""",
    "fr": """velo manque colis ecran lampe recu chaussures reste perdu facture fausse faux casse cassee arrive
    arrivee rendre changer adresse porte telephone livraison bruit bizarre noir noire machine chauffage eau voiture
    reparez reparer clignote notre nos depuis entrer carte fait pas grince""",
    "it": """bici bicicletta manca mancano pacco schermo lampada scontrino scarpe resta perso fattura sbagliata
    sbagliato rotto rotta arrivato arrivata restituire cambiare indirizzo porta telefono consegna rumore strano nero
    nera lavatrice riscaldamento acqua macchina riparate riparare lampeggia nostro nostra entrare riesco
    carta nel nella""",
    "pt": """bicicleta falta faltam pacote tela lampada recibo sapatos fica perdi fatura errada errado quebrado
    quebrada quebrou chegou devolver trocar endereco porta celular entrega barulho estranho preta preto maquina
    aquecedor agua carro consertam consertar pisca nosso nossa desde entrar consigo senha cartao encomenda""",
}
"""What troubles are told with. Looked at only where the small words leave it open: many are names of
things, and stand in a sentence of another language too."""
_SAID_TOGETHER = {
    "es": "voy a/me voy/me he/me siento/se me/no funciona/no puedo/no ha/no me/no va/no llega/no anda/mi pedido/mi paquete",
    "it": "non va/la mia/il mio",
    "pt": "nao funciona/a minha/o meu",
    "fr": "ne marche/marche pas/il manque/l ecran",
}
"""Two words side by side, each of which by itself is in more languages than one."""
_TROUBLE = {
    language: _WORDS[language].union(words.split(), _SAID_TOGETHER.get(language, "").split("/"))
    for language, words in _OF_TROUBLE.items()
}
_MARKS = {"it": "èàù", "fr": "àâîôç", "es": "íóúáé", "pt": "íóúáéâêôçà"}
"""Letters that several languages share: each speaks for all that have it."""
_IN_ANSWERS = {
    "en": """or be as by from your at if no only after within days click account they there are any order
    more than free us our its""",
    "de": """im sie ihr ihre ihren ihrem oder auch nur ab nach aus wenn werden wurde uhr euro tage tagen unter
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


class Spoken(NamedTuple):
    """The language of what somebody says."""

    language: str = ""
    """BCP 47 where the words show it, else empty."""
    plainly: bool = False
    """More than one word shows it, in more than two, which "um" by itself does not: enough to answer in it
    whoever wrote in another before."""


NOT_SHOWN = Spoken()


def spoken_in(text: str) -> Spoken:
    """Look at the small words, as they were written."""
    text = text[:_LOOKED_AT]
    words = [each for found in _WORD.findall(text) for each in _apart(found)]
    return _of(words, frozenset(text.casefold()))


_PASSING = 2
"""So few words, "alles klar", are said in passing by whoever writes in another language."""
_LOOKED_AT = 1_000
"""Characters at the beginning that tell the language."""
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)")
"""Whole words: the letters of a code, "L4M", are none."""


def _apart(word: str) -> list[str]:
    """ "don't" is two English words; "dont", "im" and "were" may be words of another language."""
    return surface(word) if "'" in word or "’" in word else [fold(word)]


def language_of(words: list[str]) -> str:
    """BCP 47 code, or empty where the words don't show it."""
    return _of(words).language


def _of(words: list[str], signs: frozenset[str] = frozenset()) -> Spoken:
    text = " ".join(words[:60])
    if not text.isascii():
        for language, script in _SCRIPTS:
            if len(script.findall(text)) * 4 >= len(text):
                return Spoken(language, plainly=True)
    counts = sorted(
        (
            (
                sum(word in small for word in words[:60])
                + (not signs.isdisjoint(_LETTERS.get(language, ""))),
                language,
            )
            for language, small in _WORDS.items()
        ),
        reverse=True,
    )
    clear = counts[0][0] > counts[1][0] and counts[0][0] * 5 >= min(len(words), 60)
    strange = counts[0] == (1, "en") and not signs.isdisjoint("".join(_MARKS.values()))
    if clear and not strange and (counts[0][0] > 1 or _shows(words, counts[0][1])):
        # "a lâmpada": English has no such letters, and others have an "a"
        return Spoken(counts[0][1], plainly=counts[0][0] > 1 and len(words) > _PASSING)
    return _by_trouble(words[:60], signs)


def _shows(words: Sequence[str], language: str) -> bool:
    """Whether one word is enough: "whats ur tax rate" is no Italian for its "rate", "voy a matarme" no
    English for its "a"."""
    if len(words) <= _PASSING:
        return True
    (word,) = [each for each in words[:60] if each in _WORDS[language]] or [""]
    return not word or (len(word) > 1 and word in _SMALL_WORDS[language])


def _by_trouble(words: Sequence[str], signs: frozenset[str]) -> Spoken:
    """The language that the words of a plain sentence show together, where the small ones don't."""
    said = (*words, *map(" ".join, pairwise(words)))
    counts = Counter(
        {
            language: sum(each in known for each in said)
            + (not signs.isdisjoint(_LETTERS.get(language, "") + _MARKS.get(language, "")))
            for language, known in _TROUBLE.items()
        }
    )
    (best, most), (_, second) = counts.most_common(2)
    clear = most >= _ENOUGH and most > second and most * 5 >= len(words)
    return Spoken(best, plainly=len(words) > _PASSING) if clear else NOT_SHOWN
