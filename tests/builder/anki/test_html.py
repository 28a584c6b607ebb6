"""Document tree -> HTML: nothing that an author writes becomes a tag, a field or a sound."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builder.anki.html import blocks_html, escape, inline_html, tex_html
from builder.markdown import parse
from desktop.formulas import FormulaError
from desktop.questions.document import Code, CodeBlock, DisplayFormula, Formula, Text, walk
from desktop.questions.slots import fill
from tests.builder.test_markdown import texts

ALLOWED_TAGS = "p div pre code ul ol li table thead tbody tr th td em strong span br"
ALLOWED_ATTRIBUTES = {("div", "class"), ("span", "class"), ("ol", "start")}
CLASSES = {"et-display", "et-table", "et-tied"}
VOID = {"br"}

# What Anki's backend, its reviewer or its editor reads as its own anywhere in a field.
ANKI_ACTIVE = re.compile(r"\{\{|\}\}|\[/?(sound:|anki:|latex\]|\$)|\x1f", re.IGNORECASE)

RENDERED = {
    "a < b & c > d, \"e\" 'f'": "<p>a &lt; b &amp; c &gt; d, &quot;e&quot; &#x27;f&#x27;</p>",
    "*a* **b** `c<d`": "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code></p>",
    "a  \nb": "<p>a<br>b</p>",
    "$a<b$": r"<p>\(a&lt;b\)</p>",
    "$a > b \\& c$": r"<p>\(a &gt; b \&amp; c\)</p>",
    "$$\na\n$$": r'<div class="et-display">\[ a \]</div>',
    "$x^{2^{n}}$": r"<p>\(x^{2^{n}&#125;\)</p>",
    "$\\text{{{a}}}$": r"<p>\(\text{&#123;{a}&#125;}\)</p>",
    "{{c1::x}}": "<p>{&#123;c1::x}&#125;</p>",
    "[sound:x.mp3] [latex]": "<p>&#91;sound:x.mp3] &#91;latex]</p>",
    "$f[sound:x]$": r"<p>\(f&#91;sound:x]\)</p>",
    "[[a]] and [[b:sign]]": "<p>[[a]] and [[b:sign]]</p>",
    "`x[[0]]`": "<p><code>x[&#91;0]]</code></p>",
    "```\nx = [[1], [2]]\n<b>\n```": "<pre><code>x = [&#91;1], [2]]\n&lt;b&gt;</code></pre>",
    "- a\n- b\n\n  c": "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>",
    "1. a\n2. b": "<ol><li>a</li><li>b</li></ol>",
    "3. a": '<ol start="3"><li>a</li></ol>',
    "| a | $b$ |\n|---|---|\n| c | `d` |": '<div class="et-table"><table><thead><tr><th>a</th>'
    r"<th>\(b\)</th></tr></thead><tbody><tr><td>c</td><td><code>d</code></td></tr></tbody>"
    "</table></div>",
}


@pytest.mark.parametrize("text", RENDERED, ids=repr)
def test_each_node(text):
    parsed = parse(text)
    assert parsed.problems == ()
    assert blocks_html(parsed.document) == RENDERED[text]


def test_one_paragraph_may_go_without_its_tag():
    assert inline_html(parse("a $b$").document) == r"a \(b\)"
    assert inline_html(parse("a\n\nb").document) == "<p>a</p><p>b</p>"


class Reader(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.tags = set()
        self.text = ""
        self.open = []
        self.strange = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            if (tag, name) not in ALLOWED_ATTRIBUTES or (name == "class" and value not in CLASSES):
                self.strange.append((tag, name, value))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.strange.append(("/", tag))

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.strange.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_harmless(source):
    reader = Reader(source)
    assert reader.tags <= set(ALLOWED_TAGS.split())
    assert (reader.strange, reader.open) == ([], [])
    assert not ANKI_ACTIVE.search(source)


ATTACKS = """
<script>alert(1)</script>
<ScRiPt src=//x>
<img src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<iframe src=javascript:alert(1)>
<iframe srcdoc="<script>alert(1)</script>">
<object data=x>
<embed src=x>
<style>@import 'x'</style>
<meta http-equiv=refresh content=0>
<base href=//x>
<link rel=stylesheet href=x>
<a href=javascript:alert(1)>x</a>
<form action=x><button formaction=javascript:alert(1)>
<input autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)>
<body onload=alert(1)>
<div style="background:url(javascript:alert(1))">
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<template><script>alert(1)</script></template>
<!--><script>alert(1)</script>-->
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?>
<x onclick=alert(1)
</div></div><script>alert(1)</script>
</script><script>alert(1)
"><script>alert(1)</script>
' onmouseover='alert(1)
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;
\\<script\\>
[x](javascript:alert(1))
![x](x" onerror="alert(1))
<javascript:alert(1)>
{{c1::x}}
{{Field}}
{{{{Data}}}}
[sound:x.mp3]
[anki:play:q:0]
[anki:tts lang=en_US]x[/anki:tts]
[latex]x[/latex]
[LaTeX]x
[$]x[/$]
[$$]x[/$$]
""".strip().splitlines()
PLACES = {
    "a text": "a {} b",
    "stressed": "**{}**",
    "a list": "- {}\n- b",
    "a table": "| {} |\n|---|\n| {} |",
    "code": "`` {} ``",
    "a block of code": "```\n{}\n```",
    "TeX": "$ x {}$".replace("$ ", "$"),
    "displayed TeX": "$$\nx {}\n$$",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_stays_text(attack, place):
    # what is refused is never built; but even that would do no harm
    assert_harmless(blocks_html(parse(PLACES[place].format(attack, attack)).document))


def test_there_are_enough_attacks():
    assert len(set(ATTACKS)) * len(PLACES) >= 100


@pytest.mark.parametrize("attack", ATTACKS)
def test_plain_text_is_escaped_whole(attack):
    for source in (escape(attack), tex_html(attack, display=False)):
        assert_harmless(source)
    assert Reader(escape(attack)).text == attack
    quoted = HTMLParserOfOneTag(f'<p title="{escape(attack)}">')
    assert quoted.attributes == [("title", attack)]


class HTMLParserOfOneTag(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.attributes = None
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        assert self.attributes is None
        self.attributes = attributes


def words(document):
    """What a reader sees of a document, white space aside."""
    found = ""
    for node in walk(document):
        if isinstance(node, Text | Code | CodeBlock):
            found += node.text
        elif isinstance(node, DisplayFormula):
            found += rf"\[{node.tex}\]"
        elif isinstance(node, Formula):
            found += rf"\({node.tex}\)"
        elif hasattr(node, "name"):
            form = f":{node.form}" if node.form else ""
            found += f"[[{node.name}{form}]]"
    return "".join(found.split())


@settings(deadline=None, max_examples=400)
@given(texts)
def test_any_text_is_harmless_and_keeps_its_words(text):
    document, problems = parse(text)
    assume(not problems)
    source = blocks_html(document)
    assert_harmless(source)
    assert not any(isinstance(node, Text) and "\\" in node.text for node in walk(document))
    assert "".join(Reader(source).text.split()) == words(document)


# MathJax's way to the end of a formula: past pairs of a backslash and a sign, and past braces.
STEP = re.compile(r"\\\)|\\\]|\\(?:[a-zA-Z]|.)|[{}]", re.DOTALL)


def end_of_formula(text, closing):
    """Where Anki's MathJax takes the formula that begins at 0 to end, or None."""
    depth = 0
    for match in STEP.finditer(text, 2):
        if match.group() == closing and depth == 0:
            return match.end()
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
    return None


ENDING = [
    r"a \) b",
    r"a \] b",
    r"\( a",
    r"a \[ b",
    r"x^{\)}",
    r"\text{a\)b}",
    r"\text{a}\) b",
    r"\mathrm{\)}",
    r"\left\) x \right\(",
    r"\verb|\)|",
    "} x {",
    "a \\",
]


@pytest.mark.parametrize("tex", ENDING)
@pytest.mark.parametrize("display", [False, True])
def test_tex_that_would_end_the_formula_early_is_never_typeset(tex, display, typesetter):
    with pytest.raises(FormulaError):
        typesetter.formula(tex, display)


TEX = """
    a b { } \\{ \\} \\\\ \\\\) \\\\] ) ( [ ] \\) \\( \\] \\[ ^ _ 2 \\text{ \\left( \\right) < > &
    \\% \\begin{aligned} \\end{aligned} \\frac{1}{2} {{ }} \\sqrt[3] \\, \\; ' " ~ %
"""


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(TEX.split()), max_size=12).map(" ".join), st.booleans())
def test_what_is_typeset_ends_where_it_should(typesetter, tex, display):
    try:
        typesetter.formula(tex, display)
    except FormulaError:
        return
    source = tex_html(tex, display=display)
    assert_harmless(source)
    shown = html.unescape(source)
    assert shown[2:-2].strip() == tex.strip()
    assert end_of_formula(shown, shown[-2:]) == len(shown)


def test_filling_the_html_is_filling_the_tree():
    values = {"a": "−2", "a:paren": "(−2)", "b.c": "0.5"}
    text = "[[a]] and $3 \\cdot [[a:paren]]$, `[[x]]`, [[b.c]]"
    filled = fill(blocks_html(parse(text).document), values)
    formula = '<span class="et-tied">\\(3 \\cdot (−2)\\),</span>'
    assert filled == f"<p>−2 and {formula} <code>[&#91;x]]</code>, 0.5</p>"


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("of $x$, and", [r"\(x\),"]),
        ("(that is $x$).", [r"\(x\))."]),
        ("($x$) or $y$", [r"(\(x\))"]),
        ('"$x$", "$y$"', [r"\(x\)&quot;,", r"\(y\)&quot;"]),
        ("*so $x$*, $y$ of $z$?", [r"\(z\)?"]),
        ("$x$ and $y$", []),
    ],
)
def test_no_comma_or_bracket_parts_from_its_formula(text, tied):
    found = re.findall(r'<span class="et-tied">(.*?)</span>', blocks_html(parse(text).document))
    assert found == tied
