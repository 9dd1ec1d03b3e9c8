//! Vikar and bytte: a host asks for somebody to take a meeting, in bokmål.

use super::{date, when};
use crate::domain::model::{CoverMsg, CoverState, MeetingFacts, PleaFacts, UserId};
use crate::i18n::Said;
use crate::i18n::marks::{mention, strong};

pub(super) fn render(msg: &CoverMsg) -> Said {
    match msg {
        CoverMsg::Turn(msg) => super::turn::render(msg),
        CoverMsg::Card { plea, state } => card(plea, state),
        CoverMsg::Again { plea } => Said::text(format!(
            "{} leter fortsatt etter noen som kan ta møtet {}. En løs idé holder lenge. Knappen er på kortet øverst i tråden.",
            strong(&plea.company),
            when(plea.facts.start)
        )),
        CoverMsg::Asked { plea, whom } => asked(plea, whom.as_ref()),
        CoverMsg::AskedForYou { plea, by } => Said::text(match &plea.instead {
            None => format!(
                "{} spør i kanalen om noen kan ta møtet {} for {}. Trengs det ikke, kan du trekke spørsmålet.",
                mention(by),
                day(&plea.facts),
                strong(&plea.company)
            ),
            Some(other) => format!(
                "{} spør for {} om å bytte møtet {} mot møtet {}. Trengs det ikke, kan du trekke spørsmålet.",
                mention(by),
                strong(&plea.company),
                day(&plea.facts),
                day(other)
            ),
        }),
        CoverMsg::Accepted { plea, by, company, owed } => Said::text(match &plea.instead {
            None => format!(
                "{} og {} tar møtet {}. Da er det ordnet, og {}.",
                mention(by),
                strong(company),
                day(&plea.facts),
                debt(*owed)
            ),
            Some(other) => format!(
                "{} sier ja til å bytte: {} tar møtet {}, og {} møtet {}.",
                mention(by),
                strong(company),
                day(&plea.facts),
                strong(&plea.company),
                day(other)
            ),
        }),
        CoverMsg::Declined { plea, by } => Said::text(format!(
            "Byttet av møtet {} passet ikke denne gangen, sier {}. Du kan spørre noen andre, eller hele kanalen.",
            day(&plea.facts),
            mention(by)
        )),
        CoverMsg::GivenBack { plea, by } => Said::text(match &plea.instead {
            None => format!(
                "{} må dessverre gi møtet {} tilbake. Spørsmålet er åpent igjen i kanalen.",
                mention(by),
                day(&plea.facts)
            ),
            Some(_) => format!(
                "{} må dessverre gå tilbake på byttet av møtet {}. Spørsmålet er åpent igjen.",
                mention(by),
                day(&plea.facts)
            ),
        }),
        CoverMsg::ThatsFine { plea } => Said::text(format!(
            "Helt i orden, takk for at du sa fra! {} hører det fra meg.",
            strong(&plea.company)
        )),
        CoverMsg::Withdrawn { plea } => Said::text(format!(
            "Trukket. {} er vertskap {} som før.",
            strong(&plea.company),
            day(&plea.facts)
        )),
        CoverMsg::YourOwn { plea } => Said::text(format!(
            "Møtet {} er deres eget. Vil dere ta det likevel, er det bare å trekke spørsmålet.",
            day(&plea.facts)
        )),
        CoverMsg::AwayThen { start } => Said::text(format!(
            "Bedriften er meldt borte {}. Stemmer ikke det, skriv `/klynge tilbake` og prøv igjen.",
            date(start.date())
        )),
        CoverMsg::TooNear { start } => Said::text(format!(
            "Møtet {} er for nær til å gi tilbake. Spør heller etter en ny vikar, så hjelper jeg til.",
            date(start.date())
        )),
        CoverMsg::Nothing => Said::text(
            "Her er det ingen møter å gi fra seg: bedriften din står ikke som vertskap framover, eller det finnes ingen å bytte med.",
        ),
    }
}

fn debt(owed: u32) -> String {
    match owed {
        0 => "dere skylder hverandre ingenting".to_owned(),
        1 => "dere skylder dem ett møte".to_owned(),
        more => format!("dere skylder dem {more} møter"),
    }
}

fn day(facts: &MeetingFacts) -> String {
    date(facts.start.date())
}

fn card(plea: &PleaFacts, state: &CoverState) -> Said {
    let company = strong(&plea.company);
    Said::text(match (state, &plea.instead) {
        (CoverState::Open, None) => format!(
            "{company} trenger en vikar {}. Kan noen av dere ta møtet? En løs idé holder.",
            when(plea.facts.start)
        ),
        (CoverState::Open, Some(other)) => format!(
            "Hei! {company} er vertskap {} og vil gjerne bytte med dere, som har {}. Passer det? Nei er også et fint svar.",
            day(&plea.facts),
            day(other)
        ),
        (CoverState::Taken(by), None) => format!(
            "Takk, {}! Møtet {} har fått nytt vertskap, og {company} tar et møte en annen gang.",
            mention(by),
            day(&plea.facts)
        ),
        (CoverState::Taken(by), Some(other)) => format!(
            "Takk, {}! Møtene {} og {} har byttet vertskap.",
            mention(by),
            day(&plea.facts),
            day(other)
        ),
        (CoverState::Withdrawn, _) => {
            format!("Det ordnet seg: {company} beholder møtet {}.", day(&plea.facts))
        }
        (CoverState::Declined(by), _) => format!(
            "Det passet ikke denne gangen, sa {}, og det er helt i orden. {company} har møtet {}.",
            mention(by),
            day(&plea.facts)
        ),
        (CoverState::Settled, _) => {
            format!(
                "Møtet {} er ordnet på en annen måte, så her er det ingenting å svare på.",
                day(&plea.facts)
            )
        }
        (CoverState::Cancelled, _) => {
            format!("Møtet {} er avlyst, så her er det ingenting å svare på.", day(&plea.facts))
        }
        (CoverState::Over, _) => {
            format!("Møtet {} er over, så her er det ingenting å svare på.", day(&plea.facts))
        }
    })
}

fn asked(plea: &PleaFacts, whom: Option<&UserId>) -> Said {
    match whom {
        None => Said::text(format!(
            "Da spør jeg i kanalen om noen kan ta møtet {}. Du hører fra meg når noen sier ja.",
            day(&plea.facts)
        )),
        Some(user) => Said::text(format!(
            "Da spør jeg {} om å bytte. Du hører fra meg når svaret kommer.",
            mention(user)
        )),
    }
    .small("Svarer ingen, spør jeg igjen når det nærmer seg.")
}
