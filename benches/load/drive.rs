//! Two ways to drive a bot: as fast as it answers (a closed loop), and at a constant rate whatever it does (an open
//! one), in which waiting counts from when a delivery should have begun.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;

use super::bot::{Bot, Transport};
use super::figures::Sample;
use super::line::Line;
use super::slack::Slack;

/// A bot under load, with the lines to it.
pub(super) struct Driven {
    pub(super) bot: Bot,
    pub(super) slack: Slack,
    lines: Vec<Line>,
    users: Arc<[String]>,
    clusters: u64,
    number: Arc<AtomicU64>,
}

/// What a closed loop has shown.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) acked: u64,
    pub(super) took: Duration,
    /// From a delivery to its acknowledgement, in milliseconds.
    pub(super) waits: Sample,
}

impl Run {
    pub(super) const fn new() -> Self {
        Self { acked: 0, took: Duration::ZERO, waits: Sample::new() }
    }

    pub(super) fn a_second(&self) -> f64 {
        self.acked as f64 / self.took.as_secs_f64()
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.acked += other.acked;
        self.took += other.took;
        self.waits.join(&other.waits);
    }
}

impl Driven {
    /// With so many lines by this transport.
    pub(super) async fn new(
        bot: Bot,
        slack: Slack,
        transport: Transport,
        lines: usize,
    ) -> anyhow::Result<Self> {
        let mut all = Vec::new();
        for _ in 0..lines {
            all.push(match transport {
                Transport::Http => Line::http(bot.listen, &slack).await?,
                Transport::Socket => Line::Socket(slack.clone()),
            });
        }
        let users = slack.members().into();
        Ok(Self { bot, slack, lines: all, users, clusters: 1, number: Arc::default() })
    }

    /// From now on people of so many clusters act.
    pub(super) fn among(&mut self, clusters: u64) {
        self.clusters = clusters;
    }

    /// How many things were delivered and acknowledged in all.
    pub(super) fn delivered(&self) -> u64 {
        self.number.load(Ordering::Relaxed)
    }

    /// So many lines deliver one thing after another until the time is over.
    pub(super) async fn closed(&mut self, lines: usize, time: Duration) -> anyhow::Result<Run> {
        self.renew().await?;
        let begun = Instant::now();
        let mut working = JoinSet::new();
        for mut line in self.lines.drain(..lines) {
            let (users, number, clusters) =
                (Arc::clone(&self.users), Arc::clone(&self.number), self.clusters);
            working.spawn(async move {
                let mut waits = Sample::new();
                while begun.elapsed() < time {
                    let sent = Instant::now();
                    deliver(&mut line, &users, clusters, &number).await?;
                    waits.add(sent.elapsed().as_secs_f64() * 1e3);
                }
                anyhow::Ok((line, waits))
            });
        }
        let waits = self.gather(working).await?;
        Ok(Run { acked: waits.count(), took: begun.elapsed(), waits })
    }

    /// Deliveries at a constant rate; whichever line is free takes the next.
    pub(super) async fn open(&mut self, a_second: f64, time: Duration) -> anyhow::Result<Run> {
        self.renew().await?;
        let begun = Instant::now();
        let (sender, due) = mpsc::unbounded_channel::<Instant>();
        let due = Arc::new(Mutex::new(due));
        let pace = std::thread::spawn(move || keep_pace(begun, a_second, time, &sender));
        let mut working = JoinSet::new();
        for mut line in self.lines.drain(..) {
            let (users, number, due) = (Arc::clone(&self.users), Arc::clone(&self.number), Arc::clone(&due));
            let clusters = self.clusters;
            working.spawn(async move {
                let mut waits = Sample::new();
                loop {
                    let next = { due.lock().await.recv().await };
                    let Some(intended) = next else { return anyhow::Ok((line, waits)) };
                    deliver(&mut line, &users, clusters, &number).await?;
                    waits.add(intended.elapsed().as_secs_f64() * 1e3);
                }
            });
        }
        let waits = self.gather(working).await?;
        let _ = pace.join();
        Ok(Run { acked: waits.count(), took: begun.elapsed(), waits })
    }

    async fn renew(&mut self) -> anyhow::Result<()> {
        for line in &mut self.lines {
            line.renew().await?;
        }
        Ok(())
    }

    async fn gather(
        &mut self,
        mut working: JoinSet<anyhow::Result<(Line, Sample)>>,
    ) -> anyhow::Result<Sample> {
        let mut all = Sample::new();
        while let Some(ended) = working.join_next().await {
            let (line, waits) = ended??;
            self.lines.push(line);
            all.join(&waits);
        }
        Ok(all)
    }
}

async fn deliver(line: &mut Line, users: &[String], clusters: u64, number: &AtomicU64) -> anyhow::Result<()> {
    let number = number.fetch_add(1, Ordering::Relaxed);
    // A command and then an event of the same person, each pair in another cluster.
    let (pair, count) = (number / 2, users.len() as u64);
    let user = &users[usize::try_from(pair % count)?];
    match pair.wrapping_mul(7_919) % clusters {
        0 => line.deliver(number, user, "").await,
        cluster => line.deliver(number, user, &format!(".{cluster}")).await,
    }
}

/// Says when each is due, at that time; on a thread of its own, whose sleep is finer than a runtime's.
fn keep_pace(begun: Instant, a_second: f64, time: Duration, due: &mpsc::UnboundedSender<Instant>) {
    let gap = Duration::from_secs_f64(1.0 / a_second);
    let mut next = begun;
    while next < begun + time {
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
        if due.send(next).is_err() {
            return;
        }
        next += gap;
    }
}
