"""Chinese is marked as Chinese, once, and only where it is running text."""

import re

import pytest
from bs4 import BeautifulSoup

from collabgov.pages.chinese import HAN, marked


def test_a_run_keeps_its_own_punctuation_and_leaves_english_out():
    page = "<p>条块, and 人走政息，政息。 Then</p>"
    spans = re.findall(r'<span lang="zh-Hans">(.*?)</span>', marked(page))
    assert spans == ["条块", "人走政息，政息"]


@pytest.mark.parametrize(
    "page",
    [
        '<img alt="组长">',
        "<script>say('组长')</script>",
        "<svg><text>组长</text></svg>",
        "<textarea># 组长</textarea>",
        "<title>组长</title>",
        "<p>no Chinese, “quoted”</p>",
    ],
)
def test_what_is_not_running_chinese_is_left_alone(page):
    assert marked(page) == page


@pytest.mark.slow
def test_all_chinese_of_the_glossary_is_marked(site):
    page = BeautifulSoup(
        (site / "book/glossary.html").read_text("utf-8"), "html.parser"
    )
    article = page.find("article")
    spans = article.find_all("span", lang="zh-Hans")
    assert len(spans) > 40
    for span in spans:
        span.extract()
    assert not re.search(f"[{HAN}]", article.get_text())
