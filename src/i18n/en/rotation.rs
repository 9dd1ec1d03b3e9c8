//! Hosts and organisers, in English.

use super::{date, dated, guest, variety, when, wish};
use crate::domain::model::{
    AskRole, AskState, Away, HostLine, Lang, MeetingFacts, Named, Period, RotationMsg, Text, TurnLine, UserId,
};
use crate::i18n::marks::{bullet, channel, mention, named, strong};
use crate::i18n::{Said, dates};

pub(super) fn render(msg: &RotationMsg) -> Said {
    match msg {
        RotationMsg::HostAsk { facts, role, state, offer, guests } => match state {
            AskState::Open => Said::text(ask(facts, role))
                .lines(offer.map(|of| variety::offer(facts, of)))
                .lines(guests.iter().map(guest::hint)),
            AskState::Yours(by) | AskState::Taken(by) => Said::text(taken_by(facts, by))
                .lines(offer.map(|of| variety::offer(facts, of)))
                .lines(guests.iter().map(guest::hint)),
            AskState::Over => Said::text(format!(
                "The meeting on {} is over: nothing more for you to think of here.",
                date(facts.start.date())
            )),
            AskState::Cancelled => Said::text(format!(
                "The meeting on {} is called off: nothing more for you to think of here.",
                date(facts.start.date())
            )),
            AskState::Passed(to) => Said::text(format!(
                "Nothing more for you to think of about the meeting on {}: {} looks after it now.",
                date(facts.start.date()),
                mention(to)
            )),
        },
        RotationMsg::Ideas { meeting: _, ideas: _, wishes } => {
            Said::text("Here are three ideas. Tap one, or write something else altogether.")
                .lines(wish::wished(wishes))
        }
        RotationMsg::Taken { facts } => Said::text(taken(facts)),
        RotationMsg::AnotherIsAsked { facts } => Said::text(format!(
            "That's quite all right, thanks for saying so! I'll ask somebody else about the \
             meeting on {}.",
            date(facts.start.date())
        )),
        RotationMsg::Turns(turns) => turn_list(turns),
        RotationMsg::Away { company, away, handed_on } => is_away(company, *away, handed_on),
        RotationMsg::AwayForYou { company, away, by } => Said::text(format!(
            "{} has noted that {} is away {}. Meanwhile others take the meetings. If that is not so, just say.",
            mention(by),
            strong(company),
            span(*away)
        )),
        RotationMsg::Back { company, hosting } => Said::text(match hosting {
            Some(at) => format!("Welcome back! {} hosts again {}.", strong(company), when(*at)),
            None => format!("Welcome back! {} takes its turns again.", strong(company)),
        }),
        RotationMsg::NotAway { company } => {
            Said::text(format!("{} is not away as far as I know, so all is well.", strong(company)))
        }
        RotationMsg::Handover { cluster: _, name, company, period, before, next } => {
            handover(name, company, *period, before.as_ref(), next.as_ref())
        }
    }
}

/// One thing is asked for, the theme; each role hears why it is the one who is asked.
fn ask(facts: &MeetingFacts, role: &AskRole) -> String {
    let at = when(facts.start);
    let open = theme_is_open(facts);
    match role {
        AskRole::Host(company) => format!(
            "Hi! {} hosts the meeting on {at}. The only thing you need to choose now is the \
             theme. Would you like three ideas?",
            strong(company)
        ),
        AskRole::StartPhase => format!(
            "Hi! The first meetings are yours, and this is about {at}. The only thing you need \
             to choose now is the theme. Would you like three ideas?"
        ),
        AskRole::Colleague(company) => format!(
            "Hi! {} hosts the meeting on {at}, and {open}. Could you take it this time? A loose \
             theme is enough. No is a fine answer too, then I'll ask somebody else.",
            strong(company)
        ),
        AskRole::Organiser(host) => format!(
            "Hi! {} hosts the meeting on {at}, and {open}. As organiser, could you think of \
             something, or have a word with somebody? No is a fine answer too.",
            named(Lang::En, host)
        ),
        AskRole::LastResort(host) => format!(
            "Hi! {} hosts the meeting on {at}, and {open}. Could you think of something, or have \
             a word with somebody? A rough idea will do.",
            named(Lang::En, host)
        ),
    }
}

fn theme_is_open(facts: &MeetingFacts) -> String {
    match &facts.theme {
        Some(theme) => format!("the theme is {}", strong(theme)),
        None => "the theme is still open".to_owned(),
    }
}

fn taken_by(facts: &MeetingFacts, by: &UserId) -> String {
    let (by, day) = (mention(by), date(facts.start.date()));
    match &facts.theme {
        Some(theme) => format!("Thanks, {by}! The theme on {day} is {}.", strong(theme)),
        None => format!("{by} takes the meeting on {day}, thank you! The theme can come later."),
    }
}

fn taken(facts: &MeetingFacts) -> String {
    let day = date(facts.start.date());
    match &facts.theme {
        Some(theme) => {
            format!("Great! {} on {day} sounds good. I'll remind you of the rest.", strong(theme))
        }
        None => format!("Thanks, the meeting on {day} is yours! Choose a theme when it suits you."),
    }
}

/// The last day away is told, not the first one back.
pub(super) fn span(away: Away) -> String {
    let to = away.until.pred_opt().unwrap_or(away.until);
    format!("from {} to {}", date(away.from), date(to))
}

fn is_away(company: &Text, away: Away, handed_on: &[HostLine]) -> Said {
    let text =
        format!("Noted: {} is away {}. Have a good trip, or peace to work!", strong(company), span(away));
    let small = "The briefs come as before. When the time is up you are back without a word; `/klynge back` if it is sooner.";
    if handed_on.is_empty() {
        return Said::text(text).small(small);
    }
    let lines = handed_on.iter().map(|line| dated(line.start.date(), &named(Lang::En, &line.host)));
    Said::text(format!("{text}\nOthers take these meetings:")).lines(lines).small(small)
}

fn turn_list(turns: &[TurnLine]) -> Said {
    let lines = turns.iter().map(|turn| {
        let period = dates::period(Lang::En, turn.period);
        bullet(format!("*{period}:* {}", named(Lang::En, &turn.holder)))
    });
    let text = if turns.is_empty() {
        "Nobody is down for it yet."
    } else {
        "The organiser sees that things happen. The host owns the content of one meeting."
    };
    Said::text(text).titled("Organiser now and next").lines(lines)
}

fn handover(
    name: &Text,
    company: &Text,
    period: Period,
    before: Option<&Named>,
    next: Option<&MeetingFacts>,
) -> Said {
    let mut text = format!(
        "Hi! {} is organiser of {} now, until {}. All it means is that I ask you when a meeting \
         lacks something.",
        strong(company),
        channel(name),
        dates::day(Lang::En, period.to)
    );
    if let Some(next) = next {
        let (at, host) = (when(next.start), named(Lang::En, &next.host));
        text.push_str(&format!("\nNext meeting: {at}, hosted by {host}."));
    }
    if let Some(before) = before {
        text.push_str(&format!(" {} had the turn before you.", named(Lang::En, before)));
    }
    Said::text(text)
}
