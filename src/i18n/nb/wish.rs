//! Wishes, in bokmål.

use super::{join, when};
use crate::domain::model::{Field, TakenLine, Text, WishLine, WishMsg, WishPage, WishStart};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, mention, strong};
use crate::i18n::{FieldWords, Said};

/// How many new ones are named on a Monday.
const NAMED: usize = 3;

pub(super) fn render(msg: &WishMsg) -> Said {
    match msg {
        WishMsg::List(page) => list(page),
        WishMsg::Noted { wish } => Said::text(format!(
            "Notert! {} står på listen, med navnet ditt ved. Jeg sier fra når noen viser noe om det.",
            strong(&wish.theme)
        )),
        WishMsg::Yours { wish } => {
            Said::text(format!("{} er ditt eget ønske, så det teller allerede.", strong(&wish.theme)))
        }
        WishMsg::Counted { wish } => Said::text(format!(
            "Notert! Nå er dere {} som vil høre om {}. Jeg sier fra når noen viser noe om det.",
            wish.count,
            strong(&wish.theme)
        )),
        WishMsg::CountedBefore { wish } => {
            Said::text(format!("Du teller allerede med: {} vil høre om {}.", wish.count, strong(&wish.theme)))
        }
        WishMsg::NotCounted { wish } => {
            Said::text(format!("Greit! Da teller du ikke med på {} lenger.", strong(&wish.theme)))
        }
        WishMsg::Enough { most } => Said::text(format!(
            "Du har {most} ønsker som venter, og det holder for nå. Slett ett av dem først, eller vent til \
             noen viser noe."
        )),
        WishMsg::Taken { taken } => Said::text(format!(
            "Det er det allerede noen som tar: {}. Vil du også vise noe, hjelper `/klynge presenter`.",
            shown(taken)
        )),
        WishMsg::Deleted { theme } => Said::text(format!("Ønsket om {} er slettet.", strong(theme))),
        WishMsg::Heard { talk: _, taken } => {
            Said::text(format!("Du ville høre om {}. Nå skjer det: {}.", strong(&taken.theme), shown(taken)))
        }
    }
}

fn list(page: &WishPage) -> Said {
    let text = match (page.wishes.is_empty(), page.taken.is_empty()) {
        (true, true) => "Ingen har ønsket seg noe ennå. Hva vil du høre om?",
        (true, false) => "Alle ønsker er tatt! Hva mer vil du høre om?",
        (false, _) => "Dette vil noen høre om. Vil du det samme, eller kan du vise noe?",
    };
    let heading = (!page.taken.is_empty()).then(|| "*På vei*".to_owned());
    let taken = page.taken.iter().map(|taken| bullet(format!("{}: {}", taken.theme.escaped(), shown(taken))));
    Said::text(text)
        .titled("Ønsker")
        .lines(page.wishes.iter().map(line))
        .lines(heading.into_iter().chain(taken))
        .small("`/klynge ønske` med noen ord bak blir et nytt ønske.")
}

fn line(wish: &WishLine) -> String {
    let by = mention(&wish.by);
    match wish.count {
        1 => format!("{} – ønsket av {by}", strong(&wish.theme)),
        n => format!("{} – ønsket av {by}, {n} vil høre om det", strong(&wish.theme)),
    }
}

/// Who shows what, when.
fn shown(taken: &TakenLine) -> String {
    let company = taken.company.escaped();
    match taken.start {
        Some(at) => format!("{company} viser {} {}", strong(&taken.title), when(at)),
        None => format!("{company} viser {} når det blir plass", strong(&taken.title)),
    }
}

/// What was wished for lately, in the digest.
pub(super) fn news(wishes: &[Text]) -> Option<String> {
    let mut named: Vec<String> = wishes.iter().take(NAMED).map(strong).collect();
    let more = wishes.len().saturating_sub(NAMED);
    named.extend((more > 0).then(|| format!("{more} til")));
    (!named.is_empty()).then(|| bullet(format!("*Nye ønsker:* {}. `/klynge ønske` viser alle", join(&named))))
}

pub(super) const HEADING: (&str, &str) = ("Ønsk deg noe", "Send ønsket");

pub(super) fn intro(start: &WishStart) -> String {
    let what = "Navnet ditt står ved ønsket, og andre kan si at de vil høre om det samme.";
    match start.too_long {
        Some(most) => format!("Det ble litt langt. Kort det ned til høyst {most} tegn.\n{what}"),
        None => what.to_owned(),
    }
}

pub(super) fn field(field: Field) -> Option<FieldWords> {
    (field == Field::Theme)
        .then(|| FieldWords::new("Hva vil du høre om?").placeholder("Universell utforming i praksis"))
}

/// What ideas from wishes are introduced with.
pub(super) fn wished(wishes: &[crate::domain::model::Wished]) -> Vec<String> {
    let line = |wish: &crate::domain::model::Wished| {
        let people = count(wish.count, "person vil", "personer vil");
        bullet(format!("{}: {people} høre om det", strong(&wish.theme)))
    };
    wishes.iter().map(line).collect()
}

/// Asked before a wish is deleted: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] =
    ["Slette ønsket?", "Da er det borte for alle som ville høre om det.", "Slett", "La det stå"];
