//! What Slack sends, and what it never should.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::{Decoded, Undecodable, decode, nonce, profiles};
use crate::domain::model::{
    ChannelId, ClusterId, Coming, Event, Field, Form, Lang, MeetingId, Nonce, Press, Purpose, Start, TeamId,
    UserId, Value as Filled,
};
use crate::slack::blocks;
use crate::slack::inbound::Kind;
use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use serde_json::{Value, json};

fn happening(inner: Value) -> Result<Option<Event>, Undecodable> {
    let payload = json!({ "type": "event_callback", "event_id": "Ev1", "team_id": "T1", "event": inner });
    decode(Kind::Event, &payload, Some("env")).map(|decoded| decoded.event)
}

#[test]
fn a_command_brings_its_words_and_its_ways_back() {
    let payload = json!({
        "command": "/klynge", "text": "company Berg &amp; Dal", "user_id": "U1", "channel_id": "C1",
        "team_id": "T1", "trigger_id": "1.2.x", "response_url": "https://slack.example/r",
    });
    let Decoded { event, key, lane } = decode(Kind::Command, &payload, None).unwrap();
    assert_eq!(key.as_deref(), Some("trigger_id:1.2.x"));
    assert_eq!(lane.trigger.as_deref(), Some("1.2.x"));
    assert_eq!(lane.response_url.as_deref(), Some("https://slack.example/r"));
    assert_eq!(lane.team, Some(TeamId::from("T1")));
    let expected = Event::Commanded {
        by: UserId::from("U1"),
        channel: ChannelId::from("C1"),
        words: "company Berg & Dal".to_owned(),
        nonce: nonce("trigger_id:1.2.x"),
    };
    assert_eq!(event, Some(expected));
}

#[test]
fn a_repetition_has_the_same_key_and_opens_the_same_form() {
    let payload = json!({ "command": "/klynge", "text": "setup", "user_id": "U1", "channel_id": "C1",
        "trigger_id": "1.2.x" });
    let first = decode(Kind::Command, &payload, Some("one")).unwrap();
    let again = decode(Kind::Command, &payload, Some("two")).unwrap();
    assert_eq!(first, again);
    assert!(nonce("a") != nonce("b"));
    assert!(nonce("a").0 <= i64::MAX.unsigned_abs());
}

#[test]
fn a_press_is_what_its_value_says() {
    let press = Press::Answer(MeetingId(7), Coming::No);
    let payload = json!({
        "type": "block_actions", "user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t",
        "container": {"type": "message", "channel_id": "C1"}, "response_url": "https://slack.example/r",
        "actions": [{"type": "button", "action_id": "rsvp.cant.7", "value": serde_json::to_string(&press).unwrap()}],
    });
    let decoded = decode(Kind::Interaction, &payload, None).unwrap();
    let expected = Event::Pressed {
        by: UserId::from("U1"),
        channel: Some(ChannelId::from("C1")),
        press,
        nonce: nonce("trigger_id:t"),
    };
    assert_eq!(decoded.event, Some(expected));
}

#[test]
fn a_press_on_the_home_tab_comes_from_no_conversation() {
    let press = Press::Answer(MeetingId(7), Coming::Yes);
    let payload = json!({
        "type": "block_actions", "user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t",
        "container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1", "type": "home", "private_metadata": ""},
        "actions": [{"type": "button", "action_id": "rsvp.coming.7", "value": serde_json::to_string(&press).unwrap()}],
    });
    let decoded = decode(Kind::Interaction, &payload, None).unwrap();
    assert_eq!(decoded.lane.response_url, None);
    let nonce = nonce("trigger_id:t");
    assert_eq!(decoded.event, Some(Event::Pressed { by: UserId::from("U1"), channel: None, press, nonce }));
}

#[test]
fn the_home_tab_is_opened_and_the_messages_beside_it_are_not() {
    let opened = |tab: &str| {
        happening(json!({
            "type": "app_home_opened", "user": "U1", "channel": "D1", "tab": tab, "event_ts": "1.2",
        }))
    };
    assert_eq!(opened("home"), Ok(Some(Event::HomeOpened { by: UserId::from("U1") })));
    assert_eq!(opened("messages"), Ok(None));
    let nobody = happening(json!({ "type": "app_home_opened", "tab": "home" }));
    assert_eq!(nobody, Err(Undecodable::Missing("event.user")));
}

#[test]
fn a_button_of_another_age_is_unknown() {
    for action in [json!({"value": "{\"dance\":1}"}), json!({"value": "x"}), json!({}), json!(null)] {
        let payload = json!({"type": "block_actions", "user": {"id": "U1"}, "actions": [action]});
        assert_eq!(decode(Kind::Interaction, &payload, None), Err(Undecodable::UnknownButton));
    }
}

/// What a browser would send back for a view of ours.
fn submission(form: &Form, values: Value) -> Value {
    let mut view = blocks::view(Lang::Nb, form);
    view["state"] = json!({ "values": values });
    json!({"type": "view_submission", "user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t", "view": view})
}

#[test]
fn every_kind_of_input_gives_its_value() {
    let form = Form { purpose: Purpose::Companies(ClusterId(3)), nonce: Nonce(9), start: Start::Companies };
    let payload = submission(
        &form,
        json!({
            "companies": {"companies": {"type": "plain_text_input", "value": "A\nB"}},
            "minutes": {"minutes": {"type": "number_input", "value": "90"}},
            "link": {"link": {"type": "url_text_input", "value": null}},
            "place": {"place": {"type": "plain_text_input", "value": "  "}},
            "rhythm": {"rhythm": {"type": "static_select", "selected_option": {"value": "weekly"}}},
            "company": {"company": {"type": "radio_buttons", "selected_option": null}},
            "attendance": {"attendance": {"type": "checkboxes", "selected_options": [{"value": "1"}, {"value": "2"}]}},
            "date": {"date": {"type": "datepicker", "selected_date": "2026-09-17"}},
            "time": {"time": {"type": "timepicker", "selected_time": "11:30"}},
            "contact": {"contact": {"type": "users_select", "selected_user": "U2"}},
            "deputy": {"deputy": {"type": "multi_users_select", "selected_users": []}},
            "unknown": {"unknown": {"type": "plain_text_input", "value": "x"}},
        }),
    );
    let decoded = decode(Kind::Interaction, &payload, None).unwrap();
    let Some(Event::Submitted { by, purpose, nonce, values }) = decoded.event else {
        panic!("a submission was sent");
    };
    assert_eq!((by, purpose, nonce), (UserId::from("U1"), form.purpose, form.nonce));
    let expected = [
        (Field::Companies, Filled::Typed("A\nB".to_owned())),
        (Field::Minutes, Filled::Typed("90".to_owned())),
        (Field::Rhythm, Filled::Chosen("weekly".to_owned())),
        (Field::Attendance, Filled::Ticked(vec!["1".to_owned(), "2".to_owned()])),
        (Field::Date, Filled::Date(NaiveDate::from_ymd_opt(2026, 9, 17).unwrap())),
        (Field::Time, Filled::Time(NaiveTime::from_hms_opt(11, 30, 0).unwrap())),
        (Field::Contact, Filled::People(vec![UserId::from("U2")])),
    ];
    assert_eq!(values, expected.into_iter().collect());
}

#[test]
fn a_modal_sent_again_after_a_fault_is_a_new_delivery_of_the_same_form() {
    let form = Form { purpose: Purpose::Companies(ClusterId(3)), nonce: Nonce(9), start: Start::Companies };
    let first = submission(&form, json!({}));
    let mut second = first.clone();
    second["trigger_id"] = json!("u");
    let (first, second) =
        (decode(Kind::Interaction, &first, None).unwrap(), decode(Kind::Interaction, &second, None).unwrap());
    assert!(first.key != second.key);
    assert_eq!(first.event, second.event);
}

#[test]
fn leaving_a_modal_is_no_event_and_a_foreign_one_is_unknown() {
    let closed = json!({"type": "view_closed", "user": {"id": "U1"}, "view": {}});
    assert_eq!(decode(Kind::Interaction, &closed, None).unwrap().event, None);
    let foreign = json!({"type": "view_submission", "user": {"id": "U1"}, "view": {"private_metadata": "x"}});
    assert_eq!(decode(Kind::Interaction, &foreign, None), Err(Undecodable::UnknownModal));
}

#[test]
fn only_a_persons_own_new_words_address_us() {
    let direct =
        json!({"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hei"});
    let by = UserId::from("U1");
    let said = |channel: &str, event| match event {
        Ok(Some(Event::Addressed { by: who, channel: at, words, .. })) => {
            who == by && at == ChannelId::from(channel) && words == "hei"
        }
        _ => false,
    };
    assert!(said("D1", happening(direct.clone())));
    let mention = json!({"type": "app_mention", "channel": "C1", "user": "U1", "text": "<@U0> hei"});
    assert!(said("C1", happening(mention)), "the mention itself is not among the words");
    for (field, value) in [("bot_id", "B1"), ("subtype", "message_changed"), ("channel_type", "mpim")] {
        let mut odd = direct.clone();
        odd[field] = json!(value);
        assert_eq!(happening(odd), Ok(None), "{field}");
    }
}

#[test]
fn of_what_people_say_in_a_channel_only_place_and_person_are_read() {
    let spoke = Event::Spoke { channel: ChannelId::from("C1"), user: UserId::from("U1") };
    let said = |kind: &str| json!({"type": "message", "channel_type": kind, "channel": "C1", "user": "U1", "text": "secret"});
    assert_eq!(happening(said("channel")), Ok(Some(spoke.clone())));
    assert_eq!(happening(said("group")), Ok(Some(spoke.clone())));
    let with = |field: &str, value: &str| {
        let mut message = said("channel");
        message[field] = json!(value);
        happening(message)
    };
    for subtype in ["file_share", "thread_broadcast", "me_message"] {
        assert_eq!(with("subtype", subtype), Ok(Some(spoke.clone())), "{subtype}");
    }
    for subtype in ["message_changed", "message_deleted", "channel_join", "channel_topic", "bot_message"] {
        assert_eq!(with("subtype", subtype), Ok(None), "{subtype}");
    }
    assert_eq!(with("bot_id", "B1"), Ok(None));
    let item = json!({"type": "message", "channel": "C1", "ts": "1.2"});
    let reaction = json!({"type": "reaction_added", "user": "U1", "reaction": "tada", "item": item});
    assert_eq!(happening(reaction), Ok(Some(spoke)));
    let to_a_file = json!({"type": "reaction_added", "user": "U1", "item": {"type": "file", "file": "F1"}});
    assert_eq!(happening(to_a_file), Ok(None));
}

#[test]
fn coming_and_going_is_told_with_place_and_person() {
    let (channel, user) = (ChannelId::from("C1"), UserId::from("U1"));
    let joined = json!({"type": "member_joined_channel", "channel": "C1", "user": "U1", "inviter": "U2"});
    let event = Event::Arrived { channel: channel.clone(), user: user.clone() };
    assert_eq!(happening(joined), Ok(Some(event)));
    let left = json!({"type": "member_left_channel", "channel": "C1", "user": "U1"});
    assert_eq!(happening(left), Ok(Some(Event::Departed { channel, user })));
    let half = json!({"type": "member_left_channel", "channel": "C1"});
    assert_eq!(happening(half), Err(Undecodable::Missing("event.user")));
}

#[test]
fn in_a_shared_channel_the_authorisation_names_the_workspace() {
    let payload = json!({
        "type": "event_callback", "event_id": "Ev1", "team_id": "T2",
        "authorizations": [{"team_id": "T1"}], "event": {"type": "app_home_opened", "user": "U1"},
    });
    let decoded = decode(Kind::Event, &payload, None).unwrap();
    assert_eq!((decoded.event.clone(), decoded.team()), (None, Some(&TeamId::from("T1"))));
    assert_eq!(decoded.key.as_deref(), Some("event_id:Ev1"));
}

#[test]
fn people_are_read_whatever_their_profiles_look_like() {
    let users = json!([
        {"id": "U1", "name": "ida", "locale": "nb-NO", "profile": {"display_name": "", "real_name": "Ida", "fields": []}},
        {"id": "U2", "name": "per", "deleted": true, "profile": {"display_name": "Per"}},
        {"id": "U3", "name": "bot", "is_bot": true, "profile": null},
        {"id": "USLACKBOT", "name": "slackbot", "real_name": "Slackbot"},
        {"name": "nobody"}, null, 3,
    ]);
    let read = profiles(&users);
    let names: Vec<&str> = read.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ida", "Per", "bot", "Slackbot"]);
    let flags: Vec<(bool, bool)> = read.iter().map(|person| (person.is_bot, person.active)).collect();
    assert_eq!(flags, [(false, true), (false, false), (true, true), (true, true)]);
    assert_eq!(read.first().and_then(|person| person.locale.as_deref()), Some("nb-NO"));
    assert!(profiles(&json!({"members": 3})).is_empty());
}

/// Odd JSON with words in it that the decoder looks for.
fn odd() -> impl Strategy<Value = Value> {
    let words = proptest::sample::select(vec![
        "type",
        "event",
        "user",
        "id",
        "channel",
        "actions",
        "value",
        "view",
        "state",
        "values",
        "private_metadata",
        "block_actions",
        "view_submission",
        "message",
        "im",
        "channel_type",
        "user_id",
        "channel_id",
        "companies",
        "datepicker",
        "selected_date",
        "team_join",
        "2026-13-01",
        "{}",
        "profile",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        words.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((words.clone(), inner), 0..6)
                .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_makes_it_panic(payload in odd()) {
        for kind in [Kind::Event, Kind::Command, Kind::Interaction] {
            let _ = decode(kind, &payload, None);
        }
        let _ = profiles(&payload);
    }
}

#[test]
fn what_would_burst_a_form_or_a_mention_is_no_id() {
    let command = |user: &str, channel: &str| {
        let payload =
            json!({ "command": "/klynge", "text": "setup", "user_id": user, "channel_id": channel });
        decode(Kind::Command, &payload, None).map(|decoded| decoded.event.is_some())
    };
    assert_eq!(command("U1", "C1"), Ok(true));
    for odd in [&"C".repeat(256), "C1>", "<!channel", "C1|x", "C 1", "C\u{202e}1"] {
        assert_eq!(command("U1", odd), Err(Undecodable::Missing("channel_id")), "{odd}");
        assert_eq!(command(odd, "C1"), Err(Undecodable::Missing("user_id")), "{odd}");
    }
}
