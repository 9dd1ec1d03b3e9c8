//! The Home tab: a part for each cluster, the one next thing first, and then one's own wishes.

use super::help::next_step;
use super::kit::{Page, to_json};
use super::rsvp::answers;
use crate::domain::model::{ClusterHome, CommandWord, HomePage, Lang, OptOut, Press, Settings, Todo};
use crate::i18n::{self, ClusterWords};
use serde_json::Value;
use slack_morphism::blocks::{SlackBlock, SlackHomeView, SlackView};

/// Blocks in a view (docs.slack.dev, "Views").
const BLOCKS: usize = 100;
/// Talks of one's own that are shown in a cluster.
const TALKS: usize = 4;

/// A person's Home, ready for `views.publish`.
pub fn home(lang: Lang, page: &HomePage) -> Value {
    let settings = settings(lang, &page.settings).into_blocks();
    let mut blocks: Vec<SlackBlock> = Vec::new();
    if page.first {
        blocks.extend(Page::new(lang).section(&i18n::first_visit(lang).join("\n")).into_blocks());
    }
    let mut shown = 0;
    for home in &page.clusters {
        let part = cluster(lang, home).into_blocks();
        // One more for what is left out.
        if blocks.len() + part.len() + settings.len() + 1 > BLOCKS {
            break;
        }
        blocks.extend(part);
        shown += 1;
    }
    let rest = i18n::home_rest(lang, page.clusters.len() - shown, page.clusters.is_empty());
    blocks.extend(Page::new(lang).section(&rest).into_blocks());
    blocks.extend(settings);
    to_json(&SlackView::Home(SlackHomeView::new(blocks)))
}

fn cluster(lang: Lang, home: &ClusterHome) -> Page {
    let words: ClusterWords = i18n::cluster_home(lang, home);
    let page = Page::new(lang)
        .header(&words.heading)
        .section(&words.todo)
        .presses(todo(&home.standing.todo))
        .section(&words.meeting)
        .presses(meeting(home))
        .presses(address(home).into_iter().chain(running(home)))
        .note(&words.standing);
    let talks = home.talks.iter().zip(&words.talks).take(TALKS);
    let page = talks.fold(page, |page, ((talk, _), line)| {
        page.section(line).presses([Press::ChangeTalk(talk.id), Press::WithdrawTalk(talk.id)])
    });
    let rest = words.talks.get(TALKS..).unwrap_or_default();
    page.list(rest).divider()
}

/// Its buttons. The answers stand below the meeting anyway, and what would only be answered in a
/// conversation is left to one.
fn todo(todo: &Todo) -> Vec<Press> {
    match todo {
        Todo::Answer(_) | Todo::Nothing | Todo::SetUp => Vec::new(),
        other => next_step(other).into_iter().filter(|press| !matches!(press, Press::ShowIdeas(_))).collect(),
    }
}

/// Whoever has a company answers for it, and may show something.
fn meeting(home: &ClusterHome) -> Vec<Press> {
    match (&home.standing.next, &home.standing.company) {
        (Some(facts), Some(_)) => answers(facts.id, home.standing.answer)
            .into_iter()
            .chain([Press::ShowSomething(facts.id)])
            .collect(),
        _ => Vec::new(),
    }
}

/// Where calendars can look for themselves.
fn address(home: &ClusterHome) -> Vec<Press> {
    let make = home.address.map(|_| Press::MakeAddress(home.cluster));
    let drop = home.address.filter(|there| *there).map(|_| Press::DropAddress(home.cluster));
    make.into_iter().chain(drop).collect()
}

fn settings(lang: Lang, settings: &Settings) -> Page {
    let words = i18n::settings(lang, settings);
    let pause = match settings.snoozed_until {
        Some(_) => Press::Wake,
        None => Press::Run(CommandWord::Snooze),
    };
    let languages = Lang::ALL.into_iter().filter(|other| *other != settings.lang).map(Press::Speak);
    let again = settings.opted_out.iter().copied().map(Press::AskAgain);
    let files = settings.files.then_some(Press::StopAsking(OptOut::CalendarFiles));
    let page = Page::new(lang).header(words.title.as_deref().unwrap_or_default()).section(&words.text);
    page.presses(languages.chain([pause]).chain(files).chain(again).chain([Press::Run(CommandWord::Help)]))
        .small(&words)
}

/// What whoever runs the cluster can have otherwise.
fn running(home: &ClusterHome) -> impl Iterator<Item = Press> {
    let presses = [Press::ChangeSettings(home.cluster), Press::ChangeTimes(home.cluster)];
    presses.into_iter().filter(|_| home.runs)
}
