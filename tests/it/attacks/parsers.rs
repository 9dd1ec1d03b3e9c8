//! The parsers, fed with what almost makes sense: signatures, deliveries, commands, notes, pasted companies.

use super::fuzz::fuzz;
use super::{known, shown};
use crate::catalogue::hostile_words as words;
use hmac::{Hmac, KeyInit, Mac};
use klynge::config::Secret;
use klynge::domain::brief::summary::{count, is_excluded, summarise, typed_line};
use klynge::domain::command::{Typed, parse};
use klynge::domain::decide;
use klynge::domain::model::{
    Answer, ChannelId, Event, Field, Instant, Lang, Nonce, Press, Profile, Purpose, Remark, TeamId, Ts,
    UserId, Value as Filled, Workspace,
};
use klynge::domain::onboarding::lines;
use klynge::slack::decode::decode;
use klynge::slack::inbound::Kind;
use klynge::slack::signature::{MAX_AGE_SECONDS, Verifier};
use proptest::collection::{btree_map, vec};
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::sample::select;
use serde_json::{Value, json};
use sha2::Sha256;

/// Tuesday 1 September 2026 in the morning.
fn now() -> Instant {
    Instant::from_timestamp(1_788_249_600, 0).unwrap()
}

/// A cluster of three companies that is live.
fn cluster() -> Workspace {
    let mut ws = Workspace::new(TeamId::from("T1"), UserId::from("UBOT"));
    let happen = |ws: &mut Workspace, event: Event| {
        let decision = decide(ws, &event, now());
        decision.changes.iter().for_each(|change| ws.apply(change));
    };
    let profile = |name: &str| Profile {
        id: UserId::from(format!("U{}", name.to_uppercase())),
        handle: name.to_owned(),
        name: format!("{name} {name}"),
        locale: None,
        is_bot: false,
        active: true,
    };
    let people = ["kaia", "ida", "per", "jonas"].map(profile).to_vec();
    let mut users: Vec<UserId> = people.iter().map(|profile| profile.id.clone()).collect();
    users.push(UserId::from("UBOT"));
    happen(&mut ws, Event::PeopleSeen(people));
    let channel = ChannelId::from("C1");
    let name = "designforum".to_owned();
    happen(&mut ws, Event::RoomSeen { channel: channel.clone(), name, open: true, users });
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 17).unwrap();
    let typed = |text: &str| Filled::Typed(text.to_owned());
    let chosen = |word: &str| Filled::Chosen(word.to_owned());
    let values = [
        (Field::Rhythm, chosen("fortnightly")),
        (Field::Date, Filled::Date(day)),
        (Field::Time, Filled::Time(chrono::NaiveTime::from_hms_opt(11, 30, 0).unwrap())),
        (Field::Minutes, typed("60")),
        (Field::Place, typed("Kafeen")),
        (Field::Language, chosen("nb")),
        (Field::Companies, typed("Studio Nord; @ida\nFjord Form; @jonas\nBlankt Ark")),
    ];
    let by = UserId::from("UKAIA");
    let purpose = Purpose::Setup(channel.clone());
    let values = values.into_iter().collect();
    happen(&mut ws, Event::Submitted { by: by.clone(), purpose, nonce: Nonce(1), values });
    let id = ws.cluster_in(&channel).unwrap().id;
    let press = Press::PostWelcome(id);
    happen(&mut ws, Event::Pressed { by, channel: Some(channel), press, nonce: Nonce(2) });
    assert!(!ws.meetings.is_empty());
    ws
}

fn signed(secret: &str, timestamp: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("v0:{timestamp}:").as_bytes());
    mac.update(body);
    let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v0={digits}")
}

/// A signature, right or with one character of it changed, or of something else.
#[test]
fn fuzz_signature() {
    let secret = "8f742231b10e8888abcd99yyyzzz85a5";
    let verifier = Verifier::new(&Secret::new(secret)).unwrap();
    let stamps = prop_oneof![
        6 => (-400i64..400).prop_map(|off| (1_788_249_600 + off).to_string()),
        1 => any::<i64>().prop_map(|stamp| stamp.to_string()),
        1 => "\\PC{0,24}",
    ];
    let spoilt = prop_oneof![2 => Just(None), 3 => (0..67usize, any::<char>()).prop_map(Some)];
    let cases = (stamps, vec(any::<u8>(), 0..64), spoilt, any::<bool>());
    fuzz(known::signatures(), &cases, |(stamp, body, spoilt, other)| {
        let now = 1_788_249_600_i64;
        let whole = signed(if other { "another" } else { secret }, &stamp, &body);
        let given: String = match spoilt {
            None => whole.clone(),
            Some((at, with)) => {
                whole.chars().enumerate().map(|(n, c)| if n == at { with } else { c }).collect()
            }
        };
        let digits = !stamp.is_empty() && stamp.bytes().all(|byte| byte.is_ascii_digit());
        let fresh = digits && stamp.parse().is_ok_and(|sent: i64| now.abs_diff(sent) <= MAX_AGE_SECONDS);
        let same = given.starts_with("v0=") && given.eq_ignore_ascii_case(&whole);
        let accepted = verifier.verify(&given, &stamp, &body, now).is_ok();
        assert_eq!(accepted, fresh && same && !other, "{given} {stamp}");
    });
}

/// Names that Slack's payloads are made of.
const NAMES: &[&str] = &[
    "type",
    "event",
    "user",
    "id",
    "channel",
    "channel_id",
    "user_id",
    "text",
    "trigger_id",
    "event_id",
    "actions",
    "value",
    "view",
    "private_metadata",
    "state",
    "values",
    "selected_option",
    "selected_options",
    "selected_date",
    "selected_time",
    "selected_user",
    "selected_users",
    "team",
    "team_id",
    "authorizations",
    "channel_type",
    "subtype",
    "bot_id",
    "item",
    "tab",
    "profile",
    "deleted",
    "name",
    "real_name",
    "display_name",
    "locale",
    "is_bot",
    "container",
    "response_url",
    "company",
    "theme",
    "words",
    "points",
    "companies",
    "date",
    "time",
    "title",
    "minutes",
    "meeting",
    "format",
];

/// Texts that mean something in one place or another.
const TEXTS: &[&str] = &[
    "",
    "event_callback",
    "block_actions",
    "view_submission",
    "view_closed",
    "message",
    "app_mention",
    "app_home_opened",
    "reaction_added",
    "member_joined_channel",
    "member_left_channel",
    "team_join",
    "user_change",
    "im",
    "channel",
    "group",
    "home",
    "UKAIA",
    "UIDA",
    "UNOBODY",
    "UBOT",
    "C1",
    "D1",
    "T1",
    "help",
    "coming",
    "setup",
    "brief NEAR(\"x\")",
    "1",
    "any",
    "plain_text_input",
    "static_select",
    "checkboxes",
    "datepicker",
    "timepicker",
    "users_select",
    "2026-10-01",
    "11:30",
    "{\"answer\":[8,\"yes\"]}",
    "{\"run\":\"meeting\"}",
    "{\"run\":{\"meeting\":1}}",
    "\"wake\"",
    "{\"cancel_meeting\":8}",
    "{\"purpose\":\"snooze\",\"nonce\":7}",
    "{\"purpose\":{\"theme\":8},\"nonce\":18446744073709551615}",
    "{\"purpose\":{\"company\":[1,[8,\"no\"]]},\"nonce\":9}",
    "{\"purpose\":{\"companies\":1},\"nonce\":10}",
];

/// JSON such as Slack's, in no particular order.
fn payloads() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        6 => select(TEXTS).prop_map(|text| json!(text)),
        1 => words().prop_map(|text| json!(text)),
        1 => any::<i64>().prop_map(|number| json!(number)),
        1 => select(vec![json!(null), json!(true), json!(1e300), json!([]), json!({})]),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        let named = btree_map(select(NAMES), inner.clone(), 0..10);
        prop_oneof![
            4 => named.prop_map(|parts| parts.into_iter().map(|(name, part)| (name.to_owned(), part)).collect()),
            1 => vec(inner, 0..4).prop_map(Value::Array),
        ]
    })
}

/// Payloads that get as far as possible: what each kind needs, with anything behind it.
fn deliveries() -> impl Strategy<Value = (Kind, Value)> {
    let who = || select(vec!["UKAIA", "UIDA", "UPER", "UNOBODY", "UBOT", "", "<@U1>"]);
    let event = (payloads(), payloads(), who()).prop_map(|(mut event, user, by)| {
        if let Value::Object(parts) = &mut event {
            parts.entry("user").or_insert_with(|| if user.is_object() { user } else { json!(by) });
            parts.entry("channel").or_insert(json!("C1"));
        }
        (Kind::Event, json!({ "type": "event_callback", "event": event }))
    });
    let command = (words(), who(), select(TEXTS)).prop_map(|(text, by, word)| {
        (Kind::Command, json!({ "command": "/klynge", "text": format!("{word} {text}"), "user_id": by, "channel_id": "C1" }))
    });
    let press = (payloads(), who(), select(TEXTS)).prop_map(|(rest, by, value)| {
        let press = json!({
            "type": "block_actions", "user": { "id": by }, "actions": [{ "value": value }], "channel": rest,
        });
        (Kind::Interaction, press)
    });
    let blocks = btree_map(select(NAMES), payloads().prop_map(|state| json!({ "x": state })), 0..6);
    let submit = (blocks, who(), select(TEXTS)).prop_map(|(values, by, metadata)| {
        let view = json!({ "private_metadata": metadata, "state": { "values": values } });
        (Kind::Interaction, json!({ "type": "view_submission", "user": { "id": by }, "view": view }))
    });
    let kinds = select(vec![Kind::Event, Kind::Command, Kind::Interaction]);
    prop_oneof![(kinds, payloads()), event, command, press, submit]
}

#[test]
fn fuzz_decoder() {
    let ws = cluster();
    fuzz(known::deliveries(), &deliveries(), |(kind, payload)| {
        let read = decode(kind, &payload, None);
        assert_eq!(read, decode(kind, &payload, None), "the same each time");
        let Some(event) = read.ok().and_then(|decoded| decoded.event) else { return };
        let decision = decide(&ws, &event, now());
        shown::show(&ws, &decision, now());
        assert_eq!(decide(&ws, &event, now()), decision, "the same each time");
    });
}

#[test]
fn fuzz_commands() {
    let ws = cluster();
    let lines = (select(TEXTS), words(), any::<bool>());
    fuzz(known::commands(), &lines, |(word, rest, slash)| {
        let words = format!("{}{word} {rest}", if slash { "/klynge " } else { "" });
        match parse(&words) {
            Typed::Nothing => assert!(words.replace("/klynge", "").trim().is_empty()),
            Typed::Word(_, rest) => assert!(words.contains(rest)),
            Typed::Unknown(typed, _) => assert!(!typed.is_empty() && words.contains(typed)),
        }
        let event = Event::Commanded {
            by: UserId::from("UIDA"),
            channel: ChannelId::from("C1"),
            words,
            nonce: Nonce(3),
        };
        let decision = decide(&ws, &event, now());
        assert_ne!(decision.answer, Answer::Nothing, "every command is answered");
        shown::show(&ws, &decision, now());
    });
}

/// Notes as people type them, with every mark that Slack knows.
fn notes() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => select(vec![
            "beslutning: ", "oppgave:", "Spørsmål : ", "lenke: ", "notat:", "\n", "<@U1>", "<@U1|ida>", "<!channel>", "<!here|x>",
            "<https://example.com/a|her>", "<https://example.com>", "<mailto:a@b.no|a@b.no>", "```", "`", "*", "_", "~", "&gt; ",
            ">>> ", "&lt;", "&amp;", ":tada:", "1. ", "• ", ". ", "? ", "<", ">", "|",
        ]).prop_map(str::to_owned),
        3 => "[a-zæøå ]{1,12}",
        1 => words(),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

#[test]
fn fuzz_notes() {
    fuzz(known::notes(), &(vec(notes(), 0..6), 0..80usize), |(notes, most)| {
        let thread: Vec<Remark> = (0..)
            .zip(&notes)
            .map(|(n, words)| Remark {
                ts: Ts::from(format!("{n}.0")),
                by: UserId::from("U1"),
                words: words.clone(),
                reactions: Vec::new(),
            })
            .collect();
        for note in &notes {
            if let Some((_, words)) = typed_line(note) {
                assert!(note.contains(words));
            }
        }
        let points = summarise(&thread, Lang::Nb, most);
        let said: usize = points.iter().map(|point| count(point.text.plain())).sum();
        assert!(said <= most.max(1), "{said} of {most} words");
        for point in points {
            let text = point.text.plain();
            assert!(!text.is_empty() && !text.contains(['\n', '\u{202e}', '\u{200b}']), "{text}");
            let source = thread.iter().find(|remark| Some(&remark.ts) == point.source.as_ref()).unwrap();
            assert!(!is_excluded(source));
        }
    });
}

#[test]
fn fuzz_company_lines() {
    let ws = cluster();
    let piece = prop_oneof![
        3 => select(vec![";", ",", "\t", "\n", "@ida", "@JONAS", "<@UPER>", "<@UPER|per>", "<@U", "ida ida", "@", " ", "Studio"])
            .prop_map(str::to_owned),
        1 => words(),
    ];
    fuzz(known::pasted(), &vec(piece, 0..16).prop_map(|pieces| pieces.concat()), |pasted| {
        let Ok(entries) = lines::read(&ws, &pasted, &[]) else { return };
        let mut names: Vec<String> = entries.iter().map(|entry| entry.name.plain().to_lowercase()).collect();
        assert!(names.iter().all(|name| !name.is_empty()));
        assert!(entries.iter().all(|entry| entry.name.chars() <= lines::MAX_NAME));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), entries.len(), "no company twice");
        let mut people: Vec<&UserId> =
            entries.iter().flat_map(|entry| entry.contact.iter().chain(&entry.deputy)).collect();
        let all = people.len();
        people.sort();
        people.dedup();
        // One person may be both of one company, and of two never.
        assert!(all <= 2 * entries.len() && people.len() + entries.len() >= all);
    });
}
