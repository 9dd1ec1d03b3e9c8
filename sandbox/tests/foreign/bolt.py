"""An unmodified Bolt for Python app against the sandbox whose addresses are the first argument (JSON). Exits 1 at the first surprise."""

import json
import os
import sys
import urllib.request

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

INFO = json.loads(sys.argv[1])
BASE = INFO["page"].rstrip("/")
TEXT = {"type": "plain_text"}
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": {**TEXT, "text": "Form"},
    "submit": {**TEXT, "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": {**TEXT, "text": "Name"},
            "element": {"type": "plain_text_input", "action_id": "a"},
        }
    ],
}
CARD = [{"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": {**TEXT, "text": "Go"}}]}]

app = App(client=WebClient(token=INFO["bot_token"], base_url=INFO["api_url"] + "/"))


@app.command("/test")
def command(ack, body, client, respond):
    ack("acked")
    client.views_open(trigger_id=body["trigger_id"], view=FORM)
    respond("responded")


@app.view("form")
def form(ack, view):
    name = view["state"]["values"]["name"]["a"]["value"]
    if name == "bad":
        ack(response_action="errors", errors={"name": "Not that one."})
    else:
        ack()


@app.event("app_mention")
def mention(say):
    say(text="card", blocks=CARD)


@app.action("go")
def go(ack, body, client):
    ack()
    client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="gone")


@app.event("app_home_opened")
def home(event, client):
    client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})


@app.event("message")
@app.event("member_joined_channel")
def ignored():
    pass


def act(do, **fields):
    order = json.dumps({"as": "U1", "do": do, **fields}).encode()
    with urllib.request.urlopen(urllib.request.Request(BASE + "/sandbox/act", order)) as answer:
        return json.load(answer)


def expect(found, wanted):
    if found != wanted:
        print(f"found {found!r}, wanted {wanted!r}", file=sys.stderr)
        sys.stderr.flush()
        os._exit(1)


SocketModeHandler(app, INFO["app_token"]).connect()
client = app.client
client.conversations_join(channel="C1")

done = act("command", channel="C1", text="/test")
expect(done["ack"], {"ok": True, "payload": {"text": "acked"}})
expect(sorted(message["text"] for message in done["messages"]), ["acked", "responded"])
expect(done["view"]["callback_id"], "form")
expect(act("submit", values={"Name": "bad"})["errors"], {"name": "Not that one."})
expect(act("submit", values={"Name": "good"})["view"], None)

card = act("say", channel="C1", text=f"<@{client.auth_test()['user_id']}>")["messages"][-1]
expect(card["text"], "card")
expect(act("click", channel="C1", ts=card["ts"], text="Go")["updated"][0]["text"], "gone")
act("open_home")
with urllib.request.urlopen(BASE + "/sandbox/state") as state:
    expect(json.load(state)["homes"]["U1"][0]["type"], "divider")

expect(client.files_upload_v2(channel="C1", content="abc", filename="a.txt")["ok"], True)
expect(client.conversations_history(channel="C1", limit=1)["messages"][0]["files"][0]["name"], "a.txt")
expect(len(client.users_list(limit=2)["members"]), 2)
sys.stdout.flush()
os._exit(0)
