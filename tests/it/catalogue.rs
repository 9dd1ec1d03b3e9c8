//! The catalogue: an example of everything Klynge can say and ask, in both languages. A variant without a name does not
//! compile, a name without an example fails; every text and every layout is a snapshot to be read, and Slack's limits
//! are held for names of any length.

mod cast;
mod echoes;
mod faults;
mod forms;
mod homes;
mod limits;
mod messages;
mod outside;
mod plans;
mod ways_back;
mod words;

pub(crate) use echoes::words as hostile_words;
pub(crate) use limits::fits_everywhere;

use cast::Cast;
use klynge::domain::model::{Form, Lang, Msg};
use klynge::slack::blocks;
use serde_json::Value;

/// One feature's examples.
struct Feature<T> {
    /// As its files are called.
    name: &'static str,
    /// Every case there is.
    cases: &'static [&'static str],
    /// An example of each.
    examples: Vec<(&'static str, T)>,
}

/// Names every case of an enum, by an exhaustive match and as a list.
macro_rules! cases {
    ($type:ty { $($pattern:pat $(if $guard:expr)? => $name:literal),* $(,)? }) => {
        const CASES: &[&str] = &[$($name),*];

        fn case(of: &$type) -> &'static str {
            match of { $($pattern $(if $guard)? => $name),* }
        }
    };
}
use cases;

/// All messages, by feature.
fn messages(cast: &Cast) -> Vec<Feature<Msg>> {
    messages::all(cast)
}

/// All forms.
fn forms(cast: &Cast) -> Feature<Form> {
    forms::all(cast)
}

/// Everything that is laid out, as (feature, case, language, JSON): messages as objects with `blocks`, and views.
fn laid_out(cast: &Cast) -> Vec<(String, &'static str, Lang, Value)> {
    let mut all = Vec::new();
    for lang in Lang::ALL {
        for feature in messages(cast) {
            for (case, msg) in &feature.examples {
                let message = blocks::private(lang, msg);
                all.push((feature.name.to_owned(), *case, lang, message));
                let notice = blocks::notice(lang, msg);
                all.push((format!("{}_notice", feature.name), *case, lang, notice));
            }
        }
        for (case, page) in homes::all(cast).examples {
            all.push(("home".to_owned(), case, lang, blocks::home(lang, &page)));
        }
        let forms = forms(cast);
        for (case, form) in &forms.examples {
            all.push((forms.name.to_owned(), *case, lang, blocks::view(lang, form)));
        }
    }
    all
}

fn complete<T>(feature: &Feature<T>) {
    let mut missing: Vec<&str> = feature.cases.to_vec();
    for (case, _) in &feature.examples {
        let at = missing.iter().position(|name| name == case);
        assert!(at.is_some(), "{}: `{case}` twice", feature.name);
        at.map(|at| missing.remove(at));
    }
    assert!(missing.is_empty(), "{}: no example of {missing:?}", feature.name);
}

#[test]
fn there_is_one_example_of_every_case() {
    let cast = Cast::ordinary();
    messages(&cast).iter().for_each(complete);
    complete(&forms(&cast));
    complete(&homes::all(&cast));
    complete(&faults::all(&cast));
    complete(&faults::each_line(&cast));
}
