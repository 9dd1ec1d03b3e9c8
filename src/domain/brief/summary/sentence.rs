//! Where a sentence ends: at a stop that no abbreviation, initial or ordinal number explains.

/// Abbreviations that end in a stop and seldom end a sentence, without their last stop, in small letters.
const ABBREVIATIONS: [&str; 70] = [
    "adm", "al", "ang", "approx", "ass", "avd", "bl.a", "ca", "cf", "co", "dir", "div", "dr", "dvs", "e.g",
    "ev", "evt", "f.eks", "f.o.m", "feks", "fig", "forts", "gen", "hon", "hr", "i.e", "inc", "inkl", "iht",
    "jf", "jfr", "jr", "kgl", "kl", "kr", "ltd", "m.a.o", "m.fl", "m.m", "maks", "mfl", "mht", "mill", "min",
    "mr", "mrd", "mrs", "ms", "nr", "o.l", "obs", "osv", "pga", "pkt", "prof", "red", "ref", "s.k", "sen",
    "sr", "st", "str", "t.o.m", "tel", "tlf", "u.a", "vs", "approx", "dep", "est",
];

/// The sentences of a line, in order. A stop counts when white space follows and then a capital letter, a digit, or
/// somebody's or a channel's name.
pub(super) fn sentences(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(char::is_whitespace) {
        let (before, after) = line.split_at(at);
        if before.get(start..).is_some_and(ends) && begins(after) {
            sentences.extend(trimmed(line, start, at));
            start = at;
        }
    }
    sentences.extend(trimmed(line, start, line.len()));
    sentences
}

fn trimmed(line: &str, from: usize, to: usize) -> Option<&str> {
    line.get(from..to).map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// Whether what follows can begin a sentence.
fn begins(rest: &str) -> bool {
    let first = rest
        .trim_start()
        .trim_start_matches(['«', '"', '“', '‘', '\'', '(', '[', '–', '—', '-', ' '])
        .chars()
        .next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '@' | '#'))
}

/// Whether what stands so far can be a whole sentence.
fn ends(so_far: &str) -> bool {
    let bare = so_far.trim_end_matches(['"', '»', '”', '’', '\'', ')', ']']);
    match bare.chars().next_back() {
        Some('!' | '?' | '…') => true,
        Some('.') => bare.ends_with("..") || !is_abbreviated(bare.trim_end_matches('.')),
        _ => false,
    }
}

/// Whether the stop belongs to the last word: an abbreviation, or one letter, as in a name.
fn is_abbreviated(so_far: &str) -> bool {
    let last = so_far.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last = last.trim_start_matches(['«', '"', '“', '(', '\'', '[']);
    let mut letters = last.chars();
    let initial = letters.next().is_some_and(|c| c.is_alphabetic() && c != 'I') && letters.next().is_none();
    initial || ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}
