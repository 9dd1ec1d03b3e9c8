//! Cases with which something could have gone wrong, or did: the fuzz targets try these first. Whatever they find is
//! added here.

use klynge::slack::inbound::Kind;
use serde_json::{Value, json};

/// A timestamp, a body, a character of the signature that is another, and whether somebody else signed.
type Signed = (String, Vec<u8>, Option<(usize, char)>, bool);

/// Signatures.
pub(super) fn signatures() -> Vec<Signed> {
    let stamps = [
        "1788249300",
        "1788249299",
        "1788249900",
        "1788249901",
        "+1788249600",
        "-1788249600",
        "01788249600",
        " 1788249600",
        "1788249600 ",
        "1788249600.0",
        "١٧٨٨٢٤٩٦٠٠",
        "99999999999999999999",
        "",
    ];
    let mut known: Vec<_> =
        stamps.iter().map(|stamp| ((*stamp).to_owned(), b"v0:1:{}".to_vec(), None, false)).collect();
    for spoilt in [(0, 'V'), (1, '1'), (2, ':'), (3, 'g'), (66, '\0'), (40, 'ſ')] {
        known.push(("1788249600".to_owned(), Vec::new(), Some(spoilt), false));
    }
    known
}

/// Payloads.
pub(super) fn deliveries() -> Vec<(Kind, Value)> {
    let event =
        |event: Value| (Kind::Event, json!({ "type": "event_callback", "event_id": "E1", "event": event }));
    let submit = |metadata: &str, values: Value| {
        let view = json!({ "private_metadata": metadata, "state": { "values": values } });
        (Kind::Interaction, json!({ "type": "view_submission", "user": { "id": "UKAIA" }, "view": view }))
    };
    let press = |value: &str| {
        (
            Kind::Interaction,
            json!({ "type": "block_actions", "user": { "id": "UIDA" }, "actions": [{ "value": value }] }),
        )
    };
    let command = |text: &str| {
        (Kind::Command, json!({ "command": "/klynge", "text": text, "user_id": "UIDA", "channel_id": "C1" }))
    };
    let theme = r#"{"purpose":{"theme":8},"nonce":7}"#;
    let date = |date: &str| json!({ "date": { "date": { "type": "datepicker", "selected_date": date } } });
    vec![
        event(
            json!({ "type": "message", "channel_type": "im", "user": "UIDA", "channel": "D1", "text": "" }),
        ),
        event(json!({ "type": "message", "subtype": "message_changed", "channel": "D1", "message": {} })),
        event(
            json!({ "type": "app_mention", "user": "UIDA", "channel": "C1", "text": "<@UBOT><@UBOT> kommer" }),
        ),
        event(
            json!({ "type": "team_join", "user": { "id": "UNEW", "profile": { "display_name": "\u{202e}" } } }),
        ),
        event(json!({ "type": "user_change", "user": { "id": "UBOT", "deleted": true } })),
        submit(theme, json!({})),
        submit(
            theme,
            json!({ "theme": { "theme": { "type": "plain_text_input", "value": "x".repeat(100_000) } } }),
        ),
        submit(r#"{"purpose":{"theme":8},"nonce":7.5}"#, json!({})),
        submit(r#"{"purpose":{"move":8},"nonce":8}"#, date("+262142-12-31")),
        submit(r#"{"purpose":"snooze","nonce":9}"#, date("-262143-01-01")),
        submit(r#"{"purpose":{"setup":"C9"},"nonce":10}"#, date("2026-02-30")),
        press(r#"{"reply":[8,"<@U1>"]}"#),
        press(r#"{"take_idea":[8,"tools"]}"#),
        press("\"wake\""),
        press(""),
        command("snooze +262142-12-31"),
        command("snooze 99999999999999999999"),
        command("brief 0000-00-00"),
        command(&"company Ærlig & <lang> ".repeat(4_000)),
        command("xyzzy\u{0}\u{202e}<!channel>"),
    ]
}

/// A command's first word, the rest, and whether the slash stands before it.
pub(super) fn commands() -> Vec<(&'static str, String, bool)> {
    let known = [
        ("", "/klynge"),
        ("", "/klynge/klynge"),
        ("/KLYNGE", "kommer"),
        ("kommer", "ikke"),
        ("vi kommer", "ikke"),
        ("can’t", ""),
        ("brief", "+262142-12-31"),
        ("snooze", "\u{ffff}"),
        ("company", "\u{200b}"),
        ("ſetup", "İ"),
    ];
    known.map(|(word, rest)| (word, rest.to_owned(), false)).to_vec()
}

/// Notes, and the words that a brief of them may have.
pub(super) fn notes() -> Vec<(Vec<String>, usize)> {
    let known = [
        "```\nbeslutning: x",
        "```a``` beslutning: ```",
        "&gt;&gt;&gt; x\nnotat: y",
        "beslutning:",
        ": x",
        "oppgave : :",
        "*_~`<https://example.com|*_~`>`~_*",
        "<https://example.com|<https://example.com>>",
        ":a:b:c:",
        "<@U1|",
        "ikke referer",
        "lenke: <javascript:1|https://example.com>",
        "notat: \u{202e}\u{200b}",
        "Spørsmål? ? ? .... ",
    ];
    let mut known: Vec<_> = known.iter().map(|note| (vec![(*note).to_owned()], 80)).collect();
    known.push((vec![format!("oppgave: {}", "x".repeat(100_000)), "*_~`".repeat(10_000)], 1));
    known
}

/// Companies as somebody pastes them.
pub(super) fn pasted() -> Vec<String> {
    let known = [
        ";;;;",
        "A; @ida; @ida\nB; @ida",
        "A\tB",
        "@ida",
        "A, B, C",
        "A; <@UPER|per>; <@U",
        "a\nA\nＡ",
        "\u{200b}; @ida",
        "Straße\nSTRASSE",
        "; @ida\n",
        "A;@IDA;@jonas;@per",
    ];
    known.map(str::to_owned).to_vec()
}

/// Words that are laid out, and at which of the layouts to begin.
pub(crate) fn texts() -> Vec<(String, usize)> {
    let known = [
        "<https://a".to_owned(),
        "<".repeat(3_000),
        "&".repeat(3_000),
        "<https://a.no|".repeat(200),
        "*".repeat(149),
        "@\u{200d}channel @\u{fe0f}here".to_owned(),
        "https://https://a.no<>|@b.no".to_owned(),
        "&lt;!channel&gt;".to_owned(),
    ];
    known.into_iter().zip(0..).collect()
}
