//! What goes into the points, under a budget of words.

use super::message::Message;
use super::score::{Candidate, Terms, candidates};
use super::words::count;
use crate::domain::model::{Lang, Point, PointKind};

/// Links of plain talk may take one part in so many of what typed lines leave.
const FOR_LINKS: usize = 4;

/// A point, and where in the thread it stands: its message, and its sentence in there.
struct Placed {
    place: (usize, usize),
    point: Point,
}

/// Chooses: typed lines, then links, then sentences.
pub(super) fn points(messages: &[Message<'_>], lang: Lang, words: usize) -> Vec<Point> {
    let mut taken = Vec::new();
    let mut left = words;
    for line in typed(messages) {
        take(&mut taken, &mut left, line);
    }
    let mut for_links = left / FOR_LINKS;
    left -= for_links;
    for link in links(messages) {
        let known = |taken: &Placed| taken.point.text.plain().contains(link.point.text.plain());
        if !taken.iter().any(known) {
            take(&mut taken, &mut for_links, link);
        }
    }
    let alone = taken.is_empty();
    taken.extend(sentences(messages, lang, left + for_links, alone));
    taken.sort_by_key(|taken| (taken.point.kind, taken.place));
    taken.into_iter().map(|taken| taken.point).collect()
}

/// Takes a point if it fits, once.
fn take(taken: &mut Vec<Placed>, left: &mut usize, new: Placed) {
    let cost = cost(&new.point);
    let same = |old: &Placed| old.point.kind == new.point.kind && old.point.text == new.point.text;
    if cost <= *left && !new.point.text.is_empty() && !taken.iter().any(same) {
        *left -= cost;
        taken.push(new);
    }
}

/// Its words, and one for the label that all but notes are shown with.
fn cost(point: &Point) -> usize {
    count(point.text.plain()) + usize::from(point.kind != PointKind::Note)
}

/// Typed lines, in the order in which they are taken while the budget lasts: what was decided first.
fn typed(messages: &[Message<'_>]) -> Vec<Placed> {
    let rank = |kind: PointKind| match kind {
        PointKind::Decision => 0,
        PointKind::Task => 1,
        PointKind::Question => 2,
        PointKind::Note => 3,
        PointKind::Link => 4,
    };
    let of = |message: &Message<'_>| {
        let place = (message.place, 0);
        let line = |(kind, text): &(PointKind, String)| Placed { place, point: message.point(*kind, text) };
        message.typed.iter().map(line).collect::<Vec<_>>()
    };
    let mut lines: Vec<Placed> = messages.iter().flat_map(of).collect();
    lines.sort_by_key(|line| rank(line.point.kind));
    lines
}

/// The links of plain talk, each with what is said of it.
fn links<'a>(messages: &'a [Message<'_>]) -> impl Iterator<Item = Placed> + 'a {
    messages.iter().flat_map(|message| {
        message
            .links
            .iter()
            .map(|link| Placed { place: (message.place, 0), point: message.point(PointKind::Link, link) })
    })
}

/// The sentences that say most, each judged by what those before it have not said. Where nothing else is said and not
/// one fits whole, the beginning of the best.
fn sentences(messages: &[Message<'_>], lang: Lang, words: usize, alone: bool) -> Vec<Placed> {
    let (mut candidates, mut terms) = candidates(messages, lang);
    let mut left = words;
    let mut taken = Vec::new();
    while let Some(at) = best(&candidates, &terms, left) {
        let candidate = candidates.swap_remove(at);
        left -= candidate.words;
        terms.said(&candidate);
        taken.push(placed(&candidate, candidate.text));
    }
    if alone && taken.is_empty() && left > 0 {
        let best = best(&candidates, &terms, usize::MAX).and_then(|at| candidates.get(at));
        taken.extend(best.map(|candidate| placed(candidate, &beginning(candidate.text, left))));
    }
    taken
}

fn placed(candidate: &Candidate<'_>, text: &str) -> Placed {
    // Behind what was typed in the same message.
    let place = (candidate.message.place, candidate.place + 1);
    Placed { place, point: candidate.message.point(PointKind::Note, text) }
}

/// The place of the candidate that adds most, of those short enough; of equals the first in the thread.
fn best(candidates: &[Candidate<'_>], terms: &Terms, longest: usize) -> Option<usize> {
    let fitting = candidates.iter().enumerate().filter(|(_, candidate)| candidate.words <= longest);
    let worth = fitting.map(|(at, candidate)| (at, candidate.place, terms.gain(candidate)));
    let best = worth.max_by(|one, other| one.2.total_cmp(&other.2).then(other.1.cmp(&one.1)));
    best.map(|(at, ..)| at)
}

/// The first words of a sentence, with an ellipsis.
fn beginning(sentence: &str, words: usize) -> String {
    let mut counted = 0;
    let kept = sentence.split_whitespace().take_while(|word| {
        counted += count(word);
        counted <= words
    });
    format!("{} …", kept.collect::<Vec<_>>().join(" "))
}
