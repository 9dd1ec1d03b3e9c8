//! Companies that are heard of, and companies that are not.

use crate::stories::set_up;
use crate::world::{ROOM, World, story};
use chrono::NaiveDate;

/// When somebody of a company last did something, as the bot remembers it.
async fn active_on(world: &World, company: &str) -> Option<NaiveDate> {
    let ws = world.memory().await;
    let known = ws.companies.values().find(|known| known.name.plain() == company);
    ws.presence.get(&known?.id)?.active_on
}

story! {
    /// To write or to react is to take part; of the words nothing is kept, and of the rest of the day
    /// nothing need be written down.
    async fn whoever_is_heard_of_in_the_channel_takes_part(world: &World) {
        let welcome = set_up(world).await;
        let first = NaiveDate::from_ymd_opt(2026, 9, 1);
        assert_eq!(active_on(world, "Studio Nord").await, None);
        world.person("per").says_in(ROOM, "Noen som har en god skriver?").await;
        world.person("jonas").reacts(&welcome, "tada").await;
        world.quiet().await;
        assert_eq!(active_on(world, "Studio Nord").await, first);
        assert_eq!(active_on(world, "Fjord Form").await, first);
        assert_eq!(active_on(world, "Papir & Piksel").await, None);
        let before = world.remembered().await;
        world.person("ida").says_in(ROOM, "Ja, kom innom!").await;
        world.person("liv").reacts(&welcome, "wave").await;
        world.quiet().await;
        assert_eq!(world.remembered().await, before, "nothing to write down");
        world.person("may").types("/klynge neste").await.answer("Thursday 17 September");
        assert_eq!(active_on(world, "Tre Streker").await, first);
    }
}
