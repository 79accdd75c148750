"""Questions that are asked with a "not" and mean whether: "can't we make a campfire?".

Either way somebody wants to know whether it is so. Why it is not, and that it is not, is another matter.
"""

import re

_ASKED = r"(?:i|we|you|u|one|he|she|they|it|there|the|a|an|any|this|that|these|my|our|your)"
_HELPS = r"can|could|would|will|should|may|is|are|was|were|do|does|did|has|have"
_ENGLISH = re.compile(
    rf"\A(?P<lead>\W*)(?:(?P<short>ca|wo)n['’]?t|(?P<aux>{_HELPS})(?:n['’]?t|\s+not))\s+(?={_ASKED}\b)"
    rf"|\A(?P<begins>\W*(?:{_HELPS})\s+{_ASKED})\s+not\s+",
    re.IGNORECASE,
)
_WHOLE = {"ca": "can", "Ca": "Can", "CA": "CAN", "wo": "will", "Wo": "Will", "WO": "WILL"}
_OTHERS = (
    (
        re.compile(
            r"\A(\W*(?:k(?:a|ö|oe)nn\w*|darf\w*|d(?:ü|ue)rf\w*|gib\w*|ist|sind|hab\w*|hat|geht)\s+"
            r"(?:man|ich|wir|es|ihr|sie|du|das|die|der)(?:\s+(?:hier|dort|da|bei euch|denn))?)\s+"
            r"(?:nicht|k(?=ein))\s*",
            re.IGNORECASE,
        ),
        r"\1 ",
    ),
    (
        re.compile(
            r"\A(\W*)no\s+(?=(?:se\s+puede\w*|hay|puedo|podemos|ten\w+|tien\w+|acept\w+|admit\w+|hac\w+)\b)",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    (re.compile(r"\b(?:ne\s+|n['’])(\w+(?:[\s-]\w+){0,2}?)\s+pas\b", re.IGNORECASE), r"\1"),
    (
        re.compile(
            r"\A(\W*)non\s+(?=(?:c['’]è|ci\s+sono|si\s+pu\w*|si\s+possono|posso|possiamo|avete|accettate)\b)",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    (
        re.compile(
            r"\A(\W*)n[ãa]o\s+(?=(?:h[áa]|t[eê]m|posso|podemos|pode|aceitam|aceita|d[áa])\b)",
            re.IGNORECASE,
        ),
        r"\1",
    ),
)
"""In other languages the mark alone tells such a question from a statement."""


def affirmed(text: str) -> str:
    """The question without its "not"; the text as it is where it is none."""
    found = _ENGLISH.match(text)
    if found:
        helps = _WHOLE.get(found["short"] or "", found["aux"] or "")
        begins = found["begins"] or f"{found['lead']}{helps}"
        return f"{begins} {text[found.end() :]}"
    if text.rstrip(" !.").endswith(("?", "？")):
        for way, plain in _OTHERS:
            text = way.sub(plain, text, count=1)
    return text
