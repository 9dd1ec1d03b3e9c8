//! What holds for every thread.

use super::{Lang, Remark, count, is_excluded, remark, summarise, thread};
use crate::domain::brief::summary::words::split;
use crate::domain::model::PointKind;
use proptest::prelude::*;

/// Words of talk, with the pieces that make trouble.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-zæøå]{2,9}",
        2 => "[A-ZÆØÅ][a-zæøå]{2,9}[.!?]",
        1 => prop::sample::select(vec![
            "beslutning:", "\noppgave:", "\nlenke:", "\n", "kl.", "*", "_", "`", "```", "&gt;", "\n&gt;", "&amp;", ":tada:", "~", "•",
            "<@U1>", "<!here>", "<#C1|rom>", "<", ">", "|", "🎉", "\u{202e}",
        ]).prop_map(str::to_owned),
    ]
}

fn talk() -> impl Strategy<Value = Vec<Remark>> {
    let message = prop::collection::vec(word(), 0..25).prop_map(|words| words.join(" "));
    prop::collection::vec(message, 0..20)
        .prop_map(|words| words.iter().enumerate().map(|(at, words)| remark(at, words)).collect())
}

/// Whether the words stand in a text in this order, with others between them or not.
fn in_order(words: &[String], text: &[String]) -> bool {
    let mut rest = text.iter();
    words.iter().all(|word| rest.any(|other| other == word))
}

proptest! {
    #[test]
    fn the_budget_holds(thread in talk(), words in 0_usize..80) {
        let points = summarise(&thread, Lang::Nb, words);
        let labels = points.iter().filter(|point| point.kind != PointKind::Note).count();
        let said: usize = points.iter().map(|point| count(point.text.plain())).sum();
        prop_assert!(said + labels <= words, "{} words and {} labels", said, labels);
    }

    #[test]
    fn every_point_is_in_the_words_of_its_message(thread in talk(), words in 0_usize..200) {
        for point in summarise(&thread, Lang::En, words) {
            let source = thread.iter().find(|remark| Some(&remark.ts) == point.source.as_ref());
            let source = source.map(|remark| split(&remark.words)).unwrap_or_default();
            prop_assert!(in_order(&split(point.text.plain()), &source), "{}", point.text.plain());
        }
    }

    #[test]
    fn what_is_excluded_leaves_no_word(thread in talk(), which in prop::collection::vec(any::<bool>(), 20)) {
        let mut thread = thread;
        for (remark, out) in thread.iter_mut().zip(which).filter(|(_, out)| *out) {
            let _ = out;
            remark.reactions.push(("zipper_mouth_face".to_owned(), 1));
        }
        let (out, kept): (Vec<_>, Vec<_>) = thread.iter().partition(|remark| is_excluded(remark));
        let words = |remarks: &[&Remark]| remarks.iter().flat_map(|remark| split(&remark.words)).collect::<Vec<_>>();
        let (out, kept) = (words(&out), words(&kept));
        for point in summarise(&thread, Lang::Nb, 100) {
            for word in split(point.text.plain()) {
                prop_assert!(!out.contains(&word) || kept.contains(&word), "{}", word);
            }
        }
    }

    #[test]
    fn the_same_thread_has_the_same_summary(thread in talk(), words in 0_usize..100) {
        prop_assert_eq!(summarise(&thread, Lang::Nb, words), summarise(&thread, Lang::Nb, words));
    }

    #[test]
    fn no_text_is_too_odd(words in prop::collection::vec(any::<String>(), 0..8), budget in 0_usize..50) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for point in summarise(&thread(&words), Lang::En, budget) {
            prop_assert!(!point.text.is_empty());
        }
    }

    #[test]
    fn marks_and_emoji_alone_say_nothing(words in prop::collection::vec("[🎉👍*_~`<>&|: ]{0,20}", 0..10)) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        prop_assert_eq!(summarise(&thread(&words), Lang::Nb, 50), []);
    }
}

#[test]
fn an_empty_thread_says_nothing() {
    assert_eq!(summarise(&[], Lang::Nb, 100), []);
}
