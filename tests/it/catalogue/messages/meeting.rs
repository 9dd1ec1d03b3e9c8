//! Announcements, changes and attendance.

use crate::catalogue::cast::{CLUSTER, Cast, at, ida, per};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{
    AgendaLine, Agreed, Answers, ChangeNote, Managed, MeetingFacts, MeetingFormat, MeetingId, MeetingMsg,
    Msg, Named, TalkFormat, Text, Told,
};

cases!(MeetingMsg {
    MeetingMsg::Announcement { state: Agreed::Planned, facts: MeetingFacts { format: Some(_), .. }, .. } => "announced_format",
    MeetingMsg::Announcement { state: Agreed::Planned, facts: MeetingFacts { theme: Some(_), .. }, .. } => "announced",
    MeetingMsg::Announcement { state: Agreed::Planned, facts: MeetingFacts { theme: None, .. }, .. } => "announced_bare",
    MeetingMsg::Announcement { state: Agreed::Held, .. } => "announced_held",
    MeetingMsg::Announcement { state: Agreed::Cancelled, .. } => "announced_cancelled",
    MeetingMsg::Changed { note: ChangeNote::Moved(_), .. } => "moved",
    MeetingMsg::Changed { note: ChangeNote::Cancelled, .. } => "cancelled",
    MeetingMsg::Changed { note: ChangeNote::Place(old), facts, .. } if *old == facts.place => "link_changed",
    MeetingMsg::Changed { note: ChangeNote::Place(_), .. } => "place_changed",
    MeetingMsg::Changed { note: ChangeNote::Host(_), .. } => "host_changed",
    MeetingMsg::Changed { note: ChangeNote::Theme, facts: MeetingFacts { theme: Some(_), .. }, .. } => "theme_set",
    MeetingMsg::Changed { note: ChangeNote::Theme, facts: MeetingFacts { theme: None, .. }, .. } => "theme_open",
    MeetingMsg::Next { .. } => "next",
    MeetingMsg::Manage { meetings, .. } if meetings.is_empty() => "manage_none",
    MeetingMsg::Manage { passed: Some(_), .. } => "manage_passed",
    MeetingMsg::Manage { meetings, .. } if meetings.iter().any(|managed| managed.mine) => "manage",
    MeetingMsg::Manage { .. } => "manage_others",
    MeetingMsg::Done { note: ChangeNote::Moved(_), .. } => "done_moved",
    MeetingMsg::Done { note: ChangeNote::Cancelled, .. } => "done_cancelled",
    MeetingMsg::Done { note: ChangeNote::Place(_), facts, .. } if facts.place.is_empty() => "done_no_place",
    MeetingMsg::Done { note: ChangeNote::Place(_), .. } => "done_place",
    MeetingMsg::Done { note: ChangeNote::Host(_), .. } => "done_host",
    MeetingMsg::Done { note: ChangeNote::Theme, told: Told::Thread, .. } => "done_theme",
    MeetingMsg::Done { note: ChangeNote::Theme, .. } => "done_theme_early",
    MeetingMsg::Attendance { confirmed: false, there, .. } if there.is_empty() => "attendance_nobody",
    MeetingMsg::Attendance { confirmed: false, .. } => "attendance",
    MeetingMsg::Attendance { confirmed: true, there, .. } if there.is_empty() => "attendance_confirmed_nobody",
    MeetingMsg::Attendance { confirmed: true, .. } => "attendance_confirmed",
});

fn agenda(cast: &Cast) -> Vec<AgendaLine> {
    let line = |company: &Text, presenter, title, format, minutes| AgendaLine {
        company: company.clone(),
        presenter,
        title,
        format,
        minutes,
    };
    vec![
        line(&cast.company, ida(), Some(cast.theme.clone()), TalkFormat::Story, 15),
        line(&cast.other, per(), None, TalkFormat::Critique, 10),
    ]
}

fn manage(cast: &Cast, count: u64, mine: bool, passed: bool) -> MeetingMsg {
    let meetings = (0..count).map(|nth| {
        let start = at(9, 3, 11, 30) + chrono::Duration::days(i64::try_from(nth).unwrap_or_default() * 14);
        let facts = MeetingFacts { id: MeetingId(nth), start, ..cast.facts() };
        Managed { facts, mine: mine && nth % 2 == 0 }
    });
    MeetingMsg::Manage {
        cluster: CLUSTER,
        meetings: meetings.collect(),
        passed: passed.then(|| cast.facts()),
    }
}

fn changes(cast: &Cast) -> Vec<MeetingMsg> {
    let facts = cast.facts();
    let changed =
        |facts: &MeetingFacts, note| MeetingMsg::Changed { facts: facts.clone(), note, aloud: false };
    vec![
        changed(&facts, ChangeNote::Moved(at(9, 10, 11, 30))),
        changed(&facts, ChangeNote::Cancelled),
        changed(&facts, ChangeNote::Place(cast.place.clone())),
        changed(&facts, ChangeNote::Place(cast.elsewhere.clone())),
        changed(&facts, ChangeNote::Host(Named::Company(cast.third.clone()))),
        changed(&facts, ChangeNote::Theme),
        changed(&cast.bare(), ChangeNote::Theme),
    ]
}

fn done(cast: &Cast) -> Vec<MeetingMsg> {
    let done = |facts: MeetingFacts, note, told| MeetingMsg::Done { facts, note, told };
    let nowhere = MeetingFacts { place: Text::default(), ..cast.facts() };
    vec![
        done(cast.facts(), ChangeNote::Moved(at(9, 10, 11, 30)), Told::Channel),
        done(cast.facts(), ChangeNote::Cancelled, Told::Channel),
        done(nowhere, ChangeNote::Place(cast.place.clone()), Told::Thread),
        done(cast.facts(), ChangeNote::Place(cast.place.clone()), Told::Thread),
        done(cast.facts(), ChangeNote::Host(Named::Company(cast.third.clone())), Told::Thread),
        done(cast.facts(), ChangeNote::Theme, Told::Thread),
        done(cast.facts(), ChangeNote::Theme, Told::Nobody),
    ]
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let answers = Answers {
        coming: vec![cast.company.clone(), cast.other.clone()],
        maybe: vec![cast.third.clone()],
        cant: vec![cast.fourth.clone()],
        before: vec![cast.third.clone()],
    };
    let announced = |facts, state| MeetingMsg::Announcement {
        facts,
        agenda: agenda(cast),
        answers: answers.clone(),
        state,
    };
    let attendance = |there, confirmed| MeetingMsg::Attendance { facts: cast.facts(), there, confirmed };
    let there = vec![cast.company.clone(), cast.other.clone()];
    let mut examples = vec![
        announced(cast.facts(), Agreed::Planned),
        MeetingMsg::Announcement {
            facts: cast.bare(),
            agenda: Vec::new(),
            answers: Answers::default(),
            state: Agreed::Planned,
        },
        announced(MeetingFacts { format: Some(MeetingFormat::Clinic), ..cast.facts() }, Agreed::Planned),
        announced(cast.facts(), Agreed::Held),
        announced(cast.facts(), Agreed::Cancelled),
        MeetingMsg::Next { facts: cast.facts(), agenda: agenda(cast), answers: answers.clone() },
        manage(cast, 0, false, false),
        manage(cast, 8, true, false),
        manage(cast, 2, true, true),
        manage(cast, 2, false, false),
        attendance(Vec::new(), false),
        attendance(there.clone(), false),
        attendance(Vec::new(), true),
        attendance(there, true),
    ];
    examples.extend(changes(cast));
    examples.extend(done(cast));
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Meeting(msg))).collect();
    Feature { name: "meeting", cases: CASES, examples }
}
