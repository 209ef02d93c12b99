"""A question on which a reader bets before the answer is shown."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Bet:
    """A bet as a cell shows it; made by `bet`."""

    question: str
    options: tuple[str, ...]
    right: int
    answer: str

    @property
    def ident(self) -> str:
        """Name of the element, and of the bet in the reader's browser."""
        text = "|".join([self.question, *self.options])
        return "bet-" + hashlib.sha256(text.encode()).hexdigest()[:8]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict:
        """HTML for a page, question and answer as text elsewhere."""
        options = "".join(
            f'<label><input type="radio" name="{self.ident}" value="{k}"> '
            f"{escape(option)}</label>"
            for k, option in enumerate(self.options)
        )
        page = (
            f'<form class="bet" id="{self.ident}" data-bet="{self.right}" '
            'data-state="static" autocomplete="off">'
            f"<fieldset><legend><b>Your bet.</b> {escape(self.question)}</legend>"
            f"{options}</fieldset>"
            '<div class="bet-foot"><button type="submit">Place the bet</button>'
            "<details><summary>The answer</summary>"
            f"<p>{escape(self.answer)}</p></details>"
            '<p class="bet-tally" role="status" tabindex="-1"></p>'
            '<button type="button" class="bet-clear" hidden>Forget my bets</button>'
            "</div></form>"
        )
        plain = f"{self.question} ({' / '.join(self.options)}) Answer: {self.answer}"
        return {"text/html": page, "text/plain": plain}


def bet(
    question: str,
    options: Sequence[str | float],
    *,
    answer: str | float,
    unit: str = "",
    reveal: str = "",
) -> Bet:
    """A question to bet on: the answer shows once the reader has chosen.

    Without scripts, question and options stand with the answer folded below. What the
    reader chose, and how often it was right, stays in the reader's browser.

    Parameters
    ----------
    question : str
        Plain text.
    options : sequence of str or of numbers
        At least two, all different.
    answer : str or number
        One of the texts; or the computed number, of which the nearest option is right.
        It is told with as many decimals as the options have.
    unit : str
        Put behind every number.
    reveal : str
        A sentence or two after the answer.

    Returns
    -------
    Bet
        Shown by a notebook cell.

    Raises
    ------
    ValueError
        If there are fewer than two different options, the answer is none of the texts,
        or two numbers are equally near to it.

    Examples
    --------
    >>> made = bet("How many?", [3, 5, 20], answer=4.8, unit="quarters")
    >>> made.options[made.right], made.answer
    ('5 quarters', '5 quarters.')
    """
    if len(options) < 2 or len(set(options)) < len(options):
        raise ValueError(f"a bet needs two or more different options, got {options}")
    if isinstance(answer, str):
        if answer not in options:
            raise ValueError(f"answer {answer!r} is none of {list(options)}")
        right = list(options).index(answer)
    else:
        right = _nearest(options, float(answer))
    texts = tuple(_in_words(option, unit) for option in options)
    if not isinstance(answer, str):
        answer = round(float(answer), max(map(_decimals, options)))
    whole = f"{_in_words(answer, unit)}. {reveal}".strip()
    return Bet(question, texts, right, whole[:1].upper() + whole[1:])


def _nearest(options: Sequence[str | float], answer: float) -> int:
    """Which of the numbers is nearest."""
    if any(isinstance(option, str) for option in options):
        raise ValueError(f"answer {answer:g} is a number, some options are not")
    far = [abs(float(option) - answer) for option in options]
    if far.count(min(far)) > 1:
        raise ValueError(f"two of {list(options)} are equally near to {answer:g}")
    return far.index(min(far))


def _decimals(option: str | float) -> int:
    """Decimals of a number as it is shown."""
    return len(_in_words(option, "").partition(".")[2])


def _in_words(value: str | float, unit: str) -> str:
    """An option or an answer in words."""
    return value if isinstance(value, str) else f"{value:.3g} {unit}".strip()
