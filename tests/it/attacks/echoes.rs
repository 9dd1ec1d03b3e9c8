//! People with hostile names type hostile words wherever one can, for three weeks; and nothing that anybody is shown does
//! anything. Every text by itself is in `catalogue/echoes.rs`.

use super::corpus::{self, Crowd};
use crate::world::{Transport, World, hostile_seed, json, tell};
use serde_json::Value;

/// Short enough for the name of a company.
const BEHIND: &str = "<!channel> <@UEVIL> @here https://e.no";

/// Every text that Slack reads marks in, of messages of the bot, modals and Homes; it is told to read nothing else.
fn mrkdwn<'a>(of: &'a Value, all: &mut Vec<&'a str>) {
    match of {
        Value::Object(parts) => {
            let is_text = parts.get("type").is_some_and(|kind| kind == "mrkdwn");
            assert!(!is_text || parts.get("verbatim") == Some(&json!(true)), "{of}");
            let is_message = parts.contains_key("blocks") && parts.contains_key("text");
            if is_text || is_message {
                all.extend(parts.get("text").and_then(Value::as_str));
            }
            parts.values().for_each(|part| mrkdwn(part, all));
        }
        Value::Array(parts) => parts.iter().for_each(|part| mrkdwn(part, all)),
        _ => {}
    }
}

/// Whether the line is a point of a brief, with where it was noted, or somebody's own words, passed on: there an address
/// is a link.
fn may_lead_on(line: &str) -> bool {
    line.starts_with("> ") || (line.starts_with("• ") && line.ends_with("|↗>"))
}

/// Marks of the right types only: people there are, links to where Slack keeps messages, and what was noted.
fn is_harmless(seen: &Value) {
    let messages = seen["messages"].as_array().into_iter().flatten();
    let of_bot: Vec<&Value> = messages.filter(|message| !message["bot_id"].is_null()).collect();
    let shown = json!([of_bot, seen["view"], seen["views"], seen["homes"]]);
    let mut texts = Vec::new();
    mrkdwn(&shown, &mut texts);
    for text in texts {
        let noted = text.lines().any(|line| may_lead_on(line) && line.contains("<https://e.no>"));
        for mark in text.split('<').skip(1) {
            let mark = mark.split_once('>').map_or(mark, |(mark, _)| mark);
            let fine = match mark.strip_prefix('@') {
                Some(user) => {
                    user.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) && user != "UEVIL"
                }
                None if mark == "https://e.no" => noted,
                None => mark.starts_with("http") && mark.contains("/archives/"),
            };
            assert!(fine, "<{mark}> in {text:?}");
        }
        assert!(!text.to_lowercase().contains("@here"), "{text:?}");
    }
}

#[tokio::test]
async fn hostile_words_of_hostile_people_do_nothing_for_three_weeks() {
    tell(Box::pin(async {
        let world = World::among(hostile_seed(BEHIND), Transport::Socket, "2026-09-01T08:00").await;
        corpus::live(&Crowd { world: &world, behind: BEHIND, look: &is_harmless }).await;
        let all = world.everything().await;
        is_harmless(&all);
        let said = all["messages"].to_string();
        let echoes = said.matches("&lt;!channel&gt; &lt;@UEVIL&gt; @\u{2060}here").count();
        assert!(echoes >= 100, "they were echoed {echoes} times");
        world.close().await;
    }))
    .await;
}
