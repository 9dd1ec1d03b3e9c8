//! Questions to a Slack that plays a script, in no time.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::domain::model::{Instant, TeamId, Workspace};
use crate::engine::desk::Noted;
use crate::engine::reach::KNOCK;
use crate::engine::work::Work;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

const MINUTE: Duration = Duration::from_secs(60);

/// What Slack answers, what was waited for, and what the desk was told.
#[derive(Clone, Default)]
struct Slack(Arc<Mutex<Script>>);

#[derive(Default)]
struct Script {
    /// To questions, in order; then it says yes.
    questions: VecDeque<ApiError>,
    /// To whether it is there, in order; then it is.
    knocks: VecDeque<ApiError>,
    pauses: Vec<Duration>,
    told: Vec<Event>,
}

impl Reach for Slack {
    async fn call(&self, method: Method, _: &Value) -> Result<Value, ApiError> {
        let mut script = self.0.lock().unwrap();
        let next = match method {
            Method::AuthTest => script.knocks.pop_front(),
            _ => script.questions.pop_front(),
        };
        let yes = json!({ "ok": true, "user": { "id": "UIDA", "name": "ida", "profile": {} } });
        next.map_or(Ok(yes), Err)
    }

    async fn upload(&self, _: &url::Url, _: Vec<u8>) -> Result<(), ApiError> {
        panic!("the directory sends no files");
    }

    async fn note(&self, event: Event) -> Noted {
        self.0.lock().unwrap().told.push(event);
        Noted::Changed
    }

    fn look<T>(&self, see: impl FnOnce(&Workspace) -> T) -> T {
        see(&Workspace::new(TeamId::from("T1"), UserId::from("UBOT")))
    }

    fn civil(&self) -> Instant {
        Instant::default()
    }

    fn wall(&self) -> Instant {
        Instant::default()
    }

    async fn pause(&self, time: Duration) {
        self.0.lock().unwrap().pauses.push(time);
    }

    fn count(&self, _: Method, _: &'static str) {}
}

/// Asks who somebody is; answers all that was waited for until that was known.
async fn waited(questions: Vec<ApiError>, knocks: Vec<ApiError>) -> Vec<Duration> {
    let slack = Slack::default();
    {
        let mut script = slack.0.lock().unwrap();
        (script.questions, script.knocks) = (questions.into(), knocks.into());
    }
    ask(&slack, Action::LookUpPerson(UserId::from("UIDA"))).await;
    let script = std::mem::take(&mut *slack.0.lock().unwrap());
    assert!(matches!(script.told.as_slice(), [Event::PeopleSeen(people)] if people.len() == 1));
    assert!(script.questions.is_empty() && script.knocks.is_empty());
    script.pauses
}

fn away(times: usize) -> Vec<ApiError> {
    vec![ApiError::Transient("nobody is there".to_owned()); times]
}

#[tokio::test]
async fn however_often_slack_asks_to_wait_it_is_asked_again() {
    let limited = vec![ApiError::RateLimited { retry_after: MINUTE }; 100];
    assert_eq!(waited(limited, Vec::new()).await, [MINUTE; 100]);
}

#[tokio::test]
async fn after_an_hour_without_slack_a_question_is_answered_within_seconds() {
    let pauses = waited(away(1), away(1_800)).await;
    assert!(pauses.iter().sum::<Duration>() > 60 * MINUTE);
    let longest = pauses.iter().max().unwrap();
    assert!(*longest + KNOCK < Duration::from_secs(5), "{longest:?}");
}

#[tokio::test]
async fn a_question_that_alone_is_not_answered_is_asked_every_few_seconds() {
    let pauses = waited(away(50), Vec::new()).await;
    assert!(pauses.iter().max().unwrap() < &Duration::from_secs(4), "{pauses:?}");
    assert!(pauses.iter().sum::<Duration>() > MINUTE, "{pauses:?}");
}

#[tokio::test]
async fn a_question_that_panics_is_over() {
    let work = Work::default();
    see_through(work.begin(), async { panic!("on purpose") }).await;
    assert_eq!(work.under_way(), 0);
}

#[test]
fn the_same_is_asked_once_at_a_time() {
    let (work, mut pending) = (Work::default(), Pending::default());
    let who = |user: &str| Action::LookUpPerson(UserId::from(user));
    assert!(pending.may_begin(&who("UIDA"), work.begin()).is_some());
    assert!(pending.may_begin(&who("UKARI"), work.begin()).is_some());
    for _ in 0..3 {
        assert!(pending.may_begin(&who("UIDA"), work.begin()).is_none());
    }
    assert_eq!(work.under_way(), 1, "three questions are one");
    let (again, token) = pending.ended(who("UIDA")).unwrap();
    assert_eq!((again, work.under_way()), (who("UIDA"), 1));
    assert!(pending.may_begin(&who("UIDA"), token).is_some());
    assert!(pending.ended(who("UKARI")).is_none());
}
