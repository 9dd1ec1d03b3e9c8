//! `klynge demo`, as somebody with a fresh checkout starts it: the real program, two processes.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

pub(crate) mod program;

use program::{Program, of_kind};
use serde_json::json;
use std::net::TcpListener;

const CHANNEL: &str = "C0DESIGNFORUM";

#[tokio::test]
async fn a_demo_shows_a_cluster_that_was_just_set_up() {
    let mut demo = Program::start(&[]).await;
    assert!(demo.get(demo.address("page")).await.contains("<html"));
    assert_eq!(demo.address("api"), format!("{}api", demo.address("page")));
    assert!(demo.get(&format!("{}/readyz", demo.address("admin"))).await.contains("true"));
    assert_ne!(demo.pid("pid_bot"), demo.pid("pid_sandbox"));
    let state = demo.state().await;
    assert_eq!(state["clock"]["now"], "2026-09-01T08:00:00+02:00");
    let welcome = of_kind(&state, "welcome");
    assert_eq!(welcome.len(), 1);
    assert_eq!(welcome[0]["channel"], CHANNEL);
    let shown = welcome[0].to_string();
    for company in ["Studio Nord", "Kerning &amp; Kaffe", "Hvitrom", "U0KARI", "U0FRIDA"] {
        assert!(shown.contains(company), "{company} in {shown}");
    }
    assert_eq!(state["views"], json!([]), "no form is left open");
    assert_eq!(demo.words().await, "");
    for word in ["Åpne", "Open"] {
        let address = demo.words().await;
        assert_eq!(address, format!("{word} {}#U0HENRIK;{CHANNEL}", demo.address("page")));
        assert!(demo.words().await.contains("Henrik"));
    }
    demo.stop().await;
}

#[tokio::test]
async fn somebody_who_joins_later_is_asked_for_the_company() {
    let demo = Program::start(&[]).await;
    let seen = demo.act("U0SELMA", json!({"do": "join", "channel": CHANNEL})).await;
    let asked = of_kind(&seen, "company");
    assert_eq!(asked.len(), 1, "{seen}");
    assert!(asked[0]["text"].as_str().unwrap().contains("bedrift"), "{seen}");
    demo.stop().await;
}

#[tokio::test]
async fn turning_the_clock_brings_the_announcement() {
    let demo = Program::start(&[]).await;
    let mut announced = None;
    for _ in 0..14 {
        let now = demo.turn("1d").await;
        let state = demo.state().await;
        let cards = of_kind(&state, "announcement");
        assert!(cards.len() <= 1 && cards.iter().all(|card| card["channel"] == CHANNEL), "{cards:?}");
        if !cards.is_empty() {
            announced = announced.or(Some(now));
        }
    }
    assert_eq!(announced.as_deref(), Some("2026-09-11T08:00:00+02:00"), "on the 10th at nine");
    demo.stop().await;
}

#[tokio::test]
async fn it_works_by_signed_requests_too() {
    let demo = Program::start(&["--http"]).await;
    let seen = demo.act("U0NORA", json!({"do": "command", "channel": CHANNEL, "text": "/klynge next"})).await;
    assert_eq!(seen["ack"]["ok"], true, "{seen}");
    let text = seen["messages"][0]["text"].as_str().unwrap();
    assert!(text.contains("17 September"), "{text}");
    let state = demo.state().await;
    assert_eq!(state["clock"]["connections"], 0);
    assert_eq!(of_kind(&state, "welcome").len(), 1);
    demo.stop().await;
}

#[tokio::test]
async fn an_empty_demo_waits_for_a_facilitator() {
    let demo = Program::start(&["--empty", "--now", "2027-03-01T10:30", "--zone", "Europe/London"]).await;
    let state = demo.state().await;
    assert_eq!(state["clock"]["now"], "2027-03-01T10:30:00+00:00");
    assert!(of_kind(&state, "welcome").is_empty());
    let deed = json!({"do": "command", "channel": CHANNEL, "text": "/klynge setup"});
    let seen = demo.act("U0HANNE", deed).await;
    assert_eq!(seen["view"]["callback_id"], "setup", "{seen}");
    demo.stop().await;
}

#[tokio::test]
async fn a_kept_demo_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("kept.db");
    let flags = ["--database", database.to_str().unwrap()];
    let first = Program::start(&flags).await;
    first.turn("30h").await;
    let second = Program::try_start(&flags).await.err().expect("one bot a database");
    assert_eq!(second.status.code(), Some(4), "{}", second.told);
    assert!(second.told.contains(&first.pid("pid_bot").to_string()), "{}", second.told);
    // Files have their addresses where the state is asked for.
    let told = |state: &serde_json::Value, program: &Program| {
        let page = program.first["page"].as_str().unwrap();
        state["messages"].to_string().replace(page, "")
    };
    let before = told(&first.state().await, &first);
    first.stop().await;

    let again = Program::start(&flags).await;
    let after = again.state().await;
    assert_eq!(after["clock"]["now"], "2026-09-02T14:00:00+02:00");
    assert_eq!(told(&after, &again), before, "nobody set anything up again");
    let seen =
        again.act("U0OLA", json!({"do": "command", "channel": CHANNEL, "text": "/klynge neste"})).await;
    assert!(seen["messages"][0]["text"].as_str().unwrap().contains("17. september"), "{seen}");
    again.stop().await;
}

#[tokio::test]
async fn one_half_of_a_kept_demo_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("half.db");
    std::fs::write(&database, "").unwrap();
    let refused = Program::try_start(&["--database", database.to_str().unwrap()]).await.err().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.told.contains("half.db.slack is not"), "{}", refused.told);
}

#[tokio::test]
async fn a_taken_port_is_told_with_the_remedy() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = Program::try_start(&["--port", &port]).await.err().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.told.contains(&port) && refused.told.contains("--port 0"), "{}", refused.told);
    assert_eq!(refused.left_over, 0, "temporary files");
}

#[tokio::test]
async fn the_sandbox_ends_even_with_a_killed_demo() {
    let demo = Program::start(&[]).await;
    demo.signal("KILL", "pid_bot").await;
    // Waits for both.
    let ended = demo.ended().await;
    assert!(ended.told.is_empty(), "{}", ended.told);
}

#[tokio::test]
async fn a_demo_without_its_sandbox_ends() {
    let demo = Program::start(&[]).await;
    demo.signal("TERM", "pid_sandbox").await;
    let ended = demo.ended().await;
    assert_eq!(ended.status.code(), Some(1));
    assert!(ended.told.contains("the sandbox has ended by itself"), "{}", ended.told);
    assert_eq!(ended.left_over, 0, "temporary files");
}
