//! The guided tour: a card with the step one is at. The steps come with the seed; without any there is a small tour
//! of the page itself. The script rings what is to be clicked, notices when it is done, and remembers how far one
//! came.

use serde_json::{Value, json};

use super::context::Page;
use super::html::{Element, Html, el};
use super::icons;
use super::look::{list, some_text, text};

/// One step, wherever it comes from.
struct Step<'a> {
    title: &'a str,
    text: &'a str,
    persona: Option<&'a str>,
    place: Option<&'a str>,
    target: Option<String>,
    done_when: Value,
}

/// How many steps there are.
pub(crate) fn length(page: &Page<'_>) -> usize {
    steps(page).len()
}

/// A name for this tour, the same in all languages, so that another one is taken anew.
pub(crate) fn name(page: &Page<'_>) -> String {
    let to_do: String = steps(page).iter().map(|step| step.done_when.to_string()).collect();
    crate::ids::secret(&to_do).chars().take(8).collect()
}

/// The card for the step one is at.
pub(crate) fn draw(page: &Page<'_>) -> Option<Html> {
    let steps = steps(page);
    let at = page.tour?.min(steps.len().saturating_sub(1));
    let step = steps.get(at)?;
    let words = page.words.help;
    let last = at + 1 == steps.len();
    let count = format!("{} {} {} {}", words.tour_step, at + 1, words.of, steps.len());
    let dots = (0..steps.len()).map(|dot| el("i").flag("data-here", dot == at).flag("data-past", dot < at));
    let text = el("div")
        .class("tour-text")
        .attr("role", "status")
        .child(el("small").child(count))
        .child(el("h2").attr("id", "tour-title").child(step.title))
        .child(el("p").child(step.text))
        .child(el("p").class("tour-done").flag("hidden", true).child(words.done_so));
    Some(
        el("section")
            .class("tour")
            .test("tour")
            .attr("data-key", format!("tour-{at}"))
            .attr("aria-labelledby", "tour-title")
            .attr("data-step", (at + 1).to_string())
            .attr("data-last", last.to_string())
            .maybe("data-persona", step.persona)
            .maybe("data-place", step.place)
            .maybe("data-target", step.target.as_deref())
            .attr("data-done-when", step.done_when.to_string())
            .child(text)
            .child(el("div").class("tour-dots").attr("aria-hidden", "true").children(dots))
            .child(foot(page, at, last))
            .into(),
    )
}

fn foot(page: &Page<'_>, at: usize, last: bool) -> Element {
    let words = page.words.help;
    let button = |hook: &str, class: &str, words: &str| {
        el("button").attr("type", "button").class(class).test(hook).attr("data-tour", hook).child(words)
    };
    let there = button("tour-there", "button primary", words.take_me_there).flag("hidden", true);
    let back = (at > 0)
        .then(|| button("tour-back", "button quiet", "").attr("aria-label", words.back).child(icons::back()));
    let (next, named) = if last { ("tour-finish", words.finish) } else { ("tour-next", words.next) };
    el("footer")
        .child(button("tour-skip", "button quiet", words.skip_tour))
        .child(el("span").class("gap"))
        .child(back)
        .child(there)
        .child(button(next, "button primary", named))
}

fn steps<'a>(page: &Page<'a>) -> Vec<Step<'a>> {
    let given = list(page.world.state(), "tour");
    if given.is_empty() { small(page) } else { given.iter().map(|step| read(page, step)).collect() }
}

fn read<'a>(page: &Page<'a>, step: &'a Value) -> Step<'a> {
    let said = |name: &str| step.get(name).map_or("", |said| text(said, page.words.code));
    let target = some_text(step, "target").map(str::to_owned);
    let done_when = step.get("done_when").filter(|when| when.is_object()).cloned();
    let app = page.world.app().map(|app| app.id);
    Step {
        title: said("title"),
        text: said("text"),
        persona: some_text(step, "persona"),
        place: some_text(step, "place")
            .map(|place| if place == "app" { app.unwrap_or(place) } else { place }),
        done_when: done_when.unwrap_or_else(|| json!({ "click": target })),
        target,
    }
}

/// The tour of a workspace that brings none: being somebody, writing, commands, time, people, the wire.
fn small<'a>(page: &Page<'a>) -> Vec<Step<'a>> {
    let somebody = page.world.personas().nth(1).map(|user| user.id);
    let commands = page.manifest().pointer("/features/slash_commands").and_then(Value::as_array);
    let to_do = [
        somebody.map(|id| (format!("persona-{id}"), json!({"persona": id}))),
        Some(("composer".to_owned(), json!({"act": "say"}))),
        commands.filter(|all| !all.is_empty()).map(|_| ("composer".to_owned(), json!({"act": "command"}))),
        Some(("clock-hour".to_owned(), json!({"turned": true}))),
        Some(("people-loose".to_owned(), json!({"click": "people-loose"}))),
        Some(("wire-toggle".to_owned(), json!({"see": "wire"}))),
    ];
    let told = page.words.help.small_tour.iter().zip(to_do);
    told.filter_map(|(&(title, text), to_do)| {
        let (target, done_when) = to_do?;
        Some(Step { title, text, persona: None, place: None, target: Some(target), done_when })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;

    fn card(state: &Value, step: &str, lang: &str) -> String {
        let query = Query { tour: Some(step.into()), lang: Some(lang.into()), ..Query::default() };
        draw(&Page::new(state, &query)).map(Html::into_string).unwrap_or_default()
    }

    #[test]
    fn the_seeds_steps_are_told_in_the_pages_language() {
        let step =
            json!({"title": {"nb": "Hei", "en": "Hello"}, "text": {"nb": "a", "en": "b"}, "target": "send"});
        let state = json!({"users": [{"id": "U1"}], "tour": [step, step]});
        let first = card(&state, "0", "nb");
        for part in [
            "Hei",
            "Steg 1 av 2",
            "data-target=\"send\"",
            "{&quot;click&quot;:&quot;send&quot;}",
            "tour-next",
        ] {
            assert!(first.contains(part), "{part}\nis not in\n{first}");
        }
        let last = card(&state, "7", "en");
        assert!(last.contains("Step 2 of 2") && last.contains("tour-finish") && last.contains("Hello"));
    }

    #[test]
    fn who_changes_the_language_has_still_taken_it() {
        let said = json!({"nb": "a", "en": "b"});
        let step = |target: &str| json!({"title": said, "text": said, "target": target});
        let named = |target: &str, lang: &str| {
            let state = json!({"users": [{"id": "U1"}], "tour": [step(target)]});
            name(&Page::new(&state, &Query { lang: Some(lang.into()), ..Query::default() }))
        };
        assert_eq!(named("send", "nb"), named("send", "en"));
        assert_ne!(named("send", "nb"), named("composer", "nb"));
    }

    #[test]
    fn without_any_there_is_a_small_one_about_what_is_there() {
        let state = json!({"users": [{"id": "U1"}, {"id": "U2"}], "manifest": {}});
        assert!(card(&state, "0", "en").contains("data-target=\"persona-U2\""));
        assert_eq!(length(&Page::new(&state, &Query::default())), 5, "no commands, no step about them");
    }
}
