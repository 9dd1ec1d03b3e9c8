//! What is kept out of every brief, because its writer or somebody who read it asked so.

use crate::domain::model::Remark;
use crate::domain::sabotage::{Rule, broken};

/// The words with which a message asks to stay where it is, in small letters and single spaces.
const WORDS: [&str; 14] = [
    "ikke referer",
    "ikke referér",
    "ikke til referat",
    "ikke ta med i referat",
    "ikke ta dette med i referat",
    "ikke ta det med i referat",
    "ikke i referatet",
    "off the record",
    "not for the record",
    "don't minute",
    "do not minute",
    "not in the minutes",
    "not for the minutes",
    "leave this out of the minutes",
];

/// The reaction that says the same; Slack adds a skin tone as `::skin-tone-2` to some names.
const SEALED_LIPS: [&str; 4] =
    ["zipper_mouth_face", "zipper_mouth", "zipper-mouth-face", "face_with_zipper_mouth"];

/// Whether a message is to be left out of every brief: by its own words ("ikke referer", "off the record") anywhere in
/// it and in any case, or by a reaction with sealed lips.
pub fn is_excluded(remark: &Remark) -> bool {
    if broken(Rule::Excluded) {
        return false;
    }
    let sealed = |name: &str| {
        let plain = name.trim_matches(':').split("::").next().unwrap_or_default();
        SEALED_LIPS.contains(&plain) || plain == "\u{1f910}"
    };
    if remark.reactions.iter().any(|(name, count)| *count > 0 && sealed(name)) {
        return true;
    }
    let said = folded(&remark.words);
    WORDS.iter().any(|words| said.contains(words)) || sealed_in(&remark.words)
}

/// Whether the sealed lips stand in the message itself.
fn sealed_in(words: &str) -> bool {
    words.contains('\u{1f910}') || SEALED_LIPS.iter().any(|name| words.contains(&format!(":{name}:")))
}

/// In small letters, with single spaces, straight apostrophes and without marks of emphasis, which may stand inside.
fn folded(words: &str) -> String {
    let lower = words.to_lowercase().replace(['’', '‘', '`'], "'").replace("e\u{301}", "é");
    let plain: String =
        lower.chars().filter(|c| !matches!(c, '*' | '_' | '~' | '\u{ad}' | '\u{200b}')).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
