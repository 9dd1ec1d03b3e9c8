"""Slack's own Python SDK installs, renews and removes the app of the sandbox whose addresses are the first argument (JSON).
Its menus ask a Bolt app for their options. Exits 1 at the first surprise."""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.oauth.oauth_flow import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.oauth.token_rotation import TokenRotator

INFO = json.loads(sys.argv[1])
BASE = INFO["page"].rstrip("/")
BACK = "http://127.0.0.1:9/slack"


def expect(found, wanted):
    if found != wanted:
        print(f"found {found!r}, wanted {wanted!r}", file=sys.stderr)
        sys.stderr.flush()
        os._exit(1)


def post(path, body):
    with urllib.request.urlopen(urllib.request.Request(BASE + path, json.dumps(body).encode())) as answer:
        return json.load(answer)


def refused(call, **arguments):
    try:
        call(**arguments)
    except SlackApiError as error:
        return error.response["error"]
    return None


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def allow(address):
    """What a person does on the page; answers the code."""
    fields = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    form = urllib.parse.urlencode({**fields, "user": "U1", "decision": "allow"}).encode()
    try:
        urllib.request.build_opener(Stay).open(BASE + "/oauth/v2/authorize", form)
    except urllib.error.HTTPError as answer:
        query = urllib.parse.urlsplit(answer.headers["location"]).query
        return dict(urllib.parse.parse_qsl(query))["code"]


client = WebClient(base_url=INFO["api_url"] + "/")
client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
settings = OAuthSettings(
    client_id=INFO["client_id"],
    client_secret=INFO["client_secret"],
    scopes=["chat:write", "commands"],
    user_scopes=["users:read"],
    redirect_uri=BACK,
    authorization_url=BASE + "/oauth/v2/authorize",
)
flow = OAuthFlow(client=client, settings=settings)
installation = flow.run_installation(allow(flow.build_authorize_url("state", BoltRequest(body="", query={}))))
expect(installation.user_id, "U1")
expect(installation.bot_token.split("-")[0], "xoxe.xoxb")
expect(installation.user_scopes, ["users:read"])
expect("chat:write" in installation.bot_scopes, True)
expect(client.auth_test(token=installation.user_token)["user"], "ada")

rotator = TokenRotator(client=client, client_id=INFO["client_id"], client_secret=INFO["client_secret"])
expect(rotator.perform_token_rotation(installation=installation), None)
rotated = rotator.perform_token_rotation(installation=installation, minutes_before_expiration=13 * 60)
expect(rotated.bot_token != installation.bot_token, True)
expect(client.auth_test(token=rotated.bot_token)["user_id"], installation.bot_user_id)
expect(client.auth_test(token=rotated.user_token)["user_id"], "U1")
expect(client.oauth_v2_exchange(client_id=INFO["client_id"], client_secret=INFO["client_secret"], token=INFO["bot_token"])["ok"], True)

manifest = {"display_information": {"name": "a" * 36}}
try:
    client.apps_manifest_validate(manifest=manifest, token=INFO["config_token"])
    expect("taken", "refused")
except SlackApiError as error:
    expect([fault["pointer"] for fault in error.response["errors"]], ["/display_information/name"])

app = App(client=WebClient(token=rotated.bot_token, base_url=INFO["api_url"] + "/"))


@app.options("town")
def towns(ack, payload):
    ack(options=[{"text": {"type": "plain_text", "text": payload["value"] + "lo"}, "value": "oslo"}])


SocketModeHandler(app, INFO["app_token"]).connect()
TEXT = {"type": "plain_text", "text": "Town"}
menu = {"type": "external_select", "action_id": "town", "placeholder": TEXT, "min_query_length": 2}
card = app.client.chat_postMessage(channel="U1", text="x", blocks=[{"type": "actions", "elements": [menu]}])
asked = {"as": "U1", "do": "suggest", "channel": card["channel"], "ts": card["ts"], "action_id": "town", "value": "Os"}
expect(post("/sandbox/act", asked)["options"][0]["text"]["text"], "Oslo")

# The sixth post of five seconds is refused; the SDK waits the second that is left and posts again.
for _ in range(5):
    client.chat_postMessage(channel="U2", text="x", token=rotated.bot_token)
post("/sandbox/clock", {"skip_wall": "4s"})
expect(client.chat_postMessage(channel="U2", text="x", token=rotated.bot_token)["ok"], True)
with urllib.request.urlopen(BASE + "/sandbox/wire") as wire:
    expect(any(record.get("error") == "ratelimited" for record in json.load(wire)["records"]), True)

gone = client.apps_uninstall(client_id=INFO["client_id"], client_secret=INFO["client_secret"], token=rotated.bot_token)
expect(gone["ok"], True)
expect(refused(client.auth_test, token=rotated.bot_token), "account_inactive")
sys.stdout.flush()
os._exit(0)
