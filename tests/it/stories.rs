//! The stories: what people do and what they are told, over Socket Mode and over signed HTTP alike.
//! Most begin with a cluster that is set up: five companies, every second Thursday at 11:30 from
//! 17 September 2026, the first two meetings hosted by the facilitator.

mod agenda;
mod answering;
mod attendance;
mod away;
mod bad_moments;
mod brief;
mod buttons;
mod calendar;
mod changes;
mod commands;
mod company;
mod cover;
mod digest;
mod export;
mod fortnight;
mod guest;
mod home;
mod hosting;
mod ics;
mod language;
mod members;
mod panel;
mod quiet;
mod quiet_hours;
mod reminders;
mod rhythm;
mod settings;
mod setup;
mod silent_host;
mod talk;
mod talk_backup;
mod talk_changes;
mod turns;
mod variety;
mod wish;

use crate::world::{Kind, Message, ROOM, World, json, setup_values};
use serde_json::Value;

/// The facilitator invites the bot and sets a cluster up with these values; what that says is read.
async fn set_up_with(world: &World, values: Value) -> Message {
    let kaia = world.person("kaia");
    kaia.invites("klynge", ROOM).await;
    let form = kaia.types("/klynge oppsett").await.form();
    kaia.submits(&form, values).await.notice("på plass").await;
    let preview = world.expect_dm("kaia", Kind::Setup, "Slik blir velkomsten i kanalen").await;
    kaia.clicks(&preview, "Legg ut").await.answer("Velkomsten er lagt ut");
    world.expect_edit(&preview, "Velkomsten er lagt ut i kanalen").await;
    world.expect_in_channel(Kind::Welcome, "Kafeen").await
}

/// The usual cluster; answers the welcome.
async fn set_up(world: &World) -> Message {
    set_up_with(world, setup_values()).await
}

/// Somebody of each company says hello in the channel, so that none of them is quiet for six weeks.
async fn all_are_heard_of(world: &World) {
    for name in ["ida", "jonas", "kari", "may"] {
        world.person(name).says_in(ROOM, "Hei!").await;
    }
}

/// The usual cluster with its first meeting announced, on Thursday 10 September at 09:00; answers
/// the announcement. The facilitator has chosen the theme.
async fn announced(world: &World) -> Message {
    set_up(world).await;
    choose_first_theme(world).await;
    world.clock_to("2026-09-10T09:00").await;
    world.expect_in_channel(Kind::Announcement, "Layout som virker").await
}

/// The facilitator is asked for the first theme, and chooses one.
async fn choose_first_theme(world: &World) {
    world.clock_to("2026-09-08T09:00").await;
    let ask = world.expect_dm("kaia", Kind::Host, "Det eneste du trenger å velge nå, er tema").await;
    let form = world.person("kaia").clicks(&ask, "Skriv tema").await.form();
    let saved = world.person("kaia").submits(&form, json!({ "Tema": "Layout som virker" })).await;
    saved.notice("Layout som virker").await;
    world.expect_edit(&ask, "Temaet torsdag 17. september er Layout som virker").await;
}
