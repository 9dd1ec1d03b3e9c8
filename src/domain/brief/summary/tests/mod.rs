//! Summaries: what is taken, what is left, and that nothing is made up.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod properties;

use super::{count, is_excluded, language, summarise};
use crate::domain::model::{Lang, Point, PointKind, Remark, Ts, UserId};

/// A message of a thread, one a minute.
fn remark(at: usize, words: &str) -> Remark {
    Remark {
        ts: Ts::from(format!("1700000000.{at:06}")),
        by: UserId::from(format!("U{}", at % 4)),
        words: words.to_owned(),
        reactions: Vec::new(),
    }
}

fn thread(words: &[&str]) -> Vec<Remark> {
    words.iter().enumerate().map(|(at, words)| remark(at, words)).collect()
}

fn said(words: &[&str]) -> Vec<(PointKind, String)> {
    texts(&summarise(&thread(words), Lang::Nb, 100))
}

fn texts(points: &[Point]) -> Vec<(PointKind, String)> {
    points.iter().map(|point| (point.kind, point.text.plain().to_owned())).collect()
}

#[test]
fn typed_lines_are_known_in_both_languages_and_any_case() {
    let points = said(&[
        "Beslutning: vi møtes i kafeen\noppgave: Ida sender utkastet",
        "SPØRSMÅL: hvem tar referat?\nsporsmal: og kaffe?",
        "notat: rutenett først\nDecision: we meet again",
        "*Task:* order cake\n- note: grids come first",
        "question: who is next?\nlenke: <https://example.com/a|Guiden>",
    ]);
    let expected = [
        (PointKind::Note, "rutenett først"),
        (PointKind::Note, "grids come first"),
        (PointKind::Decision, "vi møtes i kafeen"),
        (PointKind::Decision, "we meet again"),
        (PointKind::Task, "Ida sender utkastet"),
        (PointKind::Task, "order cake"),
        (PointKind::Question, "hvem tar referat?"),
        (PointKind::Question, "og kaffe?"),
        (PointKind::Question, "who is next?"),
        (PointKind::Link, "Guiden https://example.com/a"),
    ];
    assert_eq!(points, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn a_word_that_only_looks_like_a_label_is_plain_talk() {
    let points = said(&["Det var en god beslutning: lokalet på hjørnet passer bedre enn det gamle."]);
    assert_eq!(points.first().unwrap().0, PointKind::Note);
}

#[test]
fn typed_lines_come_before_plain_talk_when_there_is_little_room() {
    let mut words =
        vec!["Rutenettet styrer alt i layouten, og rutenettet gjør layouten enklere for alle."; 5];
    words.push("beslutning: vi prøver rutenett i neste layout");
    let points = summarise(&thread(&words), Lang::Nb, 9);
    assert_eq!(texts(&points), [(PointKind::Decision, "vi prøver rutenett i neste layout".to_owned())]);
}

#[test]
fn a_point_names_its_message_and_its_writer() {
    let thread = thread(&["Hei!", "beslutning: vi møtes i kafeen"]);
    let point = summarise(&thread, Lang::Nb, 20).pop().unwrap();
    assert_eq!((point.source, point.by), (Some(thread[1].ts.clone()), Some(thread[1].by.clone())));
}

#[test]
fn markup_is_taken_away() {
    let points = said(&[
        "notat: *fet* og _skrå_ &amp; `kode` fra <@U12|ida> i <#C1|design> :tada: ~nei~ &lt;3",
        "notat: a_b_c og 2 * 3 * 4 kl. 11:30:00, se <mailto:a@example.com|a@example.com> <!here>",
    ]);
    assert_eq!(points[0].1, "fet og skrå & kode fra @U12 i #design <3");
    assert_eq!(points[1].1, "a_b_c og 2 * 3 * 4 kl. 11:30:00, se a@example.com");
}

#[test]
fn quotes_and_code_are_nobodys_points() {
    let quoted = "&gt; beslutning: vi flytter til Bergen med hele gruppen\n```\ntask: rm the whole build folder now\n```";
    assert_eq!(said(&[quoted]), []);
    assert_eq!(said(&["&gt;&gt;&gt; først\nnotat: sitert"]), []);
}

#[test]
fn links_of_plain_talk_become_points() {
    let points = said(&[
        "Rutenettene vi snakket om ligger i <https://example.com/grid|en samling> med mange eksempler.",
    ]);
    assert_eq!(points[1], (PointKind::Link, "en samling https://example.com/grid".to_owned()));
}

#[test]
fn a_short_sentence_around_an_address_says_what_it_leads_to() {
    let book =
        "Her er boka jeg snakket om: <https://example.com/bok>. Den er på norsk og tykk som en murstein.";
    let expected = [
        (PointKind::Note, "Den er på norsk og tykk som en murstein."),
        (PointKind::Link, "Her er boka jeg snakket om: https://example.com/bok."),
    ];
    assert_eq!(said(&[book]), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn a_sentence_may_begin_with_somebody() {
    let points = said(&["På mobil går de ned til fire. <@U1> sa at kunden ikke merket noen forskjell."]);
    assert_eq!(points.len(), 2, "{points:?}");
}

#[test]
fn abbreviations_do_not_end_a_sentence() {
    let long = "Vi møtes kl. 11.30 hos bl.a. Studio Nord, f.eks. Ida eller J. Hansen viser layouten der.";
    assert_eq!(said(&[long]), [(PointKind::Note, long.to_owned())]);
}

#[test]
fn small_talk_says_nothing() {
    let greetings =
        ["Hei!", "Enig", "Takk for sist, folkens!", ":tada:", "Ja", "+1", "👍👍", "God helg!", "haha"];
    assert_eq!(said(&greetings), []);
}

#[test]
fn what_asks_to_stay_here_stays_here() {
    for words in [
        "Ikke referer: kunden heter Fjellheim",
        "kunden heter Fjellheim (ikke referér)",
        "IKKE *REFERER* dette",
        "Off the record, they are moving",
        "please don’t minute this",
        "ikke ta med i referatet: budsjettet",
    ] {
        assert!(is_excluded(&remark(1, words)), "{words}");
    }
    assert!(!is_excluded(&remark(1, "Vi kan referere til guiden, ikke sant?")));
}

#[test]
fn sealed_lips_keep_a_message_out_in_every_spelling() {
    for name in ["zipper_mouth_face", "zipper_mouth", "zipper_mouth_face::skin-tone-2", "🤐"] {
        let reactions = vec![(name.to_owned(), 1)];
        assert!(is_excluded(&Remark { reactions, ..remark(1, "Vi vant anbudet") }), "{name}");
    }
    let reactions = vec![("thumbsup".to_owned(), 3)];
    assert!(!is_excluded(&Remark { reactions, ..remark(1, "Vi vant anbudet") }));
}

#[test]
fn the_language_is_told_by_its_small_words() {
    assert_eq!(language(&thread(&["Vi skal se på det i morgen, ikke sant?"])), Lang::Nb);
    assert_eq!(language(&thread(&["We will look at this tomorrow, won't we?"])), Lang::En);
    assert_eq!(language(&thread(&[])), Lang::Nb);
}

#[test]
fn where_nothing_fits_whole_the_best_sentence_is_begun() {
    let points =
        summarise(&thread(&["Rutenettet styrer layouten i hele katalogen fra Studio Nord."]), Lang::Nb, 4);
    assert_eq!(texts(&points), [(PointKind::Note, "Rutenettet styrer layouten i …".to_owned())]);
    assert_eq!(count(points[0].text.plain()), 4);
}

#[test]
fn the_same_is_not_said_twice() {
    let words = ["Studio Nord viste rutenettet i den nye katalogen."; 6];
    assert_eq!(said(&words), [(PointKind::Note, words[0].to_owned())]);
}

#[test]
fn what_readers_reacted_to_goes_first() {
    let words = [
        "Ark og Farge viste etiketter til sennep fra bygda.",
        "Studio Nord viste skilter til museet ved havna.",
    ];
    let mut thread = thread(&words);
    let first = |thread: &[Remark]| texts(&summarise(thread, Lang::Nb, 9)).remove(0).1;
    assert_eq!(first(&thread), words[0]);
    // Far down, where the opening counts no more.
    thread.splice(0..0, (0..40).map(|at| remark(100 + at, "Ja.")));
    thread[41].reactions.push(("bulb".to_owned(), 60));
    assert_eq!(first(&thread), words[1]);
}

#[test]
fn a_thread_of_thousands_is_read_in_proportion_to_its_length() {
    let subjects = ["Rutenettet", "Fargen", "Skriften", "Kunden", "Papiret", "Etiketten", "Skiltet"];
    let words: Vec<String> = (0..2000)
        .map(|at| {
            format!("{} nummer {at} ble prøvd av gruppe {} i uke {}.", subjects[at % 7], at % 13, at % 53)
        })
        .collect();
    let thread: Vec<Remark> = words.iter().enumerate().map(|(at, words)| remark(at, words)).collect();
    let points = summarise(&thread, Lang::Nb, 5000);
    let said: usize = points.iter().map(|point| count(point.text.plain())).sum();
    assert!(points.len() <= 400, "no more are weighed against each other: {}", points.len());
    assert!(said <= 5000 && points.windows(2).all(|pair| pair[0].source < pair[1].source));
}
