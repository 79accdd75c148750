"""Secrets told in a sentence of its own making: around the word for them, with digits in words, of a bank
account, beside a card; and what reads alike and is none. In six languages."""

import pytest

from knowledge.text.secrets import redact

CUT = [
    ("it still doesnt work, the password i use is hunter-two-blue", "hunter-two-blue"),
    ("the password that I set up yesterday is sunflower and it fails", "sunflower"),
    ("the password my wife and i chose is sunflower", "sunflower"),
    ("the password which we use for it is sunflower", "sunflower"),
    ("das Passwort, das ich benutze, ist sonnenblume", "sonnenblume"),
    ("das passwort das ich immer nehme ist sonnenblume", "sonnenblume"),
    ("la contraseña que uso es girasol", "girasol"),
    ("la contraseña que puse ayer es girasol", "girasol"),
    ("le mot de passe que j'utilise est tournesol", "tournesol"),
    ("la password che uso è girasole", "girasole"),
    ("a senha que uso é girassol", "girassol"),
    ("i typed Rosebud77 as my password", "Rosebud77"),
    ("I entered sunflower as the password and nothing happened", "sunflower"),
    ("I always put sunflower for my password", "sunflower"),
    ("we chose sunflower as the password", "sunflower"),
    ("ich hab sonnenblume als Passwort eingegeben", "sonnenblume"),
    ("ich nehme sonnenblume als passwort", "sonnenblume"),
    ("puse girasol como contraseña", "girasol"),
    ("j'ai mis tournesol comme mot de passe", "tournesol"),
    ("ho messo girasole come password", "girasole"),
    ("coloquei girassol como senha", "girassol"),
    ("as my password i put Rosebud77", "Rosebud77"),
    ("als Passwort hab ich sonnenblume genommen", "sonnenblume"),
    ("how do I change my password, it's rover123 now", "rover123"),
    ("how do I change my password? it's rover now", "rover"),
    ("wie ändere ich mein passwort? jetzt ist es sonnenblume", "sonnenblume"),
    ("my password used to be dandelion but now its cheesecake9", "cheesecake9"),
    ("password used to be dandelion but now its cheesecake", "cheesecake"),
    ("password used to be dandelion but now its cheesecake", "dandelion"),
    ("mein passwort war löwenzahn, jetzt ist es sonnenblume", "sonnenblume"),
    ("mdp tournesol", "tournesol"),
    ("pw sunflower", "sunflower"),
    ("identifiant marie, mdp tournesol", "tournesol"),
    ("my password failed so i changed it to sunflower", "sunflower"),
    ("mein passwort ging nicht, hab es jetzt auf sonnenblume geändert", "sonnenblume"),
    ("olvidé mi contraseña y la cambié a girasol", "girasol"),
    ("esqueci a senha, mudei para girassol", "girassol"),
    ("j'ai oublié mon mot de passe, je l'ai changé en tournesol", "tournesol"),
    ("pin of my card is 4821", "4821"),
    ("the pin for my card is 4821", "4821"),
    ("my pin is now 4821", "4821"),
    ("my pin is four eight two one", "four eight two one"),
    ("meine pin lautet vier sieben eins eins", "vier sieben eins eins"),
    ("die pin meiner karte ist 4711", "4711"),
    ("el pin de mi tarjeta es cuatro ocho dos uno", "cuatro ocho dos uno"),
    ("le pin de ma carte est 4821", "4821"),
    ("il pin della carta è 4821", "4821"),
    ("o pin do cartão é 4821", "4821"),
    ("security code four one nine", "four one nine"),
    ("cvv is four one nine", "four one nine"),
    ("cvc 4 1 9", "4 1 9"),
    ("the code on my card is 419", "419"),
    ("the last three digits on the back are 482", "482"),
    ("der code auf der karte ist 123", "123"),
    ("die letzten drei ziffern hinten auf der karte sind 482", "482"),
    ("die drei ziffern auf der rückseite sind 482", "482"),
    ("los tres números de atrás de la tarjeta son 482", "482"),
    ("el código de la tarjeta es 482", "482"),
    ("les trois chiffres au dos de ma carte sont 482", "482"),
    ("le tre cifre sul retro della carta sono 482", "482"),
    ("os três números atrás do cartão são 482", "482"),
    ("sort code 20-11-33 account 12345678", "20-11-33"),
    ("sort code 20-11-33 account 12345678", "12345678"),
    ("please refund to my bank, account number 12345678", "12345678"),
    ("kontonummer 12345678 blz 37040044", "12345678"),
    ("kontonummer 12345678 blz 37040044", "37040044"),
    ("Konto 12345678 bei der Sparkasse", "12345678"),
    ("routing number 021000021", "021000021"),
    ("card 4111 1111 1111 1111 exp 04/27", "04/27"),
    ("karte 4111111111111111 gültig bis 04/2027", "04/2027"),
    ("4111111111111111 04/27 cvv 123", "04/27"),
    ("4111111111111111 04/27 cvv 123", "4111"),
    ("4111 1111 1111 1111 04/27 123", "4111"),
    ("4111 1111 1111 1111 04/27 123", "123"),
    ("4111111111111111 123", "4111"),
    ("4111111111111111 123", "123"),
    ("4111 1111 1111 1111, 04/27, 123", "04/27"),
]
KEEP = [
    "order number 12345678",
    "my pin is not accepted",
    "the code from the email doesn't work",
    "what is my account? account 12345678",
    "my account number is 12345678, when does my parcel arrive?",
    "customer account 12345678 is locked",
    "account 12345678, are you open on the bank holiday?",
    "kundenkonto 12345678 gesperrt",
    "mein konto 12345678 zeigt keine bestellungen",
    "what is your sort code?",
    "where do I find the sort code",
    "wie lautet eure blz?",
    "my bank refused the payment of order 12345678",
    "the password i use is always rejected",
    "the password I use is not working",
    "the password i was given is expired",
    "the password that I set is too short",
    "the password you sent me is wrong",
    "das passwort das ich benutze ist falsch",
    "das passwort, das ich bekommen habe, ist abgelaufen",
    "la contraseña que uso es incorrecta",
    "le mot de passe que j'utilise est refusé",
    "la password che uso è sbagliata",
    "a senha que uso é inválida",
    "can I use my email as my password",
    "i typed it as my password",
    "ich habe nichts als passwort eingegeben",
    "i entered everything as the password says",
    "how do I change my password, it's urgent",
    "how do I change my password? it's expired now",
    "my password doesn't work, it's annoying",
    "i changed my password and now it's slow",
    "wie ändere ich mein passwort? es ist dringend",
    "my password is wrong, now its asking again",
    "pw reset",
    "pw vergessen",
    "mdp oublié",
    "mdp wifi",
    "pw change",
    "password manager",
    "password policy",
    "my order was for monday, i changed it to tuesday",
    "ich hab den termin auf dienstag geändert",
    "hab es jetzt auf dienstag geändert",
    "i changed the delivery to sunday",
    "la cambié a domingo",
    "my pin is blocked",
    "meine pin ist gesperrt",
    "die pin meiner karte ist falsch",
    "my pin is one of the things I forgot",
    "the pin on the map is wrong",
    "error code 419",
    "discount code four one nine",
    "the code on the voucher is 482",
    "der code auf dem gutschein ist 123",
    "der code auf der geschenkkarte ist 1234",
    "the gift card code on my card is 4821",
    "the number on the door is 482",
    "the code on the back of the box is missing",
    "hinten auf der karte fehlt die nummer",
    "where is the security code on my card?",
    "wo finde ich die prüfnummer?",
    "the offer expires 04/27",
    "my membership exp 04/27",
    "gültig bis 04/2027",
    "are you open 04/27",
    "we need one two or three rooms",
    "ich brauche drei oder vier stück",
]


@pytest.mark.parametrize(("text", "secret"), CUT)
def test_what_is_told_is_cut(text: str, secret: str) -> None:
    left, kinds = redact(text)

    assert secret not in left
    assert kinds


@pytest.mark.parametrize("text", KEEP)
def test_what_reads_alike_stays(text: str) -> None:
    assert redact(text) == (text, ())


def test_what_was_changed_is_a_password_after_words_of_one() -> None:
    told = "hab es jetzt auf sonnenblume geändert"

    assert redact(told) == (told, ())
    assert redact(f"passwort ging nicht\n{told}")[0].endswith("auf [password removed] geändert")


@pytest.mark.parametrize(
    "piece",
    [
        "password i use ", "my password it's ", "as my password i put ", "pin of my card ", "four five ", "hinten auf der karte ",
        "account 1", "sort code 12 ", "12 34 ", "konto bank ", "[card number removed] ", "exp ", "mot de passe que j'utilise ",
        "ich habe als passwort ", "changed it ", "1234 ", "04/2", "the the the ", "pw ", "password x, it's now ", "last three digits ",
    ],
)  # fmt: skip
def test_long_texts_of_a_piece_are_read(piece: str) -> None:
    left, _ = redact((piece * 40_000)[:40_000])

    assert left
