//! What goes into the points, under a budget of words.

use super::message::Message;
use super::score::{Candidate, candidates, gain};
use super::words::count;
use crate::domain::model::{Lang, Point, PointKind};

/// The part of what typed lines leave that links may take.
const FOR_LINKS: usize = 4;

/// Chooses: typed lines, then links, then sentences.
pub(super) fn points(messages: &[Message<'_>], lang: Lang, words: usize) -> Vec<Point> {
    let mut points = Vec::new();
    let mut left = words;
    for (message, kind, text) in typed(messages) {
        take(&mut points, &mut left, message.point(kind, text));
    }
    let mut for_links = left / FOR_LINKS;
    let before = for_links;
    for point in links(messages) {
        if !points.iter().any(|taken| taken.text.plain().contains(point.text.plain())) {
            take(&mut points, &mut for_links, point);
        }
    }
    left -= before - for_links;
    points.extend(sentences(messages, lang, left, points.is_empty()));
    sorted(points, messages)
}

/// Takes a point if it fits, once.
fn take(points: &mut Vec<Point>, left: &mut usize, point: Point) {
    let cost = cost(&point);
    let said = points.iter().any(|taken| taken.kind == point.kind && taken.text == point.text);
    if cost <= *left && !said && !point.text.is_empty() {
        *left -= cost;
        points.push(point);
    }
}

/// Its words, and one for the label that all but notes are shown with.
fn cost(point: &Point) -> usize {
    count(point.text.plain()) + usize::from(point.kind != PointKind::Note)
}

/// Typed lines as they are taken while the budget lasts: decisions first.
fn typed<'a>(messages: &'a [Message<'_>]) -> Vec<(&'a Message<'a>, PointKind, &'a str)> {
    let rank = |kind: PointKind| match kind {
        PointKind::Decision => 0,
        PointKind::Task => 1,
        PointKind::Question => 2,
        PointKind::Note => 3,
        PointKind::Link => 4,
    };
    let lines = messages
        .iter()
        .flat_map(|message| message.typed.iter().map(move |(kind, text)| (message, *kind, text.as_str())));
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|(_, kind, _)| rank(*kind));
    lines
}

/// The links of plain talk.
fn links<'a>(messages: &'a [Message<'_>]) -> impl Iterator<Item = Point> + 'a {
    messages.iter().flat_map(|message| {
        message.links.iter().map(move |link| {
            let text =
                link.label.as_ref().map_or_else(|| link.url.clone(), |label| format!("{label} {}", link.url));
            message.point(PointKind::Link, &text)
        })
    })
}

/// The sentences that say most, each judged by what those before it have not said.
fn sentences(messages: &[Message<'_>], lang: Lang, words: usize, alone: bool) -> Vec<Point> {
    let (mut candidates, mut weights) = candidates(messages, lang);
    let mut left = words;
    let mut taken: Vec<Candidate<'_>> = Vec::new();
    let best_of = |candidates: &[Candidate<'_>], weights: &[f64], left: usize| {
        let fitting = candidates.iter().enumerate().filter(|(_, candidate)| candidate.words <= left);
        fitting
            .max_by(|(_, one), (_, other)| gain(one, weights).total_cmp(&gain(other, weights)))
            .map(|(at, _)| at)
    };
    while let Some(at) = best_of(&candidates, &weights, left) {
        let candidate = candidates.swap_remove(at);
        left -= candidate.words;
        for term in &candidate.terms {
            weights[*term] *= weights[*term];
        }
        taken.push(candidate);
    }
    if taken.is_empty() && alone {
        return cut(messages, &candidates, &weights, left);
    }
    taken.sort_by_key(|candidate| candidate.place);
    let point =
        |candidate: &Candidate<'_>| messages[candidate.message].point(PointKind::Note, candidate.text);
    taken.iter().map(point).collect()
}

/// The beginning of the best sentence, where not one fits whole.
fn cut(messages: &[Message<'_>], candidates: &[Candidate<'_>], weights: &[f64], words: usize) -> Vec<Point> {
    let best = candidates.iter().max_by(|one, other| gain(one, weights).total_cmp(&gain(other, weights)));
    let Some(best) = best.filter(|_| words > 0) else {
        return Vec::new();
    };
    let mut counted = 0;
    let beginning = best.text.split_whitespace().take_while(|word| {
        counted += count(word);
        counted <= words
    });
    let text = format!("{} …", beginning.collect::<Vec<_>>().join(" "));
    vec![messages[best.message].point(PointKind::Note, &text)]
}

/// In the order of kinds, and within a kind in that of the thread.
fn sorted(mut points: Vec<Point>, messages: &[Message<'_>]) -> Vec<Point> {
    let place =
        |point: &Point| messages.iter().position(|message| point.source.as_ref() == Some(&message.remark.ts));
    points.sort_by_cached_key(|point| (point.kind, place(point)));
    points
}
