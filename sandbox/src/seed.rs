//! The workspace at the start: read from a seed, or a small building of our own.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail, ensure};
use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

use crate::ids::Ids;
use crate::model::{Channel, Kind, Mark, Model, Profile, SLACKBOT, Status, Team, User, Usergroup};
use crate::people::habits;
use crate::tour::Step;
use crate::ts::Ts;
use crate::world::App;

/// The workspace when the seed does not say which.
pub(crate) const DEFAULT_TEAM: &str = "T0SANDBOX";

/// The seed file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Seed {
    team: SeedTeam,
    users: Vec<SeedUser>,
    channels: Vec<SeedChannel>,
    usergroups: Vec<SeedUsergroup>,
    /// The workspace's own emoji: a name, and an address or `alias:` with another name.
    emoji: BTreeMap<String, String>,
    tour: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedTeam {
    id: String,
    name: String,
    domain: String,
}

impl Default for SeedTeam {
    fn default() -> Self {
        Self { id: DEFAULT_TEAM.into(), name: "Sandbox".into(), domain: "sandbox".into() }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedUser {
    id: String,
    name: String,
    real_name: Option<String>,
    title: String,
    locale: Option<String>,
    tz: Option<Tz>,
    is_bot: bool,
    deleted: bool,
    /// `None` is an address made of the name.
    email: Option<String>,
    display_name: String,
    pronouns: String,
    phone: String,
    status_text: String,
    status_emoji: String,
    habits: Option<habits::Asked>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedUsergroup {
    id: String,
    handle: String,
    name: Option<String>,
    description: String,
    users: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedChannel {
    id: String,
    name: String,
    is_private: bool,
    topic: String,
    purpose: String,
    members: Vec<String>,
}

/// Builds the workspace; the clock starts at `now` (local to `zone`, as `2026-09-01T08:00`), else at the wall clock's time.
///
/// # Errors
/// When the seed or a time is malformed, an id appears twice, or a channel has a member who does not exist.
pub(crate) fn build(seed: Option<&Value>, app: &App, zone: Tz, now: Option<&str>) -> anyhow::Result<Model> {
    let seed: Seed = match seed {
        Some(value) => Seed::deserialize(value).context("the seed is malformed")?,
        None => small_building(),
    };
    let now = match now {
        Some(text) => local_instant(text, zone)?,
        None => Utc::now(),
    };
    let domain = &seed.team.domain;
    let habits = habits_of(&seed.users)?;
    let mut users: Vec<User> = seed.users.into_iter().map(|user| user.build(domain, zone, now)).collect();
    users.push(bot_user(app, zone, now));
    let channels =
        seed.channels.into_iter().enumerate().map(|(place, channel)| channel.build(place, now)).collect();
    let model = Model {
        ids: Ids::new(&seed.team.id),
        team: Team { id: seed.team.id, name: seed.team.name, domain: seed.team.domain },
        zone,
        now,
        last_ts: Ts::default(),
        users,
        channels,
        messages: Default::default(),
        views: Vec::new(),
        homes: Default::default(),
        files: Default::default(),
        usergroups: seed.usergroups.into_iter().map(|group| group.build(now)).collect(),
        scheduled: Vec::new(),
        emoji: seed.emoji,
        entered: Default::default(),
        suggested: Default::default(),
        grants: Default::default(),
        habits,
        crowd: None,
        tour: seed.tour,
        revision: 0,
        changed: Default::default(),
        index: Default::default(),
    };
    check(&model)?;
    Ok(model)
}

/// Everybody's habits that the seed has something to say about, checked.
fn habits_of(users: &[SeedUser]) -> anyhow::Result<BTreeMap<String, habits::Asked>> {
    let mut found = BTreeMap::new();
    for user in users {
        let Some(asked) = &user.habits else { continue };
        if let Err(wrong) = habits::Habits::settle(asked, &user.id) {
            bail!("the habits of {}: {wrong}", user.id);
        }
        found.insert(user.id.clone(), asked.clone());
    }
    Ok(found)
}

/// Reads a local time such as `2026-09-01T08:00`, or one with an offset (RFC 3339). In the autumn's doubled hour the first is meant.
///
/// # Errors
/// When the text is neither, or falls into the spring gap.
pub(crate) fn local_instant(text: &str, zone: Tz) -> anyhow::Result<DateTime<Utc>> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(instant.with_timezone(&Utc));
    }
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%.f"];
    let Some(local) = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
    else {
        bail!("{text:?} is not a local time such as 2026-09-01T08:00");
    };
    let instant = zone.from_local_datetime(&local).earliest();
    Ok(instant.with_context(|| format!("{text} does not exist in {zone}"))?.with_timezone(&Utc))
}

fn check(model: &Model) -> anyhow::Result<()> {
    for (place, user) in model.users.iter().enumerate() {
        ensure!(
            !user.id.is_empty() && !user.name.is_empty(),
            "user {place} of the seed needs an id and a name"
        );
        let twice = model.users.iter().skip(place + 1).any(|other| other.id == user.id);
        ensure!(!twice && user.id != SLACKBOT, "the seed has the user {} twice", user.id);
    }
    for (place, channel) in model.channels.iter().enumerate() {
        ensure!(
            !channel.id.is_empty() && !channel.name.is_empty(),
            "channel {place} of the seed needs an id and a name"
        );
        let twice = model
            .channels
            .iter()
            .skip(place + 1)
            .any(|other| other.id == channel.id || other.name == channel.name);
        ensure!(!twice, "the seed has the channel {} twice", channel.id);
        for member in &channel.members {
            ensure!(model.user(member).is_some(), "{} in #{} does not exist", member, channel.name);
        }
    }
    for group in &model.usergroups {
        ensure!(!group.id.is_empty() && !group.handle.is_empty(), "a user group needs an id and a handle");
        for member in &group.users {
            ensure!(model.user(member).is_some(), "{} in @{} does not exist", member, group.handle);
        }
    }
    for (place, step) in model.tour.iter().enumerate() {
        let there = step.persona.as_ref().is_none_or(|persona| model.user(persona).is_some());
        ensure!(there, "step {place} of the tour is for somebody who does not exist");
    }
    Ok(())
}

impl SeedUser {
    fn build(self, domain: &str, zone: Tz, now: DateTime<Utc>) -> User {
        let own = || if self.is_bot { String::new() } else { address(&self.name, domain) };
        User {
            profile: Profile {
                email: self.email.clone().unwrap_or_else(own),
                display_name: self.display_name,
                pronouns: self.pronouns,
                phone: self.phone,
            },
            status: Status { text: self.status_text, emoji: self.status_emoji, expiration: 0 },
            away: false,
            real_name: self.real_name.unwrap_or_else(|| self.name.clone()),
            locale: self.locale.unwrap_or_else(|| "en-GB".to_owned()),
            tz: self.tz.unwrap_or(zone),
            id: self.id,
            name: self.name,
            title: self.title,
            is_bot: self.is_bot,
            deleted: self.deleted,
            updated: now.timestamp(),
        }
    }
}

/// The e-mail address of somebody for whom none was said. Nothing is ever sent there: `.example` belongs to nobody.
pub(crate) fn address(name: &str, domain: &str) -> String {
    format!("{name}@{domain}.example")
}

impl SeedChannel {
    fn build(self, place: usize, now: DateTime<Utc>) -> Channel {
        let kind = if self.is_private { Kind::Private } else { Kind::Public };
        let creator = self.members.first().cloned().unwrap_or_default();
        let mut channel = Channel::new(self.id, self.name, kind, &creator, now.timestamp());
        let set = |text: &str| match text {
            "" => Mark::default(),
            _ => Mark { by: creator.clone(), at: now.timestamp() },
        };
        channel.topic_set = set(&self.topic);
        channel.purpose_set = set(&self.purpose);
        channel.topic = self.topic;
        channel.purpose = self.purpose;
        channel.members = self.members;
        channel.is_general = place == 0 && !self.is_private;
        channel
    }
}

impl SeedUsergroup {
    fn build(self, now: DateTime<Utc>) -> Usergroup {
        let creator = self.users.first().cloned().unwrap_or_default();
        Usergroup {
            name: self.name.unwrap_or_else(|| self.handle.clone()),
            id: self.id,
            handle: self.handle,
            description: self.description,
            users: self.users,
            channels: Vec::new(),
            created_by: creator.clone(),
            updated_by: creator,
            created: now.timestamp(),
            updated: now.timestamp(),
            disabled: None,
        }
    }
}

fn bot_user(app: &App, zone: Tz, now: DateTime<Utc>) -> User {
    let bot = SeedUser {
        id: app.user_id.clone(),
        name: app.user_name.clone(),
        real_name: Some(app.name.clone()),
        locale: Some("en-US".to_owned()),
        is_bot: true,
        ..SeedUser::default()
    };
    bot.build("", zone, now)
}

fn small_building() -> Seed {
    let person = |id: &str, name: &str, real_name: &str, locale: &str| SeedUser {
        id: id.to_owned(),
        name: name.to_owned(),
        real_name: Some(real_name.to_owned()),
        locale: Some(locale.to_owned()),
        ..SeedUser::default()
    };
    Seed {
        team: SeedTeam::default(),
        users: vec![
            person("U0ADA", "ada", "Ada Aas", "nb-NO"),
            person("U0BEN", "ben", "Ben Berg", "en-GB"),
            person("U0CIA", "cia", "Cia Dahl", "nb-NO"),
        ],
        channels: vec![SeedChannel {
            id: "C0GENERAL".to_owned(),
            name: "general".to_owned(),
            members: ["U0ADA", "U0BEN", "U0CIA"].map(str::to_owned).to_vec(),
            ..SeedChannel::default()
        }],
        ..Seed::default()
    }
}
