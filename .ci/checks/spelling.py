#!/usr/bin/env python3
"""spelling.py FILE --lang nb|en [--words FILE]: spell-checks texts, one a line, with Debian's hunspell.

Markup of Slack, commands, code, addresses, dates and numbers are left out first. --words names our own list, one word a
line, "#" for comments: an entry in lower case stands for any case. English is British, in organise as in colour: hunspell's
dictionary knows the former with z too, so such words are told here. Prints each unknown word once, with where it first
stands and what hunspell suggests; exits 1 on any, 2 when hunspell or its dictionary is missing.
"""

import argparse
import html
import pathlib
import re
import subprocess
import sys

DICTIONARIES = {"nb": "nb_NO", "en": "en_GB"}

# In this order: what an earlier one takes away, a later one doesn't see.
MARKUP = [
    (r"```.*?```|`[^`]*`", " "),  # code, which is how commands are mostly shown
    (r"<!date\^[^|>]*\|([^>]*)>", " "),  # a date's fallback is a date
    (r"<[@#!][^>]*>", " "),  # mentions
    (r"<[^|>\s]+\|([^>]*)>", r" \1 "),  # links: their text is ours
    (r"<[^>\s]+>", " "),  # links without text
    (r"\S+@\S+\.\w+|(?:https?|webcal)://\S+", " "),
    (r"/klynge(?:\s+[\w-]+)?", " "),
    (r":[a-z0-9_+'-]+:(?::skin-tone-\d:)?", " "),  # emoji
    (r"\{[^}]*\}", " "),  # places for values
    (r"\S*\d\S*", " "),  # dates, times, numbers
]
WORD = re.compile(r"[^\W\d_]{2,}(?:['-][^\W\d_]+)*")
OXFORD = re.compile(r"^(.+[iy])z(e|es|ed|er|ers|ing|ation|ations)$")


def words(text):
    """The words of one text that people read."""
    for pattern, instead in MARKUP:
        text = re.sub(pattern, instead, text)
    # Escapes come last, so that an escaped "<" doesn't look like markup.
    return WORD.findall(html.unescape(text).replace("’", "'"))


def own_list(path):
    """Our own words."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines() if path else []
    return {word for line in lines if (word := line.split("#")[0].strip())}


class Speller:
    """hunspell over its pipe: one word a line in, one verdict out."""

    def __init__(self, lang, own):
        self.dictionary, self.own, self.british = DICTIONARIES[lang], own, lang == "en"

    def ask(self, asked):
        """The words that hunspell doesn't know, each with its suggestions."""
        asked = sorted(set(asked))
        lines = "".join(f"^{word}\n" for word in asked)
        command = ["hunspell", "-a", "-i", "UTF-8", "-d", self.dictionary]
        run = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)
        if run.returncode:
            raise OSError(run.stderr.strip() or f"hunspell ended with {run.returncode}")
        # A line that greets, then for each line of input its verdicts and an empty line.
        answers = run.stdout.split("\n", 1)[1].split("\n\n")
        unknown = {}
        for word, answer in zip(asked, answers):
            bad = [line for line in answer.splitlines() if line[:1] in "&#"]
            if bad:
                unknown[word] = bad[0].partition(": ")[2] if bad[0].startswith("&") else ""
        return unknown

    def ours(self, word):
        return word in self.own or word.lower() in self.own

    def unknown(self, asked):
        """The words that neither hunspell nor our list knows, and those that are not spelt as in Britain."""
        asked = {word for word in asked if not self.ours(word)}
        unknown = self.ask(asked)
        # What is joined by hyphens may be known in its parts.
        joined = {word: word.split("-") for word in unknown if "-" in word}
        parts = {part for parts in joined.values() for part in parts if not self.ours(part)}
        bad_parts = self.ask(parts) if parts else {}
        for word, its_parts in joined.items():
            if not any(part in bad_parts for part in its_parts):
                del unknown[word]
        return unknown | (self.oxford(asked) if self.british else {})

    def oxford(self, asked):
        """Words in -ize for which there is one in -ise."""
        swapped = {word: "s".join(found.groups()) for word in asked if (found := OXFORD.match(word))}
        bad = self.ask(swapped.values()) if swapped else {}
        return {word: other for word, other in swapped.items() if other not in bad}


def main():
    parser = argparse.ArgumentParser(description="Spell-checks texts, one a line.")
    parser.add_argument("file")
    parser.add_argument("--lang", choices=sorted(DICTIONARIES), required=True)
    parser.add_argument("--words", metavar="FILE", help="our own words, one a line")
    given = parser.parse_args()
    first = {}
    for number, line in enumerate(pathlib.Path(given.file).read_text(encoding="utf-8").splitlines(), 1):
        for word in words(line):
            first.setdefault(word, (number, line))
    try:
        unknown = Speller(given.lang, own_list(given.words)).unknown(first)
    except OSError as error:
        print(f"hunspell with {DICTIONARIES[given.lang]}: {error}", file=sys.stderr)
        return 2
    for word in sorted(unknown, key=lambda word: first[word]):
        number, line = first[word]
        hint = f" ({unknown[word]}?)" if unknown[word] else ""
        print(f"{given.file}:{number}: {word}{hint} in: {line}")
    print(f"{len(first)} words, {len(unknown)} unknown")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
