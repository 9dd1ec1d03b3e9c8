//! Hosts and organisers, in bokmål.

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
                "Møtet {} er over, så dette trenger du ikke tenke mer på.",
                date(facts.start.date())
            )),
            AskState::Cancelled => Said::text(format!(
                "Møtet {} er avlyst, så dette trenger du ikke tenke mer på.",
                date(facts.start.date())
            )),
            AskState::Passed(to) => Said::text(format!(
                "Møtet {} trenger du ikke tenke mer på: {} ser til det nå.",
                date(facts.start.date()),
                mention(to)
            )),
        },
        RotationMsg::Ideas { meeting: _, ideas: _, wishes } => {
            Said::text("Her er tre forslag. Trykk på ett, eller skriv noe helt annet.")
                .lines(wish::wished(wishes))
        }
        RotationMsg::Taken { facts } => Said::text(taken(facts)),
        RotationMsg::AnotherIsAsked { facts } => Said::text(format!(
            "Helt i orden, takk for at du sa fra! Jeg spør en annen om møtet {}.",
            date(facts.start.date())
        )),
        RotationMsg::Turns(turns) => turn_list(turns),
        RotationMsg::Away { company, away, handed_on } => is_away(company, *away, handed_on),
        RotationMsg::AwayForYou { company, away, by } => Said::text(format!(
            "{} har notert at {} er borte {}. Så lenge tar andre møtene. Stemmer det ikke, er det bare å si fra.",
            mention(by),
            strong(company),
            span(*away)
        )),
        RotationMsg::Back { company, hosting } => Said::text(match hosting {
            Some(at) => {
                format!("Velkommen tilbake! {} er neste gang vertskap {}.", strong(company), when(*at))
            }
            None => format!("Velkommen tilbake! {} er med i rundgangen igjen.", strong(company)),
        }),
        RotationMsg::NotAway { company } => {
            Said::text(format!("{} er ikke meldt borte, så alt er som det skal.", strong(company)))
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
            "Hei! {} er vertskap {at}. Det eneste du trenger å velge nå, er tema. Vil du ha tre \
             forslag?",
            strong(company)
        ),
        AskRole::StartPhase => format!(
            "Hei! De første møtene er dine, og nå gjelder det {at}. Det eneste du trenger å velge nå, \
             er tema. Vil du ha tre forslag?"
        ),
        AskRole::Colleague(company) => format!(
            "Hei! {} er vertskap {at}, og {open}. Kan du ta det denne gangen? En løs idé \
             holder. Nei er også et fint svar, da spør jeg en annen.",
            strong(company)
        ),
        AskRole::Organiser(host) => format!(
            "Hei! {} er vertskap {at}, og {open}. Kan du som arrangør finne på noe, eller høre \
             med noen? Nei er også et fint svar.",
            named(Lang::Nb, host)
        ),
        AskRole::LastResort(host) => format!(
            "Hei! {} er vertskap {at}, og {open}. Kan du finne på noe, eller høre med noen? En \
             løs idé holder.",
            named(Lang::Nb, host)
        ),
    }
}

fn theme_is_open(facts: &MeetingFacts) -> String {
    match &facts.theme {
        Some(theme) => format!("temaet er {}", strong(theme)),
        None => "temaet er ikke valgt ennå".to_owned(),
    }
}

fn taken_by(facts: &MeetingFacts, by: &UserId) -> String {
    let (by, day) = (mention(by), date(facts.start.date()));
    match &facts.theme {
        Some(theme) => format!("Takk, {by}! Temaet {day} er {}.", strong(theme)),
        None => format!("{by} tar møtet {day}, takk for det! Temaet kan komme siden."),
    }
}

fn taken(facts: &MeetingFacts) -> String {
    let day = date(facts.start.date());
    match &facts.theme {
        Some(theme) => format!("Flott! {} {day}, det blir fint. Resten minner jeg om.", strong(theme)),
        None => format!("Takk, da er møtet {day} ditt! Tema velger du når det passer."),
    }
}

/// The last day away is told, not the first one back.
pub(super) fn span(away: Away) -> String {
    let to = away.until.pred_opt().unwrap_or(away.until);
    format!("fra {} til og med {}", date(away.from), date(to))
}

fn is_away(company: &Text, away: Away, handed_on: &[HostLine]) -> Said {
    let text = format!("Notert: {} er borte {}. God tur, eller god arbeidsro!", strong(company), span(away));
    let small = "Briefene kommer som før. Når tida er ute, er dere tilbake av dere selv; `/klynge tilbake` hvis det blir før.";
    if handed_on.is_empty() {
        return Said::text(text).small(small);
    }
    let lines = handed_on.iter().map(|line| dated(line.start.date(), &named(Lang::Nb, &line.host)));
    Said::text(format!("{text}\nDisse møtene tar andre:")).lines(lines).small(small)
}

fn turn_list(turns: &[TurnLine]) -> Said {
    let lines = turns.iter().map(|turn| {
        let period = dates::period(Lang::Nb, turn.period);
        bullet(format!("*{period}:* {}", named(Lang::Nb, &turn.holder)))
    });
    let text = if turns.is_empty() {
        "Ingen er satt opp ennå."
    } else {
        "Arrangøren ser til at ting skjer. Vertskapet eier innholdet i ett møte."
    };
    Said::text(text).titled("Arrangør nå og framover").lines(lines)
}

fn handover(
    name: &Text,
    company: &Text,
    period: Period,
    before: Option<&Named>,
    next: Option<&MeetingFacts>,
) -> Said {
    let mut text = format!(
        "Hei! Nå er {} arrangør for {} fram til {}. Det betyr bare at jeg spør dere hvis et møte \
         mangler noe.",
        strong(company),
        channel(name),
        dates::day(Lang::Nb, period.to)
    );
    if let Some(next) = next {
        let (at, host) = (when(next.start), named(Lang::Nb, &next.host));
        text.push_str(&format!("\nNeste møte: {at}, vertskap er {host}."));
    }
    if let Some(before) = before {
        text.push_str(&format!(" {} hadde ansvaret før dere.", named(Lang::Nb, before)));
    }
    Said::text(text)
}
