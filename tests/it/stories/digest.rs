//! Mondays: what the channel reads, in one look.

use crate::stories::announced;
use crate::world::{Kind, World, story};

story! {
    /// What is next, who does what, what is open; and a week later what the last meeting left.
    async fn the_week_begins_with_what_is_next(world: &World) {
        let card = announced(world).await;
        let (ida, kari, kaia) = (world.person("ida"), world.person("kari"), world.person("kaia"));
        ida.clicks(&card, "Vi kommer").await.answer("Studio Nord");
        world.expect_edit(&card, "Kommer (1)").await;
        world.skip_to("2026-09-14T08:59").await;
        world.skip_to("2026-09-14T09:01").await;
        let digest = world.latest_in_channel(Kind::Digest).await;
        assert!(digest.says("Neste møte: Torsdag 17. september kl. 11.30 · Kafeen"), "{}", digest.reads());
        assert!(digest.says("1 bedrift kommer") && digest.says("Layout som virker"), "{}", digest.reads());
        assert!(!digest.says("@"), "nobody is disturbed on a Monday: {}", digest.reads());
        let form = kari.clicks(&digest, "Vil vise noe").await.form();
        kari.closes(&form).await;
        let work = world.latest_in_channel(Kind::Work).await;
        assert!(work.says("i tråden"), "{}", work.reads());
        world.skip_to("2026-09-17T12:46").await;
        ida.replies(&card, "oppgave: Ida spør om verkstedet er ledig").await;
        world.skip_to("2026-09-18T09:01").await;
        let draft = world.latest_dm("kaia", Kind::Draft).await;
        kaia.clicks(&draft, "Publiser").await;
        world.skip_to("2026-09-21T09:01").await;
        let digest = world.latest_in_channel(Kind::Digest).await;
        assert!(digest.says("Oppgave: Ida spør om verkstedet er ledig"), "{}", digest.reads());
    }
}
