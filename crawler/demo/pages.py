"""Article pages of the sample, in the markup that the two outlets use in 2026."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from html import escape
from string import Template
from typing import Any

from crawler.demo import HERE

Record = Mapping[str, Any]

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Ahad")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
AD = """            <!-- B1 --><div style="width:100%;text-align:center">
              <div id='div-gpt-ad-0000000000000-0'>
                <script>googletag.cmd.push(function() {});</script>
              </div>
            </div>"""
CHANNEL = '<a href="https://whatsapp.com/channel/contoh">Ikuti Whatsapp Channel Republika</a>'
JUNK_KEYWORD = "Update me"


def render(name: str, **values: str) -> str:
    """Return the template with the values put in; a value that is missing is an error."""
    return _template(name).substitute(values)


def republika(article: Record, popular: Sequence[Record]) -> bytes:
    """Return the page of a Republika article."""
    published = datetime.fromisoformat(article["published_at"])
    text = _escaped(article, "title", "deck", "url", "image_url", "published_at")
    return render(
        "republika.html",
        title=text["title"],
        deck=text["deck"],
        url=text["url"],
        image=text["image_url"],
        published=text["published_at"],
        code=article["url"].split("/")[4],
        keywords=escape(", ".join(article["tags"])),
        printed_date=f"{DAYS[published.weekday()]}   {printed(published, '  ')} WIB",
        caption=escape(article["captions"][0]),
        credit=escape(article["page"]["credit"]),
        byline=_republika_byline(article),
        breadcrumb=_republika_breadcrumb(article),
        json_ld=_script(_republika_json_ld(article)),
        body="\n".join(_republika_body(article)),
        popular="\n".join(
            f'        <li><a href="{escape(p["url"])}">{escape(p["title"])}</a></li>'
            for p in popular
        ),
    ).encode()


def idntimes(article: Record, popular: Sequence[Record]) -> bytes:
    """Return the page of an IDN Times article."""
    published = datetime.fromisoformat(article["published_at"])
    text = _escaped(article, "title", "deck", "url", "image_url", "published_at")
    return render(
        "idntimes.html",
        title=text["title"],
        deck=text["deck"],
        url=text["url"],
        image=text["image_url"],
        published=text["published_at"],
        printed_date=f"{printed(published)} WIB",
        caption=escape(article["captions"][0]),
        credit=escape(article["page"]["credit"]),
        byline=_idntimes_byline(article),
        breadcrumb=_idntimes_breadcrumb(article),
        breadcrumb_ld=_script(_idntimes_breadcrumb_ld(article)),
        json_ld=_script(_idntimes_json_ld(article)),
        body="\n".join(_idntimes_body(article)),
        tags="\n".join(
            f'      <a target="_self" href="https://www.idntimes.com/tag/{_slug(tag)}">'
            f'<span class="css-dyhe1q e1n92kx40">{escape(tag)}</span></a>'
            for tag in article["tags"]
        ),
        popular="\n".join(
            f'    <a target="_self" href="{escape(p["url"])}"><h3 data-testid="latest-title">'
            f"{escape(p['title'])}</h3></a>"
            for p in popular
        ),
    ).encode()


def printed(moment: datetime, separator: str = ", ") -> str:
    """Return the date as the outlets print it, `20 Nov 2026, 08:12`."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}{separator}{moment:%H:%M}"


def _republika_body(article: Record) -> list[str]:
    *most, last = [escape(p, quote=False) for p in article["text"].split("\n")]
    agency = article["source_agency"]
    glued = "" if agency else CHANNEL
    first, *middle = [f"<p>{p}</p>" for p in most]
    opening = first.replace("REPUBLIKA.CO.ID, ", "REPUBLIKA.CO.ID,&nbsp;", 1)
    related = "".join(
        f'\n                <li><a href="/berita/tkm499z0{n}/{_slug(title)}">'
        f"{escape(title)}</a></li>"
        for n, title in enumerate(article["page"]["related"])
    )
    box = f"""            <!-- B1 --><div class="picked-article">
              <div class="title"><span>Baca Juga</span></div>
              <ul>{related}
              </ul>
            </div>"""
    widget = """            <div id="bn_widget1"></div>
            <script>console.log('widget');</script>"""
    lines = [f'            <!-- B1 --><p class="b2">   {opening}', AD]
    for n, paragraph in enumerate(middle):
        lines += [f'            <p class="b2">\n            {paragraph}', box if n == 0 else widget]
    lines.append(f'            <p class="b2">\n            <p>{last}{glued}</p><!-- B1 -->')
    if agency:
        lines.append(f'            <p class="b2">\n            <p>sumber : {escape(agency)}</p>')
    return lines


def _republika_byline(article: Record) -> str:
    reporter = "".join(f"Rep: {escape(name)}/        " for name in article["authors"])
    editor = ", ".join(
        f'<a href="https://republika.co.id/page/penulis/000/{_slug(name)}"'
        f' style="color:#F30;text-transform:capitalize">{escape(name)}</a>'
        for name in article["editors"]
    )
    return f"{reporter}Red: {editor}"


def _republika_breadcrumb(article: Record) -> str:
    channel, section = article["page"]["breadcrumb"]
    home = f"https://{channel.lower()}.republika.co.id"
    return f"""          <li><a href="https://www.republika.co.id/">Home</a> &gt;</li>
          <li><a href="{home}">{escape(channel)}</a> &gt;</li>
          <li><a href="{home}/{_slug(section)}">{escape(section)}</a></li>"""


def _republika_json_ld(article: Record) -> dict[str, Any]:
    return {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": article["url"]},
        "headline": article["title"],
        "image": {"@type": "ImageObject", "url": article["image_url"]},
        "datePublished": article["published_at"],
        "dateModified": article["modified_at"],
        "author": {"@type": "Person", "name": article["editors"][0]},
        "publisher": {"@type": "Organization", "name": "Republika Online"},
        "description": article["deck"],
    }


def _idntimes_body(article: Record) -> list[str]:
    css = "article-text css-2o53ze e1n92kx40"
    lines = []
    dateline = f"{article['dateline']} - " if article["dateline"] else ""
    paragraphs = article["text"].split("\n")
    for n, paragraph in enumerate(paragraphs):
        inner = _linked(escape(paragraph.removeprefix(dateline), quote=False), article["tags"])
        if n == 0 and dateline:
            inner = f"<strong>{escape(dateline)}</strong>{inner}"
        elif paragraph[:2].rstrip(".").isdigit() and len(paragraph) < 60 and ":" not in paragraph:
            inner = f"<strong>{inner}</strong>"
        lines.append(f'      <p class="{css}">{inner}</p>')
    lines.insert(1, '      <div id="IDN_InsideAds" class="css-ads etnoybl0"></div>')
    related = article["page"]["related"][0]
    lines.insert(
        3,
        f'      <p class="{css}"><strong>Baca Juga: <a href="https://www.idntimes.com/life/'
        f'inspiration/{_slug(related)}-00-zz9zz-zz9z99">{escape(related)}</a></strong></p>',
    )
    if article["source_agency"]:
        lines.append(f'      <p class="{css}">Sumber: {escape(article["source_agency"])}</p>')
    return lines


def _linked(text: str, tags: Sequence[str]) -> str:
    """Return the paragraph with the first tag that it names linked to the tag's page."""
    for tag in tags:
        if tag in text:
            link = (
                '<a rel="dofollow" target="_blank" data-x-link-type="internal"'
                f' href="https://www.idntimes.com/tag/{_slug(tag)}">{tag}</a>'
            )
            return text.replace(tag, link, 1)
    return text


def _idntimes_byline(article: Record) -> str:
    return "\n".join(
        f'      <a target="_self" href="https://www.idntimes.com/author/{_slug(name)}">'
        f'<div class="css-1j4rpr4 e1n92kx40" data-testid="author-article-{n}">'
        f"{escape(name)}</div></a>"
        for n, name in enumerate(article["authors"], start=1)
    )


def _idntimes_breadcrumb(article: Record) -> str:
    path = ""
    lines = ['    <a href="/"><span data-testid="breadcrumbs-1">Home</span></a>']
    for n, name in enumerate(article["page"]["breadcrumb"], start=2):
        path += f"/{_slug(name)}"
        lines.append(f'    <a href="{path}"><span data-testid="breadcrumbs-{n}">{name}</span></a>')
    return "\n".join(lines)


def _idntimes_breadcrumb_ld(article: Record) -> dict[str, Any]:
    names = ["Home", *article["page"]["breadcrumb"]]
    home = "https://www.idntimes.com"
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "headline": article["title"],
        "url": article["url"],
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": n,
                    "item": {"@id": "/".join([home, *map(_slug, names[1:n])]), "name": name},
                }
                for n, name in enumerate(names, start=1)
            ],
        },
    }


def _idntimes_json_ld(article: Record) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "articleBody": article["text"].replace("\n", ""),
        "author": [{"@type": "Person", "name": name} for name in article["authors"]],
        "dateModified": article["modified_at"],
        "datePublished": article["published_at"],
        "description": article["deck"],
        "headline": article["title"],
        "image": {"@type": "ImageObject", "url": article["image_url"]},
        "keywords": [*article["tags"], JUNK_KEYWORD],
        "mainEntityOfPage": {"@id": article["url"], "@type": "WebPage"},
        "publisher": {"@type": "Organization", "name": "IDN Times"},
    }


def _script(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _escaped(article: Record, *names: str) -> dict[str, str]:
    return {name: escape(article[name]) for name in names}


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


@cache
def _template(name: str) -> Template:
    return Template((HERE / "templates" / name).read_text(encoding="utf-8"))
