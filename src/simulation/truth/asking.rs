//! What an act asks for, whatever comes of it.

use super::{Fact, Said};
use crate::domain::model::{Coming, Event, Field, Lang, OptOut, Press, Purpose, Text, Value, Values};

/// What has to be so after an act that was not refused, told from the act alone.
pub(super) fn asked_for(event: &Event) -> Vec<(Fact, Said)> {
    let typed = |values: &Values, field| match values.get(&field) {
        Some(Value::Typed(text)) => Some(Text::line(text)),
        _ => None,
    };
    match event {
        Event::Commanded { by, words, .. } => match words.split_whitespace().collect::<Vec<_>>()[..] {
            ["språk", "norsk"] => vec![(Fact::Language(by.clone()), Said::Language(Some(Lang::Nb)))],
            ["language", "english"] => vec![(Fact::Language(by.clone()), Said::Language(Some(Lang::En)))],
            ["snooze", "off"] => {
                let wanted = OptOut::ALL.map(|what| (Fact::OptedOut(by.clone(), what), Said::Flag(false)));
                wanted.into_iter().chain([(Fact::Snoozed(by.clone()), Said::Until(None))]).collect()
            }
            _ => Vec::new(),
        },
        Event::Pressed { by, press, .. } => match press {
            Press::Answer(id, coming) => {
                vec![(Fact::Comes(*id, by.clone()), Said::Flag(*coming == Coming::Yes))]
            }
            Press::StopAsking(what) => vec![(Fact::OptedOut(by.clone(), *what), Said::Flag(true))],
            Press::AskAgain(what) => vec![(Fact::OptedOut(by.clone(), *what), Said::Flag(false))],
            Press::StopNudging(_) => vec![(Fact::OptedOut(by.clone(), OptOut::Nudges), Said::Flag(true))],
            Press::Wake => vec![(Fact::Snoozed(by.clone()), Said::Until(None))],
            Press::Speak(lang) => vec![(Fact::Language(by.clone()), Said::Language(Some(*lang)))],
            _ => Vec::new(),
        },
        Event::Submitted { by, purpose, values, .. } => match (purpose, values.get(&Field::Date)) {
            (Purpose::Snooze, Some(Value::Date(until))) => {
                vec![(Fact::Snoozed(by.clone()), Said::Until(Some(*until)))]
            }
            (Purpose::Talk(_) | Purpose::TakeWish(..), _) => {
                let ticked =
                    matches!(values.get(&Field::Confidential), Some(Value::Ticked(it)) if !it.is_empty());
                let title = typed(values, Field::Title).filter(|_| ticked);
                let fact = title.map(|title| Fact::Confidential(title.plain().to_owned()));
                fact.map(|fact| (fact, Said::Flag(true))).into_iter().collect()
            }
            (Purpose::Theme(id), _) => {
                let theme = typed(values, Field::Theme);
                theme.map(|theme| (Fact::Theme(*id), Said::Theme(Some(theme)))).into_iter().collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
