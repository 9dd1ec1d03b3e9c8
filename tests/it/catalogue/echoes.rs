//! What people typed, wherever Klynge says it again: it never becomes a mention, a call to everybody or a link, brings no
//! control character and no line of its own, and never makes a message that Slack refuses. What is a mention or a link
//! of ours is known by where it comes from: the same message about harmless words has the same ones. Only an address that
//! is noted for a brief, or passed on to somebody, is a link, and says where it leads.

use super::cast::Cast;
use super::limits::{fits_everywhere, walk};
use super::{faults, laid_out};
use crate::attacks::fuzz::fuzz;
use crate::attacks::known;
use klynge::domain::model::Lang;
use klynge::slack::blocks;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use serde_json::Value;

/// Everything that does something in Slack's mrkdwn, or in a terminal, or to the eye.
const PAYLOAD: &str = "<!channel> <!here|x> <!subteam^S1> <!date^1^{date}|y> <@UEVIL> <#CEVIL|z> \
    <https://evil.example|her> <javascript:alert(1)|her> <mailto:a@b.example|c> @channel @here @everyone &lt;!channel&gt; \
    &amp;lt; https://evil.example http://evil.example/?a=1&b=2 evil.example www.evil.example (https://good.example@evil.example) \
    #general #designforum @ida @everyone a@b.example mailto:a@b.example slack://open tel:+4712345678 \u{202e}snu\u{2066}\u{200b}\u{7}\u{1b}[31m\u{0} *b* _i_ ~s~ `c` ```f``` > q\n> ny linje\r\n\u{2028}*x";

/// What Slack would act on in mrkdwn: what stands in angle brackets, and what calls everybody by name.
fn marks(mrkdwn: &str) -> Vec<String> {
    let mut marks: Vec<String> = mrkdwn
        .split('<')
        .skip(1)
        .map(|rest| rest.split_once('>').map_or_else(|| format!("open: {rest}"), |(mark, _)| mark.to_owned()))
        .collect();
    let lower = mrkdwn.to_lowercase();
    let calls = ["@channel", "@here", "@everyone", "@group"].into_iter().filter(|call| lower.contains(call));
    marks.extend(calls.map(str::to_owned));
    marks
}

/// Whether an address is its own label, and one cannot take it for another.
fn says_where_it_leads(mark: &str) -> bool {
    let host = mark.strip_prefix("https://").or_else(|| mark.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty()) && !mark.contains(['|', '@', ' '])
}

/// The texts of a message or view, those in mrkdwn first: `true`.
fn texts(json: &Value) -> Vec<(bool, String)> {
    let mut texts: Vec<(bool, String)> = Vec::new();
    texts.extend(json.get("text").and_then(Value::as_str).map(|text| (true, text.to_owned())));
    walk(json, &mut |value| {
        let text = || value.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
        match value.get("type").and_then(Value::as_str) {
            Some("mrkdwn") => texts.push((true, text())),
            Some("plain_text") => texts.push((false, text())),
            Some(_) => texts.extend(
                value.get("initial_value").and_then(Value::as_str).map(|text| (false, text.to_owned())),
            ),
            None => {}
        }
    });
    texts
}

/// Whether a character is invisible or turns the others round.
fn is_trick(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Holds a layout of hostile words against the same layout of harmless ones. Cut off may be what is too long.
fn only_our_own(name: &str, hostile: &Value, harmless: &Value) {
    let ours: Vec<String> =
        texts(harmless).iter().filter(|(mrkdwn, _)| *mrkdwn).flat_map(|(_, text)| marks(text)).collect();
    let mut left = ours.iter();
    for (mrkdwn, text) in texts(hostile) {
        let trick = text.chars().find(|c| is_trick(*c));
        assert_eq!(trick, None, "{name}: {text:?}");
        // What one notes for a brief may lead somewhere; the digest has what is left to do of it.
        let is_of_brief = name.starts_with("brief") || name.starts_with("digest");
        let noted = |mark: &str| is_of_brief && says_where_it_leads(mark);
        for mark in marks(&text).into_iter().filter(|mark| mrkdwn && !noted(mark)) {
            assert!(left.any(|our| *our == mark), "{name}: {mark:?} is not ours in {text:?}");
        }
        let open = text.rsplit_once('&').map(|(_, tail)| tail).filter(|_| mrkdwn);
        assert!(open.is_none_or(|tail| tail.contains(';')), "{name}: cut through an escape: {text:?}");
    }
}

fn all_of(text: &str) {
    let (hostile, harmless) = (laid_out(&Cast::all(text)), laid_out(&Cast::all("x")));
    for ((feature, case, lang, hostile), (.., harmless)) in hostile.iter().zip(&harmless) {
        only_our_own(&format!("{feature} {case} {}", lang.code()), hostile, harmless);
        fits_everywhere(hostile);
    }
}

#[test]
fn hostile_words_do_nothing_in_any_message_form_or_home() {
    all_of(PAYLOAD);
}

/// Without it Slack would make links and mentions of plain words (docs.slack.dev, "Text object").
#[test]
fn slack_is_told_to_act_on_no_words_but_those_that_are_marked() {
    for (feature, case, _, json) in laid_out(&Cast::ordinary()) {
        walk(&json, &mut |value| {
            if value.get("type").is_some_and(|kind| kind == "mrkdwn") {
                assert_eq!(value.get("verbatim"), Some(&true.into()), "{feature} {case}: {value}");
            }
        });
    }
}

#[test]
fn wherever_they_are_cut_off_they_do_nothing_either() {
    for shift in 0..7 {
        all_of(&format!("{}{}", "x".repeat(shift), PAYLOAD.repeat(30)));
    }
}

#[test]
fn they_bring_no_lines_of_their_own() {
    let lines = |text: &str| -> Vec<usize> {
        let all = laid_out(&Cast::all(text));
        all.iter().flat_map(|(.., json)| texts(json)).map(|(_, text)| text.matches('\n').count()).collect()
    };
    assert_eq!(lines("a\n\n> b\r\n```\nc\u{2028}d\u{85}e"), lines("x"));
}

#[test]
fn what_is_wrong_with_a_form_is_said_in_plain_words() {
    for lang in Lang::ALL {
        let cast = Cast::all(PAYLOAD);
        let problems = faults::all(&cast).examples.into_iter().chain(faults::each_line(&cast).examples);
        for (case, problem) in problems {
            let said = blocks::faults(lang, &[(klynge::domain::model::Field::Companies, problem)]);
            let said = said.pointer("/errors/companies").and_then(Value::as_str).unwrap_or_default();
            assert!(!said.is_empty() && !said.chars().any(is_trick), "{case}: {said:?}");
        }
    }
}

/// Words made of what could do harm, of letters, and of anything.
pub(crate) fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "<", ">", "&", "|", "!", "@", "#", ";", "<!", "<@U", "&amp;", "&lt;", "https://", "*", "_", "~", "`", "```", "\n",
            "> ", "•", "channel", "here", "everyone", "\u{202e}", "\u{200b}", "\u{200d}", "\u{2060}", "@\u{200d}channel",
        ]).prop_map(str::to_owned),
        2 => "[a-zæøå ]{1,8}",
        1 => any::<char>().prop_map(String::from),
        1 => Just("Ærlig & <lang> ".repeat(300)),
    ];
    vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

#[test]
fn fuzz_blocks() {
    let harmless = laid_out(&Cast::all("x"));
    let (all, at) = (harmless.len(), 0..harmless.len());
    fuzz(known::texts(), &(words(), at), |(words, at)| {
        let hostile = laid_out(&Cast::all(&format!("x{words}")));
        assert_eq!(hostile.len(), all);
        // Some of them each time: all of them take long.
        for at in (at..all).step_by(37) {
            let name = format!("{} {}", hostile[at].0, hostile[at].1);
            only_our_own(&name, &hostile[at].3, &harmless[at].3);
            fits_everywhere(&hostile[at].3);
        }
    });
}
