#!/usr/bin/env python3
"""weeks.py PAGE_URL [--weeks 26] [--seed 1] [--export COMMAND]: turns the clock of a running demo, and holds the bot to its promises.

Works from outside, by the sandbox's control calls alone: people answer as a seeded die falls, hosts choose themes or stay
silent, and day by day the messages are read with the metadata that the bot gives them. Prints what was seen as a table and
every broken promise; exits 1 on any, 2 when used wrongly. With the command that exports the bot's database (`klynge
export --database PATH`) it is held to that as well: who was not there, who asked, who got a brief. Afterwards the demo is
so many weeks older.
"""

import argparse
import collections
import datetime
import json
import random
import re
import shlex
import subprocess
import sys
import urllib.error
import urllib.request
import zoneinfo

# Never in reply to what somebody just did, and never about the same day.
SELF_INITIATED = {"announcement", "reminder", "host", "handover", "nudge", "quiet", "digest", "work"}
# In reply to a person, or in the words of one: who asks twice is passed on twice.
PASSED_ON = {"answer", "ask", "correct"}
OPEN = (datetime.time(8), datetime.time(17))
WEEK = datetime.timedelta(days=7)
# In every note that its writer wants kept out, and in the title of every confidential talk.
EXCLUDED, SECRET = "Utelatt", "Hemmelig"
LISTED = re.compile(r"^\s*[•*-]\s*\*(?P<date>[^*]+?):?\*:?\s*(?P<host>\S.*)$")


class Refused(Exception):
    """The sandbox would not do it."""


class Sandbox:
    """The control calls of a running sandbox."""

    def __init__(self, page):
        self.base = page.split("#")[0].rstrip("/") + "/sandbox/"
        # Nothing leaves the machine: a proxy of the environment is not for this.
        self.open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open

    def call(self, what, order=None):
        body = None if order is None else json.dumps(order).encode()
        request = urllib.request.Request(self.base + what, body, {"Content-Type": "application/json"})
        try:
            with self.open(request, timeout=120) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Refused(f"{what} {order}: {error.read().decode(errors='replace')}") from error

    def state(self):
        return self.call("state")

    def act(self, who, **order):
        answer = self.call("act", {"as": who, **order})
        if "error" in answer:
            raise Refused(f"{who} {order}: {answer['error']}")
        return answer

    def turn(self, to):
        answer = self.call("clock", {"to": to.strftime("%Y-%m-%dT%H:%M")})
        if "stopped" in answer:
            raise Refused(f"the clock stopped on the way to {to}: {answer}")


class Message:
    """One message of the bot."""

    def __init__(self, wire, zone):
        self.wire = wire
        self.channel, self.ts, self.text = wire["channel"], wire["ts"], wire["text"]
        said = wire["metadata"]["event_payload"]
        self.outbox, self.kind = said["outbox"], said["kind"]
        self.unasked, self.meeting = said["unasked"] == "true", said.get("meeting")
        self.at = datetime.datetime.fromtimestamp(int(self.ts.split(".")[0]), zone)

    def day(self):
        return self.at.date()

    def button(self, beginning):
        """The first action that begins so, or None."""
        for block in self.wire["blocks"] or []:
            for element in block.get("elements", []):
                if element.get("action_id", "").startswith(beginning):
                    return element["action_id"]
        return None

    def __str__(self):
        return f"{self.at:%a %Y-%m-%d %H:%M} {self.kind} {self.outbox} in {self.channel}: {self.text[:70]!r}"


def of_the_bot(state, zone):
    ours = (m for m in state["messages"] if (m["metadata"] or {}).get("event_type") == "klynge")
    return [Message(wire, zone) for wire in ours]


def easter(year):
    """Easter Sunday, by the method of Gauss as Lichtenberg mended it."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    golden = year % 19
    full = (19 * golden + moon) % 30
    full -= (full + golden // 11) // 29
    limit = 21 + full
    sunday = 7 - (year + year // 4 + sun) % 7
    return datetime.date(year, 3, 1) + datetime.timedelta(days=limit + 7 - (limit - sunday) % 7 - 1)


def is_working_day(day):
    fixed = {(1, 1), (5, 1), (5, 17), (12, 24), (12, 25), (12, 26), (12, 31)}
    movable = {-3, -2, 0, 1, 39, 49, 50}
    free = (day.month, day.day) in fixed or (day - easter(day.year)).days in movable
    return day.weekday() < 5 and not free


def plain(text):
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class Cluster:
    """A cluster as its people see it: who hosts what, by the list that a command shows."""

    def __init__(self, sandbox, channel, asker):
        self.sandbox, self.channel, self.asker = sandbox, channel, asker
        self.at_first = self.companies()
        self.hosts = {}
        self.held = []
        self.nameless = []

    def companies(self):
        form = self.sandbox.act(self.asker, do="command", channel=self.channel["id"], text="/klynge company")
        blocks = form["view"]["blocks"] if form["view"] else []
        options = [option for block in blocks for option in block.get("element", {}).get("options", [])]
        if form["view"]:
            self.sandbox.act(self.asker, do="close", all=True)
        return [option["text"]["text"] for option in options]

    def look(self, today):
        """Reads the list of hosts; what stood first and is gone has been held."""
        seen = self.sandbox.act(self.asker, do="command", channel=self.channel["id"], text="/klynge host")
        shown = json.dumps([m["blocks"] or m["text"] for m in seen["messages"]], ensure_ascii=False)
        lines = [LISTED.match(plain(line)) for line in shown.replace("\\n", "\n").replace('"', "\n").split("\n")]
        now = {line["date"]: line["host"] for line in lines if line}
        names = sorted(set(self.companies()) | set(self.at_first), key=len, reverse=True)
        if not now:
            self.nameless.append(f"{today}: no meeting is planned in #{self.channel['name']}")
        for date, host in now.items():
            known = next((name for name in names if host.startswith(name)), None)
            if known is None and not host.startswith(("<@", "@")):
                self.nameless.append(f"{today}: nobody hosts on {date} in #{self.channel['name']}: {host!r}")
            now[date] = known
        self.held += [host for date, host in self.hosts.items() if date not in now]
        self.hosts = now

    def hostings(self):
        """Held and planned, of those who were there from beginning to end."""
        stayed = set(self.at_first) & set(self.companies())
        counts = collections.Counter(host for host in [*self.held, *self.hosts.values()] if host in stayed)
        return {name: counts[name] for name in sorted(stayed)}


class People:
    """Answer, choose, confirm, or let it be."""

    def __init__(self, sandbox, dice):
        self.sandbox, self.dice, self.read = sandbox, dice, set()

    def look_around(self, state, messages):
        channels = {channel["id"]: channel for channel in state["channels"]}
        away = {user["id"] for user in state["users"] if user["deleted"] or user["is_bot"]}
        for message in messages:
            if (message.channel, message.ts) in self.read:
                continue
            self.read.add((message.channel, message.ts))
            channel = channels[message.channel]
            readers = [channel["user"]] if channel["is_im"] else channel["members"]
            for who in sorted(set(readers) - away):
                action = self.choose(message)
                if action:
                    self.press(who, message, action)

    def choose(self, message):
        fallen = self.dice.random()
        if message.kind == "announcement" and fallen > 0.97:
            return "talk.show."
        if message.kind == "notes" and fallen < 0.1:
            return "note"
        if message.kind == "draft" and fallen < 0.6:
            return self.dice.choice(["brief.publish.", "brief.publish.", "brief.share."])
        if message.kind == "brief" and fallen < 0.05:
            return "brief.ask."
        if message.kind == "ask" and fallen < 0.7:
            return "brief.reply."
        if message.kind in ("announcement", "reminder") and fallen < 0.3:
            return self.dice.choice(["rsvp.coming.", "rsvp.coming.", "rsvp.cant.", "rsvp.maybe."])
        if message.kind == "host" and not message.unasked and fallen < 0.5:
            return "host.theme."
        if message.kind == "attendance" and fallen < 0.5:
            return "attendance.confirm."
        return None

    def note(self, who, message):
        for text in [
            f"Beslutning: {who} tar med kake neste gang",
            f"{EXCLUDED} av {who}, ikke referer",
            "Vi snakket lenge om hvordan man får kunder til å prøve papir før skjerm.",
            f"notat: Det som var {SECRET}, var fint å se",
        ]:
            self.sandbox.act(
                who, do="say", channel=message.channel, thread_ts=message.wire["thread_ts"], text=text
            )

    def talk(self, who):
        secret = self.dice.random() < 0.5
        title = f"{SECRET}{who}" if secret else f"Emne {who}"
        return {"title": title, "meeting": "any", "confidential": ["confidential"] if secret else []}

    def press(self, who, message, beginning):
        if beginning == "note":
            self.note(who, message)
            return
        action = message.button(beginning)
        if action is None:
            return
        try:
            seen = self.sandbox.act(who, do="click", channel=message.channel, ts=message.ts, action_id=action)
        except Refused:
            # Edited since: the button is gone, as it would be on a screen.
            return
        view = seen["view"]
        fields = {block.get("block_id") for block in view["blocks"]} if view else set()
        values = None
        if "theme" in fields:
            values = {"theme": f"Tema {message.meeting}"}
        elif "title" in fields:
            values = self.talk(who)
        elif "words" in fields:
            values = {"words": "Hvordan gikk det til?"}
        if values:
            seen = self.sandbox.act(who, do="submit", view_id=view["id"], values=values)
        if seen["view"]:
            self.sandbox.act(who, do="close", all=True)


def broken(state, messages):
    """Every promise that does not hold, as a line."""
    readers = {channel["id"]: channel["user"] for channel in state["channels"] if channel["is_im"]}
    ids, said, unasked = {}, {}, collections.defaultdict(list)
    for message in messages:
        if message.outbox in ids:
            yield f"sent twice: {ids[message.outbox]} and {message}"
        ids[message.outbox] = message
        if message.kind not in PASSED_ON:
            text = (message.channel, message.day(), message.text)
            if text in said:
                yield f"said twice on one day: {said[text]} and {message}"
            said[text] = message
        own = message.kind in SELF_INITIATED or message.unasked
        if own and not (is_working_day(message.day()) and OPEN[0] <= message.at.time() < OPEN[1]):
            yield f"in quiet hours: {message}"
        if message.unasked:
            reader = readers.get(message.channel)
            if reader is None:
                yield f"unasked, and to everybody: {message}"
            before = unasked[reader][-1:]
            if before and message.day() - before[0].day() < WEEK:
                yield f"more than one unasked within seven days: {before[0]} and {message}"
            unasked[reader].append(message)


def nudged(messages):
    """At most one friendly word a month to anybody."""
    last = {}
    for message in (message for message in messages if message.kind == "nudge"):
        before = last.get(message.channel)
        if before and message.day() - before.day() < datetime.timedelta(days=30):
            yield f"nudged twice in a month: {before} and {message}"
        last[message.channel] = message


def weekly(messages):
    """At most one digest and one question about work in a week and a channel."""
    seen = {}
    for message in (message for message in messages if message.kind in ("digest", "work")):
        week = (message.channel, message.kind, *message.day().isocalendar()[:2])
        if week in seen:
            yield f"twice in one week: {seen[week]} and {message}"
        seen[week] = message


def told(messages, readers, exported):
    """What was to be kept out, or among those who were there."""
    kept, owners = collections.defaultdict(set), set()
    for talk in exported["talks"] if exported else []:
        if talk["confidential"] and not talk["shared"]:
            kept[str(talk["meeting"])].add(talk["presenter"])
        if talk["confidential"]:
            owners.add(talk["presenter"])
    for message in messages:
        words = json.dumps([message.text, message.wire["blocks"]], ensure_ascii=False)
        if EXCLUDED in words:
            yield f"told what was to be kept out: {message}"
        if SECRET in words and readers.get(message.channel) not in owners and kept[message.meeting]:
            yield f"told of something confidential: {message}"
    if exported and not owners:
        yield "nothing was confidential: this proves less than it should"


def delivered(exported, messages, readers):
    """Of each meeting that is over: one brief for everybody, and one for each who should get it."""
    public, private = collections.Counter(), collections.defaultdict(list)
    for message in messages:
        if message.kind == "brief" and message.channel in readers:
            private[message.meeting].append(readers[message.channel])
        elif message.kind == "brief":
            public[message.meeting] += 1
    meetings = {str(meeting["id"]): meeting for meeting in exported["meetings"]}
    there = {str(row["meeting"]): set(row["companies"]) for row in exported["attendance"]}
    wants = {(str(row["meeting"]), row["company"]): set(row["wants_brief"]) for row in exported["rsvps"]}
    briefs = {str(row["meeting"]): row for row in exported["briefs"] if row["published"]}
    held = [m for m, meeting in meetings.items() if meeting["status"] == "held"]
    last = max((meetings[m]["start"] for m in held), default="")
    for m in held:
        start = datetime.datetime.fromisoformat(meetings[m]["start"])
        if m not in briefs:
            if datetime.datetime.fromisoformat(last) - start >= WEEK:
                yield f"no brief of the meeting on {start}"
            continue
        got = private[m]
        if public[m] != 1:
            yield f"{public[m]} briefs of the meeting on {start} for everybody"
        if sorted(got) != sorted(briefs[m]["recipients"]):
            yield f"the brief of {start} went to {sorted(got)}, not to {briefs[m]['recipients']}"
        for company in exported["companies"]:
            if company["cluster"] != meetings[m]["cluster"] or company["left"] or company["joined"] > meetings[m]["start"][:10]:
                continue
            of_them, asked = set(company["people"]) & set(got), wants.get((m, company["id"]), set())
            if asked and not of_them <= asked:
                yield f"{start}: {sorted(of_them - asked)} of {company['name']} got a brief that others asked for"
            elif not asked and company["id"] in there[m] and of_them:
                yield f"{start}: {company['name']} was there, and got a brief: {sorted(of_them)}"
            elif not asked and company["id"] not in there[m] and company["people"] and len(of_them) != 1:
                yield f"{start}: {company['name']} was not there, and got {len(of_them)} briefs"


def table(messages, clusters, begun, ended):
    kinds = collections.Counter(message.kind for message in messages)
    unasked = collections.Counter(message.channel for message in messages if message.unasked)
    print(f"{begun:%Y-%m-%d} to {ended:%Y-%m-%d}: {len(messages)} messages")
    for kind, count in sorted(kinds.items()):
        print(f"  {kind:14} {count:5}")
    print(f"  {'unasked':14} {sum(unasked.values()):5}, at most {max(unasked.values(), default=0)} to one person")
    for cluster in clusters:
        hostings = cluster.hostings()
        print(f"#{cluster.channel['name']}: {len(cluster.held)} meetings held, {len(cluster.hosts)} planned")
        for name, count in hostings.items():
            print(f"  {name:24} {count:3}")


def find_clusters(sandbox, state, messages):
    channels = {channel["id"]: channel for channel in state["channels"]}
    people = {user["id"] for user in state["users"] if not user["deleted"] and not user["is_bot"]}
    welcomed = dict.fromkeys(message.channel for message in messages if message.kind == "welcome")
    return [
        Cluster(sandbox, channels[channel], min(people & set(channels[channel]["members"]))) for channel in welcomed
    ]


def export(command):
    return json.loads(subprocess.run(shlex.split(command), check=True, capture_output=True).stdout)


def turn_weeks(sandbox, weeks, dice, command):
    state = sandbox.state()
    zone = zoneinfo.ZoneInfo(state["clock"]["zone"])
    clusters = find_clusters(sandbox, state, of_the_bot(state, zone))
    if not clusters:
        print("no cluster is live in this demo", file=sys.stderr)
        return 2
    begun = datetime.datetime.fromisoformat(state["clock"]["now"]).astimezone(zone)
    people = People(sandbox, dice)
    for day in range(1, 7 * weeks + 1):
        today = begun.date() + datetime.timedelta(days=day)
        sandbox.turn(datetime.datetime.combine(today, datetime.time(dice.randrange(7, 21), dice.randrange(60))))
        state = sandbox.state()
        people.look_around(state, of_the_bot(state, zone))
        for cluster in clusters:
            cluster.look(today)
    state = sandbox.state()
    messages = of_the_bot(state, zone)
    table(messages, clusters, begun, begun + weeks * WEEK)
    faults = list(broken(state, messages))
    readers = {channel["id"]: channel["user"] for channel in state["channels"] if channel["is_im"]}
    exported = export(command) if command else None
    faults += [*nudged(messages), *weekly(messages), *told(messages, readers, exported)]
    if exported:
        faults += delivered(exported, messages, readers)
    for cluster in clusters:
        faults += cluster.nameless
        counts = cluster.hostings().values()
        if counts and max(counts) - min(counts) > 1:
            faults.append(f"hosting in #{cluster.channel['name']} is spread by {max(counts) - min(counts)}")
        if weeks >= 8 and not cluster.held:
            faults.append(f"no meeting was held in #{cluster.channel['name']}")
    for fault in faults:
        print("BROKEN:", fault)
    print(f"{len(faults)} broken promises" if faults else "every promise kept")
    return 1 if faults else 0


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("page", help="the demo's page, as its first line tells it")
    options.add_argument("--weeks", type=int, default=26)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--export", metavar="COMMAND", help="prints what the bot's database holds")
    given = options.parse_args()
    return turn_weeks(Sandbox(given.page), given.weeks, random.Random(given.seed), given.export)


if __name__ == "__main__":
    sys.exit(main())
