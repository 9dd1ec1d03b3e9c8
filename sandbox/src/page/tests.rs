//! The page as a whole: who sees what, what the hooks are, and that nothing in the state becomes markup.

use super::*;

fn state() -> Value {
    json!({
        "team": {"name": "House"}, "zone": "Europe/Oslo",
        "clock": {
            "now": "2026-09-15T12:00:00+02:00", "idle": true, "connections": 1,
            "next_due": "2026-09-16T09:00:30+02:00",
        },
        "users": [
            {"id": "UB", "name": "bot", "real_name": "Bot", "is_bot": true},
            {"id": "U1", "name": "ida", "real_name": "Ida Berg"}, {"id": "U2", "name": "per", "real_name": "Per"},
        ],
        "channels": [
            {"id": "C1", "name": "design", "members": ["U1", "UB"]},
            {"id": "D1", "is_im": true, "user": "U1", "members": ["U1", "UB"]},
        ],
        "messages": [
            {"channel": "C1", "ts": "1789466400.000001", "user": "UB", "bot_id": "B1", "text": "root"},
            {"channel": "C1", "ts": "1789466401.000002", "thread_ts": "1789466400.000001", "user": "U1", "text": "reply"},
            {"channel": "C1", "ts": "1789466402.000003", "user": "UB", "text": "whisper", "ephemeral_to": "U2"},
            {"channel": "C1", "ts": "1789466403.000004", "user": "U1", "text": "<b>&lt;i&gt;"},
        ],
        "views": [
            {"id": "V1", "user": "U1", "callback_id": "a", "title": {"text": "First"}, "blocks": []},
            {"id": "V2", "user": "U1", "callback_id": "b", "title": {"text": "Second"}, "submit": {"text": "Go"}, "blocks": []},
        ],
        "homes": {"U1": [{"type": "section", "text": {"type": "mrkdwn", "text": "At home"}}]},
        "manifest": {"features": {
            "slash_commands": [{"command": "/do", "usage_hint": "[x]"}],
            "shortcuts": [{"type": "message", "name": "Ask", "callback_id": "ask"}],
            "app_home": {"home_tab_enabled": true}}},
    })
}

fn look(persona: &str, channel: &str, set: impl FnOnce(&mut Query)) -> String {
    let mut query =
        Query { persona: Some(persona.into()), channel: Some(channel.into()), ..Query::default() };
    set(&mut query);
    fragment(&state(), &query)
}

#[track_caller]
fn assert_has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
}

#[test]
fn the_hooks_for_browser_tests_are_there() {
    let html = look("U1", "C1", |query| query.thread = Some("1789466400.000001".into()));
    let hooks = [
        "persona-list",
        "persona-U1",
        "persona-U2",
        "channel-C1",
        "dm-D1",
        "message",
        "composer",
        "send",
        "composer-thread",
        "thread-pane",
        "modal",
        "modal-submit",
        "modal-close",
        "clock-now",
        "clock-hour",
        "clock-morning",
        "clock-next",
        "happened",
        "replies",
        "language",
        "clock-play",
        "people-loose",
        "tab-happened",
        "tab-timeline",
        "connection",
        "wire-toggle",
        "tour-toggle",
        "keys-toggle",
        "theme",
        "keys",
        "new-dm",
        "completions",
        "shortcut-ask",
    ];
    for hook in hooks {
        assert_has(&html, &[&format!("data-test=\"{hook}\"")]);
    }
}

#[test]
fn ones_own_stack_is_shown_and_only_its_top_can_be_reached() {
    let mine = look("U1", "C1", |_| ());
    assert_has(&mine, &["Second", "data-callback-id=\"b\""]);
    let places = ["data-test=\"modal-below\" inert", "First", "data-test=\"modal\"", "Second"]
        .map(|part| mine.find(part));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    assert!(!look("U2", "C1", |_| ()).contains("data-test=\"modal\""));
}

#[test]
fn ephemerals_are_for_one_and_replies_stand_in_the_thread() {
    let ida = look("U1", "C1", |_| ());
    assert!(!ida.contains("whisper") && !ida.contains(">reply<"));
    assert_has(&ida, &["1 reply", "&lt;b&gt;&lt;i&gt;"]);
    assert_has(&look("U2", "C1", |_| ()), &["whisper", "Only visible to you", "data-test=\"join\""]);
    assert_has(&look("U1", "C1", |query| query.thread = Some("1789466400.000001".into())), &["<p>reply</p>"]);
}

#[test]
fn an_ephemeral_is_gone_when_the_page_is_opened_anew() {
    for (opened, seen) in [("1789466402.000002", true), ("1789466402.000003", false), ("", false)] {
        let page = look("U2", "C1", |query| query.opened = Some(opened.into()));
        assert_eq!(page.contains("whisper"), seen, "opened at {opened:?}");
    }
}

#[test]
fn the_app_has_a_home_and_messages() {
    let home = look("U1", "", |query| query.home = Some("1".into()));
    assert_has(
        &home,
        &["At home", "data-test=\"home-tab\"", "data-test=\"messages-tab\"", "data-place=\"home\""],
    );
    let new = look("U2", "UB", |_| ());
    assert_has(&new, &["data-place=\"UB\"", "data-channel=\"UB\"", "data-test=\"dm-UB\""]);
}

#[test]
fn the_clock_says_where_each_button_leads() {
    let html = look("U1", "C1", |query| query.lang = Some("nb".into()));
    assert_has(
        &html,
        &[
            "12.00",
            "tirsdag 15. september 2026",
            "{&quot;to&quot;:&quot;2026-09-16T08:00&quot;}",
            "{&quot;advance&quot;:&quot;75630s&quot;}",
            "i morgen 09.00",
        ],
    );
    let mut idle = state();
    idle["clock"]["next_due"] = Value::Null;
    assert_has(&fragment(&idle, &Query::default()), &["disabled title=\"No event is waiting\""]);
}

#[test]
fn while_the_clock_is_played_there_is_a_way_to_stop_it_and_none_to_turn_it() {
    let mut playing = state();
    playing["clock"]["playing"] = json!({"on": true, "to": "2026-10-15T12:00:00+02:00", "done": 0.25});
    let html = fragment(&playing, &Query::default());
    assert_has(
        &html,
        &["data-test=\"clock-stop\"", "value=\"0.25\"", "Thursday 15 October 2026", " data-playing"],
    );
    assert!(!html.contains("data-test=\"clock-play\""));
    assert_has(&html, &["data-turn=\"{&quot;advance&quot;:&quot;1h&quot;}\" class=\"button\" disabled"]);
}

#[test]
fn one_can_write_to_somebody_without_a_conversation_yet() {
    let html = look("U1", "U2", |_| ());
    assert_has(&html, &["data-place=\"U2\"", "Write to Per", "data-channel=\"U2\"", "No messages yet."]);
    assert!(!html.contains("data-test=\"messages-tab\""), "that is the app's");
}

#[test]
fn what_somebody_else_wrote_is_marked_for_a_dot() {
    let html = look("U1", "C1", |_| ());
    assert_has(&html, &["data-seen=\"U1;C1\" data-latest=\"1789466400.000001\""]);
}

#[test]
fn a_whisper_is_told_to_the_script_of_its_reader_only() {
    assert_has(&look("U2", "C1", |_| ()), &["&quot;text&quot;:&quot;whisper&quot;", "#U2;C1"]);
    assert_has(&look("U1", "C1", |_| ()), &["data-note=\"null\""]);
}

#[test]
fn the_inspector_and_the_tour_are_there_when_asked_for() {
    let plain = look("U1", "C1", |_| ());
    assert!(!plain.contains("data-test=\"wire\"") && !plain.contains("data-test=\"tour\""));
    let html = look("U1", "C1", |query| {
        query.wire = Some("1".into());
        query.tour = Some("2".into());
        query.panel = Some("timeline".into());
    });
    let hooks = [
        "wire",
        "wire-filter",
        "wire-kind",
        "wire-pause",
        "under-way",
        "faults",
        "fault-hang",
        "fault-form",
        "armed",
        "tour",
        "tour-next",
        "tour-skip",
        "tour-back",
        "timeline",
    ];
    for hook in hooks {
        assert_has(&html, &[&format!("data-test=\"{hook}\"")]);
    }
}

#[test]
fn whatever_the_state_holds_a_page_is_drawn() {
    for odd in [
        json!(null),
        json!([]),
        json!({"users": 3, "messages": [null, {"blocks": [7]}], "views": "x", "clock": []}),
    ] {
        assert!(fragment(&odd, &Query::default()).starts_with("<div class=\"app\""), "{odd}");
    }
}

#[test]
fn names_and_titles_cannot_inject_markup() {
    let evil = "\"><script>alert(1)</script>";
    let mut state = state();
    for pointer in [
        "/team/name",
        "/users/1/real_name",
        "/users/1/title",
        "/channels/0/name",
        "/channels/0/topic",
        "/views/1/title/text",
        "/views/1/callback_id",
        "/views/1/submit/text",
        "/manifest/features/shortcuts/0/name",
        "/manifest/features/slash_commands/0/command",
        "/messages/0/ts",
        "/clock/next_due",
    ] {
        let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
        if let Some(parent) = state.pointer_mut(parent) {
            parent[key] = json!(evil);
        }
    }
    for home in [None, Some("1".to_owned())] {
        let query = Query {
            persona: Some("U1".into()),
            home,
            since: Some("0".into()),
            thread: Some(evil.into()),
            ..Query::default()
        };
        assert!(!fragment(&state, &query).contains("<script"));
    }
}

#[test]
fn the_shell_and_its_files_fit_together() {
    let shell = document();
    for (name, kind) in [
        ("page.css", "text/css"),
        ("blocks.css", "text/css"),
        ("page.js", "text/javascript"),
        ("favicon.svg", "image/svg"),
    ] {
        assert_has(&shell, &[&format!("/assets/{name}")]);
        assert!(asset(name).is_some_and(|(found, bytes)| found.starts_with(kind) && !bytes.is_empty()));
        assert_eq!(asset(&format!("/assets/{name}")), asset(name));
    }
    for name in [
        "morph.js",
        "fields.js",
        "composer.js",
        "inspector.js",
        "keys.js",
        "seen.js",
        "toasts.js",
        "tour.js",
        "panels.css",
    ] {
        assert!(asset(name).is_some());
    }
    assert!(asset("../mod.rs").is_none());
}
