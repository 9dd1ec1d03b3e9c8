//! The middle of the page: a channel or conversation with its messages day by day, and the pane in which a
//! thread opens.

use chrono::NaiveDate;
use std::collections::HashMap;

use super::avatar::avatar;
use super::composer::{self, Aim};
use super::context::{Page, Place};
use super::html::{Element, Html, el};
use super::message::{self, Look};
use super::world::{Channel, Message, compare_ts};
use super::{clockbar, icons, sidebar, time, words};

/// Seconds within which messages of one author stand together.
const TOGETHER: i64 = 300;

/// Draws the pane of messages for a channel, or for a conversation not yet opened.
pub(crate) fn draw(page: &Page<'_>, channel: Option<&Channel<'_>>) -> Html {
    let id = channel.map_or("new", |channel| channel.id);
    let aim = Aim {
        channel: channel.map_or_else(|| partner(page), |c| c.id),
        thread: None,
        to: title(page, channel),
    };
    let inside = channel.is_none_or(|channel| channel.has(page.me));
    let with_app = match channel {
        Some(channel) => page.world.app_dm(page.me).is_some_and(|dm| dm.id == channel.id),
        None => page.world.app().is_some_and(|app| app.id == aim.channel),
    };
    let foot = match channel.filter(|_| !inside) {
        Some(channel) => outside(page, channel),
        None if with_app && composer::is_read_only(page) => Html::new(),
        None => composer::draw(page, &aim),
    };
    el("section")
        .class("pane messages")
        .attr("aria-label", &aim.to)
        .attr("data-key", format!("pane-{}-{id}-{}", page.me, aim.channel))
        .child(
            el("div")
                .class("scroll timeline")
                .attr("data-key", "timeline")
                .attr("tabindex", "0")
                .attr("role", "log")
                .attr("aria-label", format!("{}: {}", page.words.help.log, aim.to))
                .attr("aria-live", if clockbar::is_playing(page) { "off" } else { "polite" })
                .flag("data-stick", true)
                .child(days(page, id)),
        )
        .child(to_end(page))
        .child(foot)
        .into()
}

/// Back to what is newest, where one has scrolled away from it.
fn to_end(page: &Page<'_>) -> Element {
    el("p").class("to-end").child(
        el("button")
            .attr("type", "button")
            .class("button")
            .test("to-end")
            .flag("data-to-end", true)
            .child(icons::down())
            .child(page.words.help.to_end),
    )
}

/// Whom a conversation that was not opened yet would be with.
fn partner<'a>(page: &Page<'a>) -> &'a str {
    match page.place {
        Place::NewDm(other) => other,
        _ => page.world.app().map_or("", |app| app.id),
    }
}

/// The channel's name as it is spoken of, or the other's in a conversation.
pub(crate) fn title(page: &Page<'_>, channel: Option<&Channel<'_>>) -> String {
    let other = || page.world.name_of(partner(page)).to_owned();
    match channel {
        Some(channel) if channel.is_im => {
            page.world.other_in(channel, page.me).map_or_else(other, |other| other.display().to_owned())
        }
        Some(channel) => format!("#{}", channel.name),
        None => other(),
    }
}

/// The bar above: name, topic, members; for the app its two tabs.
pub(crate) fn head(page: &Page<'_>, channel: Option<&Channel<'_>>) -> Html {
    let icon = match channel {
        Some(channel) if !channel.is_im => sidebar::icon_of(channel),
        _ => icons::bubble(),
    };
    let name = title(page, channel);
    let inside = channel.filter(|channel| !channel.is_im);
    let about = inside.map(|channel| {
        let members = words::count(channel.members.len(), page.words.members);
        let names: Vec<_> = channel.members.iter().map(|id| page.world.name_of(id)).collect();
        let leave = channel.has(page.me).then(|| {
            el("button")
                .attr("type", "button")
                .class("link")
                .attr("data-do", "leave")
                .attr("data-channel", channel.id)
                .child(page.words.leave)
        });
        el("p")
            .class("about")
            .child(el("span").class("topic").child(channel.topic))
            .child(el("span").attr("title", names.join(", ")).child(members))
            .child(leave)
    });
    el("div")
        .class("where")
        .child(el("h1").child(icon).child(name.trim_start_matches('#')))
        .child(about)
        .into()
}

fn outside(page: &Page<'_>, channel: &Channel<'_>) -> Html {
    let join = el("button")
        .attr("type", "button")
        .class("button primary")
        .attr("data-do", "join")
        .attr("data-channel", channel.id)
        .test("join")
        .child(page.words.join);
    el("div").class("outside").child(el("p").child(page.words.not_member)).child(join).into()
}

fn visible<'p, 'a>(page: &'p Page<'a>, channel: &'p str) -> impl Iterator<Item = &'p Message<'a>> {
    let inside = move |m: &&Message<'_>| m.channel == channel && page.sees(m);
    page.world.messages.iter().filter(inside)
}

fn days(page: &Page<'_>, channel: &str) -> Html {
    let mut replies: HashMap<&str, usize> = HashMap::new();
    for parent in visible(page, channel).filter_map(Message::parent) {
        *replies.entry(parent).or_default() += 1;
    }
    let standing = |m: &&Message<'_>| m.parent().is_none() || m.subtype == "thread_broadcast";
    let mut all: Vec<_> = visible(page, channel).filter(standing).collect();
    all.sort_by(|a, b| compare_ts(a.ts, b.ts));
    if all.is_empty() {
        return begin(page, page.world.channel(channel));
    }
    let left_out = all.len().saturating_sub(page.shown);
    let note = (left_out > 0).then(|| {
        el("p").class("earlier").attr("data-key", "earlier").child(
            el("button")
                .attr("type", "button")
                .class("button quiet")
                .test("earlier")
                .attr("data-shown", (page.shown * 2).to_string())
                .child(page.words.help.earlier),
        )
    });
    let shown = all.split_off(left_out);
    let mut out = Html::from(note);
    out.push(run(page, &shown, "m", |message| replies.get(message.ts).copied().unwrap_or_default()));
    out
}

/// What stands where nothing was said yet.
fn begin(page: &Page<'_>, channel: Option<&Channel<'_>>) -> Html {
    let inside = channel.filter(|channel| !channel.is_im);
    let words = if inside.is_some() { page.words.empty_channel } else { page.words.empty_dm };
    let other = channel.map_or_else(|| page.world.user(partner(page)), |dm| page.world.other_in(dm, page.me));
    let sign = match (inside, other) {
        (Some(channel), _) => sidebar::icon_of(channel),
        (None, Some(other)) => avatar(other.id, other.display(), other.is_bot),
        (None, None) => icons::bubble(),
    };
    let topic = inside.map(|channel| channel.topic).filter(|topic| !topic.is_empty());
    el("div")
        .class("empty begin")
        .child(el("span").class("sign").child(sign))
        .child(el("h2").child(title(page, channel)))
        .child(topic.map(|topic| el("p").child(topic)))
        .child(el("p").child(words))
        .into()
}

/// Messages in order with a divider for each day.
fn run(
    page: &Page<'_>,
    messages: &[&Message<'_>],
    pane: &'static str,
    replies: impl Fn(&Message<'_>) -> usize,
) -> Html {
    let mut out = Html::new();
    let mut before: Option<&Message<'_>> = None;
    for message in messages {
        let day = day_of(page, message);
        let new_day = day != before.and_then(|before| day_of(page, before));
        if let Some(day) = day.filter(|_| new_day) {
            out.push(divider(page, day));
        }
        let compact = !new_day && before.is_some_and(|before| together(page, before, message));
        out.push(message::draw(page, message, Look { pane, compact, replies: replies(message) }));
        before = Some(message);
    }
    out
}

fn day_of(page: &Page<'_>, message: &Message<'_>) -> Option<NaiveDate> {
    time::of_ts(message.ts, page.zone).map(|at| at.date_naive())
}

fn together(page: &Page<'_>, before: &Message<'_>, message: &Message<'_>) -> bool {
    let seconds = |m: &Message<'_>| time::of_ts(m.ts, page.zone).map(|at| at.timestamp());
    let near = match (seconds(before), seconds(message)) {
        (Some(earlier), Some(later)) => later - earlier < TOGETHER,
        _ => false,
    };
    near && before.user == message.user
        && before.subtype.is_empty()
        && before.ephemeral_to == message.ephemeral_to
        && !page.world.by_bot(message)
}

fn divider(page: &Page<'_>, day: NaiveDate) -> Element {
    let long = time::long_date(day, page.words);
    let words = time::near_day(day, page.today(), page.words)
        .map_or_else(|| long.clone(), |near| format!("{near}, {}", time::day_month(day, page.words)));
    el("h2")
        .class("day")
        .attr("data-key", format!("day-{day}"))
        .attr("title", long)
        .child(el("span").child(words))
}

/// The pane at the side: a message and its replies.
pub(crate) fn thread(page: &Page<'_>) -> Option<Html> {
    let (Place::Channel(id), Some(ts)) = (page.place, page.thread) else {
        return None;
    };
    let channel = page.world.channel(id)?;
    let mut all: Vec<_> = visible(page, id).filter(|m| m.ts == ts || m.parent() == Some(ts)).collect();
    all.sort_by(|a, b| compare_ts(a.ts, b.ts));
    let aim = Aim { channel: id, thread: Some(ts), to: title(page, Some(channel)) };
    let close = el("a")
        .class("button quiet")
        .attr("href", format!("#{};{id}", page.me))
        .attr("aria-label", page.words.close)
        .test("thread-close")
        .child(icons::cross());
    Some(
        el("section")
            .class("pane thread")
            .test("thread-pane")
            .attr("aria-label", page.words.thread)
            .attr("data-key", format!("thread-{}-{id}-{ts}", page.me))
            .child(
                el("header")
                    .child(el("h2").child(page.words.thread))
                    .child(el("small").child(aim.to.as_str()))
                    .child(close),
            )
            .child(
                el("div")
                    .class("scroll")
                    .attr("data-key", "replies")
                    .attr("tabindex", "0")
                    .attr("role", "log")
                    .attr("aria-label", page.words.thread)
                    .flag("data-stick", true)
                    .child(run(page, &all, "t", |_| 0)),
            )
            .child(channel.has(page.me).then(|| composer::draw(page, &aim)))
            .into(),
    )
}
