//! Modals and the faults found in them.

use super::input::{Choice, Input};
use super::kit::{Page, plain, to_json};
use super::{agenda, guest};
use crate::domain::model::{
    Break, CompanyId, DaysOff, Falling, Field, Form, Hosting, Lang, MeetingFormat, MeetingId, Nonce,
    PointKind, Problem, Purpose, Rhythm, RhythmStart, SettingsStart, SetupStart, Start, Step, TalkFormat,
    TalkStart, Text, TimesStart, TurnFacts,
};
use crate::domain::rotation::cover::turn::CHOICE;
use crate::domain::talk::ANY;
use crate::domain::talk::fields::MAX_WITH;
use crate::domain::variety::OPEN;
use crate::i18n;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use slack_morphism::SlackCallbackId;
use slack_morphism::blocks::{SlackBlock, SlackModalView, SlackView};

/// Characters of a modal's title and buttons.
const TITLE: usize = 24;

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
    let submit = !fields.is_empty() || matches!(form.start, Start::Cancel { .. } | Start::Address { .. });
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
        Purpose::Rhythm(_) => "rhythm",
        Purpose::Extra(_) => "extra",
        Purpose::Attendance(_) => "attendance",
        Purpose::Leaves(_) => "leaves",
        Purpose::Contact(_) => "contact",
        Purpose::Away(_) => "away",
        Purpose::Settings(_) => "settings",
        Purpose::Cover(_) => "cover",
        Purpose::Swap(_) => "swap",
        Purpose::Order(_) => "order",
        Purpose::Skip(_) => "skip",
        Purpose::Times(_) => "times",
        Purpose::Talk(_) => "talk",
        Purpose::Wish(_) => "wish",
        Purpose::TakeWish(..) => "take_wish",
        Purpose::Queue(_) => "queue",
        Purpose::Arrange(_) => "arrange",
        Purpose::CarryOver(_) => "carry_over",
        Purpose::ChangeTalk(_) => "change_talk",
        Purpose::Brief(_) => "brief",
        Purpose::NewGuest(_) => "new_guest",
        Purpose::Guest(_) => "guest",
        Purpose::InviteGuest(_) => "invite_guest",
        Purpose::Ask(_) => "ask",
        Purpose::Reply(..) => "reply",
        Purpose::Correct(_) => "correct",
        Purpose::Address(_) => "address",
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
        Start::Theme { facts, idea, format } => {
            let idea = idea.map(|idea| i18n::idea(lang, idea));
            let theme = facts.theme.as_ref().map(Text::plain);
            vec![
                input(Field::Theme).text(idea.or(theme).unwrap_or_default(), false),
                input(Field::Format).menu(&formats(lang), Some(format.map_or(OPEN, MeetingFormat::name))),
            ]
        }
        Start::Away { companies, mine, from, until } => away(companies, *mine, (*from, *until), input),
        Start::Settings(start) => settings(start, input),
        Start::Cover { meetings, turn } => vec![cover(lang, meetings, turn.as_ref(), input)],
        Start::Swap { meetings, others } => vec![
            hostings(lang, Field::Meeting, meetings, true, input),
            hostings(lang, Field::Instead, others, false, input),
        ],
        Start::Order { companies } => order(lang, companies, input),
        Start::Skip { meetings } => vec![hostings(lang, Field::Meeting, meetings, true, input)],
        Start::Times(start) => times(start, input),
        Start::Wish(start) => vec![input(Field::Theme).text(start.theme.plain(), false)],
        Start::Queue(start) => agenda::queue(lang, start, input),
        Start::Arrange(start) => agenda::order(lang, start, input),
        Start::CarryOver(start) => agenda::carry(start, input),
        Start::Snooze { until } => vec![input(Field::Date).date(Some(*until))],
        Start::Talk { meetings, chosen, title, more } => talk(lang, meetings, *chosen, (title, more), input),
        Start::Move { facts } => vec![
            input(Field::Date).date(Some(facts.start.date())),
            input(Field::Time).time(facts.start.time()),
        ],
        Start::Cancel { facts: _ } | Start::Address { .. } => Vec::new(),
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
        Start::Guest(start) => guest::fields(lang, start, input),
        Start::InviteGuest(start) => guest::invitation(lang, start, input),
        Start::Place { facts } => place(&facts.place, facts.link.as_ref(), input),
        Start::Rhythm(RhythmStart { now }) => {
            let date = input(Field::Date).date(Some(now.first.date()));
            let [rhythm, falling, days_off] = timing(lang, now.rhythm, now.days_off, input);
            let time = input(Field::Time).time(now.first.time());
            let capacity = input(Field::Capacity).optional().number(now.capacity);
            vec![rhythm, date, time, falling, days_off, capacity]
        }
        Start::Extra(start) => {
            let when = [input(Field::Date).date(None), input(Field::Time).time(start.time)];
            when.into_iter().chain(place(&start.place, start.link.as_ref(), input)).collect()
        }
        Start::Attendance { facts: _, companies, there, guests, open } => {
            let there: Vec<String> = there.iter().map(CompanyId::to_string).collect();
            let not_held =
                Choice { value: Field::NotHeld.name().to_owned(), text: i18n::not_held(lang).to_owned() };
            let not_held = open.then(|| input(Field::NotHeld).optional().any_of(&[not_held], &[]));
            let was_there = [
                input(Field::Attendance).optional().any_of(&choices(companies), &there),
                input(Field::Guests).optional().text(guests.plain(), false),
            ];
            was_there.into_iter().chain(not_held).collect()
        }
    }
}

fn setup(lang: Lang, start: &SetupStart, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let [rhythm, falling, days_off] = timing(lang, start.rhythm, start.days_off, &input);
    let time = start.first.map_or(start.time, |first| first.time());
    let link = start.link.as_ref().map_or("", Text::plain);
    vec![
        rhythm,
        input(Field::Date).date(start.first.map(|first| first.date())),
        input(Field::Time).time(time),
        input(Field::Minutes).number(start.minutes),
        input(Field::Place).text(start.place.plain(), false),
        input(Field::Link).optional().link(link),
        input(Field::Language).menu(&languages(), Some(start.lang.code())),
        input(Field::Companies).text(&start.companies.join("\n"), true),
        falling,
        days_off,
        input(Field::Capacity).optional().number(start.capacity),
    ]
}

fn languages() -> [Choice; 2] {
    Lang::ALL.map(|lang| Choice { value: lang.code().to_owned(), text: i18n::own_name(lang).to_owned() })
}

/// Who facilitates is asked only of whoever does.
fn settings(start: &SettingsStart, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let link = start.link.as_ref().map_or("", Text::plain);
    let facilitator = start.facilitator.as_ref();
    let fields = [
        input(Field::Place).text(start.place.plain(), false),
        input(Field::Link).optional().link(link),
        input(Field::Minutes).number(start.minutes),
        input(Field::Language).menu(&languages(), Some(start.lang.code())),
        input(Field::QuietFrom).time(start.quiet_from),
        input(Field::QuietTo).time(start.quiet_to),
        input(Field::TurnMonths).number(start.turn_months),
        input(Field::StartMeetings).number(start.start_meetings),
    ];
    let handing_on = facilitator.map(|user| input(Field::Facilitator).person(Some(user)));
    fields.into_iter().chain(handing_on).collect()
}

fn order(lang: Lang, companies: &[(CompanyId, Text)], input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let steps = Step::ALL
        .map(|step| Choice { value: step.name().to_owned(), text: i18n::step(lang, step).to_owned() });
    vec![
        input(Field::Company).menu(&choices(companies), None),
        input(Field::Step).one_of(&steps, Some(Step::Up.name())),
    ]
}

fn times(start: &TimesStart, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let times = start.times;
    vec![
        input(Field::AskDays).number(times.ask),
        input(Field::AnnounceDays).number(times.announce),
        input(Field::InviteDays).number(times.invite),
        input(Field::RemindDays).number(times.remind),
        input(Field::Patience).number(times.patience),
        input(Field::Time).time(times.hour),
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

/// As it turns out, or one of the ten.
fn formats(lang: Lang) -> Vec<Choice> {
    let choice = |format: Option<MeetingFormat>| Choice {
        value: format.map_or(OPEN, MeetingFormat::name).to_owned(),
        text: i18n::meeting_format(lang, format),
    };
    [None].into_iter().chain(MeetingFormat::ALL.map(Some)).map(choice).collect()
}

/// Meetings to leave to others, and the turn as organiser.
fn cover(
    lang: Lang,
    meetings: &[Hosting],
    turn: Option<&TurnFacts>,
    input: impl Fn(Field) -> Input,
) -> SlackBlock {
    let meetings = meetings.iter().map(|one| Choice {
        value: one.meeting.to_string(),
        text: i18n::hosting(lang, one.start, &one.host),
    });
    let turn = turn.map(|turn| Choice { value: CHOICE.to_owned(), text: i18n::turn(lang, turn) });
    let choices: Vec<Choice> = meetings.chain(turn).collect();
    let first = choices.first().map(|choice| choice.value.clone());
    input(Field::Meeting).menu(&choices, first.as_deref())
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
    (title, more): (&Text, &TalkStart),
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
    let backup = Choice { value: Field::Backup.name().to_owned(), text: i18n::backup(lang).to_owned() };
    let ticked = |field: Field, yes: bool| -> Vec<String> {
        yes.then(|| field.name().to_owned()).into_iter().collect()
    };
    vec![
        input(Field::Title).text(title.plain(), false),
        input(Field::Format).menu(&formats, Some(more.format.name())),
        input(Field::Minutes).number(more.minutes),
        input(Field::Meeting).menu(&meetings, Some(&chosen)),
        input(Field::With).optional().people(&more.with, MAX_WITH),
        input(Field::Wish).optional().text(plain_of(more.wish.as_ref()), false),
        input(Field::Link).optional().link(plain_of(more.link.as_ref())),
        input(Field::Confidential)
            .optional()
            .any_of(&[tick], &ticked(Field::Confidential, more.confidential)),
        input(Field::Backup).optional().any_of(&[backup], &ticked(Field::Backup, more.backup)),
    ]
}

fn plain_of(text: Option<&Text>) -> &str {
    text.map_or("", Text::plain)
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

fn place(place: &Text, link: Option<&Text>, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let link = link.map_or("", Text::plain);
    vec![input(Field::Place).text(place.plain(), false), input(Field::Link).optional().link(link)]
}

/// How often, and what of days off.
fn timing(lang: Lang, rhythm: Rhythm, days_off: DaysOff, input: impl Fn(Field) -> Input) -> [SlackBlock; 3] {
    let choice = |value: &str, text: &str| Choice { value: value.to_owned(), text: text.to_owned() };
    let rhythms = Rhythm::ALL.map(|it| choice(it.name(), i18n::pace(lang, it)));
    let fallings = Falling::ALL.map(|it| choice(it.name(), i18n::falling(lang, it)));
    let breaks = Break::ALL.map(|it| choice(it.name(), i18n::time_off(lang, it)));
    let taken = Break::ALL.into_iter().filter(|it| days_off.includes(*it)).map(|it| it.name().to_owned());
    [
        input(Field::Rhythm).menu(&rhythms, Some(rhythm.name())),
        input(Field::Falling).menu(&fallings, Some(days_off.falling.name())),
        input(Field::DaysOff).optional().any_of(&breaks, &taken.collect::<Vec<_>>()),
    ]
}

fn choices(companies: &[(CompanyId, Text)]) -> Vec<Choice> {
    companies
        .iter()
        .map(|(id, name)| Choice { value: id.to_string(), text: name.plain().to_owned() })
        .collect()
}
