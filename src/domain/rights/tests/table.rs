//! The rows: one for every button, every form and every command, typed after a slash or in a mention.

use super::house::{FREE, Hosts, House, ROOM, setup_values};
use crate::domain::agenda::ordering::FIRST;
use crate::domain::model::{
    About, ChannelId, Coming, CommandWord, Event, FeedToken, Field, Idea, Lang, MeetingFormat, Nonce, OptOut,
    Press, Purpose, Slot, Step, Text, UserId, Value, Values,
};
use crate::domain::testing::{guest_form, local, settings_form, talk_form, times_form, user};

/// That somebody does it, in the cluster's channel or outside.
type Deed = Box<dyn Fn(&UserId, bool) -> Event>;

/// Something one can do.
pub(super) struct Row {
    pub(super) name: String,
    /// What it is about.
    pub(super) about: About,
    /// Whose host's rights count.
    pub(super) hosts: Hosts,
    /// The doing of it.
    pub(super) event: Deed,
}

/// An example of every variant of an enum: one that is left out does not compile.
macro_rules! every {
    ($type:ty { $($pattern:pat => $example:expr),* $(,)? }) => {{
        let _ = |of: &$type| match of { $($pattern => {}),* };
        let all: Vec<$type> = vec![$($example),*];
        $(assert!(all.iter().any(|of| matches!(of, $pattern)));)*
        all
    }};
}

pub(super) fn rows(house: &House) -> Vec<Row> {
    let presses = presses(house).into_iter().map(|press| pressed(house, press));
    let forms = forms(house).into_iter().map(|(purpose, values)| submitted(house, purpose, values));
    presses.chain(forms).chain(commands()).chain(mentions()).chain([shortcut()]).collect()
}

fn presses(house: &House) -> Vec<Press> {
    let (then, next, cluster) = (house.then, house.next, house.cluster);
    let other_answers = [Coming::No, Coming::Maybe].map(|answer| Press::Answer(next, answer));
    let mut all = every!(Press {
        Press::Answer(..) => Press::Answer(next, Coming::Yes),
        Press::PickCompany(_) => Press::PickCompany(cluster),
        Press::PostWelcome(_) => Press::PostWelcome(house.preview),
        Press::ChangeSetup(_) => Press::ChangeSetup(house.preview),
        Press::AddCompanies(_) => Press::AddCompanies(cluster),
        Press::CompanyLeaves(_) => Press::CompanyLeaves(cluster),
        Press::ChangeContact(_) => Press::ChangeContact(cluster),
        Press::ChooseTheme(_) => Press::ChooseTheme(next),
        Press::ShowIdeas(_) => Press::ShowIdeas(next),
        Press::TakeIdea(..) => Press::TakeIdea(next, Idea::Tools),
        Press::TakeMeeting(_) => Press::TakeMeeting(next),
        Press::PassMeeting(_) => Press::PassMeeting(next),
        Press::UseFormat(..) => Press::UseFormat(next, MeetingFormat::Clinic),
        Press::DeclineFormat(_) => Press::DeclineFormat(next),
        Press::AcceptCover(_) => Press::AcceptCover(house.covered),
        Press::WithdrawCover(_) => Press::WithdrawCover(house.covered),
        Press::GiveBackCover(_) => Press::GiveBackCover(house.covered),
        Press::AcceptTurn(..) => Press::AcceptTurn(cluster, house.turn),
        Press::WithdrawTurn(..) => Press::WithdrawTurn(cluster, house.turn),
        Press::GiveBackTurn(..) => Press::GiveBackTurn(cluster, house.turn),
        Press::AcceptSwap(..) => Press::AcceptSwap(next, house.later),
        Press::DeclineSwap(..) => Press::DeclineSwap(next, house.later),
        Press::WithdrawSwap(..) => Press::WithdrawSwap(next, house.later),
        Press::GiveBackSwap(..) => Press::GiveBackSwap(next, house.later),
        Press::ShowSomething(_) => Press::ShowSomething(next),
        Press::DeclineInvitation(_) => Press::DeclineInvitation(next),
        Press::Join(_) => Press::Join(next),
        Press::AskLater(_) => Press::AskLater(house.nudged),
        Press::StopNudging(_) => Press::StopNudging(house.nudged),
        Press::ConfirmTalk(_) => Press::ConfirmTalk(house.talk),
        Press::WithdrawTalk(_) => Press::WithdrawTalk(house.talk),
        Press::MakeWish(_) => Press::MakeWish(cluster),
        Press::ShowWishes(..) => Press::ShowWishes(cluster, 0),
        Press::VoteFor(_) => Press::VoteFor(house.wish),
        Press::UnvoteFor(_) => Press::UnvoteFor(house.wish),
        Press::ShowWished(_) => Press::ShowWished(house.wish),
        Press::DeleteWish(_) => Press::DeleteWish(house.wish),
        Press::TakeWished(..) => Press::TakeWished(next, house.wish, Text::line("Papir")),
        Press::PutOnAgenda(_) => Press::PutOnAgenda(cluster),
        Press::OrderAgenda(_) => Press::OrderAgenda(next),
        Press::RemoveItem(..) => Press::RemoveItem(house.item, Text::line("Felles lunsj")),
        Press::CarryOver(_) => Press::CarryOver(then),
        Press::ChangeTalk(_) => Press::ChangeTalk(house.talk),
        Press::StepIn(..) => Press::StepIn(house.gap, house.backup),
        Press::NotThisTime(..) => Press::NotThisTime(house.gap, house.backup),
        Press::MoveMeeting(_) => Press::MoveMeeting(next),
        Press::CancelMeeting(_) => Press::CancelMeeting(next),
        Press::ChangePlace(_) => Press::ChangePlace(next),
        Press::ExtraMeeting(_) => Press::ExtraMeeting(cluster),
        Press::ChangeRhythm(_) => Press::ChangeRhythm(cluster),
        Press::ShowYear(_) => Press::ShowYear(cluster),
        Press::ShowLedger(_) => Press::ShowLedger(cluster),
        Press::ShowHistory(..) => Press::ShowHistory(cluster, 2026),
        Press::ChangeOrder(_) => Press::ChangeOrder(cluster),
        Press::SkipHosting(_) => Press::SkipHosting(cluster),
        Press::ChangeTimes(_) => Press::ChangeTimes(cluster),
        Press::ConfirmAttendance(_) => Press::ConfirmAttendance(then),
        Press::CorrectAttendance(_) => Press::CorrectAttendance(then),
        Press::PublishBrief(_) => Press::PublishBrief(then),
        Press::EditBrief(_) => Press::EditBrief(then),
        Press::ShareTalk(_) => Press::ShareTalk(house.secret),
        Press::KeepTalk(_) => Press::KeepTalk(house.secret),
        Press::ReadBrief(_) => Press::ReadBrief(then),
        Press::AskPresenter(_) => Press::AskPresenter(then),
        Press::Reply(..) => Press::Reply(then, user(0)),
        Press::CorrectBrief(_) => Press::CorrectBrief(then),
        Press::ChangeSettings(_) => Press::ChangeSettings(cluster),
        Press::MakeAddress(_) => Press::MakeAddress(cluster),
        Press::DropAddress(_) => Press::DropAddress(cluster),
        Press::ShowGuests(..) => Press::ShowGuests(cluster, 4),
        Press::AddGuest(_) => Press::AddGuest(cluster),
        Press::ChangeGuest(_) => Press::ChangeGuest(house.guest),
        Press::InviteGuest(..) => Press::InviteGuest(house.guest, None),
        Press::DeleteGuest(_) => Press::DeleteGuest(house.guest),
        Press::StopAsking(_) => Press::StopAsking(OptOut::Reminders),
        Press::AskAgain(_) => Press::AskAgain(OptOut::Reminders),
        Press::Wake => Press::Wake,
        Press::Speak(_) => Press::Speak(Lang::En),
        Press::Run(_) => Press::Run(CommandWord::Meeting),
    });
    all.extend(other_answers);
    all
}

fn forms(house: &House) -> Vec<(Purpose, Values)> {
    let (then, next, cluster) = (house.then, house.next, house.cluster);
    let mut all = every!(Purpose {
        Purpose::Setup(_) => Purpose::Setup(ChannelId::from(FREE)),
        Purpose::Companies(_) => Purpose::Companies(cluster),
        Purpose::Company(..) => Purpose::Company(cluster, Some((next, Coming::No))),
        Purpose::Theme(_) => Purpose::Theme(next),
        Purpose::Move(_) => Purpose::Move(next),
        Purpose::Cancel(_) => Purpose::Cancel(next),
        Purpose::Place(_) => Purpose::Place(next),
        Purpose::Rhythm(_) => Purpose::Rhythm(cluster),
        Purpose::Extra(_) => Purpose::Extra(cluster),
        Purpose::Attendance(_) => Purpose::Attendance(then),
        Purpose::Leaves(_) => Purpose::Leaves(cluster),
        Purpose::Contact(_) => Purpose::Contact(cluster),
        Purpose::Away(_) => Purpose::Away(cluster),
        Purpose::Settings(_) => Purpose::Settings(cluster),
        Purpose::Cover(_) => Purpose::Cover(cluster),
        Purpose::Swap(_) => Purpose::Swap(cluster),
        Purpose::Order(_) => Purpose::Order(cluster),
        Purpose::Skip(_) => Purpose::Skip(cluster),
        Purpose::Times(_) => Purpose::Times(cluster),
        Purpose::Talk(_) => Purpose::Talk(cluster),
        Purpose::Wish(_) => Purpose::Wish(cluster),
        Purpose::TakeWish(..) => Purpose::TakeWish(cluster, house.wish),
        Purpose::Queue(_) => Purpose::Queue(cluster),
        Purpose::Arrange(_) => Purpose::Arrange(next),
        Purpose::CarryOver(_) => Purpose::CarryOver(then),
        Purpose::ChangeTalk(_) => Purpose::ChangeTalk(house.talk),
        Purpose::Brief(_) => Purpose::Brief(then),
        Purpose::Ask(_) => Purpose::Ask(then),
        Purpose::Reply(..) => Purpose::Reply(then, user(0)),
        Purpose::Correct(_) => Purpose::Correct(then),
        Purpose::Address(_) => Purpose::Address(cluster),
        Purpose::NewGuest(_) => Purpose::NewGuest(cluster),
        Purpose::Guest(_) => Purpose::Guest(house.guest),
        Purpose::InviteGuest(_) => Purpose::InviteGuest(house.guest),
        Purpose::Snooze => Purpose::Snooze,
    });
    all.push(Purpose::Setup(ChannelId::from(ROOM)));
    all.into_iter().map(|purpose| (purpose.clone(), filled_in(house, &purpose))).collect()
}

/// What makes each form a right one.
fn filled_in(house: &House, purpose: &Purpose) -> Values {
    let typed = |field, words: &str| vec![(field, Value::Typed(words.to_owned()))];
    let at = local("2026-11-12T12:00");
    let values = match purpose {
        Purpose::Setup(_) => setup_values("Tre\nFire", at),
        Purpose::Companies(_) => typed(Field::Companies, "Nye Former"),
        Purpose::Company(..) | Purpose::Leaves(_) => {
            vec![(Field::Company, Value::Chosen(house.company.clone()))]
        }
        Purpose::Theme(_) => typed(Field::Theme, "Om rutenett"),
        Purpose::Move(_) => {
            vec![(Field::Date, Value::Date(at.date())), (Field::Time, Value::Time(at.time()))]
        }
        Purpose::Place(_) => typed(Field::Place, "Verkstedet"),
        Purpose::Rhythm(_) => vec![
            (Field::Rhythm, Value::Chosen("weekly".to_owned())),
            (Field::Date, Value::Date(at.date())),
            (Field::Time, Value::Time(at.time())),
        ],
        Purpose::Extra(_) => vec![
            (Field::Date, Value::Date(local("2026-11-17T12:00").date())),
            (Field::Time, Value::Time(at.time())),
            (Field::Place, Value::Typed("Verkstedet".to_owned())),
        ],
        Purpose::Attendance(_) => vec![(Field::Attendance, Value::Ticked(vec![house.company.clone()]))],
        Purpose::Contact(_) => vec![(Field::Contact, Value::People(vec![UserId::from("UNYANSATT")]))],
        Purpose::Talk(_) | Purpose::TakeWish(..) => talk_form("Noe nytt", 5, "any"),
        Purpose::Wish(_) => typed(Field::Theme, "Noe annet"),
        Purpose::Queue(_) => {
            let mut values = typed(Field::Title, "En beskjed");
            values.push((Field::Minutes, Value::Chosen("5".to_owned())));
            values
        }
        Purpose::Arrange(_) => vec![
            (Field::Entry, Value::Chosen(Slot::Item(house.item).name())),
            (Field::Behind, Value::Chosen(FIRST.to_owned())),
        ],
        Purpose::CarryOver(_) => vec![(Field::Entries, Value::Ticked(vec![house.left.to_string()]))],
        Purpose::ChangeTalk(_) => {
            let mut values = talk_form("Logo for en bank", 5, "any");
            values.push((Field::Confidential, Value::Ticked(vec!["confidential".to_owned()])));
            values
        }
        Purpose::Brief(_) => typed(Field::Points, "notat: alle var her"),
        Purpose::Ask(_) => {
            let mut values = typed(Field::Words, "Hvordan?");
            values.push((Field::Presenter, Value::Chosen(user(6).to_string())));
            values
        }
        Purpose::Reply(..) | Purpose::Correct(_) => typed(Field::Words, "Slik."),
        Purpose::Cover(_) => vec![(Field::Meeting, Value::Chosen(house.free[0].to_string()))],
        Purpose::Swap(_) => vec![
            (Field::Meeting, Value::Chosen(house.free[0].to_string())),
            (Field::Instead, Value::Chosen(house.free[1].to_string())),
        ],
        Purpose::Order(_) => vec![
            (Field::Company, Value::Chosen(house.company.clone())),
            (Field::Step, Value::Chosen(Step::Up.name().to_owned())),
        ],
        Purpose::Skip(_) => vec![(Field::Meeting, Value::Chosen(house.next.to_string()))],
        Purpose::Times(_) => times_form(12, 8),
        Purpose::Away(_) => vec![
            (Field::Company, Value::Chosen(house.company.clone())),
            (Field::Date, Value::Date(at.date())),
            (Field::Until, Value::Date(local("2026-12-12T12:00").date())),
        ],
        Purpose::Settings(_) => settings_form("Verkstedet"),
        Purpose::Snooze => vec![(Field::Date, Value::Date(at.date()))],
        Purpose::NewGuest(_) => guest_form("Ny gjest", &user(0), None),
        Purpose::Guest(_) => guest_form("Kari Ek", &user(0), Some(("asked", "any"))),
        Purpose::InviteGuest(_) => vec![
            (Field::Meeting, Value::Chosen("any".to_owned())),
            (Field::Language, Value::Chosen("nb".to_owned())),
        ],
        Purpose::Cancel(_) | Purpose::Address(_) => Vec::new(),
    };
    values.into_iter().collect()
}

/// Words that are typed behind a command, where they change what it does.
const WORDS: [(CommandWord, &str); 9] = [
    (CommandWord::Host, "2026"),
    (CommandWord::Settings, "times"),
    (CommandWord::Wish, "Noe annet"),
    (CommandWord::Agenda, "En beskjed"),
    (CommandWord::Meeting, "year"),
    (CommandWord::Company, "Studio 5"),
    (CommandWord::Snooze, "3"),
    (CommandWord::Language, "en"),
    (CommandWord::Brief, "2026-10-22"),
];

/// Every command alone, and some with more behind them.
fn typed() -> impl Iterator<Item = String> {
    let alone = CommandWord::ALL.into_iter().map(|word| (word, ""));
    alone.chain(WORDS).map(|(word, rest)| format!("{} {rest}", word.word(Lang::En)).trim().to_owned())
}

/// Commands that somebody writes to Klynge, which are done as if they had been typed after a slash.
fn mentions() -> impl Iterator<Item = Row> {
    typed().map(|words| {
        let name = format!("@klynge {words}");
        let event = move |by: &UserId, inside: bool| Event::Addressed {
            by: by.clone(),
            channel: ChannelId::from(if inside { ROOM } else { "D1" }),
            words: words.clone(),
            nonce: Nonce(1),
        };
        Row { name, about: About::Oneself, hosts: Hosts::Next, event: Box::new(event) }
    })
}

/// What one can do with somebody's message.
fn shortcut() -> Row {
    let event = |by: &UserId, inside: bool| Event::MessageChosen {
        by: by.clone(),
        channel: ChannelId::from(if inside { ROOM } else { "D1" }),
        words: "Skal vi kjøpe en ny skriver?".to_owned(),
        link: None,
        nonce: Nonce(1),
    };
    let name = "message put on the agenda".to_owned();
    Row { name, about: About::Oneself, hosts: Hosts::Next, event: Box::new(event) }
}

fn commands() -> impl Iterator<Item = Row> {
    typed().map(|words| {
        let name = format!("/klynge {words}");
        let event = move |by: &UserId, inside: bool| Event::Commanded {
            by: by.clone(),
            // Nobody can type where they are not.
            channel: ChannelId::from(if inside { ROOM } else { "D1" }),
            words: words.clone(),
            nonce: Nonce(1),
        };
        Row { name, about: About::Oneself, hosts: Hosts::Next, event: Box::new(event) }
    })
}

fn pressed(house: &House, press: Press) -> Row {
    let name = match &press {
        Press::Answer(_, answer) => format!("press answer {}", answer.name()),
        other => format!("press {}", name_of(other)),
    };
    let about = press.about();
    let hosts = hosts(house, &about);
    let event = move |by: &UserId, inside: bool| Event::Pressed {
        by: by.clone(),
        channel: Some(ChannelId::from(if inside { ROOM } else { "D1" })),
        press: press.clone(),
        nonce: Nonce(1),
    };
    Row { name, about, hosts, event: Box::new(event) }
}

fn submitted(house: &House, purpose: Purpose, values: Values) -> Row {
    let name = match &purpose {
        Purpose::Setup(channel) if channel.as_str() == ROOM => {
            "submit setup where a cluster lives".to_owned()
        }
        other => format!("submit {}", name_of(other)),
    };
    let about = match &purpose {
        Purpose::Company(_, Some((meeting, _))) => About::Meeting(*meeting),
        other => other.about(),
    };
    let hosts = hosts(house, &about);
    let event = move |by: &UserId, _| match &purpose {
        // As it comes once a secret was drawn for it.
        Purpose::Address(cluster) => Event::AddressAsked {
            by: by.clone(),
            cluster: *cluster,
            nonce: Nonce(1),
            token: FeedToken::from("0".repeat(40)),
        },
        _ => Event::Submitted {
            by: by.clone(),
            purpose: purpose.clone(),
            nonce: Nonce(1),
            values: values.clone(),
        },
    };
    Row { name, about, hosts, event: Box::new(event) }
}

fn hosts(house: &House, about: &About) -> Hosts {
    match about {
        About::Meeting(id) if *id == house.then => Hosts::Then,
        About::Talk(id) if *id == house.secret => Hosts::Then,
        _ => Hosts::Next,
    }
}

/// The name under which a button or a form travels.
fn name_of(of: &impl serde::Serialize) -> String {
    let wire = serde_json::to_value(of).unwrap();
    let name = wire.as_str().map(str::to_owned);
    name.unwrap_or_else(|| wire.as_object().unwrap().keys().next().unwrap().clone())
}
