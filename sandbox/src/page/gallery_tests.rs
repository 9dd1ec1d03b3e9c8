//! `tests/gallery.json`, which holds every block and element there is: that each is drawn, can be reached and named, and
//! that no text anywhere in it becomes markup.

#![expect(clippy::unwrap_used, reason = "a gallery that cannot be read should fail the test")]

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::blocks::{self, Surface};
use super::context::Page;
use super::{Query, fragment};
use crate::blockkit;

const GALLERY: &str = include_str!("../../tests/gallery.json");

fn gallery() -> Value {
    serde_json::from_str(GALLERY).unwrap()
}

/// The workspace the gallery is shown in.
fn state() -> Value {
    json!({
        "zone": "Europe/Oslo", "clock": {"now": "2026-09-17T09:00"},
        "team": {"id": "T1", "name": "House"}, "app": {"id": "A1", "user": "UB", "bot_id": "B1"},
        "users": [{"id": "UB", "name": "bot", "is_bot": true}, {"id": "U1", "name": "ada"}, {"id": "U2", "name": "ben"}],
        "channels": [{"id": "C1", "name": "general", "members": ["UB", "U1"]}],
        "usergroups": [{"id": "S1", "handle": "crew", "users": ["U1"]}],
    })
}

/// Blocks as the sandbox keeps them: each with an id of its own.
fn with_ids(mut blocks: Value, prefix: &str) -> Value {
    let places: Vec<String> = blockkit::all_blocks(blocks.as_array().unwrap(), "")
        .into_iter()
        .filter(|(_, block)| block.get("block_id").is_none())
        .map(|(place, _)| place)
        .collect();
    for place in places {
        blocks.pointer_mut(&place).unwrap()["block_id"] = json!(format!("{prefix}{place}"));
    }
    blocks
}

fn as_view(id: &str, view: &Value) -> Value {
    let mut view = view.clone();
    view["id"] = json!(id);
    view["user"] = json!("U1");
    view["blocks"] = with_ids(view["blocks"].clone(), id);
    view
}

/// The page with all that the gallery holds: messages and modals, and the Home tab.
fn drawn(gallery: &Value) -> [String; 2] {
    let messages = gallery["messages"].as_array().unwrap().iter().enumerate().map(|(index, blocks)| {
        let ts = format!("178962840{index}.000001");
        json!({"channel": "C1", "ts": ts, "user": "UB", "bot_id": "B1", "blocks": with_ids(blocks.clone(), "m")})
    });
    let mut state = state();
    state["messages"] = messages.collect();
    state["views"] = json!([as_view("V1", &gallery["modal"]), as_view("V2", &gallery["modal_on_top"])]);
    state["homes"] = json!({"U1": with_ids(gallery["home"]["blocks"].clone(), "h")});
    let query = Query { persona: Some("U1".into()), channel: Some("C1".into()), ..Query::default() };
    let home = Query { persona: Some("U1".into()), home: Some("1".into()), ..Query::default() };
    [fragment(&state, &query), fragment(&state, &home)]
}

/// All values under `type`, however deep.
fn types(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| types(item, found)),
        Value::Object(fields) => {
            found.extend(fields.get("type").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| types(field, found));
        }
        _ => {}
    }
}

#[test]
fn the_gallery_holds_all_there_are_rules_for_and_everything_in_it_is_drawn() {
    let gallery = gallery();
    let mut shown = BTreeSet::new();
    types(&gallery, &mut shown);
    let missing: Vec<_> = blockkit::all_types().into_iter().filter(|kind| !shown.contains(*kind)).collect();
    assert!(missing.is_empty(), "not in the gallery: {missing:?}");
    for html in drawn(&gallery) {
        assert!(!html.contains("class=\"unknown\""), "{html}");
    }
    for blocks in gallery["messages"].as_array().unwrap() {
        assert!(blockkit::message(blocks).is_ok());
    }
    for view in ["modal", "modal_on_top", "home"] {
        assert!(blockkit::view(&gallery[view]).is_ok(), "{view}");
    }
}

/// Each tag of `html`, without its angle brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|piece| piece.split('>').next())
}

/// What stands between quotes after `name` in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

#[test]
fn what_can_be_used_has_a_name_for_those_who_do_not_see_it() {
    for html in drawn(&gallery()) {
        let ids: Vec<_> = tags(&html).filter_map(|tag| attribute(tag, "id")).collect();
        let different: BTreeSet<_> = ids.iter().collect();
        assert_eq!(different.len(), ids.len(), "an id stands twice");
        for tag in tags(&html).filter(|tag| tag.contains("data-kind=\"")) {
            let by = attribute(tag, "aria-labelledby");
            // A button is read by its words, a menu by those of its head.
            let own =
                tag.starts_with("button") || tag.starts_with("details") || tag.contains("aria-label=\"");
            assert!(own || by.is_some_and(|id| different.contains(&id)), "{tag}");
        }
        for tag in tags(&html).filter(|tag| tag.starts_with("img ") || tag.starts_with("svg ")) {
            assert!(tag.contains(" alt=\"") || tag.contains(" aria-"), "{tag}");
        }
    }
}

/// The JSON pointers to all strings in `value`, but those that say what a thing is.
fn strings(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| strings(item, &format!("{at}/{index}"), found));
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(name, _)| *name != "type");
            fields.for_each(|(name, field)| strings(field, &format!("{at}/{name}"), found));
        }
        Value::String(_) => found.push(at.to_owned()),
        _ => {}
    }
}

/// The tags of `html` without what stands in quotes: the same for all texts, unless one of them becomes markup.
fn skeleton(html: &str) -> String {
    let (mut out, mut in_tag, mut quoted) = (String::new(), false, false);
    for sign in html.chars() {
        match sign {
            '"' if in_tag => quoted = !quoted,
            _ if quoted => {}
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ => {}
        }
        if (in_tag || sign == '>') && !quoted {
            out.push(sign);
        }
    }
    out
}

/// Each block of the gallery with the surface it stands on, and the frames of the modals.
fn parts() -> Vec<(&'static str, Value)> {
    let gallery = gallery();
    let blocks = |value: &Value| value.as_array().unwrap().clone();
    let messages = gallery["messages"].as_array().unwrap().iter().flat_map(blocks);
    let mut parts: Vec<_> = messages.map(|block| ("message", block)).collect();
    parts.extend(blocks(&gallery["modal"]["blocks"]).into_iter().map(|block| ("modal", block)));
    let mut frame = gallery["modal"].clone();
    frame["blocks"] = json!([]);
    parts.push(("view", frame));
    parts
}

fn drawn_alone(surface: &str, part: &Value) -> String {
    let (mut state, query) = (state(), Query { persona: Some("U1".into()), ..Query::default() });
    let surface = match surface {
        "message" => Surface::Message { channel: "C1", ts: "1.2", pane: "m" },
        "modal" => Surface::Modal { view: "V1", errors: None, values: None },
        _ => {
            state["views"] = json!([as_view("V1", part)]);
            return fragment(&state, &query);
        }
    };
    blocks::draw(&Page::new(&state, &query), surface, std::slice::from_ref(part)).into_string()
}

/// Draws every part of the gallery with `text` in the place of each of its strings in turn.
fn with_each(text: &str, mut look: impl FnMut(&str, &str)) -> usize {
    let mut count = 0;
    for (surface, part) in parts() {
        let mut places = Vec::new();
        strings(&part, "", &mut places);
        for place in places {
            let mut changed = part.clone();
            *changed.pointer_mut(&place).unwrap() = json!(text);
            look(&format!("{}{place}", part["type"]), &drawn_alone(surface, &changed));
            count += 1;
        }
    }
    count
}

#[test]
fn no_text_becomes_markup_wherever_it_stands() {
    let mut expected = Vec::new();
    with_each("harmless", |_, html| expected.push(skeleton(html)));
    let mut expected = expected.into_iter();
    let hostile = "</p></textarea><script>alert(1)</script>\"><img src=x onerror=alert(1)>' onclick='x";
    let count = with_each(hostile, |place, html| {
        assert!(!html.contains("<script") && !html.contains("<img src=x"), "{place}");
        assert_eq!(Some(skeleton(html)), expected.next(), "{place}");
    });
    assert!(count > 450, "{count} places");
}

#[test]
fn no_address_becomes_script_wherever_it_stands() {
    for address in ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>"]
    {
        with_each(address, |place, html| {
            for attribute in ["href", "src", "data-url"] {
                let begun = format!(" {attribute}=\"{}:", address.split(':').next().unwrap());
                assert!(!html.contains(&begun), "{address} as {attribute} at {place}");
            }
        });
    }
}
