//! What people type.

use super::{Typed, parse};
use crate::domain::model::{CommandWord, Lang};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_typed_is_taken_apart_without_loss(words in any::<String>()) {
        match parse(&words) {
            Typed::Nothing => prop_assert!(words.trim().is_empty() || words.trim().eq_ignore_ascii_case("/klynge")),
            Typed::Word(_, rest) => prop_assert!(words.contains(rest)),
            Typed::Unknown(typed, _) => prop_assert!(!typed.is_empty() && words.contains(typed)),
        }
    }

    #[test]
    fn every_word_is_known_in_both_languages_whatever_the_case(
        at in 0..CommandWord::ALL.len(), lang in 0..2usize, upper: bool, slash: bool, rest in "[a-zæøå0-9. ]{0,20}",
    ) {
        let word = CommandWord::ALL[at];
        let typed = word.word(Lang::ALL[lang]);
        let typed = if upper { typed.to_uppercase() } else { typed.to_owned() };
        let line = format!("{} {typed}  {rest}", if slash { "/Klynge" } else { "" });
        prop_assert_eq!(parse(&line), Typed::Word(word, rest.trim()));
    }

    #[test]
    fn a_word_with_one_letter_missing_is_answered_with_the_right_one(at in 0..CommandWord::ALL.len(), lang in 0..2usize, gone in 1..16usize) {
        let word = CommandWord::ALL[at];
        let mut letters: Vec<char> = word.word(Lang::ALL[lang]).chars().collect();
        prop_assume!(letters.len() > 4);
        letters.remove(1 + gone % (letters.len() - 1));
        let typed: String = letters.into_iter().collect();
        match parse(&typed) {
            // What is left of it may be a word of its own.
            Typed::Word(..) => {}
            Typed::Unknown(_, nearest) => prop_assert_eq!(nearest, Some(word), "{}", typed),
            Typed::Nothing => prop_assert!(false, "{} is something", typed),
        }
    }
}

#[test]
fn what_looks_like_no_command_is_answered_without_a_guess() {
    assert_eq!(parse("xyzzy"), Typed::Unknown("xyzzy", None));
    assert_eq!(parse("  /klynge  "), Typed::Nothing);
    assert!(matches!(parse("/klyngene next"), Typed::Unknown("/klyngene", _)));
}

#[test]
fn a_no_in_two_words_is_never_taken_for_a_yes() {
    for (words, word, rest) in [
        ("kommer ikke", CommandWord::Cant, ""),
        ("Kan  ikke dessverre", CommandWord::Cant, "dessverre"),
        ("can't", CommandWord::Cant, ""),
        ("can’t make it", CommandWord::Cant, "make it"),
        ("can not", CommandWord::Cant, ""),
        ("cannot", CommandWord::Cant, ""),
        ("not coming", CommandWord::Cant, ""),
        ("kommer kanskje", CommandWord::Maybe, ""),
        ("vi kommer", CommandWord::Coming, ""),
        ("kommer", CommandWord::Coming, ""),
        ("mote", CommandWord::Meeting, ""),
        ("sprak", CommandWord::Language, ""),
    ] {
        assert_eq!(parse(words), Typed::Word(word, rest), "{words}");
    }
}
