//! How much each sentence says of what the whole thread says.
//!
//! A sentence is worth its terms: what it is about, each by how often the thread speaks of it. The weights below were
//! tried out on two sets of threads with summaries written by others, 30 Norwegian news articles (NorSumm) and 20
//! English meetings (QMSum). Around each the result changes little, so none of them fits just these threads.

use super::message::Message;
use super::words::{Words, count, is_greeting, split};
use crate::domain::model::Lang;
use std::collections::{HashMap, HashSet};

/// Sentences that are weighed against each other; of a longer thread those worth most by themselves. It keeps the work
/// for a thread of thousands of messages in proportion to its length.
const MOST: usize = 400;
/// Shorter than this in words is an answer, no statement.
const SHORTEST: usize = 4;
/// Fewer terms than this say nothing.
const FEWEST_TERMS: usize = 2;
/// Up to this many words a sentence is not worth less for being longer: else fragments would win.
const SHORT: f64 = 16.0;
/// How much length counts beyond that. At 1 only brevity would count, at 0 only the number of terms.
const LENGTH: f64 = 0.7;
/// What opens a thread tells what it is about: the first sentence is worth this much more...
const OPENING: f64 = 2.0;
/// ...and after so many sentences little is left of that.
const OPENING_LASTS: f64 = 12.0;
/// A question tells less than a statement; marked as one by typing, it is a point of its own.
const QUESTION: f64 = 0.5;
/// What a term still weighs after each sentence that has said it. At 1 the same would be said again.
const SAID: f64 = 0.5;
/// What a doubling of reactions adds: readers found something in it. A judgement; the threads had none to try it on.
const REACTIONS: f64 = 0.1;

/// A sentence that may become a point.
pub(super) struct Candidate<'a> {
    /// The message it stands in.
    pub(super) message: &'a Message<'a>,
    /// Its place among the sentences of the thread.
    pub(super) place: usize,
    /// Its words.
    pub(super) text: &'a str,
    /// How many they are.
    pub(super) words: usize,
    /// What it is about: terms of the thread, each once.
    terms: Vec<usize>,
    /// How much its place, form and readers speak for it.
    worth: f64,
}

/// The terms of a thread, by number, and how much each still weighs.
#[derive(Default)]
pub(super) struct Terms {
    numbers: HashMap<String, usize>,
    weights: Vec<f64>,
}

impl Terms {
    /// The numbers of these stems, each once and in order; each is counted as said once more.
    fn number(&mut self, stems: Vec<String>) -> Vec<usize> {
        let mut own = Vec::new();
        for stem in stems {
            let next = self.numbers.len();
            let term = *self.numbers.entry(stem).or_insert(next);
            match self.weights.get_mut(term) {
                Some(count) => *count += 1.0,
                None => self.weights.push(1.0),
            }
            if !own.contains(&term) {
                own.push(term);
            }
        }
        own
    }

    /// Turns counts into weights. The root keeps what everybody says all the time from drowning the rest.
    fn weigh(&mut self) {
        self.weights.iter_mut().for_each(|weight| *weight = weight.sqrt());
    }

    /// What taking this sentence adds to what was taken before.
    pub(super) fn gain(&self, candidate: &Candidate<'_>) -> f64 {
        let told: f64 = candidate.terms.iter().filter_map(|term| self.weights.get(*term)).sum();
        candidate.worth * told / length(candidate.words).max(SHORT).powf(LENGTH)
    }

    /// This sentence was taken.
    pub(super) fn said(&mut self, candidate: &Candidate<'_>) {
        for term in &candidate.terms {
            if let Some(weight) = self.weights.get_mut(*term) {
                *weight *= SAID;
            }
        }
    }
}

/// The sentences worth weighing, in thread order, and the terms they are about. What was said before in the same words
/// is not among them.
pub(super) fn candidates<'a>(messages: &'a [Message<'a>], lang: Lang) -> (Vec<Candidate<'a>>, Terms) {
    let words = Words::of(lang);
    let mut terms = Terms::default();
    let mut heard = HashSet::new();
    let said = messages.iter().flat_map(|message| message.sentences.iter().map(move |text| (message, text)));
    let mut candidates = Vec::new();
    for (place, (message, text)) in said.enumerate() {
        let own = terms.number(words.stems(text));
        let count = count(text);
        let telling = count >= SHORTEST && own.len() >= FEWEST_TERMS && !is_greeting(text);
        if telling && heard.insert(split(text)) {
            let worth = worth(message, place, text);
            candidates.push(Candidate { message, place, text, words: count, terms: own, worth });
        }
    }
    terms.weigh();
    candidates.sort_by(|one, other| terms.gain(other).total_cmp(&terms.gain(one)));
    candidates.truncate(MOST);
    candidates.sort_by_key(|candidate| candidate.place);
    (candidates, terms)
}

/// How much place, form and readers speak for a sentence.
fn worth(message: &Message<'_>, place: usize, text: &str) -> f64 {
    let opening = 1.0 + OPENING * (-length(place) / OPENING_LASTS).exp();
    let asking = if text.ends_with('?') { QUESTION } else { 1.0 };
    let reactions: u32 =
        message.remark.reactions.iter().map(|(_, count)| count).fold(0, |all, one| all.saturating_add(*one));
    opening * asking * (1.0 + REACTIONS * f64::from(reactions).ln_1p())
}

/// A number of words or sentences, for arithmetic.
fn length(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
