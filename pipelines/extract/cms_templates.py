"""Templates of publishing systems that several Indonesian outlets use.

Records of outlets refer to them. On a page that no template of the outlet matches, they are tried
before generic extraction.
"""

from pipelines.records import Template

KLY_READPAGE = Template(
    name="kly-readpage",
    body=(".article-content-body", ".read-page__content-body"),
    title=(
        "h1.read-page--header--title",
        "h1.read-page--header__title",
        "h1.article-header__title",
        "h1.entry-title",
    ),
    deck=(".read-page--header--description p",),
    authors=(
        ".read-page-box__author__name",
        ".read-page--header--author__name",
        ".read-page--header__author",
        ".article-header__authors",
    ),
    section=(".read-page--breadcrumb--item", "#breadcrumb li"),
    tags=(
        ".tags--snippet__list > li > a",
        ".tags--topics__list .tags--topics--item__link",
        ".tags--snippet__list a.tags--snippet__link",
        "[class*='tags--topics__list'] a",
        ".tags--snippet__list a",
        ".tags-amp__list-item-link",
    ),
    captions=(
        ".read-page--photo-gallery--item__caption",
        ".article-photo-gallery--item__description",
    ),
    remove=(
        "[class*='baca-juga']",
        "[class*='video-gallery']",
        "[class*='button-zoom']",
        "[class*='body__item-break']",
        ".article-content-body__break",
        ".article-content-body__load-more",
        ".article-content-body__item-loadmore",
        ".article-ad",
        ".seamless-ads",
    ),
)
"""KapanLagi Youniverse, 2016 to now: desktop, mobile and AMP of Liputan6, Bola.com and Fimela."""

KLY_DETAIL = Template(
    name="kly-detail",
    body=(".detail .infinite-box.detail-paragraph", ".infinite-box.detail-paragraph"),
    title=(".detail-headline h1", ".detail-headline h2"),
    authors=(".detail-headline .writer", ".detail-headline .author"),
    published=(".detail-headline .writer", ".detail-headline .time", ".detail-headline .date"),
    deck=(".detail-img > p:not([class])",),
    tags=(".box-tag-list a",),
    captions=(".detail-assets .copyright", ".detail-img-copyright"),
    remove=(".infinite-break", "[class*='crosslink']", ".article-ad"),
)
"""KapanLagi Youniverse, 2020 to 2022: mobile pages of Bola.net and KapanLagi."""

TRIBUN = Template(
    name="tribun",
    body=(".txt-article",),
    title=("h1#arttitle",),
    authors=("#penulis a", "#penulis"),
    editors=("#editor a", "#editor"),
    published=("time[datetime]",),
    tags=("h5.tagcloud3 a",),
    captions=(".imgcaption", ".img-caption"),
    remove=(".summary-article", "p.baca", ".ads-placeholder", ".side-article.mb5"),
)
"""The Tribun network's editions."""

PROMEDIA = Template(
    name="promedia",
    body=("article.read__content", ".read__content", ".article__content"),
    title=("h1.read__title", "h1.article__title"),
    authors=(".read__info__author a", ".read__info__author"),
    editors=(".read__info__editor a",),
    published=(".read__info__date", ".read__time"),
    section=(".breadcrumb__item", ".breadcrumb a"),
    tags=(".tag__article__link", ".tag__article a"),
    captions=(".photo__caption", ".read__photo figcaption"),
    remove=(".baca-juga", ".read__others", ".ads", "[class*='bacajuga']"),
)
"""Promedia's partner outlets (Pikiran Rakyat, Suara Merdeka, AyoBandung and many more)."""

WORDPRESS = Template(
    name="wordpress",
    body=(".entry-content", ".td-post-content", ".post-content", ".single-content"),
    title=("h1.entry-title", "h1.tdb-title-text", "h1.post-title"),
    authors=(".author.vcard a", ".entry-author-name", ".td-post-author-name a", ".author-name"),
    published=("time.entry-date.published", "time.entry-date", "time.published"),
    section=(".entry-category a", ".cat-links a"),
    tags=(".tags-links a", ".td-post-source-tags a", "a[rel~=tag]:not([rel~=category])"),
    captions=(".wp-caption-text", "figcaption"),
    remove=(
        ".sharedaddy",
        ".jp-relatedposts",
        ".yarpp-related",
        ".inline_related",
        ".gmr-related-post",
        ".rank-math-toc",
        "#toc_container",
        ".ez-toc-container",
        ".code-block",
    ),
)
"""Themes that follow WordPress's own class names."""

# In the order in which they are tried: class names of WordPress are the least specific.
SYSTEMS = (KLY_READPAGE, KLY_DETAIL, TRIBUN, PROMEDIA, WORDPRESS)
