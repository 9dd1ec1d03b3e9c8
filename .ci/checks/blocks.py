#!/usr/bin/env python3
"""blocks.py DIR: holds every message and view of ours, written as JSON files, against slack_sdk.models.

A file holds a list of blocks, an object with "blocks" (a message) or a view ("type" modal or home). Each must read into
slack_sdk's models, break none of their limits and come out the same. slack_sdk leaves options as they come and does not
count the blocks of a message, so these are put to it one by one and counted here. Prints each fault with its file and
exits 1; a directory without any file is a fault too.
"""

import json
import logging
import pathlib
import sys

from slack_sdk.models.blocks import Block, Option, OptionGroup
from slack_sdk.models.views import View

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100


def same(what, model, given):
    """Faults of one value that slack_sdk made a model of."""
    written = model.to_dict()
    if written == given:
        return []
    lost = sorted(set(given) - set(written)) if isinstance(given, dict) else []
    return [f"{what}: not the same after reading and writing it" + (f" (lost: {', '.join(lost)})" if lost else "")]


def options(where, value):
    """Faults of every option and option group, however deep."""
    if isinstance(value, list):
        return [fault for at, inner in enumerate(value) for fault in options(f"{where}/{at}", inner)]
    if not isinstance(value, dict):
        return []
    faults = []
    single = [value[name] for name in ("initial_option",) if name in value]
    for option in value.get("options", []) + value.get("initial_options", []) + single:
        faults += attempt(f"{where}: option", lambda: same(f"{where}: option", Option(**option), option))
    for group in value.get("option_groups", []):
        faults += attempt(f"{where}: group", lambda: same(f"{where}: group", OptionGroup(**group), group))
    return faults + [fault for name, inner in value.items() for fault in options(f"{where}/{name}", inner)]


def attempt(where, check):
    """What the check finds, or the error it meets as a fault."""
    try:
        return check()
    except Exception as error:  # slack_sdk's own and Python's: each means that it cannot read what we wrote
        return [f"{where}: {error}"]


def block(where, given):
    model = Block.parse(given)
    if model is None:
        return [f"{where}: unknown to slack_sdk"]
    return same(where, model, given)


def payload(given):
    """Faults of one message or view."""
    if isinstance(given, dict) and given.get("type") in ("modal", "home"):
        # The surplus of "blocks" is slack_sdk's to find; an empty Home tab is ours to allow.
        faults = attempt("view", lambda: same("view", View(**given), given)) if given.get("blocks") else []
        limit = VIEW_BLOCKS
    else:
        faults, limit = [], MESSAGE_BLOCKS
    blocks = given["blocks"] if isinstance(given, dict) else given
    if len(blocks) > limit:
        faults.append(f"{len(blocks)} blocks, {limit} allowed")
    for at, one in enumerate(blocks):
        faults += attempt(f"/blocks/{at}", lambda: block(f"/blocks/{at}", one))
    return faults + options("/blocks", blocks)


def main():
    if len(sys.argv) != 2:
        print("usage: blocks.py DIR", file=sys.stderr)
        return 2
    # slack_sdk only logs a field that it does not know; the comparison finds it all the same.
    logging.disable(logging.CRITICAL)
    files = sorted(pathlib.Path(sys.argv[1]).rglob("*.json"))
    faulty = 0 if files else 1
    for file in files:
        faults = attempt("file", lambda: payload(json.loads(file.read_text(encoding="utf-8"))))
        for fault in faults:
            print(f"{file}: {fault}")
        faulty += bool(faults)
    print(f"{len(files)} files, {faulty} faulty" if files else f"{sys.argv[1]}: no JSON files")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
