//! Wishes, in English.

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
            "Noted! {} is on the list, with your name. I'll tell you when somebody shows something about it.",
            strong(&wish.theme)
        )),
        WishMsg::Yours { wish } => {
            Said::text(format!("{} is your own wish, so it counts already.", strong(&wish.theme)))
        }
        WishMsg::Counted { wish } => Said::text(format!(
            "Noted! Now {} of you would like to hear about {}. I'll tell you when somebody shows something about it.",
            wish.count,
            strong(&wish.theme)
        )),
        WishMsg::CountedBefore { wish } => Said::text(format!(
            "You are counted already: {} of you would like to hear about {}.",
            wish.count,
            strong(&wish.theme)
        )),
        WishMsg::NotCounted { wish } => {
            Said::text(format!("That's fine! You're not counted for {} any more.", strong(&wish.theme)))
        }
        WishMsg::Enough { most } => Said::text(format!(
            "You have {most} wishes waiting, and that is plenty for now. Delete one of them first, or wait until \
             somebody shows something."
        )),
        WishMsg::Taken { taken } => Said::text(format!(
            "Somebody is on it already: {}. If you'd like to show something too, `/klynge present` helps.",
            shown(taken)
        )),
        WishMsg::Deleted { theme } => Said::text(format!("The wish for {} is deleted.", strong(theme))),
        WishMsg::Heard { talk: _, taken } => Said::text(format!(
            "You wanted to hear about {}. It's happening: {}.",
            strong(&taken.theme),
            shown(taken)
        )),
    }
}

fn list(page: &WishPage) -> Said {
    let text = match (page.wishes.is_empty(), page.taken.is_empty()) {
        (true, true) => "Nobody has wished for anything yet. What would you like to hear about?",
        (true, false) => "Every wish is taken! What else would you like to hear about?",
        (false, _) => "Somebody would like to hear about these. Would you too, or can you show something?",
    };
    let heading = (!page.taken.is_empty()).then(|| "*On their way*".to_owned());
    let taken = page.taken.iter().map(|taken| bullet(format!("{}: {}", taken.theme.escaped(), shown(taken))));
    Said::text(text)
        .titled("Wishes")
        .lines(page.wishes.iter().map(line))
        .lines(heading.into_iter().chain(taken))
        .small("`/klynge wish` with some words behind it makes a new one.")
}

fn line(wish: &WishLine) -> String {
    let by = mention(&wish.by);
    match wish.count {
        1 => format!("{} – wished for by {by}", strong(&wish.theme)),
        n => format!("{} – wished for by {by}, {n} would like to hear about it", strong(&wish.theme)),
    }
}

/// Who shows what, when.
fn shown(taken: &TakenLine) -> String {
    let company = taken.company.escaped();
    match taken.start {
        Some(at) => format!("{company} shows {} on {}", strong(&taken.title), when(at)),
        None => format!("{company} shows {} as soon as there is room", strong(&taken.title)),
    }
}

/// What was wished for lately, in the digest.
pub(super) fn news(wishes: &[Text]) -> Option<String> {
    let mut named: Vec<String> = wishes.iter().take(NAMED).map(strong).collect();
    let more = wishes.len().saturating_sub(NAMED);
    named.extend((more > 0).then(|| format!("{more} more")));
    (!named.is_empty())
        .then(|| bullet(format!("*New wishes:* {}. `/klynge wish` shows them all", join(&named))))
}

pub(super) const HEADING: (&str, &str) = ("Wish for something", "Send the wish");

pub(super) fn intro(start: &WishStart) -> String {
    let what =
        "Your name stands at the wish, and others can say that they would like to hear about the same.";
    match start.too_long {
        Some(most) => format!("That's a little long. Cut it down to {most} characters at most.\n{what}"),
        None => what.to_owned(),
    }
}

pub(super) fn field(field: Field) -> Option<FieldWords> {
    (field == Field::Theme).then(|| {
        FieldWords::new("What would you like to hear about?").placeholder("Accessibility in practice")
    })
}

/// What ideas from wishes are introduced with.
pub(super) fn wished(wishes: &[crate::domain::model::Wished]) -> Vec<String> {
    let line = |wish: &crate::domain::model::Wished| {
        let people = count(wish.count, "person", "people");
        bullet(format!("{}: {people} would like to hear about it", strong(&wish.theme)))
    };
    wishes.iter().map(line).collect()
}

/// Asked before a wish is deleted: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] =
    ["Delete the wish?", "Then it is gone for all who would like to hear about it.", "Delete", "Leave it"];
