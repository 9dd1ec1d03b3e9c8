//! An example of every modal.

use super::cast::{CLUSTER, Cast, GUEST, MEETING, TALK, at, date, ida, per, period};
use super::{Feature, cases};
use chrono::NaiveTime;
use klynge::domain::model::{
    CarryStart, ChannelId, Coming, CompanyId, DaysOff, ExtraStart, Falling, Form, GuestStanding, GuestStart,
    GuestStatus, Hosting, Idea, InvitationStart, ItemId, Lang, MeetingFormat, MeetingId, Nonce, OrderStart,
    PointKind, Purpose, QueueStart, Rhythm, RhythmStart, SettingsStart, SetupStart, Slot, Start, TalkFormat,
    TalkId, TalkStart, Text, Times, TimesStart, Timing, TurnFacts, UserId, WishId, WishStart,
};

cases!(Form {
    Form { start: Start::Setup(SetupStart { first: None, .. }), .. } => "setup",
    Form { start: Start::Setup(SetupStart { first: Some(_), .. }), .. } => "setup_again",
    Form { start: Start::Companies, .. } => "companies",
    Form { start: Start::Company { companies, .. }, .. } if companies.is_empty() => "company_none",
    Form { start: Start::Company { companies, .. }, .. } if companies.len() > 10 => "company_many",
    Form { start: Start::Company { .. }, purpose: Purpose::Company(_, Some((_, Coming::Yes))), .. } => "company_yes",
    Form { start: Start::Company { .. }, purpose: Purpose::Company(_, Some((_, Coming::No))), .. } => "company_no",
    Form { start: Start::Company { .. }, purpose: Purpose::Company(_, Some((_, Coming::Maybe))), .. } => "company_maybe",
    Form { start: Start::Company { .. }, .. } => "company",
    Form { start: Start::Theme { idea: None, .. }, .. } => "theme",
    Form { start: Start::Theme { idea: Some(_), .. }, .. } => "theme_idea",
    Form { start: Start::Move { .. }, .. } => "move",
    Form { start: Start::Cancel { .. }, .. } => "cancel",
    Form { start: Start::Place { .. }, .. } => "place",
    Form { start: Start::Rhythm(_), .. } => "rhythm",
    Form { start: Start::Extra(_), .. } => "extra",
    Form { start: Start::Attendance { companies, .. }, .. } if companies.len() > 10 => "attendance_many",
    Form { start: Start::Attendance { .. }, .. } => "attendance",
    Form { start: Start::Leaves { companies }, .. } if companies.is_empty() => "leaves_none",
    Form { start: Start::Leaves { .. }, .. } => "leaves",
    Form { start: Start::Snooze { .. }, .. } => "snooze",
    Form { start: Start::Away { companies, .. }, .. } if companies.len() == 1 => "away",
    Form { start: Start::Away { .. }, .. } => "away_of_any",
    Form { start: Start::Address { again: false, .. }, .. } => "address",
    Form { start: Start::Address { again: true, .. }, .. } => "address_again",
    Form { start: Start::Settings(SettingsStart { facilitator: Some(_), .. }), .. } => "settings",
    Form { start: Start::Settings(_), .. } => "settings_of_organiser",
    Form { start: Start::Cover { turn: None, .. }, .. } => "cover",
    Form { start: Start::Cover { .. }, .. } => "cover_or_turn",
    Form { start: Start::Swap { .. }, .. } => "swap",
    Form { start: Start::Order { .. }, .. } => "order",
    Form { start: Start::Skip { .. }, .. } => "skip",
    Form { start: Start::Times(start), .. } if start.times == start.effective => "times",
    Form { start: Start::Times(_), .. } => "times_shortened",
    Form { start: Start::Guest(GuestStart { standing: None, .. }), .. } => "guest_new",
    Form { start: Start::Guest(_), .. } => "guest",
    Form { start: Start::InviteGuest(_), .. } => "guest_invitation",
    Form { start: Start::Contact { .. }, .. } => "contact",
    Form { start: Start::Wish(WishStart { too_long: None, .. }), .. } => "wish",
    Form { start: Start::Wish(_), .. } => "wish_too_long",
    Form { start: Start::Queue(QueueStart { too_long: Some(_), .. }), .. } => "queue_too_long",
    Form { start: Start::Queue(QueueStart { link: Some(_), .. }), .. } => "queue_from_message",
    Form { start: Start::Queue(_), .. } => "queue",
    Form { start: Start::Arrange(_), .. } => "arrange",
    Form { start: Start::CarryOver(_), .. } => "carry_over",
    Form { purpose: Purpose::TakeWish(..), .. } => "take_wish",
    Form { start: Start::Brief { .. }, .. } => "brief",
    Form { start: Start::Ask { .. }, .. } => "ask",
    Form { start: Start::Reply { .. }, .. } => "reply",
    Form { start: Start::Correct { .. }, .. } => "correct",
    Form { purpose: Purpose::ChangeTalk(_), .. } => "talk_change",
    Form { start: Start::Talk { meetings, .. }, .. } if meetings.is_empty() => "talk_full",
    Form { start: Start::Talk { chosen: None, .. }, .. } => "talk",
    Form { start: Start::Talk { chosen: Some(_), .. }, .. } => "talk_here",
});

fn companies(cast: &Cast, count: u64) -> Vec<(CompanyId, Text)> {
    let names = [&cast.company, &cast.other, &cast.third];
    (1..=count).zip(names.into_iter().cycle()).map(|(id, name)| (CompanyId(id), name.clone())).collect()
}

fn setup(cast: &Cast, again: bool) -> Start {
    Start::Setup(SetupStart {
        rhythm: if again { Rhythm::Monthly } else { Rhythm::Fortnightly },
        days_off: if again { rested() } else { DaysOff::default() },
        capacity: again.then_some(12),
        first: again.then(|| at(9, 3, 12, 0)),
        time: NaiveTime::from_hms_opt(11, 30, 0).unwrap_or_default(),
        minutes: 60,
        place: if again { cast.place.clone() } else { Text::default() },
        link: again.then(|| cast.link.clone()),
        lang: Lang::Nb,
        companies: if again { vec![format!("{}; @ida", cast.company.plain())] } else { Vec::new() },
    })
}

fn rested() -> DaysOff {
    DaysOff { falling: Falling::Move, summer: true, christmas: true, ..DaysOff::default() }
}

fn rhythm() -> Start {
    let (rhythm, first, days_off) = (Rhythm::LastWorkday, at(9, 3, 12, 0), rested());
    Start::Rhythm(RhythmStart { now: Timing { rhythm, first, days_off, capacity: None } })
}

fn extra(cast: &Cast) -> Start {
    let time = NaiveTime::from_hms_opt(11, 30, 0).unwrap_or_default();
    Start::Extra(ExtraStart { time, place: cast.place.clone(), link: Some(cast.link.clone()) })
}

fn talk(room: bool, chosen: Option<MeetingId>) -> (Purpose, Start) {
    let slots = [(MEETING, at(9, 17, 11, 30), 45), (MeetingId(8), at(10, 1, 11, 30), 10)];
    let meetings = slots.into_iter().filter(|_| room).collect();
    (
        Purpose::Talk(CLUSTER),
        Start::Talk { meetings, chosen, title: Text::default(), more: TalkStart::default() },
    )
}

fn change_talk(cast: &Cast) -> (Purpose, Start) {
    let more = TalkStart {
        format: TalkFormat::Critique,
        minutes: 20,
        with: [per()].into_iter().collect(),
        wish: Some(cast.elsewhere.clone()),
        link: Some(cast.link.clone()),
        confidential: true,
        backup: false,
    };
    let meetings = vec![(MEETING, at(9, 17, 11, 30), 45)];
    (
        Purpose::ChangeTalk(TALK),
        Start::Talk { meetings, chosen: Some(MEETING), title: cast.theme.clone(), more },
    )
}

fn away(cast: &Cast, count: u64) -> (Purpose, Start) {
    let (companies, mine) = (companies(cast, count), Some(CompanyId(1)));
    (Purpose::Away(CLUSTER), Start::Away { companies, mine, from: date(9, 14), until: date(9, 28) })
}

fn settings(cast: &Cast, facilitator: Option<UserId>) -> (Purpose, Start) {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let start = SettingsStart {
        minutes: 60,
        place: cast.place.clone(),
        link: Some(cast.link.clone()),
        lang: Lang::Nb,
        quiet_from: hour(17),
        quiet_to: hour(8),
        turn_months: 2,
        start_meetings: 2,
        facilitator,
    };
    (Purpose::Settings(CLUSTER), Start::Settings(start))
}

fn cover(cast: &Cast) -> [(Purpose, Start); 3] {
    let turn = TurnFacts { cluster: CLUSTER, company: cast.company.clone(), period: period(10, 11) };
    let hosting = |id, host: &Text, day| Hosting {
        meeting: MeetingId(id),
        start: at(10, day, 11, 30),
        host: host.clone(),
    };
    let meetings = || vec![hosting(7, &cast.company, 1), hosting(9, &cast.company, 29)];
    let others = vec![hosting(8, &cast.other, 15), hosting(10, &cast.third, 22)];
    [
        (Purpose::Cover(CLUSTER), Start::Cover { meetings: meetings(), turn: None }),
        (Purpose::Cover(CLUSTER), Start::Cover { meetings: meetings(), turn: Some(turn) }),
        (Purpose::Swap(CLUSTER), Start::Swap { meetings: meetings(), others }),
    ]
}

fn order(cast: &Cast) -> [(Purpose, Start); 2] {
    let meeting = Hosting { meeting: MeetingId(7), start: at(10, 1, 11, 30), host: cast.company.clone() };
    [
        (Purpose::Order(CLUSTER), Start::Order { companies: companies(cast, 3) }),
        (Purpose::Skip(CLUSTER), Start::Skip { meetings: vec![meeting] }),
    ]
}

fn times() -> [(Purpose, Start); 2] {
    let times = Times::default();
    let short = Times { ask: 4, announce: 4, ..times };
    [times, short].map(|effective| (Purpose::Times(CLUSTER), Start::Times(TimesStart { times, effective })))
}

fn guests(cast: &Cast) -> [(Purpose, Start); 3] {
    let start = |standing| GuestStart {
        name: cast.guest.clone(),
        from: cast.other.clone(),
        about: cast.theme.clone(),
        contact: cast.typed.clone(),
        owner: ida(),
        standing,
    };
    let meetings = || vec![(MEETING, at(9, 17, 11, 30)), (MeetingId(8), at(10, 1, 11, 30))];
    let standing = GuestStanding {
        status: GuestStatus::Yes,
        last_contact: Some(date(9, 3)),
        meetings: meetings(),
        meeting: Some(MEETING),
    };
    let invitation =
        InvitationStart { name: cast.guest.clone(), meetings: meetings(), meeting: None, lang: Lang::Nb };
    [
        (Purpose::NewGuest(CLUSTER), Start::Guest(start(None))),
        (Purpose::Guest(GUEST), Start::Guest(start(Some(standing)))),
        (Purpose::InviteGuest(GUEST), Start::InviteGuest(invitation)),
    ]
}

fn brief(cast: &Cast) -> Start {
    let points = PointKind::ALL.into_iter().map(|kind| (kind, cast.typed.clone())).collect();
    Start::Brief { facts: cast.facts(), points }
}

fn ask(cast: &Cast) -> Start {
    let people = vec![(ida(), cast.company.clone()), (per(), cast.other.clone())];
    Start::Ask { facts: cast.facts(), people }
}

/// Wishes, and what is put on an agenda.
fn agendas(cast: &Cast) -> Vec<(Purpose, Start)> {
    let wish = |too_long| {
        let theme = if too_long { cast.theme.clone() } else { Text::default() };
        (Purpose::Wish(CLUSTER), Start::Wish(WishStart { theme, too_long: too_long.then_some(120) }))
    };
    let queue = |title: &Text, too_long: bool, link: Option<Text>| {
        let start = QueueStart { title: title.clone(), too_long: too_long.then_some(100), link };
        (Purpose::Queue(CLUSTER), Start::Queue(start))
    };
    let slots = [Slot::Item(ItemId(4)), Slot::Talk(TALK), Slot::Talk(TalkId(6))];
    let entries = slots.into_iter().zip(super::messages::entries(cast)).collect();
    let items = vec![(ItemId(4), cast.typed.clone()), (ItemId(5), cast.theme.clone())];
    vec![
        wish(false),
        wish(true),
        queue(&Text::default(), false, None),
        queue(&cast.typed, true, None),
        queue(&cast.typed, false, Some(cast.link.clone())),
        (Purpose::Arrange(MEETING), Start::Arrange(OrderStart { facts: cast.facts(), entries })),
        (Purpose::CarryOver(MEETING), Start::CarryOver(CarryStart { facts: cast.facts(), items })),
    ]
}

fn starts(cast: &Cast) -> Vec<(Purpose, Start)> {
    let company = |then, count| {
        let start = Start::Company { companies: companies(cast, count), now: Some(CompanyId(2)) };
        (Purpose::Company(CLUSTER, then), start)
    };
    let attendance = |count| {
        let there = vec![CompanyId(1), CompanyId(3)];
        let start = Start::Attendance {
            facts: cast.facts(),
            companies: companies(cast, count),
            there,
            guests: if count > 10 { cast.typed.clone() } else { Text::default() },
            open: count <= 10,
        };
        (Purpose::Attendance(MEETING), start)
    };
    let facts = || cast.facts();
    let contact = Start::Contact { company: cast.company.clone(), contact: Some(ida()), deputy: Some(per()) };
    let mut starts = vec![
        (Purpose::Setup(ChannelId::from("C0DIGS")), setup(cast, false)),
        (Purpose::Setup(ChannelId::from("C0DIGS")), setup(cast, true)),
        (Purpose::Companies(CLUSTER), Start::Companies),
        (Purpose::Company(CLUSTER, None), Start::Company { companies: Vec::new(), now: None }),
        company(None, 3),
        company(None, 12),
        (
            Purpose::Theme(MEETING),
            Start::Theme { facts: facts(), idea: None, format: Some(MeetingFormat::Visit) },
        ),
        (Purpose::Theme(MEETING), Start::Theme { facts: cast.bare(), idea: Some(Idea::Tools), format: None }),
        (Purpose::Move(MEETING), Start::Move { facts: facts() }),
        (Purpose::Cancel(MEETING), Start::Cancel { facts: facts() }),
        (Purpose::Place(MEETING), Start::Place { facts: facts() }),
        (Purpose::Rhythm(CLUSTER), rhythm()),
        (Purpose::Extra(CLUSTER), extra(cast)),
        attendance(3),
        attendance(12),
        (Purpose::Leaves(CLUSTER), Start::Leaves { companies: Vec::new() }),
        (Purpose::Leaves(CLUSTER), Start::Leaves { companies: companies(cast, 3) }),
        (Purpose::Contact(CLUSTER), contact),
        away(cast, 1),
        away(cast, 3),
        (Purpose::Snooze, Start::Snooze { until: date(9, 24) }),
        (Purpose::Address(CLUSTER), address(cast, false)),
        (Purpose::Address(CLUSTER), address(cast, true)),
        settings(cast, Some(ida())),
        settings(cast, None),
        talk(false, None),
        (Purpose::Brief(MEETING), brief(cast)),
        (Purpose::Ask(MEETING), ask(cast)),
        (Purpose::Reply(MEETING, per()), Start::Reply { facts: facts(), to: per() }),
        (Purpose::Correct(MEETING), Start::Correct { facts: facts() }),
        talk(true, None),
        talk(true, Some(MEETING)),
        change_talk(cast),
    ];
    starts.extend(guests(cast));
    starts.extend(cover(cast));
    starts.extend(order(cast));
    starts.extend(times());
    starts.extend(agendas(cast));
    starts.push((Purpose::TakeWish(CLUSTER, WishId(4)), talk(true, None).1));
    starts.extend(Coming::ALL.map(|answer| company(Some((MEETING, answer)), 3)));
    starts
}

fn address(cast: &Cast, again: bool) -> Start {
    Start::Address { cluster: cast.channel.clone(), again }
}

pub(super) fn all(cast: &Cast) -> Feature<Form> {
    let forms = starts(cast).into_iter().map(|(purpose, start)| Form { purpose, nonce: Nonce(42), start });
    let examples = forms.map(|form| (case(&form), form)).collect();
    Feature { name: "form", cases: CASES, examples }
}
