//! Announcements, changes and attendance.

use crate::catalogue::cast::{CLUSTER, Cast, at, date, ida, kari, per};
use crate::catalogue::{Feature, cases};
use klynge::domain::calendar;
use klynge::domain::model::{
    AgendaLine, Agreed, Answers, ChangeNote, Collision, Exception, Managed, MeetingFacts, MeetingFormat,
    MeetingId, MeetingMsg, Msg, Named, Off, Ordinal, Rhythm, Series, TalkFormat, Text, Told, Year,
};

cases!(MeetingMsg {
    MeetingMsg::Announcement { state: Agreed::Planned, facts: MeetingFacts { format: Some(_), .. }, .. } => "announced_format",
    MeetingMsg::Announcement { state: Agreed::Planned, answers: Answers { full: true, waiting: 0, .. }, .. } => "announced_full",
    MeetingMsg::Announcement { state: Agreed::Planned, answers: Answers { full: true, .. }, .. } => "announced_waiting",
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
    MeetingMsg::Year(Year { series: Series { rhythm: Rhythm::Weekly, .. }, .. }) => "year",
    MeetingMsg::Year(Year { series: Series { rhythm: Rhythm::Fortnightly, .. }, .. }) => "year_fortnightly",
    MeetingMsg::Year(Year { series: Series { rhythm: Rhythm::ThreeWeeks, .. }, .. }) => "year_three_weeks",
    MeetingMsg::Year(Year { series: Series { rhythm: Rhythm::FourWeeks, .. }, .. }) => "year_four_weeks",
    MeetingMsg::Year(Year { series: Series { rhythm: Rhythm::Monthly, .. }, .. }) => "year_monthly",
    MeetingMsg::Year(Year { series: Series { rhythm: Rhythm::MonthlyLast, .. }, .. }) => "year_monthly_last",
    MeetingMsg::Year(Year { series: Series { rhythm: Rhythm::LastWorkday, .. }, .. }) => "year_last_workday",
    MeetingMsg::NewRhythm { stay, .. } if stay.is_empty() => "new_rhythm",
    MeetingMsg::NewRhythm { .. } => "new_rhythm_some_stay",
    MeetingMsg::RhythmChanged { series, .. } if nth(series) == Ordinal::First => "rhythm_first",
    MeetingMsg::RhythmChanged { series, .. } if nth(series) == Ordinal::Second => "rhythm_second",
    MeetingMsg::RhythmChanged { series, .. } if nth(series) == Ordinal::Third => "rhythm_third",
    MeetingMsg::RhythmChanged { series, .. } if nth(series) == Ordinal::Fourth => "rhythm_fourth",
    MeetingMsg::RhythmChanged { .. } => "rhythm_last",
    MeetingMsg::Extra { collisions, .. } if collisions.is_empty() => "extra",
    MeetingMsg::Extra { .. } => "extra_collides",
    MeetingMsg::Done { note: ChangeNote::Moved(_), .. } => "done_moved",
    MeetingMsg::Done { note: ChangeNote::Cancelled, .. } => "done_cancelled",
    MeetingMsg::Done { note: ChangeNote::Place(_), facts, .. } if facts.place.is_empty() => "done_no_place",
    MeetingMsg::Done { note: ChangeNote::Place(_), .. } => "done_place",
    MeetingMsg::Done { note: ChangeNote::Host(_), .. } => "done_host",
    MeetingMsg::Done { note: ChangeNote::Theme, told: Told::Thread, .. } => "done_theme",
    MeetingMsg::Done { note: ChangeNote::Theme, .. } => "done_theme_early",
    MeetingMsg::Attendance { off: true, .. } => "attendance_not_held",
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
        with: Vec::new(),
        wish: None,
        link: None,
    };
    vec![
        AgendaLine {
            with: vec![kari()],
            wish: Some(cast.elsewhere.clone()),
            link: Some(cast.link.clone()),
            ..line(&cast.company, ida(), Some(cast.theme.clone()), TalkFormat::Story, 15)
        },
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
        runs: mine,
    }
}

pub(super) fn collisions(cast: &Cast) -> Vec<Collision> {
    let collision = |day, people| Collision { start: at(9, day, 12, 0), other: cast.channel.clone(), people };
    vec![collision(3, 1), collision(17, 3)]
}

/// A year by each rhythm, and all that can be off in one.
fn years() -> Vec<MeetingMsg> {
    let off = |slot, why, to| Exception { slot, why, to };
    let holidays = date(1, 1).iter_days().take(365).filter_map(|day| {
        let holiday = calendar::holiday(day)?;
        Some(off(day, Off::Holiday(holiday), None))
    });
    let others =
        [Off::ChristmasEve, Off::NewYearsEve, Off::Weekend, Off::Squeezed, Off::Summer, Off::Christmas];
    let others = others.map(|why| off(date(12, 24), why, Some(date(12, 23))));
    let exceptions: Vec<Exception> = holidays.chain(others).collect();
    let dates = vec![date(9, 3), date(9, 17), date(10, 1), date(11, 26)];
    let year = |rhythm, first| {
        let series = Series { rhythm, first };
        let exceptions = if rhythm == Rhythm::Weekly { exceptions.clone() } else { Vec::new() };
        MeetingMsg::Year(Year { series, dates: dates.clone(), exceptions })
    };
    Rhythm::ALL.map(|rhythm| year(rhythm, at(9, 24, 11, 30))).to_vec()
}

fn nth(series: &Series) -> Ordinal {
    Ordinal::of(series.first.date())
}

fn changed_for_all(day: u32) -> MeetingMsg {
    let next = at(9, day, 9, 0);
    MeetingMsg::RhythmChanged { series: Series { rhythm: Rhythm::Monthly, first: next }, next }
}

/// What is said of another rhythm, and of a meeting beside it.
fn planned_anew(cast: &Cast) -> Vec<MeetingMsg> {
    let series = Series { rhythm: Rhythm::Monthly, first: at(10, 6, 9, 0) };
    let changed = |stay: Vec<MeetingFacts>, collisions| MeetingMsg::NewRhythm {
        series,
        next: vec![at(10, 6, 9, 0), at(11, 3, 9, 0), at(12, 1, 9, 0)],
        stay,
        collisions,
    };
    vec![
        changed(Vec::new(), Vec::new()),
        changed(vec![cast.facts(), cast.bare()], collisions(cast)),
        changed_for_all(1),
        changed_for_all(8),
        changed_for_all(15),
        changed_for_all(22),
        changed_for_all(29),
        MeetingMsg::Extra { facts: cast.bare(), collisions: Vec::new() },
        MeetingMsg::Extra { facts: cast.facts(), collisions: collisions(cast) },
    ]
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
        full: false,
        waiting: 0,
    };
    let crowded = |waiting| MeetingMsg::Announcement {
        facts: cast.facts(),
        agenda: Vec::new(),
        answers: Answers { full: true, waiting, ..answers.clone() },
        state: Agreed::Planned,
    };
    let announced = |facts, state| MeetingMsg::Announcement {
        facts,
        agenda: agenda(cast),
        answers: answers.clone(),
        state,
    };
    let attendance = |there, confirmed| MeetingMsg::Attendance {
        facts: cast.facts(),
        there,
        guests: if confirmed { cast.typed.clone() } else { Text::default() },
        confirmed,
        off: false,
    };
    let there = vec![cast.company.clone(), cast.other.clone()];
    let mut examples = [years(), planned_anew(cast)].concat();
    examples.extend([
        crowded(0),
        crowded(3),
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
        MeetingMsg::Attendance {
            facts: cast.facts(),
            there: Vec::new(),
            guests: Text::default(),
            confirmed: false,
            off: true,
        },
    ]);
    examples.extend(changes(cast));
    examples.extend(done(cast));
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Meeting(msg))).collect();
    Feature { name: "meeting", cases: CASES, examples }
}
