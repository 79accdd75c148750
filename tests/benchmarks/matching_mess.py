"""How people spoil a question: typos, greetings, stack traces, quotes, emoji, a second question.

Every function takes clean words and a seeded generator; the traces are real programs' output.
"""

import random
from collections.abc import Callable

TRACES = (
    """Traceback (most recent call last):
  File "/srv/shop/app.py", line 41, in <module>
    main()
  File "/srv/shop/app.py", line 37, in main
    charge(load(sys.argv[1]), retries=3)
  File "/srv/shop/billing/charge.py", line 112, in charge
    response = session.post(URL, json=payload, timeout=10)
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/usr/lib/python3.12/site-packages/requests/sessions.py", line 637, in post
    return self.request("POST", url, data=data, json=json, **kwargs)
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded

During handling of the above exception, another exception occurred:

KeyError: 'customer_id'""",
    """Exception in thread "main" java.lang.IllegalStateException: Order 1182 has no owner
\tat com.example.shop.OrderService.ship(OrderService.java:88)
\tat com.example.shop.OrderService.lambda$shipAll$0(OrderService.java:61)
\tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
\tat com.example.shop.Main.main(Main.java:17)
Caused by: java.lang.NullPointerException: Cannot invoke "com.example.shop.Customer.getId()" because "<local4>" is null
\tat com.example.shop.Order.owner(Order.java:35)
\t... 3 more""",
    """TypeError: Cannot read properties of undefined (reading 'total')
    at renderCart (webpack-internal:///./src/cart/Cart.jsx:54:31)
    at Object.invokeGuardedCallbackDev (react-dom.development.js:4213:16)
    at async Promise.all (index 0)
    at async /app/node_modules/next/dist/server/web-server.js:193:17
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
  code: 'ERR_CART',
  digest: '2338102745'
}

Node.js v20.11.1""",
    """panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6f3a1c]

goroutine 18 [running]:
main.(*server).handleOrder(0xc0001182a0, {0x7b2f40, 0xc00021e000}, 0xc000232100)
\t/home/dev/shop/server.go:143 +0x9c
net/http.HandlerFunc.ServeHTTP(0xc00012e0f0?, {0x7b2f40?, 0xc00021e000?}, 0x0?)
\t/usr/local/go/src/net/http/server.go:2136 +0x29
created by net/http.(*Server).Serve in goroutine 1
\t/usr/local/go/src/net/http/server.go:3086 +0x5cb
exit status 2""",
)
AROUND = (
    ("Hi everyone, ", " Thanks!"),
    ("Hello team! ", "\n\nThank you so much in advance"),
    ("Good morning all\n", "\nthanks a lot :)"),
    ("Hey guys, hope you are all well. ", " Any help is appreciated, thanks!"),
    ("Hi, quick question: ", " Cheers"),
)
BELOW = (
    "\n\nThis is what I get:\n",
    "\n\n",
    "\n\nthe log says:\n\n",
    "\n```\n",
)
QUOTED = (
    "> Have you tried turning it off and on again?\n> It helped me last week.\n",
    "",
    "On Tue, Mar 3, 2026 at 9:14 AM Support <help@example.com> wrote:\n> We got your message.\n\n",
)
SIGNED = (
    "\n\nBest regards,\nJo Miller\nHead of Operations | Acme Ltd\n+44 20 7946 0018",
    "\n\n-- \nJo Miller\nhttps://example.com",
    "\n\nSent from my iPhone",
    "\n\nOn Mon, 2 Mar 2026 at 18:02, Support wrote:\n> Your ticket was closed.\n> Thank you for asking.",
)
JOINED: dict[str, Callable[[str, str], str]] = {
    "A? B?": lambda a, b: f"{_asked(a)} {_asked(_upper(b))}",
    "A? Also, B?": lambda a, b: f"{_asked(a)} Also, {_asked(b)}",
    "A. B": lambda a, b: f"{_bare(a)}. {_upper(_bare(b))}",
    "A\\nB": lambda a, b: f"{_bare(a)}\n{_bare(b)}",
    "A and B": lambda a, b: f"{_bare(a)} and {_bare(_lower(b))}",
    "1) A 2) B": lambda a, b: f"1) {a} 2) {b}",
    "A, and also B": lambda a, b: f"{_bare(a)}, and also {_bare(_lower(b))}",
}
_NEAR = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip


def typos(text: str, rng: random.Random) -> str:
    """One typo in the first long word and every third one after it."""
    words, long = text.split(" "), 0
    for at, word in enumerate(words):
        if len(word) >= 5:
            if long % 3 == 0:
                words[at] = _misspelt(word, rng)
            long += 1
    return " ".join(words)


def _misspelt(word: str, rng: random.Random) -> str:
    """Two letters swapped, one lost, doubled or hit beside; the first one stays."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(_NEAR.get(word[at].lower(), "e")) + word[at + 1 :]


def greeted(text: str, rng: random.Random) -> str:
    """A greeting before, thanks after."""
    before, after = rng.choice(AROUND)
    return before + text + after


def traced(text: str, rng: random.Random) -> str:
    """A raw stack trace below."""
    return text + rng.choice(BELOW) + rng.choice(TRACES)


def replied(text: str, rng: random.Random) -> str:
    """A quoted reply above or below, and a signature."""
    before = rng.choice(QUOTED[:2])
    return before + text + rng.choice(SIGNED)


def decorated(text: str, rng: random.Random) -> str:
    """Mentions, emoji, a link, text marks."""
    return rng.choice(
        (
            f"<@U02AB34CD> {text} 🙏🙏",
            f"@here :wave: {text} :pray: https://example.com/a/b?c=d#e",
            f"<@&1122334455667788> **{text}** <:sad:998877665544332211>",
            f"😀 {text} (see <https://example.com/page|this page>) 🤔 cc @jo.miller",
        )
    )


MESS: dict[str, Callable[[str, random.Random], str]] = {
    "clean": lambda text, rng: text,
    "typos": typos,
    "greeting around": greeted,
    "stack trace below": traced,
    "quote, signature": replied,
    "emoji, mentions": decorated,
}


def _bare(text: str) -> str:
    return text.strip().rstrip("?.! ")


def _asked(text: str) -> str:
    return _bare(text) + "?"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text if text[:2] in {"I ", "I'"} else text[:1].lower() + text[1:]
