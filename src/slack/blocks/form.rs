//! Modals and the faults found in them.

use super::input::{Choice, Input};
use super::kit::{Page, plain, to_json};
use crate::domain::model::{
    CompanyId, Field, Form, Hosting, Lang, MeetingFacts, MeetingId, Nonce, PointKind, Problem, Purpose,
    Rhythm, SetupStart, Start, TalkFormat, Text,
};
use crate::domain::talk::ANY;
use crate::i18n;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use slack_morphism::SlackCallbackId;
use slack_morphism::blocks::{SlackBlock, SlackModalView, SlackView};

/// Characters of a modal's title and buttons.
const TITLE: usize = 24;
/// How long a talk is at first: nobody should be afraid to show something.
const FIRST_MINUTES: u32 = 10;

/// What travels in `private_metadata` (3,000 characters; this takes about a hundred).
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Metadata {
    /// What the modal is for.
    pub(crate) purpose: Purpose,
    /// Which opening of it.
    pub(crate) nonce: Nonce,
}

/// A modal, ready for `views.open`.
pub fn view(lang: Lang, form: &Form) -> Value {
    let words = i18n::form(lang, form);
    let fields = fields(lang, form);
    let page = Page::new(lang).section(words.intro.as_deref().unwrap_or_default());
    let metadata = Metadata { purpose: form.purpose.clone(), nonce: form.nonce };
    // Slack wants a send button where there is a field or something to confirm, and none where there is nothing.
    let submit = !fields.is_empty() || matches!(form.start, Start::Cancel { .. });
    let page = fields.into_iter().fold(page, Page::block);
    let mut view = SlackModalView::new(plain(words.title, TITLE), page.into_blocks())
        .with_close(plain(words.close, TITLE))
        .with_callback_id(SlackCallbackId::new(callback_id(&form.purpose).to_owned()))
        .with_private_metadata(to_json(&metadata).to_string())
        .with_notify_on_close(false);
    view.submit = submit.then(|| plain(words.submit, TITLE));
    to_json(&SlackView::Modal(view))
}

/// The answer to a submitted modal that keeps it open, with a sentence at each faulty field.
pub fn faults(lang: Lang, faults: &[(Field, Problem)]) -> Value {
    let mut errors = Map::new();
    for (field, problem) in faults {
        let words = i18n::problem(lang, problem);
        let said = match errors.get(field.name()).and_then(Value::as_str) {
            Some(before) => format!("{before} {words}"),
            None => words,
        };
        errors.insert(field.name().to_owned(), said.into());
    }
    json!({"response_action": "errors", "errors": errors})
}

/// The kind of modal, for logs and for people who drive the interface by program.
const fn callback_id(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::Setup(_) => "setup",
        Purpose::Companies(_) => "companies",
        Purpose::Company(..) => "company",
        Purpose::Theme(_) => "theme",
        Purpose::Move(_) => "move",
        Purpose::Cancel(_) => "cancel",
        Purpose::Place(_) => "place",
        Purpose::Attendance(_) => "attendance",
        Purpose::Leaves(_) => "leaves",
        Purpose::Contact(_) => "contact",
        Purpose::Away(_) => "away",
        Purpose::Cover(_) => "cover",
        Purpose::Swap(_) => "swap",
        Purpose::Talk(_) => "talk",
        Purpose::Brief(_) => "brief",
        Purpose::Ask(_) => "ask",
        Purpose::Reply(..) => "reply",
        Purpose::Correct(_) => "correct",
        Purpose::Snooze => "snooze",
    }
}

fn fields(lang: Lang, form: &Form) -> Vec<SlackBlock> {
    let input = |field| Input::new(field, i18n::field(lang, &form.purpose, field));
    match &form.start {
        Start::Setup(start) => setup(lang, start, input),
        Start::Companies => vec![input(Field::Companies).text("", true)],
        Start::Company { companies, now: _ } if companies.is_empty() => Vec::new(),
        Start::Company { companies, now } => {
            let now = now.map(|id| id.to_string());
            vec![input(Field::Company).one_of(&choices(companies), now.as_deref())]
        }
        Start::Leaves { companies } if companies.is_empty() => Vec::new(),
        Start::Leaves { companies } => vec![input(Field::Company).one_of(&choices(companies), None)],
        Start::Contact { company: _, contact, deputy } => vec![
            input(Field::Contact).person(contact.as_ref()),
            input(Field::Deputy).optional().person(deputy.as_ref()),
        ],
        Start::Theme { facts, idea } => {
            let idea = idea.map(|idea| i18n::idea(lang, idea));
            let theme = facts.theme.as_ref().map(Text::plain);
            vec![input(Field::Theme).text(idea.or(theme).unwrap_or_default(), false)]
        }
        Start::Away { companies, mine, from, until } => away(companies, *mine, (*from, *until), input),
        Start::Cover { meetings } => vec![hostings(lang, Field::Meeting, meetings, true, input)],
        Start::Swap { meetings, others } => vec![
            hostings(lang, Field::Meeting, meetings, true, input),
            hostings(lang, Field::Instead, others, false, input),
        ],
        Start::Snooze { until } => vec![input(Field::Date).date(Some(*until))],
        Start::Talk { meetings, chosen, title } => talk(lang, meetings, *chosen, title, input),
        Start::Move { facts } => vec![
            input(Field::Date).date(Some(facts.start.date())),
            input(Field::Time).time(facts.start.time()),
        ],
        Start::Cancel { facts: _ } => Vec::new(),
        Start::Brief { facts: _, points } => {
            vec![input(Field::Points).optional().text(&point_lines(lang, points), true)]
        }
        Start::Ask { facts: _, people } => {
            let people: Vec<Choice> = people
                .iter()
                .map(|(user, name)| Choice { value: user.to_string(), text: name.plain().to_owned() })
                .collect();
            let first = people.first().map(|choice| choice.value.clone());
            vec![
                input(Field::Presenter).one_of(&people, first.as_deref()),
                input(Field::Words).text("", true),
            ]
        }
        Start::Reply { .. } | Start::Correct { .. } => vec![input(Field::Words).text("", true)],
        Start::Place { facts } => place(facts, input),
        Start::Attendance { facts: _, companies, there } => {
            let there: Vec<String> = there.iter().map(CompanyId::to_string).collect();
            vec![input(Field::Attendance).optional().any_of(&choices(companies), &there)]
        }
    }
}

fn setup(lang: Lang, start: &SetupStart, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let rhythms = Rhythm::ALL
        .map(|rhythm| Choice { value: rhythm.name().to_owned(), text: i18n::pace(lang, rhythm).to_owned() });
    let languages =
        Lang::ALL.map(|lang| Choice { value: lang.code().to_owned(), text: i18n::own_name(lang).to_owned() });
    let time = start.first.map_or(start.time, |first| first.time());
    let link = start.link.as_ref().map_or("", Text::plain);
    vec![
        input(Field::Rhythm).menu(&rhythms, Some(start.rhythm.name())),
        input(Field::Date).date(start.first.map(|first| first.date())),
        input(Field::Time).time(time),
        input(Field::Minutes).number(start.minutes),
        input(Field::Place).text(start.place.plain(), false),
        input(Field::Link).optional().link(link),
        input(Field::Language).menu(&languages, Some(start.lang.code())),
        input(Field::Companies).text(&start.companies.join("\n"), true),
    ]
}

/// Which company is asked only where there is a choice.
fn away(
    companies: &[(CompanyId, Text)],
    mine: Option<CompanyId>,
    (from, until): (NaiveDate, NaiveDate),
    input: impl Fn(Field) -> Input,
) -> Vec<SlackBlock> {
    let mine = mine.map(|id| id.to_string());
    let which =
        (companies.len() > 1).then(|| input(Field::Company).menu(&choices(companies), mine.as_deref()));
    let dates = [input(Field::Date).date(Some(from)), input(Field::Until).date(Some(until))];
    which.into_iter().chain(dates).collect()
}

/// Meetings with their hosts in a menu, the first one chosen or none.
fn hostings(
    lang: Lang,
    field: Field,
    meetings: &[Hosting],
    first: bool,
    input: impl Fn(Field) -> Input,
) -> SlackBlock {
    let choices: Vec<Choice> = meetings
        .iter()
        .map(|one| Choice { value: one.meeting.to_string(), text: i18n::hosting(lang, one.start, &one.host) })
        .collect();
    let start = choices.first().filter(|_| first).map(|choice| choice.value.clone());
    input(field).menu(&choices, start.as_deref())
}

/// Any meeting, or one of those with room.
fn talk(
    lang: Lang,
    meetings: &[(MeetingId, NaiveDateTime, u32)],
    chosen: Option<MeetingId>,
    title: &Text,
    input: impl Fn(Field) -> Input,
) -> Vec<SlackBlock> {
    let formats = TalkFormat::ALL
        .map(|format| Choice { value: format.name().to_owned(), text: i18n::format(lang, format) });
    let any = Choice { value: ANY.to_owned(), text: i18n::any_meeting(lang).to_owned() };
    let slots = meetings
        .iter()
        .map(|(id, start, room)| Choice { value: id.to_string(), text: i18n::slot(lang, *start, *room) });
    let meetings: Vec<Choice> = [any].into_iter().chain(slots).collect();
    let chosen = chosen.map_or_else(|| ANY.to_owned(), |id| id.to_string());
    let tick =
        Choice { value: Field::Confidential.name().to_owned(), text: i18n::confidential(lang).to_owned() };
    vec![
        input(Field::Title).text(title.plain(), false),
        input(Field::Format).menu(&formats, Some(TalkFormat::Presentation.name())),
        input(Field::Minutes).number(FIRST_MINUTES),
        input(Field::Meeting).menu(&meetings, Some(&chosen)),
        input(Field::Confidential).optional().any_of(&[tick], &[]),
    ]
}

/// Points as they can be typed, one a line.
fn point_lines(lang: Lang, points: &[(PointKind, Text)]) -> String {
    let lines: Vec<String> = points
        .iter()
        .map(|(kind, text)| match i18n::point_label(lang, *kind) {
            Some(label) => format!("{label}: {}", text.plain()),
            None => text.plain().to_owned(),
        })
        .collect();
    lines.join("\n")
}

fn place(facts: &MeetingFacts, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let link = facts.link.as_ref().map_or("", Text::plain);
    vec![input(Field::Place).text(facts.place.plain(), false), input(Field::Link).optional().link(link)]
}

fn choices(companies: &[(CompanyId, Text)]) -> Vec<Choice> {
    companies
        .iter()
        .map(|(id, name)| Choice { value: id.to_string(), text: name.plain().to_owned() })
        .collect()
}
