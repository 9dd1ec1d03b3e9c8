//! Back-off and outages, with hours that pass in no time.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use super::*;
use crate::domain::model::{Body, Change, Home, Kind, Lang, TeamId};

const SECOND: Duration = Duration::from_secs(1);

/// One open message to each of so many people.
fn messages(count: u64) -> Workspace {
    let mut ws = Workspace::new(TeamId::from("T1"), UserId::from("UBOT"));
    for id in 1..=count {
        ws.apply(&Change::Outgoing(Outgoing {
            id: OutboxId(id),
            place: Place::Dm(UserId::from(format!("U{id}"))),
            body: Body::Purged,
            lang: Lang::Nb,
            kind: Kind::Answer,
            unasked: false,
            own_initiative: None,
            meeting: None,
            expires: None,
            created: now(),
            progress: Progress::Waiting,
        }));
    }
    ws
}

fn now() -> Instant {
    "2026-09-01T08:00:00Z".parse().unwrap()
}

/// Begins and ends what is ready at this time; answers what that was.
fn live(queue: &mut Queue, ws: &Workspace, tick: Tick, ended: impl Fn(&Job) -> Ended) -> Vec<Job> {
    let jobs = queue.ready(ws, now(), tick, 8);
    for job in &jobs {
        queue.begin(job, tick);
        queue.end(job, &ended(job), tick);
    }
    jobs
}

/// Lets everything that waits have its time, one after the other, until `end`; answers how often what was done.
fn live_until(
    queue: &mut Queue,
    ws: &Workspace,
    mut tick: Tick,
    end: Tick,
    ended: impl Fn(&Job) -> Ended,
) -> HashMap<Job, usize> {
    let mut done = HashMap::new();
    while tick < end {
        let jobs = live(queue, ws, tick, &ended);
        if jobs.is_empty() {
            tick = queue.next_retry(tick).unwrap();
        }
        jobs.into_iter().for_each(|job| *done.entry(job).or_default() += 1);
    }
    done
}

#[test]
fn after_an_hour_without_slack_everything_goes_on_within_seconds() {
    let (ws, mut queue) = (messages(3), Queue::new(Patience::default()));
    let hour = 3600 * SECOND;
    let done = live_until(&mut queue, &ws, Tick::ZERO, hour, |_| Ended::Unanswered);
    let tries: usize = done.iter().filter(|(job, _)| **job != Job::Knock).map(|(_, count)| count).sum();
    assert_eq!(tries, 3, "each was tried when nobody knew, and not again");
    let knock = queue.next_retry(hour - SECOND).unwrap();
    assert!(knock - hour <= 2 * SECOND);
    assert_eq!(live(&mut queue, &ws, knock, |_| Ended::Done), [Job::Knock]);
    assert_eq!(live(&mut queue, &ws, knock, |_| Ended::Done).len(), 3);
}

#[test]
fn a_message_that_alone_is_never_answered_is_tried_ever_more_slowly_and_holds_nobody_up() {
    let (ws, mut queue) = (messages(2), Queue::new(Patience::default()));
    let stuck = Job::Send(OutboxId(1));
    let ended = |job: &Job| if *job == stuck { Ended::Unanswered } else { Ended::Wait(SECOND) };
    let answered = |job: &Job| if *job == Job::Knock { Ended::Done } else { ended(job) };
    let done = live_until(&mut queue, &ws, Tick::ZERO, 600 * SECOND, answered);
    assert!((14..=22).contains(&done[&stuck]), "{done:?}");
    assert!(done[&Job::Send(OutboxId(2))] >= 590, "{done:?}");
    assert_eq!(done[&Job::Knock], done[&stuck]);
}

#[test]
fn what_slack_asks_to_wait_for_is_not_cut_short_by_an_outage() {
    let (ws, mut queue) = (messages(2), Queue::new(Patience::default()));
    let limited = Job::Send(OutboxId(1));
    let ended = |job: &Job| if *job == limited { Ended::Limited(60 * SECOND) } else { Ended::Unanswered };
    live_until(&mut queue, &ws, Tick::ZERO, 10 * SECOND, ended);
    let knock = queue.next_retry(9 * SECOND).unwrap();
    assert_eq!(live(&mut queue, &ws, knock, |_| Ended::Done), [Job::Knock]);
    assert_eq!(live(&mut queue, &ws, knock, |_| Ended::Limited(90 * SECOND)), [Job::Send(OutboxId(2))]);
    assert_eq!(queue.next_retry(knock), Some(60 * SECOND));
}

#[test]
fn what_is_being_sent_is_not_settled_beside_it() {
    let (mut ws, mut queue) = (messages(1), Queue::new(Patience::default()));
    let sending = queue.ready(&ws, now(), Tick::ZERO, 8);
    assert_eq!(sending, [Job::Send(OutboxId(1))]);
    queue.begin(&sending[0], Tick::ZERO);
    let row = Outgoing { expires: Some(now()), ..ws.outbox[&OutboxId(1)].clone() };
    ws.apply(&Change::Outgoing(row));
    assert!(queue.ready(&ws, now(), SECOND, 8).is_empty());
    queue.end(&sending[0], &Ended::Wait(SECOND), SECOND);
    assert_eq!(queue.ready(&ws, now(), SECOND, 8), [Job::Expire(OutboxId(1))]);
}

#[test]
fn an_edit_that_was_surely_not_made_keeps_no_other_waiting_once_slack_is_back() {
    let (mut ws, mut queue) = (messages(0), Queue::new(Patience::default()));
    queue.ready(&ws, now(), Tick::ZERO, 8);
    let home = Home { user: UserId::from("U1"), version: 1, shown: 0, opened: now() };
    ws.apply(&Change::Home(home));
    for (ended, after) in [(Ended::NotReached, SECOND), (Ended::Unanswered, Patience::default().arrival)] {
        let mut tick = 100 * SECOND;
        let publish = queue.ready(&ws, now(), tick, 8);
        queue.begin(&publish[0], tick);
        queue.end(&publish[0], &ended, tick);
        let begun = tick;
        while queue.ready(&ws, now(), tick, 8) != publish {
            if let [Job::Knock] = queue.ready(&ws, now(), tick, 8)[..] {
                queue.begin(&Job::Knock, tick);
                queue.end(&Job::Knock, &Ended::Done, tick);
            } else {
                tick = queue.next_retry(tick).unwrap();
            }
        }
        assert_eq!(tick - begun >= after, after > SECOND, "{:?}", tick - begun);
        queue = Queue::new(Patience::default());
        queue.ready(&messages(0), now(), Tick::ZERO, 8);
    }
}

#[test]
fn a_limit_of_edits_holds_for_all_of_them_and_for_nothing_else() {
    let (mut ws, mut queue) = (messages(1), Queue::new(Patience::default()));
    let done = queue.ready(&ws, now(), Tick::ZERO, 8);
    for user in ["U1", "U2", "U3"] {
        let home = Home { user: UserId::from(user), version: 1, shown: 0, opened: now() };
        ws.apply(&Change::Home(home));
    }
    let homes = queue.ready(&ws, now(), SECOND, 8);
    assert_eq!((done.len(), homes.len()), (1, 4), "nothing is late");
    queue.begin(&homes[1], SECOND);
    queue.end(&homes[1], &Ended::Limited(30 * SECOND), SECOND);
    assert_eq!(queue.ready(&ws, now(), 30 * SECOND, 8), done, "none of the Homes");
    queue.begin(&done[0], 30 * SECOND);
    assert_eq!(queue.next_retry(30 * SECOND), Some(31 * SECOND));
    assert_eq!(queue.ready(&ws, now(), 31 * SECOND, 8), homes[1..]);
}

/// Begins what there is room for at this time; answers how much that was.
fn begin(queue: &mut Queue, ws: &Workspace, tick: Tick) -> usize {
    let jobs = queue.ready(ws, now(), tick, queue.room(tick));
    jobs.iter().for_each(|job| queue.begin(job, tick));
    jobs.len()
}

#[test]
fn calls_that_take_long_keep_no_other_waiting_until_there_are_very_many() {
    let (ws, mut queue) = (messages(100), Queue::new(Patience::default()));
    let mut tick = Tick::ZERO;
    for round in 1..=AT_MOST / AT_ONCE {
        assert_eq!(begin(&mut queue, &ws, tick), AT_ONCE);
        assert_eq!(begin(&mut queue, &ws, tick + LONG / 2), 0);
        let more = (round * AT_ONCE < AT_MOST).then_some(tick + LONG);
        assert_eq!(queue.next_retry(tick), more, "in round {round}");
        tick += LONG;
    }
    assert_eq!(begin(&mut queue, &ws, tick), 0);
}
