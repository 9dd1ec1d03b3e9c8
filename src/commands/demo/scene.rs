//! How the cluster of the demo comes to be: people of the seed set it up, choose their companies and
//! answer, as they would in Slack. What comes after is left to whoever turns the clock.

use super::stage::{Button, Stage, text};
use crate::cli::DemoFlags;
use crate::domain::calendar;
use anyhow::{Context, ensure};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Value, json};

/// Where to begin and what to try, for a person.
pub(super) struct Invitation {
    /// The page's fragment: whom one is there, and where.
    pub(super) place: &'static str,
    /// In bokmål.
    pub(super) nb: &'static str,
    /// In English.
    pub(super) en: &'static str,
}

/// For a cluster that was set up.
pub(super) const LIVE: Invitation = Invitation {
    place: "U0HENRIK;C0DESIGNFORUM",
    nb: "Du er Henrik: trykk «Velg bedrift», og skru klokka til neste hendelse. Til venstre blir du en annen.",
    en: "You are Henrik: press «Velg bedrift», and turn the clock to the next event. Others to be are on the left.",
};
/// For a workspace without a cluster.
pub(super) const EMPTY: Invitation = Invitation {
    place: "U0MARTE;C0DESIGNFORUM",
    nb: "Du er Marte: skriv /klynge oppsett, og lim inn bedrifter i skjemaet.",
    en: "You are Marte: type /klynge setup, and paste companies into the form.",
};

const CHANNEL: &str = "designforum";
const FACILITATOR: &str = "marte";
/// Contact and deputy are with their company from the start.
const COMPANIES: &str = "\
Studio Nord; @ida; @per
Kerning & Kaffe; @jonas; @sofie
Rutenett; @nora
Skissebua; @lars; @tuva
Femte Farge; @amalie
Luft og Linje; @ola; @ingrid
Pikselverket; @sigrid; @magnus
Blyantspissen; @eirik
Marg & Spalte; @hanne; @jakob
Hvitrom; @silje";
/// Some of the others say where they are from; henrik, vegard and aksel leave that to the newcomer,
/// and selma is not in the channel yet.
const CHOICES: [(&str, &str); 4] =
    [("kari", "Studio Nord"), ("emil", "Rutenett"), ("thea", "Pikselverket"), ("frida", "Blyantspissen")];
/// A few answer to the first meeting before anybody has asked.
const ANSWERS: [(&str, &str); 3] =
    [("ida", "/klynge kommer"), ("nora", "/klynge coming"), ("hanne", "/klynge kan-ikke")];
/// Days until the first meeting, at least: time for the host to be asked and for the announcement.
const NOTICE: Days = Days::new(14);

/// Invites the bot and, unless the workspace is to be empty, sets the cluster up.
///
/// # Errors
/// The first step that fails, with who took it.
pub(super) async fn prepare(stage: &Stage, flags: &DemoFlags) -> anyhow::Result<()> {
    let invite = json!({"do": "invite", "channel": CHANNEL, "user": stage.bot()});
    stage.act(FACILITATOR, invite).await?;
    if flags.empty {
        return Ok(());
    }
    let first = first_meeting(flags.now.date()).context("no day for the first meeting")?;
    let welcome = set_up(stage, first).await?;
    for (who, company) in CHOICES {
        choose_company(stage, &welcome, who, company).await?;
    }
    for (who, command) in ANSWERS {
        let seen = stage.act(who, self::command(command)).await?;
        ensure!(seen["view"].is_null(), "{who} is asked for a company: {}", seen["view"]);
    }
    Ok(())
}

/// The form, the preview, the welcome; returns its button.
async fn set_up(stage: &Stage, first: NaiveDate) -> anyhow::Result<Button> {
    let form = stage.act(FACILITATOR, command("/klynge oppsett")).await?;
    let values = json!({
        "rhythm": "fortnightly", "date": first, "time": "11:30", "minutes": "60",
        "place": "Kafeen i første etasje", "language": "nb", "companies": COMPANIES,
    });
    let seen = fill_in(stage, FACILITATOR, &form, values).await?;
    let preview = Button::find(&seen, "welcome.post.")?;
    let seen = stage.act(FACILITATOR, preview.click()).await?;
    Button::find(&seen, "company.pick.")
}

async fn choose_company(stage: &Stage, welcome: &Button, who: &str, company: &str) -> anyhow::Result<()> {
    let form = stage.act(who, welcome.click()).await?;
    fill_in(stage, who, &form, json!({"company": company})).await?;
    Ok(())
}

fn command(text: &str) -> Value {
    json!({"do": "command", "channel": CHANNEL, "text": text})
}

/// Submits the modal that has opened, and closes the thanks that may come in its place.
async fn fill_in(stage: &Stage, who: &str, form: &Value, values: Value) -> anyhow::Result<Value> {
    let id = text(form, "/view/id");
    ensure!(!id.is_empty(), "{who} gets no form, but {}", form["messages"]);
    let seen = stage.act(who, json!({"do": "submit", "view_id": id, "values": values})).await?;
    if !seen["view"].is_null() {
        stage.act(who, json!({"do": "close"})).await?;
    }
    Ok(seen)
}

/// A Thursday in good time on which people work.
fn first_meeting(today: NaiveDate) -> Option<NaiveDate> {
    let earliest = today.checked_add_days(NOTICE)?;
    let fits = |day: &NaiveDate| day.weekday() == Weekday::Thu && calendar::is_working_day(*day);
    earliest.iter_days().take(50).find(fits)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::super::start::SEED;
    use super::*;
    use std::collections::BTreeSet;

    fn handles(seed: &Value) -> BTreeSet<&str> {
        seed["users"].as_array().unwrap().iter().map(|user| text(user, "/name")).collect()
    }

    #[test]
    fn the_first_meeting_is_on_a_working_thursday() {
        let first = |day: &str| first_meeting(day.parse().unwrap()).unwrap().to_string();
        assert_eq!(first("2026-09-01"), "2026-09-17");
        // Ascension Day and the two last Thursdays of that year are no working days.
        assert_eq!(first("2026-04-29"), "2026-05-21");
        assert_eq!(first("2026-12-09"), "2027-01-07");
    }

    #[test]
    fn the_building_is_as_promised() {
        let seed: Value = serde_json::from_str(SEED).unwrap();
        let users = seed["users"].as_array().unwrap();
        assert_eq!(users.len(), 25);
        let english = users.iter().filter(|user| user["locale"] == "en-GB").count();
        assert!((7..=9).contains(&english), "{english}");
        assert_eq!(COMPANIES.lines().count(), 10);
    }

    #[test]
    fn everybody_in_the_scene_is_in_the_seed_and_in_the_channel() {
        let seed: Value = serde_json::from_str(SEED).unwrap();
        let there = handles(&seed);
        let named = COMPANIES.split([';', '\n']).filter_map(|part| part.trim().strip_prefix('@'));
        let others = CHOICES.iter().chain(&ANSWERS).map(|(who, _)| *who).chain([FACILITATOR]);
        let played: BTreeSet<&str> = named.chain(others).collect();
        assert!(played.is_subset(&there), "{:?}", played.difference(&there));
        let left: Vec<&str> = there.difference(&played).copied().collect();
        assert_eq!(left, ["aksel", "henrik", "selma", "vegard"], "takers for the newcomer");
        let channel = seed["channels"].as_array().unwrap().iter().find(|channel| channel["name"] == CHANNEL);
        let members = channel.unwrap()["members"].as_array().unwrap();
        assert_eq!(members.len(), 24);
        assert!(!members.iter().any(|member| member == "U0SELMA"), "she is the late joiner");
        for Invitation { place, .. } in [LIVE, EMPTY] {
            let (who, at) = place.split_once(';').unwrap();
            assert!(at == channel.unwrap()["id"] && members.iter().any(|member| member == who), "{place}");
        }
    }
}
