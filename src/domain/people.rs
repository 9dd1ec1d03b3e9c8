//! People and channels as Slack tells of them, and a person's own wishes: language, snooze,
//! don't ask again.

pub mod budget;
mod typed;

use super::meeting::change::faults_in;
use super::model::{
    Change, ChannelId, Decision, Field, Form, Lang, Msg, Nonce, OptOut, PeopleMsg, Person, Problem, Profile,
    Purpose, Refusal, Room, Start, Text, UserId, Value, Values,
};
use super::plan::Plan;
use super::{calendar, model, onboarding};
use chrono::{Days, NaiveDate};
pub use typed::{EN_DAYS, EN_MONTHS, NB_DAYS, NB_MONTHS, until};

/// The longest pause: about a year.
const LONGEST: Days = Days::new(366);

/// Slack told us of these people.
pub fn seen(mut plan: Plan, profiles: &[Profile]) -> Decision {
    for profile in profiles {
        let known = plan.people.get(&profile.id).cloned();
        if known.as_ref().is_some_and(|person| person.profile == *profile) {
            continue;
        }
        let mut profile = profile.clone();
        // Not every answer of Slack's carries the locale; one that lacks it does not undo it.
        let old_locale = known.as_ref().and_then(|person| person.profile.locale.clone());
        profile.locale = profile.locale.or(old_locale);
        let was_here = known.as_ref().is_some_and(Person::reachable);
        let person = match known {
            Some(person) => Person { profile, ..person },
            None => Person::new(profile),
        };
        let is_here = person.reachable();
        let user = person.profile.id.clone();
        plan.put(Change::Person(person));
        if was_here != is_here {
            onboarding::came_or_went(&mut plan, &user, is_here);
        } else if is_here {
            // Of whoever has just come to a channel nothing was known so far.
            onboarding::see_to_those_of(&mut plan, &user);
        }
    }
    plan.finish(model::Answer::Nothing)
}

/// Slack told us of a channel.
pub fn room_seen(mut plan: Plan, channel: &ChannelId, name: &str, open: bool, users: &[UserId]) -> Decision {
    let known = plan.rooms.get(channel).cloned();
    // Of a channel that is closed to us we are told nothing but that.
    let known_name = || known.as_ref().map(|room| room.name.clone()).unwrap_or_default();
    let room = Room {
        channel: channel.clone(),
        name: Some(Text::line(name)).filter(|name| !name.is_empty()).unwrap_or_else(known_name),
        open,
        users: users.iter().cloned().collect(),
    };
    if known.as_ref() != Some(&room) {
        if let Some(cluster) = plan.cluster_in(channel).filter(|cluster| cluster.name != room.name).cloned() {
            // Many cards say where they are from.
            let id = cluster.id;
            plan.put(Change::Cluster(model::Cluster { name: room.name.clone(), ..cluster }));
            plan.touch_cluster(id, |_| true);
        }
        onboarding::put_room(&mut plan, room);
    }
    plan.finish(model::Answer::Nothing)
}

/// The person as far as known; somebody new is taken as an ordinary person until Slack says more.
pub fn person(plan: &Plan, user: &UserId) -> Person {
    plan.people.get(user).cloned().unwrap_or_else(|| {
        Person::new(Profile {
            id: user.clone(),
            handle: String::new(),
            name: String::new(),
            locale: None,
            is_bot: false,
            active: true,
        })
    })
}

/// `/klynge language`, with or without a language behind it.
pub fn language(plan: Plan, by: &UserId, rest: &str) -> Decision {
    match spoken(rest) {
        Some(lang) => speak(plan, by, lang),
        None => {
            let now = plan.lang_of(by, None);
            plan.finish_saying(by, None, Msg::People(PeopleMsg::WhichLanguage(now)))
        }
    }
}

fn spoken(word: &str) -> Option<Lang> {
    match word.to_lowercase().as_str() {
        "nb" | "no" | "norsk" | "bokmål" | "norwegian" => Some(Lang::Nb),
        "en" | "engelsk" | "english" => Some(Lang::En),
        _ => None,
    }
}

/// Speak this language to me.
pub fn speak(mut plan: Plan, by: &UserId, lang: Lang) -> Decision {
    let mut person = person(&plan, by);
    person.lang = Some(lang);
    plan.put(Change::Person(person));
    plan.finish(model::Answer::Say(lang, Box::new(Msg::People(PeopleMsg::LanguageSet(lang)))))
}

/// Don't ask me again.
pub fn stop_asking(mut plan: Plan, by: &UserId, what: OptOut) -> Decision {
    let mut person = person(&plan, by);
    person.opted_out.insert(what);
    plan.put(Change::Person(person));
    show_wishes(&mut plan, by);
    plan.finish_saying(by, None, Msg::People(PeopleMsg::OptedOut(what)))
}

/// Ask me again after all.
pub fn ask_again(mut plan: Plan, by: &UserId, what: OptOut) -> Decision {
    let mut person = person(&plan, by);
    if person.opted_out.remove(&what) {
        plan.put(Change::Person(person));
        show_wishes(&mut plan, by);
    }
    plan.finish_saying(by, None, Msg::People(PeopleMsg::AskedAgain(what)))
}

/// Nudges say whether somebody of the company has asked not to get any more.
fn show_wishes(plan: &mut Plan, by: &UserId) {
    let clusters: std::collections::BTreeSet<_> = plan.speaks_in(by).collect();
    for cluster in clusters {
        plan.touch_cluster(cluster, |face| matches!(face, model::Face::Nudge(..)));
    }
}

/// My pause is over; what I asked not to get stays away.
pub fn wake(mut plan: Plan, by: &UserId) -> Decision {
    let mut person = person(&plan, by);
    if person.snoozed_until.take().is_some() {
        plan.put(Change::Person(person));
    }
    plan.finish_saying(by, None, Msg::People(PeopleMsg::Awake))
}

/// Today for a person, who is not of one zone: the first of their clusters decides, else Norway.
pub fn today(ws: &model::Workspace, user: &UserId, now: model::Instant) -> NaiveDate {
    let zone = ws.clusters_of(user).next().map_or(chrono_tz::Europe::Oslo, |cluster| cluster.zone);
    calendar::local(now, zone).date()
}

/// `/klynge snooze`: until a date, for some days, or `off`; alone it opens a form.
pub fn snooze(mut plan: Plan, by: &UserId, rest: &str, nonce: Nonce) -> Decision {
    let today = today(&plan, by, plan.now);
    if rest.is_empty() {
        let start = Start::Snooze { until: today + Days::new(7) };
        let lang = plan.lang_of(by, None);
        return plan
            .finish(model::Answer::Open(lang, Box::new(Form { purpose: Purpose::Snooze, nonce, start })));
    }
    if matches!(rest.to_lowercase().as_str(), "off" | "av" | "slutt" | "stop" | "stopp") {
        let mut person = person(&plan, by);
        person.snoozed_until = None;
        person.opted_out.clear();
        plan.put(Change::Person(person));
        show_wishes(&mut plan, by);
        return plan.finish_saying(by, None, Msg::People(PeopleMsg::Awake));
    }
    match until(rest, today).filter(|date| *date > today && *date <= today + LONGEST) {
        Some(date) => pause(plan, by, date),
        None => plan.refuse(by, None, Refusal::NoSuchDate(Text::line(rest))),
    }
}

/// The form was submitted.
pub fn snooze_until(plan: Plan, by: &UserId, values: &Values) -> Decision {
    let today = today(&plan, by, plan.now);
    let problem = match values.get(&Field::Date) {
        Some(Value::Date(date)) if *date <= today => Problem::Past,
        Some(Value::Date(date)) if *date > today + LONGEST => Problem::TooFar,
        Some(Value::Date(date)) => return pause(plan, by, *date),
        _ => Problem::Missing,
    };
    faults_in(plan, by, None, vec![(Field::Date, problem)])
}

fn pause(mut plan: Plan, by: &UserId, until: NaiveDate) -> Decision {
    let mut person = person(&plan, by);
    person.snoozed_until = Some(until);
    plan.put(Change::Person(person));
    plan.finish_saying(by, None, Msg::People(PeopleMsg::Snoozed(until)))
}
