//! Slash commands: words in both languages, the nearest right one for a wrong one, and which
//! feature runs each.

use super::help;
use super::meeting::{list, year};
use super::model::{
    Action, ChannelId, Cluster, Coming, CommandWord, Decision, HelpMsg, Lang, Msg, Nonce, Refusal, Stage,
    Text, UserId, Workspace,
};
use super::plan::Plan;
use super::rotation::cover::asking::{self, Wanted};
use super::{agenda, brief, guest, onboarding, people, rotation, rsvp, settings, talk, wish};

/// A wrong word at most this unlike a right one is answered with the right one.
const NEAR: f64 = 0.7;

/// What was typed, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed<'a> {
    /// Nothing.
    Nothing,
    /// A command and the rest of the line.
    Word(CommandWord, &'a str),
    /// No command; the one that looks most like it.
    Unknown(&'a str, Option<CommandWord>),
}

/// Takes what was typed apart. Case, and an initial `/klynge`, do not matter.
pub fn parse(words: &str) -> Typed<'_> {
    let words = words.trim();
    let words = without_command(words).unwrap_or(words);
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    if first.is_empty() {
        return Typed::Nothing;
    }
    if let Some((command, rest)) = phrase(first, rest) {
        return Typed::Word(command, rest);
    }
    let lower = first.to_lowercase();
    match all_words().find(|(word, _)| folded(word) == folded(&lower)) {
        Some((_, command)) => Typed::Word(command, rest.trim()),
        None => Typed::Unknown(first, nearest(&lower)),
    }
}

/// How people say no in two words. Each begins with a word, or looks like one, that means something
/// else: `kommer ikke` must never be taken for `kommer`.
const PHRASES: [(&str, &str, CommandWord); 6] = [
    ("kan", "ikke", CommandWord::Cant),
    ("kommer", "ikke", CommandWord::Cant),
    ("can", "not", CommandWord::Cant),
    ("not", "coming", CommandWord::Cant),
    ("kommer", "kanskje", CommandWord::Maybe),
    ("vi", "kommer", CommandWord::Coming),
];

fn phrase<'a>(first: &str, rest: &'a str) -> Option<(CommandWord, &'a str)> {
    let rest = rest.trim();
    let (second, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (first, second) = (folded(&first.to_lowercase()), second.to_lowercase());
    if matches!(first.as_str(), "cant" | "cannot") {
        return Some((CommandWord::Cant, rest));
    }
    PHRASES
        .iter()
        .find(|(one, two, _)| first == *one && second == *two)
        .map(|(.., word)| (*word, behind.trim()))
}

/// As people type it on a keyboard without the letters, or with an apostrophe.
fn folded(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '\'' | '’'))
        .map(|c| match c {
            'å' => 'a',
            'ø' => 'o',
            other => other,
        })
        .collect()
}

/// What stands behind an initial `/klynge`, which people paste along with the rest.
fn without_command(words: &str) -> Option<&str> {
    let (slash, rest) = words.split_at_checked("/klynge".len())?;
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (slash.eq_ignore_ascii_case("/klynge") && ends).then(|| rest.trim_start())
}

fn all_words() -> impl Iterator<Item = (&'static str, CommandWord)> {
    CommandWord::ALL.into_iter().flat_map(|command| Lang::ALL.map(|lang| (command.word(lang), command)))
}

fn nearest(typed: &str) -> Option<CommandWord> {
    all_words()
        .map(|(word, command)| (strsim::jaro_winkler(word, typed), command))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, command)| command)
}

/// A slash command.
pub fn decide(plan: Plan, by: &UserId, channel: &ChannelId, words: &str, nonce: Nonce) -> Decision {
    match parse(words) {
        Typed::Nothing => help::panel(plan, by, channel),
        Typed::Word(word, rest) => run(plan, by, Some(channel), word, rest, nonce),
        Typed::Unknown(typed, nearest) => {
            let typed = Text::line(&typed.chars().take(40).collect::<String>());
            let msg = Msg::Help(HelpMsg::UnknownWord { typed, nearest });
            plan.finish_saying(by, None, msg)
        }
    }
}

/// Runs one command, typed or pressed.
pub fn run(
    mut plan: Plan,
    by: &UserId,
    channel: Option<&ChannelId>,
    word: CommandWord,
    rest: &str,
    nonce: Nonce,
) -> Decision {
    match word {
        CommandWord::Help => return help::help(plan, by),
        CommandWord::Formats => return help::formats(plan, by, channel),
        CommandWord::Language => return people::language(plan, by, rest),
        CommandWord::Setup => {
            if let Some(channel) = channel {
                plan.act(Action::LookIntoRoom(channel.clone()));
            }
            return onboarding::open_setup(plan, by, channel, nonce);
        }
        CommandWord::Snooze => return people::snooze(plan, by, rest, nonce),
        _ => {}
    }
    let cluster = match cluster_for(&plan, by, channel) {
        Ok(cluster) => cluster.clone(),
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if !plan.belongs(&cluster, by) {
        // Whoever types in a channel is in it, and came without our having heard of it.
        plan.act(Action::LookIntoRoom(cluster.channel.clone()));
    }
    if cluster.stage == Stage::Preview && is_about_meetings(word) {
        return plan.refuse(by, Some(cluster.id), Refusal::NotLiveYet(cluster.facilitator));
    }
    match word {
        CommandWord::Next => list::next(plan, by, &cluster),
        CommandWord::Coming => rsvp::answer_typed(plan, by, &cluster, rest, Coming::Yes, nonce),
        CommandWord::Cant => rsvp::answer_typed(plan, by, &cluster, rest, Coming::No, nonce),
        CommandWord::Maybe => rsvp::answer_typed(plan, by, &cluster, rest, Coming::Maybe, nonce),
        CommandWord::Brief => brief::archive::show(plan, by, &cluster, rest),
        CommandWord::Present => talk::open(plan, by, &cluster, None, rest, nonce),
        CommandWord::Host => rotation::preview::show(plan, by, &cluster, rest),
        CommandWord::Wish => wish::command(plan, by, &cluster, rest, nonce),
        CommandWord::Agenda if rest.is_empty() => agenda::show(plan, by, &cluster),
        CommandWord::Agenda => agenda::queueing::command(plan, by, &cluster, rest, nonce),
        CommandWord::Organiser => rotation::turns::show(plan, by, &cluster),
        CommandWord::Meeting if year::is_meant(rest) => year::show(plan, by, &cluster),
        CommandWord::Meeting => list::manage(plan, by, &cluster, None),
        CommandWord::Guest => guest::show(plan, by, &cluster),
        CommandWord::Members => onboarding::members(plan, by, &cluster),
        CommandWord::Company => onboarding::company(plan, by, &cluster, rest, nonce),
        CommandWord::Settings if settings::times::is_meant(rest) => {
            settings::times::open(plan, by, cluster.id, nonce)
        }
        CommandWord::Settings => settings::open(plan, by, &cluster, nonce),
        CommandWord::Cover => asking::open(plan, by, &cluster, Wanted::Cover, nonce),
        CommandWord::Swap => asking::open(plan, by, &cluster, Wanted::Swap, nonce),
        CommandWord::Away => rotation::away::open(plan, by, &cluster, rest, nonce),
        CommandWord::Back => rotation::away::back(plan, by, &cluster),
        CommandWord::Help
        | CommandWord::Formats
        | CommandWord::Language
        | CommandWord::Setup
        | CommandWord::Snooze => help::help(plan, by),
    }
}

/// Whether a command makes no sense before the welcome is approved and meetings are planned.
fn is_about_meetings(word: CommandWord) -> bool {
    use CommandWord::{
        Agenda, Brief, Cant, Coming, Cover, Host, Maybe, Meeting, Next, Organiser, Present, Settings, Swap,
        Wish,
    };
    matches!(
        word,
        Next | Coming
            | Cant
            | Maybe
            | Host
            | Cover
            | Swap
            | Organiser
            | Meeting
            | Present
            | Wish
            | Agenda
            | Brief
            | Settings
    )
}

/// The cluster a command is about: the one of the channel, else the only one the person is in.
pub fn cluster_for<'a>(
    ws: &'a Workspace,
    by: &'a UserId,
    channel: Option<&ChannelId>,
) -> Result<&'a Cluster, Refusal> {
    if let Some(cluster) = channel.and_then(|channel| ws.cluster_in(channel)) {
        return Ok(cluster);
    }
    let mine: Vec<&Cluster> = ws.clusters_of(by).collect();
    match mine.as_slice() {
        [only] => Ok(only),
        [] => Err(Refusal::NoClusterHere),
        several => Err(Refusal::WhichCluster(several.iter().map(|cluster| cluster.name.clone()).collect())),
    }
}

#[cfg(test)]
mod tests;
