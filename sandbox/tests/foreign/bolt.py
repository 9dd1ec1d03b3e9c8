"""An app on Bolt for Python as its documentation writes one; only the address of the Web API is other than the default.

With PORT it takes signed requests there, else it uses Socket Mode. Each listener writes what it was given and got as a
line of JSON, as the last thing it does.
"""

import json
import os
import re
import sys
import threading
from pathlib import Path

import bolt_calls
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

ENV = os.environ
SURFACES = json.loads(Path(__file__).with_name("surfaces.json").read_text())

client = WebClient(token=ENV["SLACK_BOT_TOKEN"], base_url=ENV["SLACK_API_URL"])
client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
app = App(client=client, signing_secret=ENV["SLACK_SIGNING_SECRET"])


def log(listener, facts, body=None):
    # In one write: listeners run side by side.
    sys.stdout.write(json.dumps({"listener": listener, "facts": facts, "body": body}) + "\n")
    sys.stdout.flush()


def pick(source, *names):
    return {name: source[name] for name in names if name in source}


# --- middleware: one for all, one for a listener of its own ---


@app.middleware
def everything(context, next):
    context["trail"] = ["global"]
    next()


def noted(context, next):
    context["trail"].append("own")
    next()


# --- commands ---


@app.command("/test", middleware=[noted])
def test(ack, body, command, context, respond, say):
    ack()
    respond("for you")
    respond(text="for all", response_type="in_channel")
    said = say("said")
    facts = pick(command, "channel_id", "channel_name", "text", "user_id", "user_name")
    facts |= {"botId": context.bot_id, "botUserId": context.bot_user_id, "trail": context["trail"]}
    log("command", {**facts, "said": said["ts"]}, body)


@app.command("/words")
def words(ack, command):
    ack(f"You wrote: {command['text']}")
    log("command in words", pick(command, "text"))


@app.command(re.compile("^/esc"))
def escape(ack, command):
    ack(text="ok", response_type="in_channel")
    log("command by pattern", pick(command, "command", "text"))


@app.command("/card")
def card(ack, say):
    ack()
    said = say(text="card", blocks=SURFACES["card"])
    log("command for a card", {"ts": said["ts"]})


@app.command("/whisper")
def whisper(ack, respond):
    ack()
    respond(text="psst", blocks=SURFACES["whisper"])
    log("command for a whisper", {})


@app.command(re.compile("^/(form|menu)$"))
def modal(ack, body, client):
    ack()
    opened = client.views_open(trigger_id=body["trigger_id"], view=SURFACES[body["command"][1:]])
    log("command for a modal", pick(opened["view"], "id", "callback_id"))


bolt_calls.listen(app, log)

# --- actions ---


@app.action("go")
def go(ack, action, body, respond):
    ack()
    respond(replace_original=True, text="gone")
    facts = pick(action, "action_id", "block_id", "value")
    log("button", {**facts, "channel": body["channel"]["id"], "ts": body["message"]["ts"]}, body)


@app.action(re.compile("^(colour|day|extras|friend|more)$"))
def choice(ack, action, body):
    ack()
    selected = next(action[name] for name in action if name.startswith("selected_"))
    facts = {**pick(action, "action_id", "type", "initial_date"), "selected": selected}
    state = body["state"]["values"].get(action["block_id"])
    log("choice", facts if state is None else {**facts, "state": state}, body)


@app.action({"block_id": "whispered", "action_id": "again"})
def again(ack, body, respond):
    ack()
    respond(replace_original=True, text="psst, again", blocks=SURFACES["whisper"])
    log("button of a whisper", pick(body, "container"), body)


@app.action({"block_id": "whispered", "action_id": "hide"})
def hide(ack, respond):
    ack()
    respond(delete_original=True)
    log("button that hides", {})


def titled(text):
    return {**SURFACES["form"], "title": {"type": "plain_text", "text": text}}


@app.action("grow")
def grow(ack, body, client):
    ack()
    view = client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=titled("Grown"))["view"]
    kept = view["state"]["values"].get("name", {}).get("value", {}).get("value")
    log("button of a modal", {"title": view["title"]["text"], "kept": kept}, body)


@app.action("deeper")
def deeper(ack, body, client):
    ack()
    view = client.views_push(trigger_id=body["trigger_id"], view=SURFACES["second"])["view"]
    below = body["view"]["id"]
    facts = {"root": view["root_view_id"] == below, "previous": view["previous_view_id"] == below}
    log("button that pushes", facts)


@app.action("knock")
def knock(ack, body, client):
    ack()
    posted = client.chat_postMessage(channel=body["user"]["id"], text="Who is there?")
    log("button of a home", {"channel": posted["channel"], "callback_id": body["view"]["callback_id"]}, body)


# --- views ---


@app.view("form")
def form(ack, body, client, view):
    name = view["state"]["values"]["name"]["value"]["value"]
    if name == "bad":
        ack(response_action="errors", errors={"name": "Not that one."})
    elif name == "again":
        ack(response_action="update", view=titled("Again"))
    elif name == "more":
        ack(response_action="push", view=SURFACES["second"])
    else:
        ack()
        metadata = {"event_type": "form_sent", "event_payload": {"name": name}}
        client.chat_postMessage(channel=body["user"]["id"], text=f"got {name}", metadata=metadata)
    time = view["state"]["values"]["when"]["value"]["selected_time"]
    log("view submission", {"name": name, "time": time, **pick(view, "private_metadata")}, body)


@app.view("second")
def second(ack, view):
    ack(response_action="clear")
    log("view submission on top", pick(view, "callback_id"))


@app.view("menu")
def menu(ack, view):
    ack()
    log("view submission of a menu", {"selected": view["state"]["values"]["dish"]["dishes"]["selected_option"]})


@app.view_closed("form")
def closed(ack, body, view):
    ack()
    log("view closed", {**pick(view, "callback_id"), **pick(body, "is_cleared")}, body)


# --- shortcuts and options ---


@app.shortcut("new_thing")
def new_thing(ack, body, client, shortcut):
    ack()
    client.views_open(trigger_id=shortcut["trigger_id"], view=SURFACES["form"])
    log("global shortcut", {"callback_id": shortcut["callback_id"], "user": shortcut["user"]["id"]}, body)


@app.shortcut({"callback_id": "sum_up", "type": "message_action"})
def sum_up(ack, body, respond, say, shortcut):
    ack()
    respond("summed up")
    said = say(text="the sum", thread_ts=shortcut["message"]["ts"])
    facts = {**pick(shortcut, "callback_id", "message_ts"), "channel": shortcut["channel"]["id"]}
    log("message shortcut", {**facts, "text": shortcut["message"]["text"], "said": said["ts"]}, body)


@app.options("dishes")
def dishes(ack, body, options):
    names = [name for name in ("Soup", "Stew") if name.lower().startswith(options["value"])]
    ack(options=[{"text": {"type": "plain_text", "text": name}, "value": name} for name in names])
    log("options", pick(options, "action_id", "block_id", "value"), body)


# --- messages and other events ---


@app.message("hello")
def hello(body, message, say):
    said = say(text=f"hey <@{message['user']}>", thread_ts=message.get("thread_ts", message["ts"]))
    names = ("blocks", "channel", "channel_type", "parent_user_id", "text", "thread_ts", "ts", "user")
    facts = pick(message, *names)
    log("message", {**facts, "said": said["ts"]}, body)


@app.message(re.compile(r"(\d+) (apples|pears)"))
def fruit(context, say):
    number, kind = context["matches"]
    say(f"{kind}: {number}")
    log("message by pattern", {"matches": [number, kind]})


@app.message("crash")
def crash():
    raise RuntimeError("the listener gave up")


@app.event({"type": "message", "subtype": "message_changed"})
def changed(body, event):
    message = event["message"]
    facts = {"text": message["text"], "before": event["previous_message"]["text"], "of": message["ts"]}
    log("message changed", {**facts, **pick(message, "edited"), "ts": event["ts"]}, body)


@app.event({"type": "message", "subtype": "message_deleted"})
def deleted(body, event):
    log("message deleted", {**pick(event, "deleted_ts"), "before": event["previous_message"]["text"]}, body)


@app.event("app_mention")
def mention(body, event, say):
    say(text="you called?", thread_ts=event["ts"])
    log("app_mention", pick(event, "channel", "text", "ts", "user"), body)


@app.event("reaction_added")
def reaction(body, client, event):
    at = {"channel": event["item"]["channel"], "timestamp": event["item"]["ts"]}
    client.reactions_add(**at, name="eyes")
    message = client.reactions_get(**at)["message"]
    log("reaction_added", {**pick(event, "reaction", "item"), "all": message["reactions"]}, body)


@app.event("app_home_opened")
def home(body, client, event):
    client.views_publish(user_id=event["user"], view=SURFACES["home"])
    log("app_home_opened", {**pick(event, "tab", "channel"), "known": "view" in event}, body)


@app.event("member_joined_channel")
def joined(body, context, event, say):
    say("thanks for having me" if event["user"] == context.bot_user_id else f"welcome, <@{event['user']}>")
    log("member_joined_channel", pick(event, "user", "inviter", "channel"), body)


@app.event("file_shared")
def shared(body, client, event):
    file = client.files_info(file=event["file_id"])["file"]
    log("file_shared", {**pick(file, "name", "mimetype", "size"), "user": event["user_id"]}, body)


@app.event("message")
def other():
    """What no other listener takes; without this one it would be answered as unhandled."""


@app.error
def failed(error):
    log("error", {"message": str(error)})


def end_with_whoever_started_it():
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_whoever_started_it).start()
    if "PORT" in ENV:
        # `start` says so by itself when it listens.
        app.start(port=int(ENV["PORT"]))
    else:
        SocketModeHandler(app, ENV["SLACK_APP_TOKEN"]).start()
