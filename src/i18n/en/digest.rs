//! Monday's digest and the thread about work, in English.

use super::{brief, join, way_there, wish};
use crate::domain::model::{DigestMsg, PointLine, Text, UpNext, WorkAsk};
use crate::i18n::Said;
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, names, strong};

pub(super) fn render(msg: &DigestMsg) -> Said {
    match msg {
        DigestMsg::Week { next, organiser, carried, wishes } => {
            week(next.as_deref(), organiser.as_ref(), carried).lines(wish::news(wishes))
        }
        DigestMsg::Work(ask) => Said::text(work(*ask)).small("The thread below is for it."),
    }
}

fn week(next: Option<&UpNext>, organiser: Option<&Text>, carried: &[PointLine]) -> Said {
    let text = next.map(|next| {
        let theme = match &next.facts.theme {
            Some(theme) => format!("Theme: {}", strong(theme)),
            None => "The theme is still open.".to_owned(),
        };
        format!("Next meeting: {}\n{theme}", way_there(&next.facts))
    });
    let mut lines = Vec::new();
    lines.extend(next.map(|next| duties(next, organiser)));
    lines.extend(next.and_then(shown));
    lines.extend(next.and_then(so_far));
    if !carried.is_empty() {
        lines.push("*From the last meeting*".to_owned());
        lines.extend(carried.iter().map(brief::point));
    }
    Said::text(text.unwrap_or_default()).titled("A new week").lines(lines)
}

fn duties(next: &UpNext, organiser: Option<&Text>) -> String {
    let host = next.host.escaped();
    match organiser {
        Some(organiser) if *organiser != next.host => {
            bullet(format!("*Host:* {host}. *Organiser now:* {}", organiser.escaped()))
        }
        Some(_) => bullet(format!("*Host and organiser:* {host}")),
        None => bullet(format!("*Host:* {host}")),
    }
}

fn shown(next: &UpNext) -> Option<String> {
    (!next.presenters.is_empty())
        .then(|| bullet(format!("*Showing something:* {}", join(&names(&next.presenters)))))
}

fn so_far(next: &UpNext) -> Option<String> {
    let coming = (next.coming > 0).then(|| format!("{} coming", count(next.coming, "company", "companies")));
    let room =
        next.room.map(|minutes| format!("{minutes} minutes are free for whoever wants to show something"));
    match (coming, room) {
        (None, None) => None,
        (Some(coming), None) => Some(bullet(format!("*So far:* {coming}"))),
        (Some(coming), Some(room)) => Some(bullet(format!("*So far:* {coming}, and {room}"))),
        (None, Some(room)) => Some(bullet(room)),
    }
}

fn work(ask: WorkAsk) -> &'static str {
    match ask {
        WorkAsk::Desk => {
            "What is on your desks this week? A picture, a sketch or a sentence will do, and unfinished is fine."
        }
        WorkAsk::Stuck => {
            "Is there anything you're stuck with just now? Show what you have. Often somebody upstairs has \
             solved it before."
        }
        WorkAsk::Seen => {
            "Have you seen or learnt anything new lately? Share a link, a picture or a sentence about it."
        }
    }
}
