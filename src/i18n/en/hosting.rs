//! Hosts, the ledger and the order, in English.

use super::{date, dated, join, when};
use crate::domain::model::Lang::En;
use crate::domain::model::{
    HostLine, HostPreview, HostingMsg, LedgerLine, PreviewLine, Step, Text, TurnLine, WhyAnother,
};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, mention, named, names, strong};
use crate::i18n::{Said, dates};
use chrono::NaiveDateTime;

pub(super) fn render(msg: &HostingMsg) -> Said {
    match msg {
        HostingMsg::Preview(preview) => hosts(preview),
        HostingMsg::Ledger(lines) => ledger(lines),
        HostingMsg::History { year, meetings, turns } => history(*year, meetings, turns),
        HostingMsg::Order { order, told } => ordered(order, told),
        HostingMsg::NothingToMove => Said::text("It takes two companies to change places."),
        HostingMsg::Skipped { company, start, instead, next } => Said::text(format!(
            "That's fine! {} takes the meeting on {}, and {} {}.",
            named(En, instead),
            date(start.date()),
            strong(company),
            comes_next(*next)
        )),
        HostingMsg::SkippedForYou { company, start, next, by } => Said::text(format!(
            "{} has said that {} sits out the meeting on {}: it {}. If that's wrong, just say so.",
            mention(by),
            strong(company),
            date(start.date()),
            comes_next(*next)
        )),
        HostingMsg::NothingToSkip => Said::text(
            "There is no meeting to sit out: your company isn't hosting soon, has said yes already, or sat out last time. `/klynge cover` still helps.",
        ),
        HostingMsg::NextIsAnother { company, before, now, why } => another(company, *before, *now, why),
    }
}

fn comes_next(next: Option<NaiveDateTime>) -> String {
    match next {
        Some(at) => format!("hosts {}", when(at)),
        None => "comes first when the next meeting is planned".to_owned(),
    }
}

fn hosts(preview: &HostPreview) -> Said {
    let lines = preview.lines.iter().map(line);
    Said::text("Each company takes one meeting, in turn.").titled("Hosts to come").lines(lines)
}

fn line(line: &PreviewLine) -> String {
    let host = named(En, &line.host);
    let host = match &line.on_behalf {
        Some(company) => format!("{host} for {}", company.escaped()),
        None => host,
    };
    match &line.theme {
        Some(theme) => dated(line.start.date(), &format!("{host} – {}", theme.escaped())),
        None => dated(line.start.date(), &host),
    }
}

fn ledger(lines: &[LedgerLine]) -> Said {
    if lines.is_empty() {
        return Said::text("No companies have joined yet.");
    }
    Said::text("How many meetings each company has hosted, in the order of rotation.")
        .titled("The ledger")
        .lines(lines.iter().map(account))
        .small("Who joined later starts at the average, and who was away has nothing to make up for.")
}

fn account(line: &LedgerLine) -> String {
    let mut parts = vec![match line.last {
        Some(last) => format!(
            "{}, last in {}",
            count(line.hosted as usize, "meeting", "meetings"),
            dates::month(En, last)
        ),
        None => "none yet".to_owned(),
    }];
    let owed = line.owes.iter().map(|(company, owed)| {
        format!("owes {} {}", company.escaped(), count(*owed as usize, "meeting", "meetings"))
    });
    parts.extend(owed);
    let turns = line.owes_turns.iter().map(|(company, owed)| {
        format!("owes {} {}", company.escaped(), count(*owed as usize, "turn", "turns"))
    });
    parts.extend(turns);
    if line.skipped {
        parts.push("sat one out, and comes first now".to_owned());
    }
    bullet(format!("*{}:* {}", line.company.escaped(), parts.join(" · ")))
}

fn history(year: i32, meetings: &[HostLine], turns: &[TurnLine]) -> Said {
    if meetings.is_empty() {
        return Said::text(format!("There are no meetings to show of {year}."));
    }
    let meetings = meetings.iter().map(|line| {
        let host = named(En, &line.host);
        match &line.theme {
            Some(theme) => dated(line.start.date(), &format!("{host} – {}", theme.escaped())),
            None => dated(line.start.date(), &host),
        }
    });
    let turns = turns.iter().map(|turn| {
        let period = dates::period(En, turn.period);
        bullet(format!("*{period}:* {}", named(En, &turn.holder)))
    });
    let turns: Vec<String> = turns.collect();
    let heading = (!turns.is_empty()).then(|| "*Organisers:*".to_owned());
    Said::text("The meetings that were held, and who hosted them.")
        .titled(format!("This was {year}"))
        .lines(meetings.chain(heading).chain(turns))
}

fn ordered(order: &[Text], told: &[Text]) -> Said {
    let lines = order.iter().zip(1..).map(|(company, at)| format!("{at}. {}", company.escaped()));
    let text = if told.is_empty() {
        "Moved. Nobody gets another meeting for it now.".to_owned()
    } else {
        format!("Moved. {} will host another meeting than before; I'll let them know.", join(&names(told)))
    };
    Said::text(text)
        .titled("The order now")
        .lines(lines)
        .small("Whoever was asked already, or has said yes, keeps their meeting.")
}

fn another(
    company: &Text,
    before: Option<NaiveDateTime>,
    now: Option<NaiveDateTime>,
    why: &WhyAnother,
) -> Said {
    let company = strong(company);
    let because = match why {
        WhyAnother::Order(by) => format!("{} has changed the order", mention(by)),
        WhyAnother::Skip(other) => format!("{} sits one out", strong(other)),
    };
    let what = match (before, now) {
        (Some(before), Some(now)) => {
            format!("{company} hosts {} instead of {}", when(now), date(before.date()))
        }
        (None, Some(now)) => format!("{company} hosts {}", when(now)),
        (_, None) => format!("{company} hosts later than planned"),
    };
    Said::text(format!("Hi! {because}, so {what}. There is nothing for you to do now."))
}

/// Which way, as a choice in a form.
pub(crate) const fn step(step: Step) -> &'static str {
    match step {
        Step::Up => "One up",
        Step::Down => "One down",
    }
}
