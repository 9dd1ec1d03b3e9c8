//! Words: how many, what they come down to, and in which language they are.

use crate::domain::model::{Lang, Remark};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashSet;

/// Words that say nothing of what a text is about: the grammar's own, and what people say while they think.
const NB: &str = "alle alt altså andre at av bare begge ble blei bli blir blitt både da de deg dem den denne der dere deres \
    det dette di din disse ditt du dykk eg ein eit eitt eller en enn er et ett etter for fordi fra få får før ha hadde han hans har \
    hei helt henne hennes her hos hun hva hvem hver hvilke hvilken hvis hvor hvordan hvorfor i igjen ikke ingen inn ja jeg jo kan \
    kanskje kom kommer kunne litt man mange med meg men mer mine min mitt mot mye må ned nei nok noe noen nå når nær og også om opp oss over \
    på sammen se seg selv siden sin sine sitt skal skulle slik som så sånn så ta til ut uten var ved vel vi vil ville vår være vært å \
    ok okei hm hmm eh øh ehm liksom";
const EN: &str = "a about above after again all also am an and any are as at be because been before being below between both but \
    by can could did do does doing done down during each few for from further get go going gonna got had has have having he her here \
    hers him his how i if in into is it its itself just kind know let like lot me mean more most my no nor not now of off oh on once \
    only or other our ours out over own really right said same say see she should so some something such sure than that the their \
    theirs them then there these they thing things think this those through to too um under until up us very want was way we well \
    were what when where which while who whom why will with would yeah yes you your yours uh hmm mm mmm hm okay ok alright ah er erm \
    i'm it's that's don't didn't doesn't isn't wasn't can't couldn't wouldn't we're they're you're i've we've i'd i'll we'll he's \
    she's there's what's let's won't aren't maybe actually basically one two might s t m re ve ll d don";

/// How greetings, thanks and goodbyes begin, in both languages.
const GREETINGS: [&str; 36] = [
    "hei",
    "hallo",
    "heisann",
    "god morgen",
    "god kveld",
    "god helg",
    "god ferie",
    "god jul",
    "ha det",
    "ha en",
    "takk",
    "tusen takk",
    "mange takk",
    "gratulerer",
    "velkommen",
    "snakkes",
    "vi ses",
    "vi sees",
    "hilsen",
    "mvh",
    "hi",
    "hello",
    "hey",
    "good morning",
    "good afternoon",
    "good evening",
    "have a",
    "thanks",
    "thank you",
    "many thanks",
    "congratulations",
    "congrats",
    "welcome",
    "see you",
    "bye",
    "cheers",
];

/// The words up to which what begins like a greeting is nothing more.
const SHORT: usize = 8;

/// Whether a sentence only greets, thanks or takes leave.
pub(super) fn is_greeting(sentence: &str) -> bool {
    let said = split(sentence);
    let begins = |greeting: &&str| {
        greeting.split(' ').zip(&said).filter(|(one, other)| one == other).count() == count(greeting)
    };
    said.len() <= SHORT && GREETINGS.iter().any(begins)
}

/// Words as a budget counts them: what stands between spaces and has a letter or a digit in it.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The language most of the thread is in, by the little words each language cannot do without; bokmål where that does
/// not tell.
pub fn language(thread: &[Remark]) -> Lang {
    let said: Vec<String> = thread.iter().flat_map(|remark| split(&remark.words)).collect();
    let own = |mine: &str, other: &str| {
        let other: HashSet<&str> = other.split_whitespace().collect();
        let mine: HashSet<&str> = mine.split_whitespace().filter(|word| !other.contains(word)).collect();
        said.iter().filter(|word| mine.contains(word.as_str())).count()
    };
    if own(EN, NB) > own(NB, EN) { Lang::En } else { Lang::Nb }
}

/// The words of a text in small letters; an apostrophe between letters belongs to its word.
pub(super) fn split(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    words.map(|word| word.trim_matches('\'').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// What one language's words come down to.
pub(super) struct Words {
    stemmer: Stemmer,
    stop: HashSet<&'static str>,
}

impl Words {
    /// The words of a language.
    pub(super) fn of(lang: Lang) -> Self {
        let (algorithm, stop) = match lang {
            Lang::Nb => (Algorithm::Norwegian, NB),
            Lang::En => (Algorithm::English, EN),
        };
        Self { stemmer: Stemmer::create(algorithm), stop: stop.split_whitespace().collect() }
    }

    /// The stems of the words that carry meaning, in order.
    pub(super) fn stems(&self, text: &str) -> Vec<String> {
        let telling = split(text).into_iter().filter(|word| !self.stop.contains(word.as_str()));
        telling.map(|word| self.stemmer.stem(&word).into_owned()).collect()
    }
}
