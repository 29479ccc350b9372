"""Addresses that are one article's, however the link was written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressFault:
    """An address as it is linked, and its canonical form."""

    name: str
    address: str
    canonical: str

    @property
    def id(self) -> str:
        """The fault's name among all faults."""
        return f"addresses/{self.name}"


PLAIN = "https://kabarteluk.example/kabar/71"
KOMPAS = "https://www.kompas.com/read/2023/05/09/094011578/mercusuar-dicat"

ADDRESS_FAULTS = tuple(
    AddressFault(name=name, address=address, canonical=canonical)
    for name, address, canonical in (
        ("capitals", f"{PLAIN}?UTM_SOURCE=wa&UTM_Medium=grup", PLAIN),
        ("mixed-letters-of-a-click-number", f"{PLAIN}?FBCLID=Iw9&Gclid=7", PLAIN),
        ("google-ads-source", f"{PLAIN}?gad_source=1&gad_campaignid=88", PLAIN),
        ("search-result-number", f"{PLAIN}?srsltid=AfmBOo", PLAIN),
        ("facebook-share", f"{PLAIN}?mibextid=Zxz2cZ", PLAIN),
        ("twitter-source", f"{PLAIN}?ref_src=twsrc%5Etfw&ref_url=https%3A%2F%2Fx.example", PLAIN),
        ("entity-for-the-ampersand", f"{PLAIN}?utm_source=a&amp;utm_medium=b", PLAIN),
        (
            "entity-before-a-parameter-that-counts",
            "https://kabarteluk.example/baca?id=71&amp;utm_source=a&amp;hal=lengkap",
            "https://kabarteluk.example/baca?hal=lengkap&id=71",
        ),
        ("entity-twice", f"{PLAIN}?utm_source=a&amp;amp;utm_medium=b", PLAIN),
        ("kompas-recommendation", f"{KOMPAS}?jxconn=1*1ab*other_jxampid*eg.&page=all", KOMPAS),
        (
            "kompas-on-another-host",
            f"{KOMPAS}?source=terpopuler#jxconn=1*5k".replace("www.", "regional."),
            KOMPAS.replace("www.", "regional."),
        ),
        # Counter-examples: parameters that tell articles apart, in their own letters.
        (
            "a-number-in-capitals",
            "https://kabarteluk.example/baca.aspx?ID=71",
            "https://kabarteluk.example/baca.aspx?ID=71",
        ),
        (
            "a-name-that-only-begins-so",
            "https://kabarteluk.example/baca?reference=71",
            "https://kabarteluk.example/baca?reference=71",
        ),
        (
            "a-word-with-amp-in-it",
            "https://kabarteluk.example/cari?kampung=amplas",
            "https://kabarteluk.example/cari?kampung=amplas",
        ),
    )
)
