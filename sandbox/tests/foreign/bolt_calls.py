"""The commands of the Python app that are about its client: calls, pages, files, refusals, limits."""

from slack_sdk.errors import SlackApiError


def listen(app, log):
    @app.command("/calls")
    def calls(ack, client, command):
        ack()
        channel, user = command["channel_id"], command["user_id"]
        metadata = {"event_type": "called", "event_payload": {"by": user}}
        posted = client.chat_postMessage(channel=channel, text="one < two", metadata=metadata)
        ts = posted["ts"]
        updated = client.chat_update(channel=channel, ts=ts, text="two")
        client.chat_postEphemeral(channel=channel, user=user, text="only you")
        permalink = client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"]
        client.pins_add(channel=channel, timestamp=ts)
        items = client.pins_list(channel=channel)["items"]
        at = {"latest": ts, "limit": 1, "inclusive": True, "include_all_metadata": True}
        history = client.conversations_history(channel=channel, **at)
        info = client.conversations_info(channel=channel, include_num_members=True)["channel"]
        members = client.conversations_members(channel=channel)["members"]
        direct = client.conversations_open(users=user)["channel"]
        person = client.users_info(user=user)["user"]
        found = client.users_lookupByEmail(email="ben@house.example")["user"]
        me = client.auth_test()["user_id"]
        client.chat_delete(channel=channel, ts=ts)
        facts = {
            "posted": posted["message"]["text"],
            "updated": updated["text"],
            "permalink": permalink,
            "pinned": len(items),
            "metadata": history["messages"][0]["metadata"],
            "members": [info["num_members"], *members],
            "direct": direct["id"],
            "people": [person["real_name"], found["id"], me],
        }
        log("calls", facts)

    @app.command("/pages")
    def pages(ack, client):
        ack()
        pages = [[member["name"] for member in page["members"]] for page in client.users_list(limit=2)]
        log("pages", {"pages": pages})

    @app.command("/file")
    def file(ack, client, command):
        ack()
        uploaded = client.files_upload_v2(
            channel=command["channel_id"],
            content="one\ntwo\n",
            filename="list.txt",
            title="A list",
            initial_comment="here it is",
        )
        log("file", {"files": [{name: file[name] for name in ("id", "title")} for file in uploaded["files"]]})

    @app.command("/refused")
    def refused(ack, client, command):
        ack()
        channel = command["channel_id"]
        refusals = []
        for call in (
            lambda: client.conversations_info(channel="C0NOWHERE1"),
            lambda: client.chat_postMessage(channel=channel, text="x", blocks=[{"type": "section"}]),
            lambda: client.conversations_create(name="Not A Name"),
            lambda: client.api_call("no.such"),
        ):
            try:
                call()
            except SlackApiError as error:
                messages = error.response.get("response_metadata", {}).get("messages", [])
                refusals.append([error.response["error"], messages])
        log("refused", {"refusals": refusals})

    # The client waits as long as it is told, and tries again by itself.
    @app.command("/limited")
    def limited(ack, client, command):
        ack()
        posted = client.chat_postMessage(channel=command["channel_id"], text="patience")
        log("limited", {"ok": posted["ok"]})
