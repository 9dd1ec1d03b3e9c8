//! The small things people say and write, in bokmål and in English, by whichever is theirs.

/// What somebody may say in one language.
pub(super) struct Phrases {
    /// Said in a channel, out of the blue.
    pub(super) talk: &'static [&'static str],
    /// In a thread, to what somebody wrote.
    pub(super) reply: &'static [&'static str],
    /// For a short field in a form.
    pub(super) title: &'static [&'static str],
    /// For a long one.
    pub(super) note: &'static [&'static str],
}

/// Emoji for reactions.
pub(super) const REACTIONS: &[&str] = &["thumbsup", "heart", "tada", "eyes", "raised_hands", "smile", "clap"];

const NB: Phrases = Phrases {
    talk: &[
        "Hei, alle sammen!",
        "Noen som blir med på kaffe?",
        "Det er kake på kjøkkenet.",
        "Kan noen se over en skisse for meg i ettermiddag?",
        "Heisen står igjen. Ta trappa.",
        "Fin utstilling nede i resepsjonen, stikk innom.",
        "Jeg er på hjemmekontor i dag.",
        "Har noen en skjermkabel å låne bort?",
        "Takk for praten i går, det hjalp.",
        "Vi leter etter en ekstra hånd til et lite prosjekt neste uke.",
        "Hvem har ordnet så fint på møterommet?",
        "Husk å lukke vinduene, det blåser opp.",
        "Leste noe bra om arbeidsflyt på bussen, deler gjerne lenka.",
        "God helg når den tid kommer!",
    ],
    reply: &[
        "Enig!",
        "Takk, det visste jeg ikke.",
        "Jeg kan hjelpe.",
        "Fint!",
        "Jeg blir med.",
        "Kan vi ta det over lunsj?",
        "Godt spørsmål.",
        "Det samme her.",
    ],
    title: &[
        "Et lite verktøy vi liker",
        "Tre ting vi lærte",
        "En uferdig skisse",
        "Slik jobber vi",
        "Noe vi vil ha råd om",
    ],
    note: &[
        "Vi prøvde noe nytt i høst og vil gjerne vise hva som virket og hva som ikke gjorde det.",
        "Kort fortalt: mindre møter, mer tegning. Vi tar gjerne imot råd.",
        "Det er ikke ferdig, men langt nok til å diskutere.",
    ],
};

const EN: Phrases = Phrases {
    talk: &[
        "Hello, everybody!",
        "Anybody up for coffee?",
        "There is cake in the kitchen.",
        "Could somebody look at a sketch of mine this afternoon?",
        "The lift is stuck again. Take the stairs.",
        "Nice exhibition down in the lobby, do drop by.",
        "I work from home today.",
        "Does anybody have a screen cable to lend?",
        "Thanks for the chat yesterday, it helped.",
        "We need an extra pair of hands for a small project next week.",
        "Who made the meeting room look so good?",
        "Please close the windows, it is getting windy.",
        "Read something good about workflow on the bus, happy to share the link.",
        "Have a good weekend when it comes!",
    ],
    reply: &[
        "Agreed!",
        "Thanks, I did not know that.",
        "I can help.",
        "Nice!",
        "Count me in.",
        "Shall we talk about it over lunch?",
        "Good question.",
        "Same here.",
    ],
    title: &[
        "A small tool we like",
        "Three things we learned",
        "An unfinished sketch",
        "How we work",
        "Something we want advice on",
    ],
    note: &[
        "We tried something new this autumn and would like to show what worked and what did not.",
        "In short: fewer meetings, more drawing. Advice is welcome.",
        "It is not finished, but far enough along to discuss.",
    ],
};

/// The phrases for somebody's locale; anything but Norwegian is English.
pub(super) fn for_locale(locale: &str) -> &'static Phrases {
    match locale.get(..2) {
        Some("nb" | "nn" | "no") => &NB,
        _ => &EN,
    }
}
