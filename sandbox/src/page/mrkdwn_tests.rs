//! What mrkdwn looks like as markup, and that no text becomes markup of its own.

use super::super::Query;
use super::*;
use serde_json::{Value, json};

fn state() -> Value {
    json!({
        "zone": "Europe/Oslo",
        "clock": {"now": "2026-09-16T12:00"},
        "users": [{"id": "U1", "name": "ida", "real_name": "Ida <Berg>"}, {"id": "U2", "name": "per"}],
        "channels": [{"id": "C1", "name": "design", "members": ["U1"]}],
        "usergroups": [{"id": "S1", "handle": "crew", "users": ["U1"]}, {"id": "S2", "handle": "others<", "users": []}],
    })
}

fn drawn(text: &str) -> String {
    let (state, query) = (state(), Query::default());
    draw(&Page::new(&state, &query), text).into_string()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(drawn(text), format!("<p>{expected}</p>"), "{text}");
}

#[test]
fn styles_need_a_partner_and_a_boundary() {
    check("*bold* _it_ ~no~ `a*b*`", "<strong>bold</strong> <em>it</em> <s>no</s> <code>a*b*</code>");
    check("*a _b ~c~_*", "<strong>a <em>b <s>c</s></em></strong>");
    check("2*3*4 and snake_case_name", "2*3*4 and snake_case_name");
    check("* not bold*, *nor this", "* not bold*, *nor this");
    check(
        "(*yes*), *<https://a.no|a*b>*.",
        "(<strong>yes</strong>), <strong>\
        <a href=\"https://a.no\" target=\"_blank\" rel=\"noopener noreferrer\">a*b</a></strong>.",
    );
    check("**", "**");
    check("_*~`", "_*~`");
}

#[test]
fn mentions_get_names_and_names_are_escaped() {
    check("<@U1>", "<span class=\"mention me\" data-user=\"U1\">@Ida &lt;Berg&gt;</span>");
    check("<@U9|x>", "<span class=\"mention\" data-user=\"U9\">@U9</span>");
    check("<#C1>", "<a class=\"mention\" href=\"#U1;C1\">#design</a>");
    check("<#C9|other>", "<a class=\"mention\" href=\"#U1;C9\">#other</a>");
    check("<!channel>", "<span class=\"mention me\">@channel</span>");
    check("<!here|x>", "<span class=\"mention me\">@here</span>");
    check("<!subteam^S1|@old>", "<span class=\"mention me\">@crew</span>");
    check("<!subteam^S2>", "<span class=\"mention\">@others&lt;</span>");
    check("<!subteam^S9|@they>", "<span class=\"mention\">@they</span>");
}

#[test]
fn links_are_made_of_harmless_addresses_only() {
    let anchor = |url: &str, words: &str| {
        format!("<a href=\"{url}\" target=\"_blank\" rel=\"noopener noreferrer\">{words}</a>")
    };
    check("<https://a.no/?x=1&amp;y=2|Her>", &anchor("https://a.no/?x=1&amp;y=2", "Her"));
    check("<mailto:a@b.no|a@b.no>", &anchor("mailto:a@b.no", "a@b.no"));
    check("se https://a.no/b.", &format!("se {}.", anchor("https://a.no/b", "https://a.no/b")));
    check("<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;");
    check("<data:text/html,1>", "&lt;data:text/html,1&gt;");
    check("xhttps://a.no", "xhttps://a.no");
}

#[test]
fn what_is_verbatim_has_the_links_that_are_marked_and_no_others() {
    let (state, query) = (state(), Query::default());
    let drawn = draw_verbatim(&Page::new(&state, &query), "*se https://a.no* <https://b.no|b>").into_string();
    let marked = "<a href=\"https://b.no\" target=\"_blank\" rel=\"noopener noreferrer\">b</a>";
    assert_eq!(drawn, format!("<p><strong>se https://a.no</strong> {marked}</p>"));
}

#[test]
fn dates_are_told_in_the_workspaces_zone() {
    check("<!date^1789637400^{date_long} {time}|later>", "<time>Thursday 17 September 2026 11:30</time>");
    check("<!date^1789637400^{date_pretty}|later>", "<time>tomorrow</time>");
    check("<!date^1789545600^{date} {date_num} {ago}|x>", "<time>16 September 2026-09-16 2 hours ago</time>");
    check("<!date^soon^{date}|later>", "&lt;!date^soon^{date}|later&gt;");
    check(
        "<!date^1789637400^{time}^https://a.no|x>",
        "<a href=\"https://a.no\" target=\"_blank\" rel=\"noopener noreferrer\">11:30</a>",
    );
}

#[test]
fn emoji_are_signs_and_strangers_stay_as_written() {
    check(":wave::skin-tone-4: :nope: 11:30:00 :+1:*b*", "👋🏽 :nope: 11:30:00 👍<strong>b</strong>");
    check("`:wave:`", "<code>:wave:</code>");
}

#[test]
fn hostile_text_stays_text() {
    check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
    check("&lt;img src=x onerror=alert(1)&gt;", "&lt;img src=x onerror=alert(1)&gt;");
    check("&lt;!channel&gt;", "&lt;!channel&gt;");
    check("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;");
    check(
        "<https://a.no|<b>\" onclick=\"x>",
        "<a href=\"https://a.no\" target=\"_blank\" rel=\"noopener noreferrer\">&lt;b</a>&quot; onclick=&quot;x&gt;",
    );
    check("<@U1\" onclick=\"x>", "&lt;@U1&quot; onclick=&quot;x&gt;");
    check("`<b>`", "<code>&lt;b&gt;</code>");
    check(
        "<https://a.no\"onmouseover=x>",
        "<a href=\"https://a.no&quot;onmouseover=x\" target=\"_blank\" rel=\"noopener noreferrer\">https://a.no&quot;onmouseover=x</a>",
    );
}

#[test]
fn lines_become_paragraphs_quotes_lists_and_code() {
    assert_eq!(drawn("a\nb"), "<p>a<br>b</p>");
    assert_eq!(drawn("a\n&gt; q\n>r\nb"), "<p>a</p><blockquote>q<br>r</blockquote><p>b</p>");
    assert_eq!(drawn("• en\n- *to*"), "<ul><li>en</li><li><strong>to</strong></li></ul>");
    assert_eq!(drawn("3. c\n4. d"), "<ol><li value=\"3\">c</li><li value=\"4\">d</li></ol>");
    assert_eq!(drawn("x\n```\n*a* &lt;b\n```\ny"), "<p>x</p><pre>*a* &lt;b</pre><p>y</p>");
    assert_eq!(drawn("```unclosed"), "<p>```unclosed</p>");
    assert_eq!(drawn(""), "");
}

#[test]
fn long_hostile_lines_are_drawn_quickly() {
    for piece in ["*a ", "_*~", "<@", "`", "*_a_ ", "<!date^", "&lt;", ":a:", "http://", "*<", "*`x` "] {
        let text = piece.repeat(40_000 / piece.len());
        let started = std::time::Instant::now();
        assert!(!drawn(&text).contains("<script"), "{piece}");
        assert!(started.elapsed().as_secs() < 5, "{piece} took {:?}", started.elapsed());
    }
}

#[test]
fn the_first_line_is_told_without_marks() {
    let (state, query) = (state(), Query::default());
    let page = Page::new(&state, &query);
    let line = first_line(&page, "\n\n> *Hei*, <@U2>! :wave: <https://a.no|Les>\nmer");
    assert_eq!(line.as_deref(), Some("Hei, @per! 👋 Les"));
    assert_eq!(first_line(&page, " \n"), None);
}
