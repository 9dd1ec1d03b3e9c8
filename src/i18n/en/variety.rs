//! Formats and the offer of another one, in English.

use super::talk;
use crate::domain::model::{Because, MeetingFacts, MeetingFormat, Offer, TalkFormat};
use crate::i18n::Said;
use crate::i18n::marks::{bullet, sentence};

/// How a meeting is held, in the middle of a sentence.
pub(crate) const fn format(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => talk::format(TalkFormat::Presentation),
        MeetingFormat::Story => talk::format(TalkFormat::Story),
        MeetingFormat::Critique => talk::format(TalkFormat::Critique),
        MeetingFormat::Discussion => talk::format(TalkFormat::Discussion),
        MeetingFormat::Clinic => talk::format(TalkFormat::Clinic),
        MeetingFormat::Workshop => talk::format(TalkFormat::Workshop),
        MeetingFormat::ShowAndTell => talk::format(TalkFormat::ShowAndTell),
        MeetingFormat::Visit => "visit",
        MeetingFormat::Guest => "guest from outside",
        MeetingFormat::Social => "social",
    }
}

/// No format chosen, as a choice in a form.
pub(crate) const OPEN: &str = "Depends on what is shown";

/// How to hold a meeting like that.
const fn how(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => "One shows for ten minutes, the others ask.",
        MeetingFormat::Story => "One tells it from start to end, with what went wrong.",
        MeetingFormat::Critique => "Show something unfinished, and say what you want answers to.",
        MeetingFormat::Discussion => "One question: first in pairs, then all together.",
        MeetingFormat::Clinic => "One tells what they are stuck with. The others ask before they suggest.",
        MeetingFormat::Workshop => "Everybody tries the same thing, and looks at what the others made.",
        MeetingFormat::Visit => "Meet somebody at their place, and have them show an ordinary day.",
        MeetingFormat::Guest => "Somebody from outside talks for twenty minutes, and the rest is questions.",
        MeetingFormat::ShowAndTell => "Everybody brings one thing and gets three minutes.",
        MeetingFormat::Social => "Food, games or a walk, and no plan.",
    }
}

/// When it suits, and when it does not.
const fn suits(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => "Good when something is done, heavy if there are three in a row.",
        MeetingFormat::Story => "Good after a big project, bad if it turns into advertising.",
        MeetingFormat::Critique => "Good while all can still change, not once it is delivered.",
        MeetingFormat::Discussion => "Good when many have a view, bad without a clear question.",
        MeetingFormat::Clinic => "Good when somebody needs help, bad if the answers come too fast.",
        MeetingFormat::Workshop => "Good for learning something new, hard in less than an hour.",
        MeetingFormat::Visit => "Good for new thoughts, not when the days are full.",
        MeetingFormat::Guest => "Good when you miss new voices, bad if nobody has questions.",
        MeetingFormat::ShowAndTell => "Good when few tend to show things, bad without a clock.",
        MeetingFormat::Social => "Good when somebody is new, not when something is urgent.",
    }
}

/// All formats, one a line.
pub(super) fn formats() -> Said {
    let lines = MeetingFormat::ALL
        .into_iter()
        .map(|of| bullet(format!("*{}:* {} {}", sentence(format(of)), how(of), suits(of))));
    Said::text("Ten ways to meet. The host chooses, along with the theme.").titled("Formats").lines(lines)
}

/// How the meeting is held, as a line of its card.
pub(super) fn line(facts: &MeetingFacts) -> Option<String> {
    facts.format.map(|of| format!("*Format:* {}", format(of)))
}

/// Another format, with its reason; or how to hold the one that was taken.
pub(super) fn offer(facts: &MeetingFacts, offer: Offer) -> String {
    let format = offer.format;
    if facts.format == Some(format) {
        return format!("*Format:* {}. {}", self::format(format), how(format));
    }
    format!("{} How about {}?", because(offer.because), one(format))
}

fn because(because: Because) -> String {
    match because {
        Because::Format(of) => format!("The last three meetings were {}.", several(of)),
        Because::Themes => "The last themes were much alike.".to_owned(),
        Because::Presenters => "It is mostly the same few who have shown something lately.".to_owned(),
        Because::Attendance => "It is mostly the same few who have come lately.".to_owned(),
        Because::NothingFromOutside => "For the last six meetings it was only ourselves.".to_owned(),
    }
}

const fn one(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => "a presentation",
        MeetingFormat::Story => "a story",
        MeetingFormat::Critique => "a critique of something unfinished",
        MeetingFormat::Discussion => "a discussion",
        MeetingFormat::Clinic => "a problem clinic",
        MeetingFormat::Workshop => "a workshop",
        MeetingFormat::Visit => "a visit to somebody",
        MeetingFormat::Guest => "a guest from outside",
        MeetingFormat::ShowAndTell => "show and tell, where everybody brings something",
        MeetingFormat::Social => "something social",
    }
}

const fn several(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => "presentations",
        MeetingFormat::Story => "stories",
        MeetingFormat::Critique => "critiques",
        MeetingFormat::Discussion => "discussions",
        MeetingFormat::Clinic => "problem clinics",
        MeetingFormat::Workshop => "workshops",
        MeetingFormat::Visit => "visits",
        MeetingFormat::Guest => "meetings with a guest",
        MeetingFormat::ShowAndTell => "show and tell",
        MeetingFormat::Social => "social",
    }
}

/// The button that takes another format.
pub(crate) const TAKE: &str = "Let's try that";

/// The button that does not.
pub(crate) const DECLINE: &str = "No thanks, as before";
