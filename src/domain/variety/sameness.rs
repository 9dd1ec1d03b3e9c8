//! How much the last meetings of a cluster were alike: in format, theme, presenters and attendance.
//!
//! The study calls it lock-in: meetings become one-sided, with the same themes and the same few who present.

use crate::domain::model::{CompanyId, MeetingFormat};
use std::collections::{BTreeMap, BTreeSet};

/// How many of the last meetings are looked at.
pub const WINDOW: usize = 6;
/// Fewer meetings, themes or talks than this say nothing.
const TELLING: usize = 3;
/// Words shorter than this join other words together, mostly.
const WORD: usize = 4;
/// Words that begin alike are taken as forms of one word.
const STEM: usize = 5;
/// So many companies are "the same few" where they do most of the presenting.
const FEW: usize = 2;

/// What is looked at of a meeting that was held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How it was held, if that is known.
    pub format: Option<MeetingFormat>,
    /// What it was about; empty if nobody said.
    pub theme: String,
    /// Who showed something, once for each talk.
    pub presenters: Vec<CompanyId>,
    /// A guest of the bank was there.
    pub had_guest: bool,
    /// Who was there.
    pub attended: BTreeSet<CompanyId>,
}

/// The figures. Shares are in percent; `None` where there is too little to tell from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sameness {
    /// The format of the last meeting, and how many in a row had it, that one included.
    pub format: Option<(MeetingFormat, usize)>,
    /// How alike the themes of neighbouring meetings are: the words they share, of all the words in both, on average.
    /// 0: not a word in common; 100: the same each time.
    pub themes: Option<usize>,
    /// The share of all talks that the two busiest companies gave. 100: nobody else showed anything.
    pub presenters: Option<usize>,
    /// The share of the cluster's companies that were at one of the meetings at least. 100: everybody comes now and
    /// then; a low one: always the same few.
    pub attendance: Option<usize>,
    /// How many meetings, the last one first, had neither a guest nor a visit.
    pub without_outside: usize,
}

impl Sameness {
    /// The figures for meetings that were held, the last one first, in a cluster of so many companies.
    pub fn of(seen: &[Seen], companies: usize) -> Self {
        Self {
            format: in_a_row(seen),
            themes: likeness(seen),
            presenters: busiest(seen),
            attendance: reach(seen, companies),
            without_outside: seen
                .iter()
                .take_while(|one| !one.had_guest && !one.format.is_some_and(MeetingFormat::is_outside))
                .count(),
        }
    }
}

fn in_a_row(seen: &[Seen]) -> Option<(MeetingFormat, usize)> {
    let format = seen.first()?.format?;
    Some((format, seen.iter().take_while(|one| one.format == Some(format)).count()))
}

fn likeness(seen: &[Seen]) -> Option<usize> {
    let themes: Vec<BTreeSet<String>> =
        seen.iter().map(|one| words(&one.theme)).filter(|words| !words.is_empty()).collect();
    if themes.len() < TELLING {
        return None;
    }
    let pairs = themes.windows(2).filter_map(|pair| match pair {
        [one, other] => percent(one.intersection(other).count(), one.union(other).count()),
        _ => None,
    });
    Some(pairs.sum::<usize>() / (themes.len() - 1))
}

/// The beginnings of the words that are long enough to mean something.
fn words(theme: &str) -> BTreeSet<String> {
    let lower = theme.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() >= WORD).map(|word| word.chars().take(STEM).collect()).collect()
}

fn busiest(seen: &[Seen]) -> Option<usize> {
    let mut talks: BTreeMap<CompanyId, usize> = BTreeMap::new();
    for company in seen.iter().flat_map(|one| &one.presenters) {
        *talks.entry(*company).or_default() += 1;
    }
    let mut talks: Vec<usize> = talks.into_values().collect();
    let all: usize = talks.iter().sum();
    talks.sort_unstable_by(|one, other| other.cmp(one));
    // Two talks by two companies are always the two busiest.
    if all < FEW + TELLING {
        return None;
    }
    percent(talks.iter().take(FEW).sum(), all)
}

fn reach(seen: &[Seen], companies: usize) -> Option<usize> {
    let known: Vec<&Seen> = seen.iter().filter(|one| !one.attended.is_empty()).collect();
    if known.len() < TELLING {
        return None;
    }
    let there: BTreeSet<CompanyId> = known.iter().flat_map(|one| one.attended.iter().copied()).collect();
    percent(there.len().min(companies), companies)
}

fn percent(part: usize, whole: usize) -> Option<usize> {
    (part * 100).checked_div(whole)
}
