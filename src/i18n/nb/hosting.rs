//! Vertskap, regnskap og rekkefølge, in bokmål.

use super::{date, dated, join, when};
use crate::domain::model::Lang::Nb;
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
        HostingMsg::NothingToMove => Said::text("Det må være minst to bedrifter før noen kan bytte plass."),
        HostingMsg::Skipped { company, start, instead, next } => Said::text(format!(
            "Helt i orden! {} tar møtet {}, og {} {}.",
            named(Nb, instead),
            date(start.date()),
            strong(company),
            comes_next(*next)
        )),
        HostingMsg::SkippedForYou { company, start, next, by } => Said::text(format!(
            "{} har sagt at {} står over møtet {}. Dere {}. Stemmer det ikke, er det bare å si fra.",
            mention(by),
            strong(company),
            date(start.date()),
            comes_next(*next)
        )),
        HostingMsg::NothingToSkip => Said::text(
            "Her er det ingen møter å stå over: bedriften er ikke vertskap framover, har allerede sagt ja, eller sto over sist. `/klynge vikar` hjelper likevel.",
        ),
        HostingMsg::NextIsAnother { company, before, now, why } => another(company, *before, *now, why),
    }
}

fn comes_next(next: Option<NaiveDateTime>) -> String {
    match next {
        Some(at) => format!("er vertskap {}", when(at)),
        None => "står først når neste møte planlegges".to_owned(),
    }
}

fn hosts(preview: &HostPreview) -> Said {
    let lines = preview.lines.iter().map(line);
    Said::text("Bedriftene tar ett møte hver, på rundgang.").titled("Vertskap framover").lines(lines)
}

fn line(line: &PreviewLine) -> String {
    let host = named(Nb, &line.host);
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
        return Said::text("Ingen bedrifter er med ennå.");
    }
    Said::text("Så mange møter har hver bedrift vært vertskap for. De står i rundgangens rekkefølge.")
        .titled("Regnskapet")
        .lines(lines.iter().map(account))
        .small("De som kom til senere, begynner på snittet, og den som var borte, har ingenting å ta igjen.")
}

fn account(line: &LedgerLine) -> String {
    let mut parts = vec![match line.last {
        Some(last) => {
            format!("{}, sist i {}", count(line.hosted as usize, "møte", "møter"), dates::month(Nb, last))
        }
        None => "ingen ennå".to_owned(),
    }];
    let owed = line.owes.iter().map(|(company, owed)| {
        format!("skylder {} {}", company.escaped(), count(*owed as usize, "møte", "møter"))
    });
    parts.extend(owed);
    let turns = line.owes_turns.iter().map(|(company, owed)| {
        format!("skylder {} {}", company.escaped(), count(*owed as usize, "periode", "perioder"))
    });
    parts.extend(turns);
    if line.skipped {
        parts.push("sto over, og kommer først nå".to_owned());
    }
    bullet(format!("*{}:* {}", line.company.escaped(), parts.join(" · ")))
}

fn history(year: i32, meetings: &[HostLine], turns: &[TurnLine]) -> Said {
    if meetings.is_empty() {
        return Said::text(format!("Fra {year} er det ingen møter å vise."));
    }
    let meetings = meetings.iter().map(|line| {
        let host = named(Nb, &line.host);
        match &line.theme {
            Some(theme) => dated(line.start.date(), &format!("{host} – {}", theme.escaped())),
            None => dated(line.start.date(), &host),
        }
    });
    let turns = turns.iter().map(|turn| {
        let period = dates::period(Nb, turn.period);
        bullet(format!("*{period}:* {}", named(Nb, &turn.holder)))
    });
    let turns: Vec<String> = turns.collect();
    let heading = (!turns.is_empty()).then(|| "*Arrangører:*".to_owned());
    Said::text("Møtene som ble holdt, og hvem som var vertskap.")
        .titled(format!("Slik var {year}"))
        .lines(meetings.chain(heading).chain(turns))
}

fn ordered(order: &[Text], told: &[Text]) -> Said {
    let lines = order.iter().zip(1..).map(|(company, at)| format!("{at}. {}", company.escaped()));
    let text = if told.is_empty() {
        "Flyttet. Ingen får et annet møte av det nå.".to_owned()
    } else {
        format!("Flyttet. {} får et annet møte enn før, og hører det fra meg.", join(&names(told)))
    };
    Said::text(text)
        .titled("Rekkefølgen nå")
        .lines(lines)
        .small("Den som allerede er spurt eller har sagt ja, beholder møtet sitt.")
}

fn another(
    company: &Text,
    before: Option<NaiveDateTime>,
    now: Option<NaiveDateTime>,
    why: &WhyAnother,
) -> Said {
    let company = strong(company);
    let because = match why {
        WhyAnother::Order(by) => format!("{} har endret rekkefølgen", mention(by)),
        WhyAnother::Skip(other) => format!("{} står over denne gangen", strong(other)),
    };
    let what = match (before, now) {
        (Some(before), Some(now)) => {
            format!("{company} er vertskap {} i stedet for {}", when(now), date(before.date()))
        }
        (None, Some(now)) => format!("{company} er vertskap {}", when(now)),
        (_, None) => format!("{company} er vertskap senere enn tenkt"),
    };
    Said::text(format!("Hei! {because}, så {what}. Dere trenger ikke gjøre noe nå."))
}

/// Which way, as a choice in a form.
pub(crate) const fn step(step: Step) -> &'static str {
    match step {
        Step::Up => "Ett hakk opp",
        Step::Down => "Ett hakk ned",
    }
}
