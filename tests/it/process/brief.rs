//! `klynge brief`: a thread from a file, as a person or a script asks for it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::ended::run;

/// A thread with something of everything.
fn thread() -> Value {
    let message = |at: usize, user: &str, text: &str| json!({ "type": "message", "user": user, "text": text, "ts": format!("1700000000.{at:06}"), "thread_ts": "1700000000.000001" });
    let mut messages = vec![
        message(1, "UIDA", "Hei alle sammen!"),
        message(2, "UIDA", "Studio Strek viste hvordan rutenettet holder orden på den nye katalogen."),
        message(3, "UJON", "Beslutning: vi prøver tolv kolonner\nspørsmål: hvem tar med kake?"),
        message(4, "UKARI", "Ikke referer: kunden heter Fjellheim"),
        message(
            5,
            "UKARI",
            "Samlingen ligger hos <https://rutenett.example/tolv|Rutenett nå>, og den er verdt en titt.",
        ),
        message(6, "UJON", "Enig"),
    ];
    messages[5]["reactions"] = json!([{ "name": "thumbsup", "count": 1, "users": ["UIDA"] }]);
    json!({ "ok": true, "messages": messages, "has_more": false })
}

async fn brief(folder: &Path, more: &[&str]) -> String {
    fs::write(folder.join("thread.json"), thread().to_string()).unwrap();
    let arguments = [&["brief", "--from", "thread.json"], more].concat();
    let (code, out, err) = run(folder, &arguments, &[]).await;
    assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
    out
}

#[tokio::test]
async fn it_says_a_point_a_line_in_the_language_of_the_thread() {
    let folder = tempfile::tempdir().unwrap();
    let out = brief(folder.path(), &["--words", "60"]).await;
    let expected = [
        "Studio Strek viste hvordan rutenettet holder orden på den nye katalogen.",
        "Samlingen ligger hos Rutenett nå, og den er verdt en titt.",
        "Beslutning: vi prøver tolv kolonner",
        "Spørsmål: hvem tar med kake?",
        "Lenke: Rutenett nå https://rutenett.example/tolv",
    ];
    assert_eq!(out.lines().collect::<Vec<_>>(), expected);
    let english = brief(folder.path(), &["--words", "60", "--lang", "en"]).await;
    assert!(english.contains("Decision: vi prøver tolv kolonner"), "{english}");
}

#[tokio::test]
async fn no_output_has_more_words_than_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for words in [1, 2, 5, 9, 14, 25] {
        let out = brief(folder.path(), &["--words", &words.to_string()]).await;
        let said = out.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        assert!(said <= words, "{said} of {words}: {out}");
    }
    let out = brief(folder.path(), &["--words", "12"]).await;
    assert_eq!(
        out, "Beslutning: vi prøver tolv kolonner\nSpørsmål: hvem tar med kake?\n",
        "what was typed comes first"
    );
}

#[tokio::test]
async fn markdown_and_json_say_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let markdown = brief(folder.path(), &["--words", "60", "--format", "markdown"]).await;
    assert!(markdown.lines().all(|line| line.starts_with("- ")), "{markdown}");
    assert!(markdown.contains("- **Beslutning:** vi prøver tolv kolonner"), "{markdown}");
    let brief: Value =
        serde_json::from_str(&brief(folder.path(), &["--words", "60", "--format", "json"]).await).unwrap();
    assert_eq!(brief["lang"], "nb");
    let expected = json!({ "kind": "decision", "text": "vi prøver tolv kolonner", "by": "UJON", "source": "1700000000.000003" });
    assert!(brief["points"].as_array().unwrap().contains(&expected), "{brief}");
}

#[tokio::test]
async fn a_file_that_holds_no_thread_is_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("diary.txt"), "Dear diary").unwrap();
    fs::write(folder.path().join("refused.json"), r#"{"ok":false,"error":"thread_not_found"}"#).unwrap();
    for (file, said) in [
        ("nothing.json", "nothing.json cannot be read"),
        ("diary.txt", "diary.txt is not JSON"),
        ("refused.json", "refused.json holds no thread"),
    ] {
        let (code, out, err) = run(folder.path(), &["brief", "--from", file, "--words", "9"], &[]).await;
        assert_eq!((code, out.as_str()), (Some(1), ""), "{file}: {err}");
        assert!(err.contains(said), "{file}: {err}");
    }
}
