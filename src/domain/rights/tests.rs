//! The table: everything one can press, submit or type, by everybody who might. A new button, form or command that is
//! not in it does not compile; whoever changes a cell changes the snapshot, to be read against what the product promises.

mod house;
mod old_cards;
mod table;

use crate::domain::model::{
    Answer, Body, Change, ChannelId, ClusterId, Decision, Event, Face, Field, Form, Kind, MeetingId, Msg,
    Nonce, Outgoing, Place, Presence, Press, Problem, Purpose, Refusal, Start, TalkId, UserId,
};
use crate::domain::{card, decide, home, quiet};
use house::{House, Role, SECRETS};

/// What somebody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// A no, and nothing changes.
    Refused,
    /// The question for the company first.
    WhichCompany,
    /// A form, or where none can be opened the button for it.
    Opens,
    /// Something is shown or said; nothing changes.
    Reads,
    /// Something changes.
    Does,
    /// Not a word.
    Silence,
}

impl Cell {
    fn of(by: &UserId, house: &House, event: &Event) -> Self {
        let decision = at_once(event, decide(&house.world.ws, event, house.world.now));
        match &decision.answer {
            Answer::Say(_, msg) if matches!(**msg, Msg::Refusal(Refusal::NeedsForm(_))) => Self::Opens,
            Answer::Say(_, msg) if matches!(**msg, Msg::Refusal(_)) => {
                assert_eq!(beyond(by, house, &decision), Vec::<&Change>::new(), "{event:?} by {by}");
                Self::Refused
            }
            // A form that stays open: one has to be in the channel.
            Answer::Faults(_, faults) if *faults == [(Field::Rhythm, Problem::InviteFirst)] => Self::Refused,
            // Of another company one cannot say that it is away.
            Answer::Faults(_, faults)
                if is_away(event) && *faults == [(Field::Company, Problem::NotAChoice)] =>
            {
                Self::Refused
            }
            // Nor can one ask for cover for another company.
            Answer::Faults(_, faults)
                if is_cover(event) && *faults == [(Field::Meeting, Problem::NotAChoice)] =>
            {
                Self::Refused
            }
            Answer::Faults(_, faults) => panic!("{event:?} by {by} is filled in wrongly: {faults:?}"),
            Answer::Open(_, form) if matches!(form.purpose, Purpose::Company(..)) => Self::WhichCompany,
            Answer::Open(..) => Self::Opens,
            Answer::Nothing if matches!(event, Event::Addressed { .. }) => {
                assert_eq!(decision, Decision::default(), "{event:?} by {by}");
                Self::Silence
            }
            _ if beyond(by, house, &decision).is_empty() => Self::Reads,
            _ => Self::Does,
        }
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::Refused => "-",
            Self::WhichCompany => "company?",
            Self::Opens => "form",
            Self::Reads => "reads",
            Self::Does => "does",
            Self::Silence => "silence",
        }
    }
}

fn is_away(event: &Event) -> bool {
    matches!(event, Event::Submitted { purpose: Purpose::Away(_), .. })
}

fn is_cover(event: &Event) -> bool {
    matches!(event, Event::Submitted { purpose: Purpose::Cover(_) | Purpose::Swap(_) | Purpose::Skip(_), .. })
}

/// What is written to Klynge is answered by a message of its own; here as if it had been typed after a slash.
fn at_once(event: &Event, mut decision: Decision) -> Decision {
    if !matches!(event, Event::Addressed { .. }) {
        return decision;
    }
    let is_answer = |change: &Change| {
        let Change::Outgoing(row) = change else { return false };
        row.kind == Kind::Answer && matches!(row.body, Body::Say(_))
    };
    if let Some(at) = decision.changes.iter().position(is_answer)
        && let Change::Outgoing(Outgoing { body: Body::Say(msg), lang, .. }) = decision.changes.remove(at)
    {
        decision.answer = Answer::Say(lang, msg);
        // Its number was taken from there.
        decision.changes.retain(|change| !matches!(change, Change::Counter(_)));
    }
    decision
}

/// The changes other than that the own company was heard of, and that a form was sent.
fn beyond<'a>(by: &UserId, house: &House, decision: &'a Decision) -> Vec<&'a Change> {
    let ws = &house.world.ws;
    let own = ws.company_of(house.cluster, by).map(|company| company.id);
    let is_beyond = |change: &&Change| match change {
        Change::Presence(row) => {
            let before = quiet::presence(ws, row.company);
            Some(row.company) != own || *row != Presence { active_on: row.active_on, ..before }
        }
        Change::Submitted(..) => false,
        _ => true,
    };
    decision.changes.iter().filter(is_beyond).collect()
}

/// The cluster that a change is of, where it is of one.
fn cluster_of(house: &House, change: &Change) -> Option<ClusterId> {
    let ws = &house.world.ws;
    match change {
        Change::Member(row) => Some(row.cluster),
        Change::Cluster(row) => Some(row.id),
        Change::Company(row) => Some(row.cluster),
        Change::Turn(row) => Some(row.cluster),
        Change::Meeting(row) => Some(row.cluster),
        Change::Talk(row) => Some(row.cluster),
        Change::Wish(row) => Some(row.cluster),
        Change::Item(row) => Some(row.cluster),
        Change::ForgetWish(id) => Some(ws.wishes.get(id)?.cluster),
        Change::ForgetItem(id) => Some(ws.items.get(id)?.cluster),
        Change::Guest(row) => Some(row.cluster),
        Change::ForgetGuest(id) => Some(ws.guests.get(id)?.cluster),
        Change::Rsvp(row) => Some(ws.meetings.get(&row.meeting)?.cluster),
        Change::Brief(row) => Some(ws.meetings.get(&row.meeting)?.cluster),
        Change::Presence(row) => Some(ws.companies.get(&row.company)?.cluster),
        Change::ForgetPresence(company) => Some(ws.companies.get(company)?.cluster),
        Change::Card(row) => shown_of(house, &row.face),
        Change::Outgoing(row) => match &row.body {
            Body::Card(id) => shown_of(house, &ws.cards.get(id)?.face),
            Body::Say(_) | Body::File(_) | Body::Purged => {
                row.own_initiative.or(cluster_at(house, row.meeting?))
            }
        },
        Change::CalendarFile(row) => cluster_at(house, row.meeting),
        Change::ForgetCalendarFile(meeting, _) => cluster_at(house, *meeting),
        Change::Feed(row) => Some(row.cluster),
        Change::ForgetFeed(cluster, _) => Some(*cluster),
        Change::Counter(_)
        | Change::Person(_)
        | Change::Room(_)
        | Change::Home(_)
        | Change::Unasked(_)
        | Change::Submitted(..)
        | Change::Tidied(_)
        | Change::ForgetOutgoing(_)
        | Change::ForgetCard(_)
        | Change::ForgetHome(_)
        | Change::ForgetUnasked(_)
        | Change::ForgetSubmitted(_) => None,
    }
}

fn cluster_at(house: &House, meeting: MeetingId) -> Option<ClusterId> {
    Some(house.world.ws.meetings.get(&meeting)?.cluster)
}

/// The cluster that a card is of.
fn shown_of(house: &House, face: &Face) -> Option<ClusterId> {
    let of_talk = |id: &TalkId| Some(house.world.ws.talks.get(id)?.cluster);
    match face {
        Face::Preview(cluster)
        | Face::Welcome(cluster)
        | Face::WhichCompany(cluster, _)
        | Face::TurnCover(cluster) => Some(*cluster),
        Face::Talk(talk) | Face::With(talk, _) | Face::Ready(talk) | Face::Part(talk) => of_talk(talk),
        Face::ReadyWith(talk, _) | Face::Week(talk, _) | Face::StepIn(_, talk) => of_talk(talk),
        Face::Announcement(meeting)
        | Face::HostAsk(meeting, _)
        | Face::Reminder(meeting, _)
        | Face::Attendance(meeting, _)
        | Face::Invitation(meeting, _)
        | Face::Draft(meeting, _)
        | Face::Brief(meeting)
        | Face::BriefFor(meeting, _)
        | Face::Nudge(meeting, _)
        | Face::Cover(meeting)
        | Face::Swap(meeting, _) => cluster_at(house, *meeting),
    }
}

#[test]
fn who_may_do_what_is_a_table() {
    let house = House::in_autumn();
    let mut lines = vec![
        format!("| | {} |", Role::ALL.map(Role::name).join(" | ")),
        format!("|---|{}", "---|".repeat(Role::ALL.len())),
    ];
    for row in table::rows(&house) {
        let cell = |role: Role| {
            let by = role.person(&house, row.hosts);
            Cell::of(&by, &house, &(row.event)(&by, role.is_inside())).sign()
        };
        lines.push(format!("| {} | {} |", row.name, Role::ALL.map(cell).join(" | ")));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn nobody_from_outside_changes_anything_of_a_cluster() {
    let house = House::in_autumn();
    for row in table::rows(&house) {
        for role in Role::ALL.into_iter().filter(|role| !role.is_inside()) {
            let by = role.person(&house, row.hosts);
            let event = (row.event)(&by, false);
            let decision = decide(&house.world.ws, &event, house.world.now);
            let touched =
                decision.changes.iter().find(|change| cluster_of(&house, change) == Some(house.cluster));
            assert_eq!(touched, None, "{} by {}", row.name, role.name());
        }
    }
}

/// The words of a message, as a program sees them.
fn words(msg: &Msg) -> String {
    serde_json::to_string(msg).unwrap()
}

/// The words with which a form begins, as far as they are anybody's.
fn begins_with(form: &Form) -> String {
    match &form.start {
        Start::Brief { points, .. } => points.iter().map(|(_, text)| text.plain()).collect(),
        Start::Ask { people, .. } => people.iter().map(|(_, text)| text.plain()).collect(),
        Start::Talk { title, .. } => title.plain().to_owned(),
        Start::Arrange(start) => {
            start.entries.iter().map(|(_, entry)| serde_json::to_string(entry).unwrap()).collect()
        }
        _ => String::new(),
    }
}

/// All that somebody is told in answer, and what is put down to be sent to others than the presenter.
fn told(house: &House, decision: &Decision) -> Vec<String> {
    let presenter = Role::Presenter.person(house, house::Hosts::Next);
    let sent = decision.changes.iter().filter_map(|change| match change {
        Change::Outgoing(row) if row.place == Place::Dm(presenter.clone()) => None,
        Change::Outgoing(row) => match &row.body {
            Body::Say(msg) => Some(words(msg)),
            Body::Card(id) => {
                let mut after = house.world.ws.clone();
                decision.changes.iter().for_each(|change| after.apply(change));
                Some(words(&card::message(&after, after.cards.get(id)?)?))
            }
            Body::File(_) | Body::Purged => None,
        },
        _ => None,
    });
    let answered = match &decision.answer {
        Answer::Say(_, msg) | Answer::Read(_, msg) => words(msg),
        Answer::Open(_, form) => begins_with(form),
        Answer::Nothing | Answer::Faults(..) => String::new(),
    };
    sent.chain([answered]).collect()
}

#[test]
fn what_is_confidential_is_told_to_its_presenter_alone_whatever_one_does() {
    let house = House::in_autumn();
    let briefs: Vec<_> = house.world.ws.briefs.values().flat_map(|brief| &brief.points).collect();
    assert_eq!(briefs.len(), 3, "what asked not to be reported is nowhere");
    for row in table::rows(&house) {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Presenter) {
            let by = role.person(&house, row.hosts);
            let decision = decide(&house.world.ws, &(row.event)(&by, role.is_inside()), house.world.now);
            for text in told(&house, &decision) {
                let secret = SECRETS.iter().find(|secret| text.contains(**secret));
                assert_eq!(secret, None, "{} by {}: {text}", row.name, role.name());
            }
        }
    }
    for (user, person) in house.world.ws.people.iter() {
        let page = home::page(&house.world.ws, user, house.world.now);
        let mine = page.clusters.iter().flat_map(|home| &home.talks).count();
        let presents = *user == Role::Presenter.person(&house, house::Hosts::Next);
        assert_eq!(mine > 0, presents, "the Home of {}", person.profile.handle);
    }
}

#[test]
fn nothing_typed_behind_a_search_finds_what_is_confidential_or_breaks_it() {
    let mut house = House::in_autumn();
    let facilitator = Role::Facilitator.person(&house, house::Hosts::Then);
    house.world.press(&facilitator, Press::PublishBrief(house.then));
    let search = |house: &House, by: &UserId, words: &str| {
        let event = Event::Commanded {
            by: by.clone(),
            channel: ChannelId::from(house::ROOM),
            words: format!("brief {words}"),
            nonce: Nonce(1),
        };
        decide(&house.world.ws, &event, house.world.now)
    };
    let found = |decision: &Decision| matches!(&decision.answer, Answer::Say(_, msg) if matches!(**msg, Msg::Brief(_)));
    assert!(found(&search(&house, &facilitator, "rutenettet forsider")), "what is told is found");
    let long = "x".repeat(100_000);
    let mut hostile = vec![
        "'",
        "\"",
        "\"rutenettet",
        "%",
        "_",
        "*",
        "rutene*",
        "r_tenettet",
        "rutenettet OR 1=1",
        "' OR '1'='1",
        "'; DROP TABLE brief;--",
        "NEAR(rutenettet forsider)",
        "rutenettet NOT forsider",
        "text:rutenettet",
        "^rutenettet",
        "\0",
        "rutenettet\0",
        "\\",
        "(",
        "{",
        "[a-z]",
        ".*",
        "\u{202e}",
        &long,
    ];
    hostile.extend(SECRETS);
    for words in hostile {
        for role in [Role::Facilitator, Role::HostContact, Role::Member, Role::NoCompany] {
            let by = role.person(&house, house::Hosts::Then);
            let decision = search(&house, &by, words);
            let has_words = words.chars().any(|c| c.is_alphanumeric() || c.is_ascii_punctuation());
            let refused = matches!(&decision.answer, Answer::Say(_, msg) if matches!(**msg, Msg::Refusal(_)));
            // Only as letters: what stands in no brief finds none, and nothing else.
            let literal = words.replace('\0', "") == "rutenettet";
            assert!(refused || literal || !has_words, "{words:?}: {decision:?}");
            assert!(beyond(&by, &house, &decision).is_empty());
        }
    }
}

#[test]
fn whose_account_is_closed_or_a_bots_gets_nothing_whatever_it_was() {
    let house = House::in_autumn();
    for row in table::rows(&house) {
        for role in [Role::Deactivated, Role::Bot] {
            let by = role.person(&house, row.hosts);
            let cell = Cell::of(&by, &house, &(row.event)(&by, true));
            assert!(matches!(cell, Cell::Refused | Cell::Silence), "{} by {}", row.name, role.name());
        }
    }
}
