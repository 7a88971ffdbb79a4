"""Title and description are said to browsers and to whoever shows a link."""

from django.template import engines


def rendered(template: str) -> str:
    text = engines["django"].from_string("{% load head %}" + template)
    return text.render({"name": 'A "B" & <C>'})


def test_a_title_is_escaped_once_and_said_twice() -> None:
    html = rendered("{% titled %}{{ name }}:\n  more{% endtitled %}")
    told = "A &quot;B&quot; &amp; &lt;C&gt;: more"
    assert html == f'<title>{told}</title>\n<meta property="og:title" content="{told}">'


def test_a_description_fits_an_attribute() -> None:
    html = rendered('{% described %}The "first"{% enddescribed %}')
    assert html.count('content="The &quot;first&quot;"') == 2
