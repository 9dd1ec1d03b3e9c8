#!/usr/bin/env python3
"""Puts the cases of blockkit_corpus.json to slack_sdk.models, which nobody here wrote, and compares the verdicts.

A case that slack_sdk is known to judge otherwise says why in "slack_sdk_differs"; a reason that no longer applies is a
failure too. Needs slack_sdk 3.47. Exits 1 on any difference that is not explained. --list prints them as JSON.
"""

import json
import logging
import pathlib
import sys

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

FORMS = ("message", "block", "accessory", "modal", "input", "home", "view")
CORPUS = pathlib.Path(__file__).with_name("blockkit_corpus.json")


def expand(value):
    """Writes out {"$repeat": [text, n]} and {"$times": [value, n]} ("#" becomes the position)."""
    if isinstance(value, dict) and "$repeat" in value:
        text, times = value["$repeat"]
        return text * times
    if isinstance(value, dict) and "$times" in value:
        item, times = value["$times"]
        item = json.dumps(expand(item))
        return [json.loads(item.replace("#", str(at))) for at in range(times)]
    if isinstance(value, dict):
        return {name: expand(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [expand(inner) for inner in value]
    return value


def plain(text):
    return {"type": "plain_text", "text": text}


def modal(blocks):
    return {"type": "modal", "title": plain("T"), "submit": plain("S"), "blocks": blocks}


def whole(case):
    """The case put where it belongs: ("message", blocks) or ("view", view)."""
    given = {name: expand(case[name]) for name in FORMS if name in case}
    [(form, value)] = given.items()
    if form == "message":
        return "message", value
    if form == "block":
        return "message", [value]
    if form == "accessory":
        return "message", [{"type": "section", "text": {"type": "mrkdwn", "text": "T"}, "accessory": value}]
    if form == "modal":
        return "view", modal(value)
    if form == "input":
        return "view", modal([{"type": "input", "label": plain("L"), "element": value}])
    if form == "home":
        return "view", {"type": "home", "blocks": value}
    return "view", value


def refused(case):
    """Whether the corpus says that Slack refuses the case."""
    return "faults" in case or "error" in case


def accepted(kind, payload):
    """Whether slack_sdk reads the payload, finds no fault in it, and writes the same again."""
    try:
        if kind == "view":
            return View(**payload).to_dict() == payload
        return all(Block.parse(block).to_dict() == block for block in payload)
    except Exception:  # slack_sdk meets malformed input with errors of all kinds: each is a refusal
        return False


def main():
    logging.disable(logging.CRITICAL)
    cases = json.loads(CORPUS.read_text(encoding="utf-8"))
    unexplained, stale = {}, []
    for case in cases:
        differs = accepted(*whole(case)) == refused(case)
        if differs and "slack_sdk_differs" not in case:
            unexplained[case["name"]] = "refused here only" if refused(case) else "accepted here only"
        elif not differs and "slack_sdk_differs" in case:
            stale.append(case["name"])
    if "--list" in sys.argv:
        print(json.dumps(unexplained, indent=1, ensure_ascii=False))
        return 0
    for name, side in unexplained.items():
        print(f"{name}: {side}, slack_sdk disagrees")
    for name in stale:
        print(f"{name}: slack_sdk agrees by now, drop the reason")
    explained = sum("slack_sdk_differs" in case for case in cases)
    print(f"{len(cases)} cases, {explained} with a known difference, {len(unexplained) + len(stale)} faults")
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main())
