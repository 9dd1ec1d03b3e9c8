//! Slack's rate limits: how often the app may call, and how many events it is sent.
//!
//! Each limit looks back over a span that slides along, so what is told as `Retry-After` is the time until the call
//! would be taken. All of it goes by `Wall::passed`.

mod tiers;

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use tiers::Rate;

/// Deliveries of events to an app from one workspace.
const EVENTS: Rate = Rate::new(30_000, 3_600);

/// When something happened, as far back as a rate looks.
#[derive(Debug, Default)]
struct Window(VecDeque<Duration>);

impl Window {
    /// How long it is until another fits; nothing when it fits now.
    fn wait(&mut self, rate: Rate, now: Duration) -> Option<Duration> {
        while self.0.front().is_some_and(|then| *then + rate.span <= now) {
            self.0.pop_front();
        }
        if self.0.len() < rate.most {
            return None;
        }
        self.0.front().map(|oldest| *oldest + rate.span - now)
    }

    fn count(&mut self, now: Duration) {
        self.0.push_back(now);
    }
}

/// What becomes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Sent,
    /// Lost: there were too many.
    Lost,
    /// Lost too, and the app is told so, once in a minute.
    Told,
}

/// What has been used of the limits.
#[derive(Debug)]
pub(crate) struct Limits {
    on: bool,
    methods: HashMap<String, Window>,
    channels: HashMap<String, Window>,
    events: Window,
    /// The minute in which the app was last told that it gets too many events.
    told: Option<u64>,
}

impl Limits {
    pub(crate) fn new(on: bool) -> Self {
        Self { on, methods: HashMap::new(), channels: HashMap::new(), events: Window::default(), told: None }
    }

    /// Counts a call of a method, about a channel if it is about one.
    ///
    /// # Errors
    /// The seconds after which it would be taken, when it comes too early.
    pub(crate) fn call(&mut self, method: &str, channel: Option<&str>, now: Duration) -> Result<(), u64> {
        let Some(tier) = tiers::of(method).filter(|_| self.on) else {
            return Ok(());
        };
        let method = self.methods.entry(method.to_owned()).or_default();
        let mut waits = method.wait(tier.rate(), now);
        let channel = tier.channel_rate().zip(channel).map(|(rate, channel)| {
            let channel = self.channels.entry(channel.to_owned()).or_default();
            waits = waits.max(channel.wait(rate, now));
            channel
        });
        if let Some(wait) = waits {
            return Err(wait.as_secs() + u64::from(wait.subsec_nanos() > 0));
        }
        method.count(now);
        if let Some(channel) = channel {
            channel.count(now);
        }
        Ok(())
    }

    /// Counts an event that is about to be sent.
    pub(crate) fn event(&mut self, now: Duration) -> Event {
        if !self.on {
            return Event::Sent;
        }
        if self.events.wait(EVENTS, now).is_none() {
            self.events.count(now);
            return Event::Sent;
        }
        let minute = now.as_secs() / 60;
        if self.told.replace(minute) == Some(minute) { Event::Lost } else { Event::Told }
    }
}

/// Whether Slack says how often this method may be called.
#[cfg(test)]
pub(crate) fn knows(method: &str) -> bool {
    tiers::of(method).is_some()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Event, Limits};

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn each_tier_has_its_number_a_minute() {
        for (method, most) in [("pins.add", 20), ("chat.update", 50), ("users.info", 100), ("auth.test", 300)]
        {
            let mut limits = Limits::new(true);
            for _ in 0..most {
                assert_eq!(limits.call(method, None, at(10)), Ok(()), "{method}");
            }
            assert_eq!(limits.call(method, None, at(30)), Err(40), "{method}");
            assert_eq!(limits.call("api.test", None, at(30)), Ok(()), "another method is not touched");
            assert_eq!(limits.call(method, None, at(70)), Ok(()), "{method} a minute later");
        }
    }

    #[test]
    fn the_first_tier_tolerates_as_many_connections_as_an_app_may_have() {
        let mut limits = Limits::new(true);
        for _ in 0..10 {
            assert_eq!(limits.call("apps.connections.open", None, at(0)), Ok(()));
        }
        assert_eq!(limits.call("apps.connections.open", None, at(1)), Err(599));
        assert_eq!(limits.call("apps.connections.open", None, at(600)), Ok(()));
    }

    #[test]
    fn posts_are_one_a_second_in_a_channel_and_hundreds_a_minute_in_all() {
        let mut limits = Limits::new(true);
        let mut post = |channel: &str, now| limits.call("chat.postMessage", Some(channel), now);
        for _ in 0..5 {
            assert_eq!(post("C1", at(0)), Ok(()));
        }
        assert_eq!(post("C1", Duration::from_millis(4_500)), Err(1));
        assert_eq!(post("C1", at(5)), Ok(()));
        for number in 0..294 {
            assert_eq!(post(&format!("D{number}"), at(5)), Ok(()));
        }
        assert_eq!(post("C2", at(6)), Err(54));
    }

    #[test]
    fn a_refused_call_does_not_count() {
        let mut limits = Limits::new(true);
        for _ in 0..50 {
            let _ = limits.call("chat.postMessage", Some("C1"), at(0));
        }
        for second in 5..300 {
            assert_eq!(limits.call("chat.postMessage", Some("C1"), at(second)), Ok(()), "{second}");
        }
    }

    #[test]
    fn the_app_is_told_once_a_minute_that_it_gets_too_many_events() {
        let mut limits = Limits::new(true);
        assert!((0..30_000).all(|_| limits.event(at(60)) == Event::Sent));
        let after: Vec<Event> = [61, 62, 119, 120, 121, 3_660].map(|second| limits.event(at(second))).into();
        assert_eq!(after, [Event::Told, Event::Lost, Event::Lost, Event::Told, Event::Lost, Event::Sent]);
    }

    #[test]
    fn nothing_is_limited_when_the_limits_are_off() {
        let mut limits = Limits::new(false);
        assert!((0..1_000).all(|_| limits.call("pins.add", None, at(0)).is_ok()));
        assert!((0..40_000).all(|_| limits.event(at(0)) == Event::Sent));
    }
}
