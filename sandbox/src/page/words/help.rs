//! The words of what helps one around: keyboard shortcuts, the switches, toasts, and the tour.

/// In one language.
#[derive(Debug)]
pub(crate) struct Help {
    pub(crate) skip: &'static str,
    pub(crate) tools: &'static str,
    pub(crate) keys: &'static str,
    pub(crate) keys_on: &'static str,
    /// What the keys do, by group: the group, and in it keys and words.
    pub(crate) groups: [(&'static str, &'static [(&'static str, &'static str)]); 4],
    pub(crate) theme: &'static str,
    /// For the colours of the system, light and dark ones.
    pub(crate) themes: [&'static str; 3],

    pub(crate) new_conversation: &'static str,
    pub(crate) earlier: &'static str,
    pub(crate) log: &'static str,
    pub(crate) completions: &'static str,
    pub(crate) whispered: &'static str,
    pub(crate) go_there: &'static str,
    pub(crate) dismiss: &'static str,

    pub(crate) tour: &'static str,
    pub(crate) tour_step: &'static str,
    pub(crate) of: &'static str,
    pub(crate) next: &'static str,
    pub(crate) back: &'static str,
    pub(crate) skip_tour: &'static str,
    pub(crate) finish: &'static str,
    pub(crate) take_me_there: &'static str,
    pub(crate) done_so: &'static str,
    /// The tour of a sandbox whose seed brings none: title and text by step.
    pub(crate) small_tour: [(&'static str, &'static str); 6],
}

pub(super) const NB: Help = Help {
    skip: "Gå til meldingene",
    tools: "Verktøy",
    keys: "Tastatur",
    keys_on: "Bruk enkelttaster",
    groups: [
        (
            "Finne fram",
            &[
                ("Alt ↓", "neste kanal eller samtale"),
                ("Alt ↑", "forrige kanal eller samtale"),
                ("P", "finn en person å være"),
                ("H", "appens hjem"),
                ("C", "skriv en melding"),
                ("/", "skriv en kommando"),
                ("Esc", "lukk det som er åpent"),
            ],
        ),
        (
            "Meldinger",
            &[
                ("J", "neste melding"),
                ("K", "forrige melding"),
                ("R", "svar i tråd"),
                ("A", "reager, rediger, snarveier"),
                ("S", "snarveier"),
            ],
        ),
        (
            "Tidsmaskinen",
            &[
                ("N", "neste hendelse"),
                ("M", "neste morgen"),
                ("O", "én time fram"),
                ("Y", "spill en måned, eller stopp"),
                ("L", "slipp folk løs, eller kall dem inn"),
                ("T", "tidslinje eller hva skjedde"),
            ],
        ),
        (
            "Siden",
            &[("W", "linja til appen"), ("D", "lyst eller mørkt"), ("G", "omvisning"), ("?", "denne lista")],
        ),
    ],
    theme: "Farger",
    themes: ["Som systemet", "Lyst", "Mørkt"],
    new_conversation: "Ny samtale",
    earlier: "Vis eldre meldinger",
    log: "Meldinger",
    completions: "Forslag",
    whispered: "Bare synlig for deg",
    go_there: "Gå dit",
    dismiss: "Lukk",
    tour: "Omvisning",
    tour_step: "Steg",
    of: "av",
    next: "Neste",
    back: "Tilbake",
    skip_tour: "Avslutt",
    finish: "Ferdig",
    take_me_there: "Ta meg dit",
    done_so: "Gjort!",
    small_tour: [
        ("Du er alle her", "Klikk på en av personene, så ser du arbeidsrommet med deres øyne."),
        ("Skriv noe", "Skriv i kanalen. Appen hører det samme som den ville ha hørt i virkeligheten."),
        (
            "Kommandoer og mennesker",
            "Begynn med / for appens kommandoer, eller @ for folk. Piltastene velger.",
        ),
        ("Tiden er din", "Klokka står til du stiller den. Prøv en time fram, eller neste hendelse."),
        ("Slipp folk løs", "Slipp folk løs, og spill en måned: De snakker, svarer og klikker på egen hånd."),
        ("Se på linja", "Her står alt som går mellom sandkassen og appen, og her bestiller du feil."),
    ],
};

pub(super) const EN: Help = Help {
    skip: "Go to the messages",
    tools: "Tools",
    keys: "Keyboard",
    keys_on: "Use single keys",
    groups: [
        (
            "Getting around",
            &[
                ("Alt ↓", "next channel or conversation"),
                ("Alt ↑", "previous channel or conversation"),
                ("P", "find a person to be"),
                ("H", "the app's home"),
                ("C", "write a message"),
                ("/", "write a command"),
                ("Esc", "close what is open"),
            ],
        ),
        (
            "Messages",
            &[
                ("J", "next message"),
                ("K", "previous message"),
                ("R", "reply in thread"),
                ("A", "react, edit, shortcuts"),
                ("S", "shortcuts"),
            ],
        ),
        (
            "The time machine",
            &[
                ("N", "next event"),
                ("M", "next morning"),
                ("O", "one hour on"),
                ("Y", "play a month, or stop"),
                ("L", "let people act, or call them back"),
                ("T", "timeline or what happened"),
            ],
        ),
        ("The page", &[("W", "the wire"), ("D", "light or dark"), ("G", "the tour"), ("?", "this list")]),
    ],
    theme: "Colours",
    themes: ["As the system", "Light", "Dark"],
    new_conversation: "New conversation",
    earlier: "Show older messages",
    log: "Messages",
    completions: "Suggestions",
    whispered: "Only visible to you",
    go_there: "Go there",
    dismiss: "Close",
    tour: "Tour",
    tour_step: "Step",
    of: "of",
    next: "Next",
    back: "Back",
    skip_tour: "Leave",
    finish: "Done",
    take_me_there: "Take me there",
    done_so: "Done!",
    small_tour: [
        ("You are everybody here", "Click one of the people, and you see the workspace through their eyes."),
        ("Say something", "Write in the channel. The app hears what it would hear in real life."),
        (
            "Commands and people",
            "Begin with / for the app's commands, or @ for people. The arrow keys choose.",
        ),
        ("Time is yours", "The clock stands still until you turn it. Try an hour, or the next event."),
        ("Let people act", "Set people loose and play a month: they talk, answer and click by themselves."),
        ("Look at the wire", "All that passes between sandbox and app is here, and faults to order."),
    ],
};
