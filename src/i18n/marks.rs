//! Slack's mrkdwn marks around names and typed text (docs.slack.dev, "Formatting message text").

use crate::domain::model::{Lang, Named, Text, UserId};

/// A mention: Slack shows the name, in an ephemeral or direct message without disturbing anybody.
pub(super) fn mention(user: &UserId) -> String {
    format!("<@{user}>")
}

/// Several mentions.
pub(super) fn mentions(users: &[UserId]) -> Vec<String> {
    users.iter().map(mention).collect()
}

/// Typed names, escaped.
pub(super) fn names(names: &[Text]) -> Vec<String> {
    names.iter().map(Text::escaped).collect()
}

/// A host or organiser. Of a company that left nothing is kept that could be told.
pub(super) fn named(lang: Lang, who: &Named) -> String {
    match (who, lang) {
        (Named::Facilitator(user), _) => mention(user),
        (Named::Company(name), Lang::Nb) if name.is_empty() => "en bedrift som ikke er med lenger".to_owned(),
        (Named::Company(name), Lang::En) if name.is_empty() => "a company that is no longer here".to_owned(),
        (Named::Company(name), _) => name.escaped(),
    }
}

/// Typed text in bold. A text with an asterisk of its own stays as it is: two kinds of asterisk would only confuse.
pub(super) fn strong(text: &Text) -> String {
    let escaped = text.escaped();
    if escaped.is_empty() || escaped.contains('*') { escaped } else { format!("*{escaped}*") }
}

/// A link with words of ours, if it is one; else the text as typed.
pub(super) fn link(target: &Text, words: &str) -> String {
    let escaped = target.escaped();
    if escaped.starts_with("https://") || escaped.starts_with("http://") {
        // A bar would end the address.
        format!("<{}|{words}>", escaped.replace('|', "%7C"))
    } else {
        escaped
    }
}

/// Typed text in which web addresses can be followed: for what people note, and ask each other. One sees where each
/// leads, since it is its own label; an `@` in it, with which one address can look like another, is written as `%40`.
pub(super) fn linked(text: &Text) -> String {
    let (mut shown, mut rest) = (String::new(), text.plain());
    while let Some((before, address, behind)) = first_address(rest) {
        let address = Text::from(address.replace('@', "%40").as_str()).escaped();
        shown += &format!("{}<{address}>", part(before));
        rest = behind;
    }
    shown + &part(rest)
}

/// A part of typed text, escaped, with the spaces around it.
fn part(of: &str) -> String {
    let (before, behind) = (of.starts_with(' '), of.len() > 1 && of.ends_with(' '));
    let space = |is_there| if is_there { " " } else { "" };
    format!("{}{}{}", space(before), Text::from(of).escaped(), space(behind))
}

/// The first web address, and what stands before and behind it.
fn first_address(text: &str) -> Option<(&str, &str, &str)> {
    let found = text.match_indices("://").find_map(|(at, _)| {
        let (before, _) = text.split_at(at);
        let scheme = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme))?;
        let (before, from) = text.split_at(at - scheme.len());
        let end = from.find([' ', '<', '>', '|', '"', '`']).unwrap_or(from.len());
        let (address, _) = from.split_at(end);
        // What closes a sentence or a bracket is no part of it.
        let closing = ['.', ',', ';', ':', '!', '?', ')', ']', '»', '”', '*', '_', '~'];
        let address = address.trim_end_matches(closing);
        let is_whole = address.len() > scheme.len() + "://".len() && !before.ends_with(char::is_alphanumeric);
        is_whole.then_some((before.len(), address.len()))
    });
    let (at, length) = found?;
    let (before, from) = text.split_at(at);
    let (address, behind) = from.split_at(length);
    Some((before, address, behind))
}

/// A place. Where it is an address and nothing else, one meets behind it.
pub(super) fn venue(place: &Text) -> String {
    if is_address(place) { linked(place) } else { place.escaped() }
}

/// The same as the news of a message.
pub(super) fn strong_venue(place: &Text) -> String {
    if is_address(place) { linked(place) } else { strong(place) }
}

fn is_address(place: &Text) -> bool {
    place.plain().starts_with("https://") && !place.plain().contains(' ')
}

/// The same for plain-text places.
pub(super) fn channel_name(name: &Text) -> String {
    format!("#{}", name.plain())
}

/// The name of a channel as people write it.
pub(super) fn channel(name: &Text) -> String {
    format!("#{}", name.escaped())
}

/// Typed text as somebody's own words, to another who asked, or can tell.
pub(super) fn quote(text: &Text) -> String {
    format!("> {}", linked(text))
}

/// A mark behind a point that leads to the message it was taken from.
pub(super) fn source(address: &Text) -> String {
    match address.plain() {
        plain if plain.starts_with("http") => format!(" <{}|↗>", address.escaped().replace('|', "%7C")),
        _ => String::new(),
    }
}

/// One entry of a list.
pub(super) fn bullet(entry: impl AsRef<str>) -> String {
    format!("• {}", entry.as_ref())
}

/// The first letter large, for a date that opens a sentence. Leaves marks and mentions alone.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{link, linked, named, sentence, strong, strong_venue, venue};
    use crate::domain::model::{Lang, Named, Text};

    #[test]
    fn a_company_without_a_name_is_one_that_left() {
        let left = Named::Company(Text::default());
        assert_eq!(Lang::ALL.map(|lang| named(lang, &left).is_empty()), [false; 2]);
        assert_eq!(named(Lang::Nb, &Named::Company(Text::line("A & B"))), "A &amp; B");
    }

    #[test]
    fn a_text_with_an_asterisk_is_not_set_in_bold() {
        assert_eq!(strong(&Text::from("Layout")), "*Layout*");
        assert_eq!(strong(&Text::from("5 * 5")), "5 * 5");
    }

    #[test]
    fn a_link_cannot_smuggle_words_or_another_target() {
        assert_eq!(
            link(&Text::from("https://x.example/a|b>c"), "Video"),
            "<https://x.example/a%7Cb&gt;c|Video>"
        );
        assert_eq!(link(&Text::from("javascript:1"), "Video"), "javascript:1");
    }

    #[test]
    fn an_address_in_a_note_can_be_followed_and_leads_where_it_says() {
        let check = |typed: &str, shown: &str| assert_eq!(linked(&Text::from(typed)), shown);
        check("se https://a.no/b?x=1&y=2.", "se <https://a.no/b?x=1&amp;y=2>.");
        check("(http://a.no), og b.no", "(<http://a.no>), og b.no");
        check("<https://a.no|her> & «https://a.no»", "&lt;<https://a.no>|her&gt; &amp; «<https://a.no>»");
        check("https://bank.no@a.no/@channel", "<https://bank.no%40a.no/%40channel>");
        check("xhttps://a.no https:// javascript:1", "xhttps://a.no https:// javascript:1");
    }

    #[test]
    fn a_place_is_a_link_only_if_it_is_nothing_else() {
        let shown = |typed: &str| [venue(&Text::from(typed)), strong_venue(&Text::from(typed))];
        assert_eq!(shown("https://meet.example/x"), ["<https://meet.example/x>"; 2]);
        assert_eq!(shown("Kafé, https://a.no"), ["Kafé, https://a.no", "*Kafé, https://a.no*"]);
        assert_eq!(shown("javascript:1"), ["javascript:1", "*javascript:1*"]);
    }

    #[test]
    fn a_sentence_begins_with_a_large_letter() {
        assert_eq!(sentence("årets møte"), "Årets møte");
        assert_eq!(sentence(""), "");
    }
}
