//! Notes and briefs, in English.

use super::{date, either, guest, talk, when};
use crate::domain::model::{
    BriefFacts, BriefLine, BriefMsg, DraftState, Lang, MeetingFacts, PointKind, PointLine, TalkFacts, Text,
};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, linked, mention, mentions, quote, source, strong};
use crate::i18n::{Said, dates};

/// Points in the message to one who was not there; the rest is one press away.
const MOST_IMPORTANT: usize = 4;

pub(super) fn render(msg: &BriefMsg) -> Said {
    match msg {
        BriefMsg::NotesOpened { facts } => notes_opened(facts),
        BriefMsg::Draft { brief, state, withheld, confidential } => {
            draft(brief, *state, *withheld, *confidential)
        }
        BriefMsg::Part { facts, talk, shared, points, out } => part(facts, talk, *shared, points, *out),
        BriefMsg::Published { brief } => published(brief)
            .small(format!("{} Is something wrong? Say so, and we'll mend it.", covers(brief))),
        BriefMsg::ForYou { brief } => for_you(brief),
        BriefMsg::Whole { brief } => whole(brief),
        BriefMsg::List { briefs } => list(briefs),
        BriefMsg::Question { facts, from, company, words } => {
            let company =
                if company.is_empty() { String::new() } else { format!(" ({})", company.escaped()) };
            let day = date(facts.start.date());
            let from = mention(from);
            Said::text(format!(
                "{from}{company} has a question after the meeting on {day}:\n{}",
                quote(words)
            ))
        }
        BriefMsg::Reply { facts, from, words } => {
            let day = date(facts.start.date());
            Said::text(format!("{} answers you about the meeting on {day}:\n{}", mention(from), quote(words)))
        }
        BriefMsg::Correction { facts, from, words } => {
            let day = date(facts.start.date());
            let from = mention(from);
            Said::text(format!("{from} sees something wrong in the brief of {day}:\n{}", quote(words)))
        }
        BriefMsg::PassedOn { to } => Said::text(format!("Thanks! I'll pass it on to {}.", mention(to))),
        BriefMsg::Changed { out: true } => Said::text("Thanks! The brief is corrected everywhere."),
        BriefMsg::Changed { out: false } => Said::text("Saved. The brief goes out when you publish it."),
    }
}

/// What stands before a point that is no plain note.
pub(crate) const fn label(kind: PointKind) -> Option<&'static str> {
    match kind {
        PointKind::Note => None,
        PointKind::Decision => Some("Decision"),
        PointKind::Task => Some("Task"),
        PointKind::Question => Some("Question"),
        PointKind::Link => Some("Link"),
    }
}

fn notes_opened(facts: &MeetingFacts) -> Said {
    let thanks = match &facts.theme {
        Some(theme) => format!("Thanks for the meeting on {}!", strong(theme)),
        None => "Thanks for the meeting!".to_owned(),
    };
    Said::text(format!(
        "{thanks} Do write here what you take with you. A few words will do. I'll make them \
         into a brief for those who weren't there."
    ))
    .small(
        "Lines may begin with `decision:`, `task:`, `question:` or `link:`. What says `off the record`, or has \
         a 🤐, stays here.",
    )
}

/// "Thursday's meeting".
fn that_meeting(facts: &MeetingFacts) -> String {
    format!("{}'s meeting", weekday(facts))
}

fn weekday(facts: &MeetingFacts) -> &'static str {
    dates::weekday(Lang::En, facts.start.date())
}

pub(super) fn point(line: &PointLine) -> String {
    let text = linked(&line.text);
    let source = line.source.as_ref().map(source).unwrap_or_default();
    match label(line.kind) {
        Some(label) => bullet(format!("*{label}:* {text}{source}")),
        None => bullet(format!("{text}{source}")),
    }
}

fn points(lines: &[PointLine]) -> impl Iterator<Item = String> {
    lines.iter().map(point)
}

/// Agenda and points, each with its heading where there are both.
fn contents(brief: &BriefFacts, most: usize) -> Vec<String> {
    let mut lines = talk::shown(&brief.agenda, brief.facts_only);
    lines.extend(guest::line(&brief.facts));
    if !lines.is_empty() && !brief.points.is_empty() {
        lines.push("*This was said*".to_owned());
    }
    lines.extend(points(&brief.points).take(most));
    lines
}

/// Read in the archive, maybe months later: with its date.
fn whole(brief: &BriefFacts) -> Said {
    let day = date(brief.facts.start.date());
    let title = match &brief.facts.theme {
        Some(theme) => format!("{} – the meeting on {day} in a minute.", strong(theme)),
        None => format!("The meeting on {day} in a minute."),
    };
    Said::text(title).lines(contents(brief, usize::MAX)).small(covers(brief))
}

fn published(brief: &BriefFacts) -> Said {
    let title = match &brief.facts.theme {
        Some(theme) => format!("{} – {} in a minute.", strong(theme), that_meeting(&brief.facts)),
        None => format!("{} in a minute.", that_meeting(&brief.facts)),
    };
    Said::text(title).lines(contents(brief, usize::MAX))
}

/// What it is made of: never more than there was.
fn covers(brief: &BriefFacts) -> String {
    let corrected = brief.corrected.map(|at| format!(" Corrected on {}.", dates::day(Lang::En, at.date())));
    let made_of = match (brief.facts_only, brief.remarks, brief.points.is_empty()) {
        (true, ..) => "Only the agenda so far.".to_owned(),
        (false, 0, true) => "Nobody took notes this time.".to_owned(),
        (false, _, true) => "No points this time.".to_owned(),
        (false, 0, false) => "Written by the host.".to_owned(),
        (false, n, false) => format!("Made of {} in the thread.", count(n as usize, "message", "messages")),
    };
    format!("{made_of}{}", corrected.unwrap_or_default())
}

fn for_you(brief: &BriefFacts) -> Said {
    let day = weekday(&brief.facts);
    let ask = either(&mentions(&brief.ask));
    let theme = brief.facts.theme.as_ref().map(|theme| format!("{}\n", strong(theme))).unwrap_or_default();
    let begins = match (brief.facts_only, brief.points.is_empty()) {
        (true, _) => format!("{theme}We met on {day}. If the notes are approved, they'll come here."),
        (false, true) if brief.remarks == 0 => format!("{theme}We met on {day}. Nobody took notes."),
        (false, true) => format!("{theme}We met on {day}."),
        (false, false) => format!("{theme}Here is what mattered most on {day}."),
    };
    let lines = contents(brief, MOST_IMPORTANT);
    Said::text(if ask.is_empty() {
        begins
    } else {
        format!("{begins} If you wonder about something, just ask {ask}.")
    })
    .lines(lines)
}

fn draft(brief: &BriefFacts, state: DraftState, withheld: u32, confidential: bool) -> Said {
    let day = date(brief.facts.start.date());
    let nothing = brief.points.is_empty();
    let text = match state {
        DraftState::Waiting(_) if nothing => {
            let why =
                if brief.remarks == 0 { "Nobody took notes" } else { "No points are left from the meeting" };
            format!("{why} on {day}. Would you like to add something, or is the agenda enough?")
        }
        DraftState::Waiting(_) => {
            format!("This is the brief of {day}. One press, and it goes to those who weren't there.")
        }
        DraftState::FactsOut => format!("The agenda of {day} has gone out. The notes wait for you."),
        DraftState::Published => format!("The brief of {day} is out. Thanks!"),
        DraftState::Empty => {
            format!("The agenda of {day} has gone out. There are no notes left.")
        }
    };
    let said = Said::text(text).lines(contents(brief, usize::MAX));
    let mut small = Vec::new();
    if withheld > 0 {
        let points = count(withheld as usize, "point is", "points are");
        small.push(format!("{points} left out until whoever showed something confidential agrees."));
    } else if confidential {
        small.push("Something was confidential. Please check that none of it is here.".to_owned());
    }
    if let DraftState::Waiting(at) = state {
        small.push(format!("If you do nothing, only the agenda goes out, on {}.", when(at)));
    }
    if small.is_empty() { said } else { said.small(small.join(" ")) }
}

fn part(facts: &MeetingFacts, talk: &TalkFacts, shared: bool, lines: &[PointLine], out: bool) -> Said {
    let (title, day) = (strong(&talk.title), date(facts.start.date()));
    let text = match (talk.confidential, shared, out) {
        (false, _, false) => {
            format!(
                "This is what the brief of {day} says of {title}. If something is wrong, say so before it goes \
                 out."
            )
        }
        (false, _, true) if lines.is_empty() => {
            format!("The brief of {day} has {title} on the agenda, without points of its own.")
        }
        (false, _, true) => format!("This is what the brief of {day} says of {title}."),
        (true, false, false) => format!(
            "{title} is confidential, so neither title nor content is in the brief of {day}. Should any of it \
             be? No answer keeps it out."
        ),
        (true, false, true) => format!("{title} was confidential, and is not in the brief of {day}."),
        (true, true, _) => format!("Thanks! {title} is in the brief of {day}."),
    };
    let empty = lines.is_empty() && talk.confidential && !out;
    let said = Said::text(text).lines(points(lines));
    if empty { said.small("Nobody took notes of it. It's only about the title.") } else { said }
}

fn list(briefs: &[BriefLine]) -> Said {
    let lines = briefs.iter().map(|brief| {
        let theme = brief.facts.theme.as_ref().map_or_else(|| "no theme".to_owned(), Text::escaped);
        let draft = if brief.draft { " (draft)" } else { "" };
        super::dated(brief.facts.start.date(), &format!("{theme}{draft}"))
    });
    Said::text("")
        .titled("The latest briefs")
        .lines(lines)
        .small("`/klynge brief layout` finds the latest one about that.")
}
