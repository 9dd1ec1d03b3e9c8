//! Notes and briefs, in bokmål.

use super::{date, either, guest, talk, when};
use crate::domain::model::{
    BriefFacts, BriefLine, BriefMsg, DraftState, Lang, MeetingFacts, PointKind, PointLine, TalkFacts, Text,
};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, linked, mention, mentions, quote, sentence, source, strong};
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
        BriefMsg::Published { brief } => {
            published(brief).small(format!("{} Ble noe feil? Si fra, så retter vi det.", covers(brief)))
        }
        BriefMsg::ForYou { brief } => for_you(brief),
        BriefMsg::Whole { brief } => whole(brief),
        BriefMsg::List { briefs } => list(briefs),
        BriefMsg::Question { facts, from, company, words } => {
            let company =
                if company.is_empty() { String::new() } else { format!(" ({})", company.escaped()) };
            let day = date(facts.start.date());
            let from = mention(from);
            Said::text(format!("{from}{company} lurer på noe etter møtet {day}:\n{}", quote(words)))
        }
        BriefMsg::Reply { facts, from, words } => {
            let day = date(facts.start.date());
            Said::text(format!("{} svarer deg om møtet {day}:\n{}", mention(from), quote(words)))
        }
        BriefMsg::Correction { facts, from, words } => {
            let day = date(facts.start.date());
            let from = mention(from);
            Said::text(format!("{from} ser noe i briefen fra {day} som ikke stemmer:\n{}", quote(words)))
        }
        BriefMsg::PassedOn { to } => Said::text(format!("Takk! Jeg gir det videre til {}.", mention(to))),
        BriefMsg::Changed { out: true } => Said::text("Takk! Nå er briefen rettet overalt."),
        BriefMsg::Changed { out: false } => Said::text("Lagret. Briefen går ut når du publiserer den."),
    }
}

/// What stands before a point that is no plain note.
pub(crate) const fn label(kind: PointKind) -> Option<&'static str> {
    match kind {
        PointKind::Note => None,
        PointKind::Decision => Some("Beslutning"),
        PointKind::Task => Some("Oppgave"),
        PointKind::Question => Some("Spørsmål"),
        PointKind::Link => Some("Lenke"),
    }
}

fn notes_opened(facts: &MeetingFacts) -> Said {
    let thanks = match &facts.theme {
        Some(theme) => format!("Takk for møtet om {}!", strong(theme)),
        None => "Takk for møtet!".to_owned(),
    };
    Said::text(format!(
        "{thanks} Skriv gjerne her hva dere tar med dere. Stikkord holder. Så \
         lager jeg en brief til dem som ikke var med."
    ))
    .small(
        "`beslutning:`, `oppgave:`, `spørsmål:` og `lenke:` først på en linje får egen plass. Skriv \
         `ikke referer` eller reager med 🤐, så holder jeg innlegget utenfor.",
    )
}

/// "torsdagens møte".
fn that_meeting(facts: &MeetingFacts) -> String {
    format!("{}ens møte", weekday_stem(facts))
}

/// Every weekday ends in "dag", so "-ens" fits them all.
fn weekday_stem(facts: &MeetingFacts) -> &'static str {
    dates::weekday(Lang::Nb, facts.start.date())
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
        lines.push("*Dette ble sagt*".to_owned());
    }
    lines.extend(points(&brief.points).take(most));
    lines
}

/// Read in the archive, maybe months later: with its date.
fn whole(brief: &BriefFacts) -> Said {
    let day = date(brief.facts.start.date());
    let title = match &brief.facts.theme {
        Some(theme) => format!("{} – møtet {day} på ett minutt.", strong(theme)),
        None => format!("Møtet {day} på ett minutt."),
    };
    Said::text(title).lines(contents(brief, usize::MAX)).small(covers(brief))
}

fn published(brief: &BriefFacts) -> Said {
    let title = match &brief.facts.theme {
        Some(theme) => format!("{} – {} på ett minutt.", strong(theme), that_meeting(&brief.facts)),
        None => sentence(&format!("{} på ett minutt.", that_meeting(&brief.facts))),
    };
    Said::text(title).lines(contents(brief, usize::MAX))
}

/// What it is made of: never more than there was.
fn covers(brief: &BriefFacts) -> String {
    let corrected = brief.corrected.map(|at| format!(" Rettet {}.", dates::day(Lang::Nb, at.date())));
    let made_of = match (brief.facts_only, brief.remarks, brief.points.is_empty()) {
        (true, ..) => "Foreløpig bare agendaen.".to_owned(),
        (false, 0, true) => "Ingen noterte noe denne gangen.".to_owned(),
        (false, _, true) => "Ingen punkter er med denne gangen.".to_owned(),
        (false, 0, false) => "Skrevet av vertskapet.".to_owned(),
        (false, n, false) => format!("Laget av {} i tråden.", count(n as usize, "innlegg", "innlegg")),
    };
    format!("{made_of}{}", corrected.unwrap_or_default())
}

fn for_you(brief: &BriefFacts) -> Said {
    let day = weekday_stem(&brief.facts);
    let ask = either(&mentions(&brief.ask));
    let theme = brief.facts.theme.as_ref().map(|theme| format!("{}\n", strong(theme))).unwrap_or_default();
    let begins = match (brief.facts_only, brief.points.is_empty()) {
        (true, _) => format!("{theme}Vi møttes {day}. Blir notatene godkjent, kommer de her."),
        (false, true) if brief.remarks == 0 => format!("{theme}Vi møttes {day}. Ingen noterte noe."),
        (false, true) => format!("{theme}Vi møttes {day}."),
        (false, false) => format!("{theme}Her er det viktigste fra {day}."),
    };
    let lines = contents(brief, MOST_IMPORTANT);
    Said::text(if ask.is_empty() {
        begins
    } else {
        format!("{begins} Lurer du på noe, er det bare å spørre {ask}.")
    })
    .lines(lines)
}

fn draft(brief: &BriefFacts, state: DraftState, withheld: u32, confidential: bool) -> Said {
    let day = date(brief.facts.start.date());
    let nothing = brief.points.is_empty();
    let text = match state {
        DraftState::Waiting(_) if nothing => {
            let why = if brief.remarks == 0 { "Ingen noterte noe" } else { "Ingen punkter er med fra" };
            format!("{why} {day}. Vil du legge til noe, eller skal bare agendaen gå ut?")
        }
        DraftState::Waiting(_) => {
            format!("Slik blir briefen fra {day}. Ett trykk, så går den ut til dem som ikke var med.")
        }
        DraftState::FactsOut => {
            format!("Agendaen fra {day} er sendt ut. Notatene venter på deg.")
        }
        DraftState::Published => format!("Briefen fra {day} er ute. Takk!"),
        DraftState::Empty => {
            format!("Agendaen fra {day} er sendt ut. Det er ingen notater igjen.")
        }
    };
    let said = Said::text(text).lines(contents(brief, usize::MAX));
    let mut small = Vec::new();
    if withheld > 0 {
        let points = count(withheld as usize, "punkt", "punkter");
        small.push(format!("{points} er holdt utenfor til den som viste noe fortrolig, sier ja."));
    } else if confidential {
        small.push("Noe var fortrolig. Se etter at ingenting av det står her.".to_owned());
    }
    if let DraftState::Waiting(at) = state {
        small.push(format!("Gjør du ingenting, går bare agendaen ut {}.", when(at)));
    }
    if small.is_empty() { said } else { said.small(small.join(" ")) }
}

fn part(facts: &MeetingFacts, talk: &TalkFacts, shared: bool, lines: &[PointLine], out: bool) -> Said {
    let (title, day) = (strong(&talk.title), date(facts.start.date()));
    let text = match (talk.confidential, shared, out) {
        (false, _, false) => {
            format!("Dette står om {title} i briefen fra {day}. Er noe feil, så si fra før den går ut.")
        }
        (false, _, true) if lines.is_empty() => {
            format!("{title} står på agendaen i briefen fra {day}, uten egne punkter.")
        }
        (false, _, true) => format!("Dette står om {title} i briefen fra {day}."),
        (true, false, false) => format!(
            "{title} er fortrolig, så verken tittel eller innhold står i briefen fra {day}. Skal noe av det \
             med? Svarer du ikke, blir det utenfor."
        ),
        (true, false, true) => format!("{title} var fortrolig, og er ikke med i briefen fra {day}."),
        (true, true, _) => format!("Takk! Da er {title} med i briefen fra {day}."),
    };
    let empty = lines.is_empty() && talk.confidential && !out;
    let said = Said::text(text).lines(points(lines));
    if empty { said.small("Ingen noterte noe om den. Det er bare tittelen det gjelder.") } else { said }
}

fn list(briefs: &[BriefLine]) -> Said {
    let lines = briefs.iter().map(|brief| {
        let theme = brief.facts.theme.as_ref().map_or_else(|| "uten tema".to_owned(), Text::escaped);
        let draft = if brief.draft { " (utkast)" } else { "" };
        super::dated(brief.facts.start.date(), &format!("{theme}{draft}"))
    });
    Said::text("")
        .titled("De siste briefene")
        .lines(lines)
        .small("`/klynge brief layout` finner den siste som handler om det.")
}
