//! The words of the installation page: bokmål and English side by side.

/// The page's words in one language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) code: &'static str,
    pub(super) other_code: &'static str,
    pub(super) other_language: &'static str,
    /// Before and after the app's and the workspace's name.
    pub(super) wants: [&'static str; 3],
    pub(super) as_bot: &'static str,
    pub(super) as_you: &'static str,
    pub(super) who: &'static str,
    pub(super) allow: &'static str,
    pub(super) deny: &'static str,
    pub(super) goes_to: &'static str,
    pub(super) failed: &'static str,
    pub(super) back: &'static str,
    /// What is wrong, by Slack's code.
    pub(super) faults: &'static [(&'static str, &'static str)],
}

pub(super) const NB: Words = Words {
    code: "nb",
    other_code: "en",
    other_language: "English",
    wants: ["", " vil inn i ", ""],
    as_bot: "Appen får lov til å",
    as_you: "På dine vegne får den lov til å",
    who: "Hvem er du?",
    allow: "Tillat",
    deny: "Avvis",
    goes_to: "Etterpå sendes du til",
    failed: "Appen kan ikke installeres",
    back: "Til sandkassen",
    faults: &[
        ("invalid_client_id", "Adressen nevner en annen app enn den som er her."),
        (
            "bad_redirect_uri",
            "Adressen appen vil sende deg til, står ikke i manifestet under oauth_config.redirect_urls.",
        ),
        ("no_scopes", "Appen ber ikke om noe. Adressen må ha scope eller user_scope."),
        ("invalid_scope", "Appen ber om noe som ikke står i manifestet under oauth_config.scopes."),
        ("user_not_found", "Velg hvem du er."),
        ("invalid_arguments", "Svar med allow eller deny."),
    ],
};

pub(super) const EN: Words = Words {
    code: "en",
    other_code: "nb",
    other_language: "Norsk",
    wants: ["", " wants to come into ", ""],
    as_bot: "The app may",
    as_you: "On your behalf it may",
    who: "Who are you?",
    allow: "Allow",
    deny: "Deny",
    goes_to: "Afterwards you are sent to",
    failed: "The app cannot be installed",
    back: "To the sandbox",
    faults: &[
        ("invalid_client_id", "The address names another app than the one that is here."),
        (
            "bad_redirect_uri",
            "The address the app wants to send you to is not in the manifest's oauth_config.redirect_urls.",
        ),
        ("no_scopes", "The app asks for nothing. The address needs scope or user_scope."),
        ("invalid_scope", "The app asks for something that is not in the manifest's oauth_config.scopes."),
        ("user_not_found", "Choose who you are."),
        ("invalid_arguments", "Answer with allow or deny."),
    ],
};

#[cfg(test)]
mod tests {
    use super::{EN, NB};

    #[test]
    fn both_languages_know_the_same_faults() {
        let codes = |faults: &[(&'static str, &'static str)]| {
            faults.iter().map(|(code, _)| *code).collect::<Vec<_>>()
        };
        assert_eq!(codes(NB.faults), codes(EN.faults));
    }
}
