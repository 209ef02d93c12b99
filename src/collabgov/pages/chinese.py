"""Chinese in an English page, marked as Chinese.

A screen reader then speaks it, and a browser takes the forms of the characters that
are used in China rather than Japan.
"""

import re

# what is not running text, and every tag
ASIDE = re.compile(r"(<(script|style|svg|title|textarea)\b.*?</\2>|<[^>]*>)", re.DOTALL)
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
RUN = re.compile(rf"[{HAN}](?:[{HAN}\u3000-\u303f\uff00-\uffef]*[{HAN}])?")


def marked(page: str) -> str:
    """The HTML of a page with each run of Chinese characters in a span of its own.

    Examples
    --------
    >>> marked('<p title="组长">a chair (组长)</p>')
    '<p title="组长">a chair (<span lang="zh-Hans">组长</span>)</p>'
    """
    parts = ASIDE.split(page)  # text, aside, the aside's name, text, ...
    parts[::3] = [RUN.sub(r'<span lang="zh-Hans">\g<0></span>', t) for t in parts[::3]]
    return "".join(part for k, part in enumerate(parts) if k % 3 < 2)
