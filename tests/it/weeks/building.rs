//! The building of the demo with a second cluster in it, and what happens there once in half a year.

use super::deeds::{act, command, fill_in, offers, press};
use crate::world::World;
use klynge::domain::meeting::next_meeting;
use serde_json::{Value, json};

/// Ten companies; contact and deputy are with theirs from the start.
const COMPANIES: &str = "\
Studio Nord; @ida; @per
Kerning & Kaffe; @jonas; @sofie
Rutenett; @nora; @emil
Skissebua; @lars; @tuva
Femte Farge; @amalie; @henrik
Luft og Linje; @ola; @ingrid
Pikselverket; @sigrid; @magnus
Blyantspissen; @eirik; @frida
Marg & Spalte; @hanne; @jakob
Hvitrom; @silje";
/// Four of them meet about something else as well, each week, with others in front.
const ALSO: &str = "\
Studio Nord; @per; @ida
Rutenett; @nora
Luft og Linje; @ingrid; @ola
Trykkbart; @vegard; @jonas";

/// A cluster: its channel, and who facilitates it.
pub(super) struct Room {
    pub(super) channel: &'static str,
    pub(super) facilitator: &'static str,
}

pub(super) const DESIGN: Room = Room { channel: "C0DESIGNFORUM", facilitator: "U0MARTE" };
pub(super) const TYPE: Room = Room { channel: "C0GENERAL", facilitator: "U0AKSEL" };

/// The people and channels of the demo.
pub(super) fn seed() -> Value {
    serde_json::from_str(include_str!("../../../src/commands/demo/seed.json")).unwrap()
}

/// Invites the bot and sets both clusters up, as their facilitators would.
pub(super) async fn move_in(world: &World) {
    let bot = world.memory().await.bot.to_string();
    for (room, rhythm, first, companies) in
        [(DESIGN, "fortnightly", "2026-09-17", COMPANIES), (TYPE, "weekly", "2026-09-15", ALSO)]
    {
        let Room { channel, facilitator } = room;
        act(world, facilitator, json!({"do": "invite", "channel": channel, "user": bot})).await;
        let form = command(world, facilitator, channel, "/klynge setup").await;
        let values = json!({
            "rhythm": rhythm, "date": first, "time": "11:30", "minutes": "60",
            "place": "Kafeen", "language": "nb", "companies": companies,
        });
        let seen = fill_in(world, facilitator, &form, values).await;
        let (preview, _) = offers(&seen, "welcome.post.", 0);
        press(world, facilitator, &preview, "welcome.post.").await.unwrap();
    }
}

/// What happens once in half a year, in the first or the second half of a day.
pub(super) async fn happens(world: &World, day: u64, half: usize) {
    let channel = DESIGN.channel;
    match (day, half) {
        (20, 0) => drop(command(world, "U0NORA", channel, "/klynge snooze 3 weeks").await),
        (33, 1) => drop(command(world, "U0JAKOB", channel, "/klynge utsett 10").await),
        (40, 0) => manages(world, "/klynge meeting", "meeting.cancel.", 1, json!({})).await,
        (61, 1) => {
            let values = json!({"date": next_day_of_next_meeting(world).await, "time": "13:00"});
            manages(world, "/klynge meeting", "meeting.move.", 0, values).await;
        }
        (75, 0) => {
            let leaver = json!({"company": "Femte Farge"});
            manages(world, "/klynge members", "companies.leave.", 0, leaver).await;
        }
        (96, 0) => {
            act(world, "U0SELMA", json!({"do": "join", "channel": channel})).await;
            let newcomer = json!({"companies": "Nytt Blad; @selma"});
            manages(world, "/klynge members", "companies.add.", 0, newcomer).await;
        }
        (110, 0) => drop(act(world, "U0SIGRID", json!({"do": "profile", "deleted": true})).await),
        (130, 1) => {
            let place = json!({"place": "Biblioteket"});
            manages(world, "/klynge meeting", "meeting.place.", 0, place).await;
        }
        _ => {}
    }
}

/// The facilitator types a command, presses the `nth` such button below it, and fills in.
async fn manages(world: &World, words: &str, action: &str, nth: usize, values: Value) {
    let Room { channel, facilitator } = DESIGN;
    let seen = command(world, facilitator, channel, words).await;
    let (message, action) = offers(&seen, action, nth);
    let form = press(world, facilitator, &message, &action).await.unwrap();
    fill_in(world, facilitator, &form, values).await;
}

/// A working day, since meetings of the cluster are on Thursdays.
async fn next_day_of_next_meeting(world: &World) -> String {
    let (ws, now) = (world.memory().await, world.now().await);
    let cluster = ws.cluster_in(&DESIGN.channel.into()).unwrap();
    let next = next_meeting(&ws, cluster, now).unwrap();
    next.start.date().succ_opt().unwrap().to_string()
}
