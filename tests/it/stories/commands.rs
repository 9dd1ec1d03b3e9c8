//! Every command in both languages, wrong words, and help that always answers.

use crate::stories::{announced, set_up};
use crate::world::{Kind, ROOM, World, story};

/// What is typed in English and in bokmål, and what stands in the answer, whoever reads it.
const BOTH: [(&str, &str, &str); 11] = [
    ("next", "neste", "17"),
    ("coming", "kommer", "Studio Nord"),
    ("maybe", "kanskje", "Studio Nord"),
    ("cant", "kan-ikke", "Studio Nord"),
    ("organiser", "arrangør", "@kaia"),
    ("host", "vertskap", "Studio Nord"),
    ("meeting", "møte", "Kafeen"),
    ("members", "medlemmer", "Papir & Piksel"),
    ("formats", "møteformer", "Problemklinikk"),
    ("help", "hjelp", "/klynge"),
    ("language", "språk", "[English]"),
];

story! {
    /// The word chooses what is done, the reader's language how it is said.
    async fn every_command_works_in_both_languages(world: &World) {
        announced(world).await;
        let ida = world.person("ida");
        for (english, norwegian, words) in BOTH {
            let first = ida.types(&format!("/klynge {english}")).await.answer(words);
            let second = ida.types(&format!("/klynge  {} ", norwegian.to_uppercase())).await.answer(words);
            // A calendar file comes once.
            assert!(first.reads().starts_with(second.reads()), "{}\n{}", first.reads(), second.reads());
        }
        world.expect_edit_of(Kind::Announcement, "Kan ikke (1): Studio Nord").await;
        ida.types("/klynge snooze 10").await.answer("20. september");
        ida.types("/klynge utsett 1.10.").await.answer("1. oktober");
        let form = ida.types("/klynge company").await.form();
        ida.closes(&form).await;
        ida.types("/klynge setup").await.answer("Her er det en mikroklynge allerede");
    }
}

story! {
    /// A slip is answered with the nearest right word, and a button for it.
    async fn a_wrong_word_is_answered_with_the_nearest(world: &World) {
        set_up(world).await;
        let ida = world.person("ida");
        let slip = ida.types("/klynge vertskapp").await.answer("`/klynge vertskap`");
        ida.clicks(&slip, "Vertskap").await.answer("Tors. 15. okt.: Studio Nord");
        let lost = ida.types("/klynge <!channel> *hei* xyz").await.answer("`/klynge hjelp`");
        assert!(lost.says("<!channel>"), "typed text is only text: {}", lost.reads());
        world.person("jonas").types("/klynge hotst").await.answer("`/klynge host`");
    }
}

story! {
    /// Written to or mentioned, Klynge does what it is told or says what it can.
    async fn a_message_or_a_mention_is_answered_in_private(world: &World) {
        set_up(world).await;
        let (ida, jonas) = (world.person("ida"), world.person("jonas"));
        ida.writes("hei, hva kan du?").await;
        world.expect_dm("ida", Kind::Answer, "Dette kan jeg hjelpe med").await;
        ida.writes("neste").await;
        world.expect_dm("ida", Kind::Answer, "17. september").await;
        jonas.mentions_klynge("hello?").await;
        let help = world.expect_dm("jonas", Kind::Answer, "What I can help with").await;
        assert!(!help.says("/klynge setup"), "that is for facilitators: {}", help.reads());
        ida.says_in(ROOM, "noen som vil ha kaffe?").await;
        world.expect_silence().await;
    }
}

story! {
    /// Where there is no cluster, a command says what to do instead.
    async fn without_a_cluster_every_command_says_how_to_begin(world: &World) {
        let eva = world.person("eva");
        for word in ["neste", "kommer", "vertskap", "møte", "medlemmer", "bedrift", "arrangør"] {
            eva.types_to_klynge(&format!("/klynge {word}")).await.answer("`/klynge oppsett`");
        }
        eva.types_to_klynge("/klynge hjelp").await.answer("Dette kan jeg hjelpe med");
    }
}
