//! *What happened*: the messages the app sent or changed since the last turn or act, to whom, and a way to
//! see each through the eyes of somebody who got it.

use super::context::Page;
use super::html::{Element, Html, el};
use super::look::label;
use super::world::{Message, compare_ts};
use super::{icons, mrkdwn, time, words};

/// The newest entries drawn.
const SHOWN: usize = 300;

/// Draws the list for everything after `since`; an invitation when nothing was done yet.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    let words = page.words;
    let entries = page.since.map(|since| entries(page, since));
    let count = entries.as_ref().map_or(0, Vec::len);
    let body: Html = match entries {
        None => el("p").class("empty").child(words.nothing_yet).into(),
        Some(entries) if entries.is_empty() => el("p").class("empty").child(words.nothing_sent).into(),
        Some(mut entries) => {
            let shown = entries.split_off(count.saturating_sub(SHOWN));
            el("ol").children(shown.iter().map(|entry| row(page, entry, true))).into()
        }
    };
    let told =
        (count > 0).then(|| el("p").class("happened-count").child(words::count(count, words.sent_count)));
    el("div").class("happened").test("happened").attr("data-key", "happened").child(told).child(body).into()
}

/// Something that the app did.
pub(crate) struct Entry<'p, 'a> {
    message: &'p Message<'a>,
    /// When it was sent or changed.
    pub(crate) at: &'a str,
    changed: bool,
}

/// What the app sent or changed after `since`, in order.
pub(crate) fn entries<'p, 'a>(page: &'p Page<'a>, since: &str) -> Vec<Entry<'p, 'a>> {
    let after = |ts: &str| compare_ts(ts, since).is_gt();
    let by_app = page.world.messages.iter().filter(|message| page.world.by_bot(message));
    let mut found: Vec<_> = by_app
        .filter_map(|message| {
            let edited = message.edited_ts().filter(|ts| after(ts));
            match (after(message.ts), edited) {
                (true, _) => Some(Entry { message, at: message.ts, changed: false }),
                (false, Some(at)) => Some(Entry { message, at, changed: true }),
                (false, None) => None,
            }
        })
        .collect();
    found.sort_by(|a, b| compare_ts(a.at, b.at));
    found
}

/// A line about it that leads there; with the day where that is not clear already.
pub(crate) fn row(page: &Page<'_>, entry: &Entry<'_, '_>, with_day: bool) -> Element {
    let message = entry.message;
    let link = el("a")
        .class("happening")
        .attr("href", target(page, message))
        .attr("data-scroll-to", message.ts)
        .test("happening")
        .child(when(page, entry.at, with_day))
        .child(el("span").class("kind").child(kind(page, entry)))
        .child(el("span").class("line").child(line(page, message)));
    el("li").attr("data-key", format!("{}-{}", message.channel, message.ts)).child(link)
}

fn when(page: &Page<'_>, ts: &str, with_day: bool) -> Option<Element> {
    let at = time::of_ts(ts, page.zone)?;
    let date = at.date_naive();
    let day = (with_day && date != page.today()).then(|| {
        format!("{} {} ", time::short_weekday(date, page.words), time::short_date(date, page.words))
    });
    Some(el("time").attr("datetime", at.to_rfc3339()).child(day).child(time::clock(&at, page.words)))
}

/// The one whom a message reaches alone: its ephemeral reader, or the person in a conversation with the app.
fn reader<'p>(page: &'p Page<'_>, message: &'p Message<'_>) -> Option<&'p str> {
    let channel = page.world.channel(message.channel).filter(|channel| channel.is_im);
    let person = || page.world.personas().find(|user| channel.is_some_and(|c| c.has(user.id)));
    message.ephemeral_to.or_else(|| person().map(|user| user.id))
}

fn kind(page: &Page<'_>, entry: &Entry<'_, '_>) -> Html {
    let (words, message) = (page.words, entry.message);
    let name = page.world.channel(message.channel).map_or(message.channel, |channel| channel.name);
    let to = match (message.ephemeral_to, reader(page, message)) {
        (Some(only), _) => Html::from_iter([
            icons::eye(),
            format!("{} {}", words.kind_only, page.world.name_of(only)).into(),
        ]),
        (None, Some(user)) => Html::from_iter([
            icons::bubble(),
            format!("{} {}", words.kind_dm, page.world.name_of(user)).into(),
        ]),
        (None, None) => Html::from_iter([icons::hash(), name.into()]),
    };
    let tag = |words: &str| el("em").child(words);
    Html::from_iter([
        to,
        message.parent().map(|_| tag(words.kind_thread)).into(),
        entry.changed.then(|| tag(words.kind_edited)).into(),
    ])
}

/// Where to look at it, as somebody who sees it.
pub(crate) fn target(page: &Page<'_>, message: &Message<'_>) -> String {
    let members = page.world.channel(message.channel).map(|channel| channel.members.as_slice());
    let me = members.is_some_and(|members| members.contains(&page.me)).then_some(page.me);
    let anybody = || {
        let members = members.into_iter().flatten();
        members.copied().find(|id| page.world.user(id).is_some_and(|user| !user.is_bot))
    };
    let viewer = reader(page, message).or(me).or_else(anybody).unwrap_or(page.me);
    let thread = message.parent().map(|parent| format!(";{parent}")).unwrap_or_default();
    format!("#{viewer};{}{thread}", message.channel)
}

/// The first line that says something: of the text, else of the first block with words.
pub(crate) fn line(page: &Page<'_>, message: &Message<'_>) -> String {
    let of_blocks =
        || message.blocks.iter().find_map(|block| mrkdwn::first_line(page, label(block, "text")?));
    mrkdwn::first_line(page, message.text).or_else(of_blocks).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_app_sent_or_changed_since_is_listed_with_its_reader() {
        let state = json!({
            "users": [{"id": "UB", "is_bot": true}, {"id": "U1", "name": "ida"}, {"id": "U2", "name": "per"}],
            "channels": [
                {"id": "C1", "name": "design", "members": ["U2", "UB"]},
                {"id": "D2", "is_im": true, "members": ["U2", "UB"]},
            ],
            "messages": [
                {"channel": "C1", "ts": "5.0", "user": "UB", "text": "old"},
                {"channel": "C1", "ts": "6.0", "user": "UB", "text": "card", "edited": {"ts": "12.0"}},
                {"channel": "C1", "ts": "11.0", "user": "U2", "text": "by a person"},
                {"channel": "D2", "ts": "11.1", "user": "UB", "text": "*direct*\nmore"},
                {"channel": "C1", "ts": "11.2", "user": "UB", "text": "whisper", "ephemeral_to": "U2"},
            ],
        });
        let query = Query { since: Some("10.0".into()), lang: Some("en".into()), ..Query::default() };
        let page = Page::new(&state, &query);
        let found = entries(&page, "10.0");
        let told: Vec<_> =
            found.iter().map(|e| (line(&page, e.message), target(&page, e.message), e.changed)).collect();
        let expected = [("direct", "#U2;D2", false), ("whisper", "#U2;C1", false), ("card", "#U2;C1", true)];
        assert_eq!(told, expected.map(|(line, to, changed)| (line.to_owned(), to.to_owned(), changed)));
        let html = draw(&page).into_string();
        assert!(
            html.contains("Direct to per")
                && html.contains("Only to per")
                && html.contains("<em>edited</em>")
        );
    }
}
