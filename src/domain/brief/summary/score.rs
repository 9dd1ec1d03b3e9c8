//! How much each sentence says of what the whole thread says.

use super::message::Message;
use super::words::{Words, count, is_greeting};
use crate::domain::model::Lang;
use std::collections::HashMap;

/// Sentences that are weighed against each other; of a longer thread those with the most telling words. It keeps the
/// work for a thread of thousands of messages in proportion to its length.
const MOST: usize = 400;

/// A sentence that may become a point.
pub(super) struct Candidate<'a> {
    /// The message it stands in, by its place in the thread.
    pub(super) message: usize,
    /// Its place among the sentences of the thread.
    pub(super) place: usize,
    /// Its words.
    pub(super) text: &'a str,
    /// How many they are.
    pub(super) words: usize,
    /// What it is about: terms of the thread, each once, by number.
    pub(super) terms: Vec<usize>,
    /// What it is worth by itself.
    pub(super) worth: f64,
}

/// The sentences worth weighing, in thread order, and how much each of the thread's terms weighs.
pub(super) fn candidates<'a>(messages: &'a [Message<'_>], lang: Lang) -> (Vec<Candidate<'a>>, Vec<f64>) {
    let words = Words::of(lang);
    let mut terms: HashMap<String, usize> = HashMap::new();
    let mut counts: Vec<f64> = Vec::new();
    let mut candidates = Vec::new();
    let sentences = messages.iter().enumerate().flat_map(|(at, message)| {
        let telling = message.sentences.iter().filter(|text| !is_greeting(text));
        telling.map(move |text| (at, text.as_str()))
    });
    for (place, (message, text)) in sentences.enumerate() {
        let mut own = Vec::new();
        for stem in words.stems(text) {
            let next = counts.len();
            let term = *terms.entry(stem).or_insert(next);
            if term == next {
                counts.push(0.0);
            }
            counts[term] += 1.0;
            if !own.contains(&term) {
                own.push(term);
            }
        }
        candidates.push(Candidate { message, place, text, words: count(text), terms: own, worth: 0.0 });
    }
    candidates.retain(|candidate| candidate.terms.len() >= 3);
    let all: f64 = counts.iter().sum();
    let weights: Vec<f64> = counts.iter().map(|count| count / all).collect();
    for candidate in &mut candidates {
        candidate.worth = 1.0;
    }
    candidates.sort_by(|one, other| gain(other, &weights).total_cmp(&gain(one, &weights)));
    candidates.truncate(MOST);
    candidates.sort_by_key(|candidate| candidate.place);
    (candidates, weights)
}

/// What taking this sentence adds, per word, given what the terms still weigh.
pub(super) fn gain(candidate: &Candidate<'_>, weights: &[f64]) -> f64 {
    let telling: f64 = candidate.terms.iter().map(|term| weights[*term]).sum();
    candidate.worth * telling / (candidate.words.max(8) as f64)
}
