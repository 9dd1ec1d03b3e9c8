//! Monday's digest and the thread about work, in bokmål.

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
        DigestMsg::Work(ask) => Said::text(work(*ask)).small("Svar gjerne i tråden."),
    }
}

fn week(next: Option<&UpNext>, organiser: Option<&Text>, carried: &[PointLine]) -> Said {
    let text = next.map(|next| {
        let theme = match &next.facts.theme {
            Some(theme) => format!("Tema: {}", strong(theme)),
            None => "Temaet er åpent ennå.".to_owned(),
        };
        format!("Neste møte: {}\n{theme}", way_there(&next.facts))
    });
    let mut lines = Vec::new();
    lines.extend(next.map(|next| duties(next, organiser)));
    lines.extend(next.and_then(shown));
    lines.extend(next.and_then(so_far));
    if !carried.is_empty() {
        lines.push("*Fra forrige møte*".to_owned());
        lines.extend(carried.iter().map(brief::point));
    }
    Said::text(text.unwrap_or_default()).titled("God uke!").lines(lines)
}

fn duties(next: &UpNext, organiser: Option<&Text>) -> String {
    let host = next.host.escaped();
    match organiser {
        Some(organiser) if *organiser != next.host => {
            bullet(format!("*Vertskap:* {host}. *Arrangør nå:* {}", organiser.escaped()))
        }
        Some(_) => bullet(format!("*Vertskap og arrangør:* {host}")),
        None => bullet(format!("*Vertskap:* {host}")),
    }
}

fn shown(next: &UpNext) -> Option<String> {
    (!next.presenters.is_empty()).then(|| bullet(format!("*Viser noe:* {}", join(&names(&next.presenters)))))
}

fn so_far(next: &UpNext) -> Option<String> {
    let coming = (next.coming > 0).then(|| format!("{} kommer", count(next.coming, "bedrift", "bedrifter")));
    let room = next.room.map(|minutes| format!("{minutes} minutter er ledig for den som vil vise noe"));
    match (coming, room) {
        (None, None) => None,
        (Some(coming), None) => Some(bullet(format!("*Så langt:* {coming}"))),
        (Some(coming), Some(room)) => Some(bullet(format!("*Så langt:* {coming}, og {room}"))),
        (None, Some(room)) => Some(bullet(room)),
    }
}

fn work(ask: WorkAsk) -> &'static str {
    match ask {
        WorkAsk::Desk => {
            "Hva ligger på pulten deres denne uka? Et bilde, en skisse eller en setning holder, og uferdig er \
             helt fint."
        }
        WorkAsk::Stuck => {
            "Er det noe dere står fast i for tiden? Legg ut det dere har. Ofte er det noen i etasjen over som \
             har løst det før."
        }
        WorkAsk::Seen => {
            "Har dere sett eller lært noe nytt i det siste? Del en lenke, et bilde eller en setning om det."
        }
    }
}
