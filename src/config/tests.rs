//! Each fault alone, all together, and which source wins.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::HashMap;

use super::*;

const SOCKET: [(&str, &str); 2] = [("SLACK_BOT_TOKEN", "xoxb-1"), ("SLACK_APP_TOKEN", "xapp-1")];
const HTTP: [(&str, &str); 3] = [
    ("SLACK_BOT_TOKEN", "xoxb-1"),
    ("SLACK_SIGNING_SECRET", "8f742231b10e8888abcd99yyyzzz85a5"),
    ("KLYNGE_LISTEN", "127.0.0.1:3000"),
];

fn load_env(pairs: &[(&str, &str)]) -> Result<Config, Faults> {
    load_all(&RunFlags::default(), pairs, None)
}

fn load_all(flags: &RunFlags, pairs: &[(&str, &str)], file: Option<&str>) -> Result<Config, Faults> {
    let env: HashMap<_, _> = pairs.iter().copied().collect();
    load(flags, |name| env.get(name).map(|text| (*text).to_owned()), file)
}

/// The faults as sentences, with one or more settings changed or added.
fn faults(base: &[(&str, &str)], change: &[(&str, &str)]) -> Vec<String> {
    let pairs: Vec<_> = base.iter().chain(change).copied().collect();
    sentences(load_env(&pairs))
}

fn sentences(loaded: Result<Config, Faults>) -> Vec<String> {
    loaded.unwrap_err().iter().map(ToString::to_string).collect()
}

/// Exactly one fault, holding all these words.
fn one(faults: &[String], words: &[&str]) {
    assert_eq!(faults.len(), 1, "{faults:#?}");
    for word in words {
        assert!(faults.iter().all(|fault| fault.contains(word)), "{word}: {faults:#?}");
    }
}

#[test]
fn the_least_settings_are_enough() {
    let config = load_env(&SOCKET).unwrap();
    assert_eq!(config.transport, Transport::Socket { app_token: Secret::new("xapp-1") });
    assert_eq!(config.api_url.as_str(), "https://slack.com/api");
    assert_eq!(config.database, PathBuf::from("klynge.db"));
    assert_eq!(config.admin_listen.to_string(), "127.0.0.1:9187");
    assert_eq!(config.clock_url, None);

    let Transport::Http { listen, .. } = load_env(&HTTP).unwrap().transport else {
        panic!("signed HTTP was asked for");
    };
    assert_eq!(listen.to_string(), "127.0.0.1:3000");
}

#[test]
fn flags_win_over_the_environment_over_the_file_over_defaults() {
    let file = "database = 'file.db'\nlisten = '127.0.0.1:1'\nadmin_listen = '127.0.0.1:2'\nslack_bot_token = 'xoxb-f'";
    let env =
        [("SLACK_SIGNING_SECRET", "s"), ("KLYNGE_DATABASE", "env.db"), ("KLYNGE_LISTEN", "127.0.0.1:3")];
    let flags = RunFlags { database: Some("flag.db".into()), ..RunFlags::default() };
    let config = load_all(&flags, &env, Some(file)).unwrap();
    assert_eq!(config.database, PathBuf::from("flag.db"));
    assert_eq!(config.admin_listen.port(), 2);
    assert_eq!(config.bot_token, Secret::new("xoxb-f"));
    assert!(matches!(config.transport, Transport::Http { listen, .. } if listen.port() == 3));
}

#[test]
fn nothing_behind_the_equals_sign_is_not_set() {
    let env = [SOCKET[0], SOCKET[1], ("SLACK_SIGNING_SECRET", " "), ("KLYNGE_LISTEN", "")];
    assert!(load_env(&env).is_ok());
}

#[test]
fn a_missing_bot_token_is_named() {
    one(&sentences(load_env(&SOCKET[1..])), &["SLACK_BOT_TOKEN is missing", "xoxb-"]);
}

#[test]
fn mixed_up_tokens_are_recognised() {
    for (value, words) in [
        ("xapp-geheim", "looks like an app-level token"),
        ("xoxp-geheim", "looks like a user token"),
        ("xoxe.xoxb-geheim", "looks like a rotating token"),
        ("0123456789abcdef0123456789abcdef", "looks like a signing secret"),
        ("geheim", "does not begin with xoxb-"),
        ("xoxb-", "ends after xoxb-"),
        ("xoxb-geheim geheim", "has a space"),
        ("\"xoxb-geheim\"", "quotes"),
    ] {
        one(&faults(&SOCKET, &[("SLACK_BOT_TOKEN", value)]), &["SLACK_BOT_TOKEN", words]);
    }
    let swapped = faults(&[], &[("SLACK_BOT_TOKEN", "xapp-1"), ("SLACK_APP_TOKEN", "xoxb-1")]);
    assert_eq!(swapped.len(), 2);
    one(
        &faults(&HTTP, &[("SLACK_SIGNING_SECRET", "xapp-1")]),
        &["SLACK_SIGNING_SECRET looks like an app-level"],
    );
}

#[test]
fn no_transport_and_halves_of_one_say_what_to_add() {
    one(&sentences(load_env(&HTTP[..1])), &["SLACK_APP_TOKEN is missing", "KLYNGE_LISTEN", "Socket Mode"]);
    one(&sentences(load_env(&HTTP[..2])), &["KLYNGE_LISTEN is missing"]);
    one(&sentences(load_env(&[HTTP[0], HTTP[2]])), &["SLACK_SIGNING_SECRET is missing"]);
}

#[test]
fn two_transports_are_one_too_many() {
    for extra in [&HTTP[1..2], &HTTP[2..3], &HTTP[1..3]] {
        one(&faults(&SOCKET, extra), &["SLACK_APP_TOKEN is set together with", "keep"]);
    }
}

#[test]
fn addresses_to_listen_on_are_checked() {
    one(&faults(&HTTP, &[("KLYNGE_LISTEN", ":3001")]), &["KLYNGE_LISTEN is not an IP", "0.0.0.0:3001"]);
    one(&faults(&HTTP, &[("KLYNGE_LISTEN", "localhost:99999")]), &["KLYNGE_LISTEN"]);
    one(&faults(&SOCKET, &[("KLYNGE_ADMIN_LISTEN", "9187")]), &["KLYNGE_ADMIN_LISTEN", "127.0.0.1:9187"]);
    one(&faults(&HTTP, &[("KLYNGE_ADMIN_LISTEN", "127.0.0.1:3000")]), &["same address"]);
    let any = [("KLYNGE_LISTEN", "127.0.0.1:0"), ("KLYNGE_ADMIN_LISTEN", "127.0.0.1:0")];
    assert!(load_env(&[HTTP[0], HTTP[1], any[0], any[1]]).is_ok());
}

#[test]
fn the_api_address_must_keep_tokens_private() {
    for (value, words) in [
        ("http://example.com/api", "http to another machine"),
        ("http://127.0.0.1.evil.example/api", "http to another machine"),
        ("http://localhost.evil.example/api", "http to another machine"),
        ("http://localhost@evil.example/api", "http to another machine"),
        ("http://127.0.0.1:80@evil.example/api", "http to another machine"),
        ("http://evil.example/?127.0.0.1", "http to another machine"),
        ("http://0.0.0.0/api", "http to another machine"),
        ("http://[::ffff:10.0.0.1]/api", "http to another machine"),
        ("http:127.0.0.1.evil.example", "http to another machine"),
        ("file:///127.0.0.1/api", "is not an address"),
        ("slack.com/api", "is not an address"),
        ("ftp://slack.com/api", "is not an address"),
        ("https://me:geheim@slack.com/api", "a name or a password"),
        ("https://slack.com/api?x=1", "has a ?"),
    ] {
        let found = faults(&SOCKET, &[("SLACK_API_URL", value)]);
        one(&found, &["SLACK_API_URL", words]);
        assert!(!found.concat().contains("geheim"));
    }
    for value in ["http://127.0.0.1:9/api", "http://localhost:9/api/", "https://gateway.example.com/slack"] {
        assert!(load_env(&[SOCKET[0], SOCKET[1], ("SLACK_API_URL", value)]).is_ok(), "{value}");
    }
}

#[test]
fn calendars_have_a_door_of_their_own_and_a_private_way_to_it() {
    let with = |more: &[(&'static str, &'static str)]| faults(&SOCKET, more);
    let config = load_env(&[SOCKET[0], SOCKET[1], ("KLYNGE_PUBLIC_URL", "https://klynge.example/kal")]);
    let public = config.unwrap().public.unwrap();
    assert_eq!(public.url.as_str(), "https://klynge.example/kal/");
    assert_eq!(public.listen.to_string(), "127.0.0.1:9188");
    assert!(load_env(&SOCKET).unwrap().public.is_none());
    for (value, what) in [
        ("klynge.example", "is not an address"),
        ("http://klynge.example/", "is http"),
        ("https://ida:hei@klynge.example/", "a name or a password"),
        ("https://klynge.example/?a=b", "a ? or a #"),
    ] {
        one(&with(&[("KLYNGE_PUBLIC_URL", value)]), &["KLYNGE_PUBLIC_URL", what]);
    }
    one(&with(&[("KLYNGE_PUBLIC_LISTEN", "127.0.0.1:1")]), &["is set without KLYNGE_PUBLIC_URL"]);
    let same = [("KLYNGE_PUBLIC_URL", "https://klynge.example/"), ("KLYNGE_PUBLIC_LISTEN", "127.0.0.1:9187")];
    one(&with(&same), &["KLYNGE_PUBLIC_LISTEN is the same address as KLYNGE_ADMIN_LISTEN"]);
}

#[cfg(feature = "demo")]
#[test]
fn the_clock_is_followed_on_this_machine_only() {
    one(&faults(&SOCKET, &[("KLYNGE_CLOCK_URL", "http://example.com/")]), &["KLYNGE_CLOCK_URL"]);
    let config = load_env(&[SOCKET[0], SOCKET[1], ("KLYNGE_CLOCK_URL", "http://127.0.0.1:7878/")]);
    assert!(config.unwrap().clock_url.is_some());
}

#[cfg(not(feature = "demo"))]
#[test]
fn the_clock_cannot_be_turned_in_this_build() {
    let found = faults(&SOCKET, &[("KLYNGE_CLOCK_URL", "http://127.0.0.1:7878/")]);
    one(&found, &["KLYNGE_CLOCK_URL works only"]);
}

#[test]
fn the_file_is_checked_too() {
    let file = |text| sentences(load_all(&RunFlags::default(), &SOCKET, Some(text)));
    one(&file("databse = 'x'"), &["databse (in klynge.toml) is no setting", "did you mean database?"]);
    one(&file("KLYNGE_LISTEN = 'x'"), &["did you mean listen?"]);
    one(&file("colour = 'red'"), &["there are slack_bot_token, "]);
    one(&file("database = 3"), &["database (in klynge.toml) is not a text"]);
    one(&file("\nslack_bot_token = xoxb-geheim"), &["line 2", "not valid TOML"]);
    one(&file("admin_listen = 'x'"), &["KLYNGE_ADMIN_LISTEN (in klynge.toml)"]);
}

#[test]
fn all_faults_come_at_once_and_none_shows_a_secret() {
    let env = [
        ("SLACK_BOT_TOKEN", "xapp-geheim"),
        ("SLACK_APP_TOKEN", "xoxb-geheim"),
        ("SLACK_SIGNING_SECRET", "xoxp-geheim"),
        ("KLYNGE_LISTEN", "here"),
        ("SLACK_API_URL", "http://example.com/"),
        ("KLYNGE_ADMIN_LISTEN", "there"),
        ("KLYNGE_PUBLIC_URL", "nothing"),
        ("KLYNGE_PUBLIC_LISTEN", "everywhere"),
        ("KLYNGE_CLOCK_URL", "nowhere"),
    ];
    let loaded = load_all(&RunFlags::default(), &env, Some("tocken = 'geheim'"));
    let printed = loaded.clone().unwrap_err().to_string();
    let found = sentences(loaded);
    for (setting, _) in env {
        assert!(found.iter().any(|fault| fault.starts_with(setting)), "{setting}: {printed}");
    }
    assert_eq!(found.len(), env.len() + 2, "{printed}");
    assert!(!printed.contains("geheim"), "{printed}");
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let flags = RunFlags { config: Some("/nonexistent/klynge.toml".into()), ..RunFlags::default() };
    let found = sentences(from_process(&flags));
    assert!(found.iter().any(|fault| fault.starts_with("/nonexistent/klynge.toml cannot be read")));
}
