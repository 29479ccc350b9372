"""Steps of cleaning for widgets that only several lines together give away.

A reaction poll is a run of feelings with or without counts. A table of credits has a role and a
name in each row.
"""

import re

from pipelines.clean.line_editor import EditedLines
from pipelines.html.tree import words
from pipelines.text.bylines import credits, is_book_data, is_role
from pipelines.text.prose import is_prose

POLL = "widget.poll"
ROW = "credit.row"
CELLS = " | "
MIN_FEELINGS = 3
MAX_FEELING_WORDS = 2
MAX_ABOVE = 4  # short lines between the text and the feelings: question, share and close buttons
MAX_QUESTION_BLANKS = 7
MAX_ROLE_CHARS = 25
MAX_FEELINGS_CHARS = 200
MAX_CELL_CHARS = 40
# What readers can feel in the polls of WordPress, Promedia, Disqus and Feelbox, id and en.
FEELINGS = words(
    "suka sedih marah kaget lucu senang takjub terhibur bangga takut bosan kagum terinspirasi "
    "inspiratif terkejut aneh bahagia kecewa kesal gembira haru terharu benci cinta bingung ngeri "
    "jengkel geram prihatin peduli setuju biasa netral puas cemas khawatir semangat kocak keren "
    "wow haha "
    "happy sad angry like love surprised shocked funny bored scared excited amused inspired "
    "annoyed neutral upset confused afraid amazed proud meh dislike hate wink cry sleepy lol omg "
    "dear fearful disgusted grateful worried interested useful"
)
SOFTENERS = words("saja banget sekali tidak tak kurang sangat not very so i'm me it feel")
COUNT = re.compile(r"[\d.,]+\s?%?|[^\w\s'’-]+")
ASKS = re.compile(
    r"\b(?:reaksi|menurut|perasaan|pendapat|tanggapan|respons?|rating|nilai|beri|your|you|react|"
    r"feel|think|vote|rate|emosi|suka|bantu)\w*|(?:mu|anda|kamu|kalian)\b",
    re.I,
)
BUTTON = re.compile(
    r"(?:tidak|no)\b.{0,3}(?:terima ?kasih|thanks?|thank you)[.!]?|(?:bagikan|share|kirim|vote|"
    r"pilih|submit|lihat hasil|(?:view|see) results?|tutup|close)(?: \w+){0,2}\s?[.!]?",
    re.I,
)


def reactions(body: EditedLines) -> None:
    """Remove runs of feelings, with the question above or below them and the buttons around.

    Feelings that an article lists have neither counts nor a question, and text follows.
    """
    remaining = body.remaining()
    start = 0
    while start < len(remaining):
        end = start
        feelings = cells = 0
        while end < len(remaining) and (found := feelings_in(remaining[end][1])) is not None:
            feelings, cells, end = feelings + found[0], cells + found[1], end + 1
        if cells >= MIN_FEELINGS and 2 * feelings > cells and start:
            _drop_poll(body, remaining, start, end)
        start = max(end, start + 1)


def _drop_poll(body: EditedLines, lines: list[tuple[int, str]], start: int, end: int) -> None:
    """Remove the feelings from `start` to `end` and what belongs to them, if they are a poll."""
    first, last = start, end
    while first > max(1, start - MAX_ABOVE) and belongs(lines[first - 1][1]):
        first -= 1
    while last < len(lines) and belongs(lines[last][1]):
        last += 1
    counted = sum(COUNT.search(line) is not None for _, line in lines[start:end])
    asked = any(line.endswith("?") for _, line in [*lines[first:start], *lines[end:last]])
    ends = not any(is_prose(line) for _, line in lines[last:])
    listed = lines[first - 1][1].endswith(":")
    if counted >= 2 or (counted and end - start == 1) or asked or (ends and not listed):
        for index, _ in lines[first:last]:
            body.drop(index, POLL)


def belongs(line: str) -> bool:
    """Return whether a line beside the feelings is a poll's question to the reader, or a button."""
    if line.count(" ") > MAX_QUESTION_BLANKS:
        return False
    question = line.endswith(("?", ":", "!")) and ASKS.search(line) is not None
    return question or BUTTON.fullmatch(line) is not None


def feelings_in(line: str) -> tuple[int, int] | None:
    """Return how many cells of a line are feelings, and how many cells it has; None for others.

    A cell is one or two words and a count. `😀 Senang 62% | 😡 Marah 8%` has two.
    """
    if len(line) > MAX_FEELINGS_CHARS or (len(line) > MAX_CELL_CHARS and CELLS not in line):
        return None
    cells = [cell for cell in line.split(CELLS) if cell.strip()]
    feelings = 0
    for cell in cells:
        parts = COUNT.sub(" ", cell).casefold().split()
        if not 0 < len(parts) <= MAX_FEELING_WORDS or cell[-1] in '.?!:;,"”':
            return None
        own = [part for part in parts if part not in SOFTENERS]
        feelings += bool(own) and all(part in FEELINGS for part in own)
    return (feelings, len(cells)) if cells else None


def credit_rows(body: EditedLines) -> None:
    """Remove the rows of a table of credits (`Penulis | Sari Wulan`) and keep its people."""
    if CELLS not in body.folded:
        return
    remaining = body.remaining()
    rows = [_row(line) for _, line in remaining]
    for number, row in enumerate(rows):
        if row is None or any(
            is_book_data(line) for _, line in remaining[max(number - 1, 0) :][:3]
        ):
            continue
        label, value = row
        people = credits(f"{label}: {value}") if is_role(label) else None
        beside = [
            other for other in rows[max(number - 1, 0) : number + 2] if other and other != row
        ]
        source = label.casefold() == "sumber" and any(is_role(other[0]) for other in beside)
        if people is not None and (people.authors or people.editors):
            body.people.append(people)
        elif not source:
            continue
        body.drop(remaining[number][0], ROW)


def _row(line: str) -> tuple[str, str] | None:
    """Return label and value of a row of two cells, with or without a colon between them."""
    cells = [cell for part in line.split(CELLS) if (cell := part.strip(" :"))]
    if len(cells) != 2 or CELLS not in line or len(cells[0]) > MAX_ROLE_CHARS:
        return None
    return cells[0], cells[1]
