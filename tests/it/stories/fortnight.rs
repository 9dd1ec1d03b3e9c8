//! A fortnight in the life of a cluster, and what comes of silence: from set-up to brief to nudge, in
//! bokmål and in English.

use crate::world::{Kind, ROOM, World, json, setup_values, story};

/// What is read and pressed, in one language.
struct Tongue {
    code: &'static str,
    taken: &'static str,
    preview: &'static str,
    post: &'static str,
    posted: &'static str,
    welcome: &'static str,
    host: &'static str,
    write_theme: &'static str,
    theme: &'static str,
    announcement: &'static str,
    coming: &'static str,
    cant: &'static str,
    promised: &'static str,
    show: &'static str,
    shown: &'static str,
    ready: &'static str,
    reminder: &'static str,
    notes: &'static str,
    there: &'static str,
    right: &'static str,
    decision: &'static str,
    draft: &'static str,
    publish: &'static str,
    brief: &'static str,
    for_you: &'static str,
    ask: &'static str,
    reply: &'static str,
    passed_on: &'static str,
    nudge: &'static str,
    join: &'static str,
    joined: &'static str,
}

const NB: Tongue = Tongue {
    code: "nb",
    taken: "på plass",
    preview: "Slik blir velkomsten i kanalen",
    post: "Legg ut",
    posted: "Velkomsten er lagt ut",
    welcome: "Hei, alle sammen!",
    host: "Det eneste du trenger å velge nå, er tema",
    write_theme: "Skriv tema",
    theme: "Temaet torsdag 17. september er",
    announcement: "Er dere med?",
    coming: "Vi kommer",
    cant: "Kan ikke – send brief",
    promised: "Du får briefen etterpå",
    show: "Vil vise noe",
    shown: "på agendaen",
    ready: "Trenger svar",
    reminder: "Kommer noen av dere",
    notes: "Stikkord holder",
    there: "Hvem var med?",
    right: "Stemmer",
    decision: "beslutning: neste gang på verkstedet",
    draft: "Beslutning: neste gang på verkstedet",
    publish: "Publiser",
    brief: "torsdagens møte på ett minutt",
    for_you: "Her er det viktigste fra torsdag",
    ask: "Still et spørsmål",
    reply: "Svar",
    passed_on: "Jeg gir det videre til",
    nudge: "Kom gjerne bare for å lytte",
    join: "Blir med",
    joined: "Tre Streker blir med!",
};

const EN: Tongue = Tongue {
    code: "en",
    taken: "in place",
    preview: "This is how the welcome will look",
    post: "Post it",
    posted: "The welcome is in the channel",
    welcome: "Hello, everybody!",
    host: "to choose now is the theme",
    write_theme: "Write a theme",
    theme: "The theme on Thursday 17 September is",
    announcement: "Will you be there?",
    coming: "We're coming",
    cant: "Can't: send the brief",
    promised: "You'll get the brief afterwards",
    show: "Want to show something",
    shown: "on the agenda",
    ready: "Action needed",
    reminder: "Are any of you coming",
    notes: "A few words will do",
    there: "Who was there?",
    right: "That's right",
    decision: "decision: next time in the workshop",
    draft: "Decision: next time in the workshop",
    publish: "Publish",
    brief: "Thursday's meeting in a minute",
    for_you: "Here is what mattered most on Thursday",
    ask: "Ask the presenter",
    reply: "Reply",
    passed_on: "I'll pass it on to",
    nudge: "even if just to listen",
    join: "We'll join",
    joined: "Tre Streker",
};

story! {
    async fn a_fortnight_in_bokmål(world: &World) {
        fortnight(world, &NB).await;
    }
}

story! {
    async fn a_fortnight_in_english(world: &World) {
        fortnight(world, &EN).await;
    }
}

async fn fortnight(world: &World, tongue: &Tongue) {
    set_up(world, tongue).await;
    let card = announced(world, tongue).await;
    met(world, tongue, &card).await;
    briefed(world, tongue, &card).await;
    asked(world, tongue).await;
    nudged(world, tongue).await;
}

async fn set_up(world: &World, tongue: &Tongue) {
    let kaia = world.person("kaia");
    kaia.invites("klynge", ROOM).await;
    for name in ["kaia", "ida", "jonas", "kari", "may"] {
        let set = world.person(name).types(&format!("/klynge language {}", tongue.code)).await;
        set.answer("");
    }
    let form = kaia.types("/klynge setup").await.form();
    let mut values = setup_values();
    values["language"] = json!(tongue.code);
    kaia.submits(&form, values).await.notice(tongue.taken).await;
    let preview = world.expect_dm("kaia", Kind::Setup, tongue.preview).await;
    kaia.clicks(&preview, tongue.post).await.answer("");
    world.expect_edit(&preview, tongue.posted).await;
    world.expect_in_channel(Kind::Welcome, tongue.welcome).await;
    world.expect_silence().await;
}

/// The host has a theme, companies have answered, and Kari shows something.
async fn announced(world: &World, tongue: &Tongue) -> crate::world::Message {
    let (kaia, ida, jonas, kari) =
        (world.person("kaia"), world.person("ida"), world.person("jonas"), world.person("kari"));
    world.clock_to("2026-09-08T09:00").await;
    let ask = world.expect_dm("kaia", Kind::Host, tongue.host).await;
    let form = kaia.clicks(&ask, tongue.write_theme).await.form();
    kaia.submits(&form, json!({ "theme": "Layout" })).await.notice("Layout").await;
    world.expect_edit(&ask, tongue.theme).await;
    world.clock_to("2026-09-10T09:00").await;
    let card = world.expect_in_channel(Kind::Announcement, tongue.announcement).await;
    ida.clicks(&card, tongue.coming).await.answer("Studio Nord");
    jonas.clicks(&card, tongue.cant).await.answer(tongue.promised);
    let form = kari.clicks(&card, tongue.show).await.form();
    kari.submits(&form, json!({ "title": "Grid" })).await.notice(tongue.shown).await;
    world.expect_dm("kari", Kind::Presenter, "Grid").await;
    world.expect_edit(&card, "Papir & Piksel: Grid").await
}

/// Those who were silent are reminded, those who come meet, and write down what they take with them.
async fn met(world: &World, tongue: &Tongue, card: &crate::world::Message) {
    world.skip_to("2026-09-16T08:59").await;
    world.advance("1m").await;
    world.expect_dm("may", Kind::Reminder, tongue.reminder).await;
    world.expect_dm("kari", Kind::Presenter, tongue.ready).await;
    world.expect_silence().await;
    world.skip_to("2026-09-17T12:44").await;
    world.advance("1m").await;
    world.expect_reply(card, Kind::Notes, tongue.notes).await;
    let there = world.expect_dm("kaia", Kind::Attendance, tongue.there).await;
    world.person("kaia").clicks(&there, tongue.right).await;
    world.person("ida").replies(card, tongue.decision).await;
    world.skip_over().await;
}

async fn briefed(world: &World, tongue: &Tongue, card: &crate::world::Message) {
    world.clock_to("2026-09-18T09:00").await;
    let draft = world.expect_dm("kaia", Kind::Draft, tongue.draft).await;
    world.expect_silence().await;
    world.person("kaia").clicks(&draft, tongue.publish).await;
    world.expect_reply(card, Kind::Brief, tongue.brief).await;
    world.expect_dm("jonas", Kind::Brief, tongue.for_you).await;
    world.expect_dm("may", Kind::Brief, tongue.for_you).await;
    world.skip_over().await;
    world.expect_no_more(Kind::Brief, &["kaia", "ida", "per", "jonas", "liv", "kari", "ole", "may"], 2).await;
}

async fn asked(world: &World, tongue: &Tongue) {
    let (jonas, kari) = (world.person("jonas"), world.person("kari"));
    let brief = world.latest_dm("jonas", Kind::Brief).await;
    let form = jonas.clicks(&brief, tongue.ask).await.form();
    jonas.submits(&form, json!({ "words": "Twelve?" })).await.notice(tongue.passed_on).await;
    let question = world.expect_dm("kari", Kind::Ask, "Twelve?").await;
    let form = kari.clicks(&question, tongue.reply).await.form();
    kari.submits(&form, json!({ "words": "Fourteen!" })).await.notice(tongue.passed_on).await;
    world.expect_dm("jonas", Kind::Ask, "Fourteen!").await;
    world.expect_silence().await;
}

/// Six weeks later May has done nothing more; one friendly message is all that comes of it.
async fn nudged(world: &World, tongue: &Tongue) {
    world.skip_to("2026-10-13T09:30").await;
    let nudges = world.dms("may", Kind::Nudge).await;
    let [nudge] = nudges.as_slice() else { panic!("one nudge: {}", nudges.len()) };
    assert!(nudge.says(tongue.nudge), "{}", nudge.reads());
    world.person("may").clicks(nudge, tongue.join).await.answer("Tre Streker");
    world.expect_edit(nudge, tongue.joined).await;
    world.skip_over().await;
    for name in ["ida", "jonas", "kari"] {
        assert!(world.dms(name, Kind::Nudge).await.is_empty(), "{name} was heard of");
    }
}
