//! Vikar for en ansvarsperiode, in bokmål.

use crate::domain::model::{Lang, TurnFacts, TurnMsg, TurnState};
use crate::i18n::marks::{mention, strong};
use crate::i18n::{Said, dates};

pub(super) fn render(msg: &TurnMsg) -> Said {
    match msg {
        TurnMsg::Card { turn, state } => Said::text(card(turn, state)),
        TurnMsg::Again { turn } => Said::text(format!(
            "{} leter fortsatt etter noen som kan være arrangør {}. Knappen er på kortet øverst i tråden.",
            strong(&turn.company),
            period(turn)
        )),
        TurnMsg::Asked { turn } => Said::text(format!(
            "Da spør jeg i kanalen om noen kan være arrangør {}. Du hører fra meg når noen sier ja.",
            period(turn)
        ))
        .small("Svarer ingen, spør jeg igjen når det nærmer seg."),
        TurnMsg::AskedForYou { turn, by } => Said::text(format!(
            "{} spør i kanalen om noen kan være arrangør {} for {}. Trengs det ikke, kan du trekke spørsmålet.",
            mention(by),
            period(turn),
            strong(&turn.company)
        )),
        TurnMsg::Accepted { turn, by, company, owed } => Said::text(format!(
            "{} og {} er arrangør {} for dere. Da er det ordnet, og {}.",
            mention(by),
            strong(company),
            period(turn),
            debt(*owed)
        )),
        TurnMsg::Yours { turn } => Said::text(format!(
            "Takk, da er dere arrangør {}! Det betyr bare at jeg spør dere hvis et møte mangler noe.",
            period(turn)
        )),
        TurnMsg::GivenBack { turn, by } => Said::text(format!(
            "{} må dessverre gi ansvaret {} tilbake. Spørsmålet er åpent igjen i kanalen.",
            mention(by),
            period(turn)
        )),
        TurnMsg::ThatsFine { turn } => Said::text(format!(
            "Helt i orden, takk for at du sa fra! {} hører det fra meg.",
            strong(&turn.company)
        )),
        TurnMsg::Withdrawn { turn } => {
            Said::text(format!("Trukket. {} er arrangør {} som før.", strong(&turn.company), period(turn)))
        }
        TurnMsg::YourOwn { turn } => Said::text(format!(
            "Perioden {} er deres egen, og det er allerede spurt om noen kan ta den. Vil dere ha den likevel, er det bare å trekke spørsmålet.",
            period(turn)
        )),
        TurnMsg::Begun { turn } => Said::text(format!(
            "Perioden {} er allerede i gang. Spør heller etter en ny vikar, så hjelper jeg til.",
            period(turn)
        )),
    }
}

fn card(turn: &TurnFacts, state: &TurnState) -> String {
    let (company, period) = (strong(&turn.company), period(turn));
    match state {
        TurnState::Open => format!(
            "{company} er arrangør {period}, men får det ikke til. Kan noen av dere ta det? Det meste går av seg selv."
        ),
        TurnState::Taken(by, taker) => format!(
            "Takk, {}! {} er arrangør {period}, og {company} tar en periode en annen gang.",
            mention(by),
            strong(taker)
        ),
        TurnState::Withdrawn => format!("Det ordnet seg: {company} er arrangør {period}."),
        TurnState::Settled => {
            format!("Ansvaret {period} er ordnet på en annen måte, så her er det ingenting å svare på.")
        }
    }
}

fn debt(owed: u32) -> String {
    match owed {
        0 => "dere skylder hverandre ingenting".to_owned(),
        1 => "dere skylder dem én periode".to_owned(),
        more => format!("dere skylder dem {more} perioder"),
    }
}

fn period(turn: &TurnFacts) -> String {
    dates::period(Lang::Nb, turn.period)
}

/// The turn among meetings, as a choice in a form: plain text.
pub(crate) fn choice(turn: &TurnFacts) -> String {
    format!("Arrangør {}: {}", period(turn), turn.company.plain())
}
