//! The page on which a person agrees that the app is installed. It needs no script.
//!
//! `data-test` for browser tests: `install`, `person`, `allow`, `deny`, `scope`, `fault`, `language`.

use super::html::{Element, Html, el};
use super::install_words::{EN, NB, Words};
use super::scope_words::meaning;
use crate::oauth::authorize::{Checked, Wish};
use crate::world::World;

fn words(language: &str) -> &'static Words {
    if language == "nb" { &NB } else { &EN }
}

/// What the app asks for, and the two answers.
pub(crate) fn question(world: &World, wish: &Wish, checked: &Checked, language: &str) -> String {
    let words = words(language);
    let [before, between, after] = words.wants;
    let title = format!("{before}{}{between}{}{after}", world.app.name, world.model.team.name);
    let hidden = wish
        .fields()
        .map(|(name, value)| el("input").attr("type", "hidden").attr("name", name).attr("value", value));
    let button = |decision: &'static str, words: &str, class: &str| {
        el("button")
            .class(class)
            .test(decision)
            .attr("type", "submit")
            .attr("name", "decision")
            .attr("value", decision)
            .child(words)
    };
    let form = el("form")
        .attr("method", "post")
        .attr("action", "/oauth/v2/authorize")
        .children(hidden)
        .child(el("label").attr("for", "user").child(words.who))
        .child(people(world))
        .child(el("div").class("answers").child(button("deny", words.deny, "button")).child(button(
            "allow",
            words.allow,
            "button primary",
        )));
    let body = el("main")
        .class("install")
        .test("install")
        .child(language_link(wish, words))
        .child(el("h1").child(title.as_str()))
        .child(scopes(words, words.as_bot, &checked.bot_scopes))
        .child(scopes(words, words.as_you, &checked.user_scopes))
        .child(form)
        .child(
            el("p").class("target").child(words.goes_to).child(" ").child(el("code").child(checked.place())),
        );
    document(words, &title, body)
}

/// Why it cannot be.
pub(crate) fn refusal(world: &World, code: &str, language: &str) -> String {
    let words = words(language);
    let reason = words.faults.iter().find(|(known, _)| *known == code).map(|(_, reason)| *reason);
    let body = el("main")
        .class("install")
        .test("fault")
        .child(el("h1").child(words.failed))
        .child(el("p").child(reason.unwrap_or_default()).child(" ").child(el("code").child(code)))
        .child(el("p").child(el("a").attr("href", format!("{}/", world.base)).child(words.back)));
    document(words, words.failed, body)
}

fn document(words: &Words, title: &str, body: Element) -> String {
    let style = |href: &str| el("link").attr("rel", "stylesheet").attr("href", href);
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
        .child(el("meta").attr("name", "color-scheme").attr("content", "light dark"))
        .child(el("title").child(title))
        .child(el("link").attr("rel", "icon").attr("href", "/assets/favicon.svg"))
        .child(style("/assets/page.css"))
        .child(style("/assets/install.css"));
    let page = el("html").attr("lang", words.code).child(head).child(el("body").child(body));
    format!("<!doctype html>\n{}", Html::from(page).into_string())
}

fn language_link(wish: &Wish, words: &Words) -> Element {
    el("a")
        .class("language")
        .test("language")
        .attr("lang", words.other_code)
        .attr("hreflang", words.other_code)
        .attr("href", wish.address(words.other_code))
        .child(words.other_language)
}

fn people(world: &World) -> Element {
    let people = world.model.users.iter().filter(|user| !user.is_bot && !user.deleted);
    let options = people.map(|user| el("option").attr("value", &user.id).child(user.real_name.as_str()));
    el("select").attr("id", "user").attr("name", "user").test("person").children(options)
}

/// What may be done, and below it the scope's own name; nothing where nothing is asked for.
fn scopes(words: &Words, heading: &str, scopes: &[String]) -> Option<Element> {
    let line = |scope: &String| {
        let meaning = meaning(scope).map(|(nb, en)| if words.code == "nb" { nb } else { en });
        el("li")
            .test("scope")
            .child(meaning.map(|meaning| el("span").child(meaning)))
            .child(el("code").child(scope.as_str()))
    };
    let list = el("section").child(el("h2").child(heading)).child(el("ul").children(scopes.iter().map(line)));
    (!scopes.is_empty()).then_some(list)
}
