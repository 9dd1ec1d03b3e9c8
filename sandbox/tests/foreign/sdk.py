"""Makes the calls of a plan (JSON on stdin) with Slack's own client for Python, and holds what comes back against what the
plan wants. Exits 1 if there was a surprise."""

import json
import os
import queue
import sys
import urllib.request

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web import SlackResponse


def post(url, body):
    with urllib.request.urlopen(urllib.request.Request(url, body)) as answer:
        return answer.read()


def filled(value, kept):
    """`$name` in the plan is something that an earlier step has kept."""
    if isinstance(value, str):
        return kept[value[1:]] if value.startswith("$") else value
    if isinstance(value, list):
        return [filled(item, kept) for item in value]
    if isinstance(value, dict):
        return {name: filled(item, kept) for name, item in value.items()}
    return value


def at(value, pointer):
    for name in pointer[1:].split("/"):
        value = value[int(name) if isinstance(value, list) else name]
    return value


def call(client, method, args):
    """The client has a function for each method, by its name; what such a function does not take goes without it."""
    known = getattr(client, method.replace(".", "_"), None)
    named = {"app_token": client.token} if method == "apps.connections.open" else args
    try:
        return known(**named) if known else client.api_call(method, json=args)
    except (TypeError, ValueError, SlackRequestError):
        return client.api_call(method, json=args)


def word(call):
    """What came of it, in a word."""
    try:
        answer = call()
    except SlackApiError as error:
        answer = error.response
        if isinstance(answer, SlackResponse) and answer.status_code == 429:
            return None, f"{answer['error']} {answer.headers['Retry-After']}"
        if isinstance(answer, dict):
            return None, f"http {answer['status']}"
        if answer.status_code != 200:
            return None, f"http {answer.status_code}"
        return None, answer["error"]
    except SlackClientError as error:
        return None, repr(error)
    return answer, "ok" if isinstance(answer, SlackResponse) and answer["ok"] is True else repr(answer)


def triggers(house):
    """What people do lets an app do something: the trigger comes by the socket."""
    heard = queue.Queue()
    web = WebClient(base_url=house["api_url"])
    socket = SocketModeClient(app_token=house["app_token"], web_client=web)

    def listen(client, request):
        client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        if "trigger_id" in request.payload:
            heard.put(request.payload["trigger_id"])

    socket.socket_mode_request_listeners.append(listen)
    socket.connect()
    return heard


def main():
    plan = json.load(sys.stdin)
    heard = triggers(plan["houses"]["main"])
    kept = plan["kept"]
    surprises = 0
    for step in plan["steps"]:
        house = plan["houses"][step["house"]]
        control = house["page"] + "sandbox/"
        if "act" in step:
            order = {**filled(step["act"], kept), "within": "0s"}
            post(control + "act", json.dumps(order).encode())
            kept["trigger"] = heard.get(timeout=60)
        elif "control" in step:
            post(control + step["control"], json.dumps(step["body"]).encode())
        elif "put" in step:
            post(filled(step["put"], kept), step["content"].encode())
        else:
            client = WebClient(token=filled(step["token"], kept), base_url=house["api_url"])
            answer, found = word(lambda: call(client, step["call"], filled(step["args"], kept)))
            for name, pointer in step.get("keep", {}).items():
                kept[name] = at(answer, pointer)
            if found != step["want"]:
                surprises += 1
                args = json.dumps(step["args"])[:300]
                print(f"{step['call']} {args}: not {step['want']} but {found}", file=sys.stderr)
    sys.stderr.flush()
    # The socket's threads have nothing more to say.
    os._exit(1 if surprises else 0)


main()
