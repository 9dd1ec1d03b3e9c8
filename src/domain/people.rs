//! People and channels as Slack tells of them, and a person's own wishes: language, snooze,
//! don't ask again.

pub mod budget;

use super::model::{
    Change, ChannelId, Decision, Lang, Msg, OptOut, PeopleMsg, Person, Profile, Refusal, Room, Text, UserId,
};
use super::plan::Plan;
use super::{calendar, model, onboarding};
use chrono::{Days, NaiveDate};

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
            plan.put(Change::Cluster(model::Cluster { name: room.name.clone(), ..cluster }));
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
    plan.finish_saying(by, None, Msg::People(PeopleMsg::OptedOut(what)))
}

/// `/klynge snooze`: until a date, for some days, or `off`.
pub fn snooze(mut plan: Plan, by: &UserId, rest: &str) -> Decision {
    // A person is not of one zone; the first of their clusters decides, else Norway.
    let zone = plan.clusters_of(by).next().map_or(chrono_tz::Europe::Oslo, |cluster| cluster.zone);
    let today = calendar::local(plan.now, zone).date();
    let mut person = person(&plan, by);
    if matches!(rest.to_lowercase().as_str(), "off" | "av" | "slutt" | "stop" | "stopp") {
        person.snoozed_until = None;
        person.opted_out.clear();
        plan.put(Change::Person(person));
        return plan.finish_saying(by, None, Msg::People(PeopleMsg::Awake));
    }
    match until(rest, today).filter(|date| *date > today && *date <= today + Days::new(366)) {
        Some(date) => {
            person.snoozed_until = Some(date);
            plan.put(Change::Person(person));
            plan.finish_saying(by, None, Msg::People(PeopleMsg::Snoozed(date)))
        }
        None => plan.refuse(by, None, Refusal::NoSuchDate(Text::line(rest))),
    }
}

/// Reads `2026-10-01`, `1.10.2026`, `1.10.` (the next one), `1/10`, `14`, `14d` or `2 weeks`.
fn until(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let word = words.trim().trim_end_matches('.');
    for format in ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"] {
        if let Ok(date) = NaiveDate::parse_from_str(word, format) {
            return Some(date);
        }
    }
    let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (number, unit) = word.split_at(digits);
    if let (Ok(number), Some(days)) = (number.parse::<u64>(), days_of(unit.trim())) {
        return today.checked_add_days(Days::new(number.min(10_000) * days));
    }
    let (day, month) = word.split_once(['.', '/'])?;
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    use chrono::Datelike;
    [today.year(), today.year() + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date > today)
}

/// How many days a unit has, in either language; none is days.
fn days_of(unit: &str) -> Option<u64> {
    match unit.to_lowercase().as_str() {
        "" | "d" | "day" | "days" | "dag" | "dager" => Some(1),
        "w" | "week" | "weeks" | "u" | "uke" | "uker" => Some(7),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::until;
    use chrono::NaiveDate;

    #[test]
    fn dates_are_read_the_way_people_write_them() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 10).unwrap_or_default();
        let october = NaiveDate::from_ymd_opt(2026, 10, 1);
        for words in
            ["2026-10-01", "1.10.2026", "1.10.", "1/10", "21", "21d", "21 dager", "3 weeks", "3 uker", "3u"]
        {
            assert_eq!(until(words, today), october, "{words}");
        }
        assert_eq!(until("1.9.", today), NaiveDate::from_ymd_opt(2027, 9, 1));
        for words in ["", "soon", "32.13.", "1.2.3.4", "1 oktober", "2 months", "d"] {
            assert_eq!(until(words, today), None, "{words}");
        }
    }
}
