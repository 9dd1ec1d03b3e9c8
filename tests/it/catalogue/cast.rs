//! Who and what the examples are about. Openly fictional.

use chrono::{NaiveDate, NaiveDateTime};
use klynge::domain::model::{
    ClusterId, Coming, GuestId, MeetingFacts, MeetingId, Named, Period, Rhythm, Series, Standing, TalkId,
    Text, Todo, UserId,
};

pub(super) const CLUSTER: ClusterId = ClusterId(3);
pub(super) const MEETING: MeetingId = MeetingId(7);
pub(super) const GUEST: GuestId = GuestId(6);
pub(super) const TALK: TalkId = TalkId(5);

/// The words that people typed.
pub(super) struct Cast {
    pub(super) company: Text,
    pub(super) other: Text,
    pub(super) third: Text,
    pub(super) fourth: Text,
    pub(super) theme: Text,
    pub(super) place: Text,
    pub(super) elsewhere: Text,
    pub(super) link: Text,
    pub(super) channel: Text,
    pub(super) typed: Text,
    pub(super) guest: Text,
}

impl Cast {
    /// As one would meet them.
    pub(super) fn ordinary() -> Self {
        let mut words = [
            "Studio Nord",
            "Strek & Streif",
            "Fjordform",
            "Blåtime",
            "Layout som virker",
            "Kafeen",
            "Verkstedet",
            "https://video.example/digs",
            "digsdesignforum",
            "nestte",
            "Kari Ek",
        ]
        .into_iter();
        Self::of(|| Text::from(words.next().unwrap_or_default()))
    }

    /// Everything typed is this text.
    pub(super) fn all(text: &str) -> Self {
        Self::of(|| Text::line(text))
    }

    /// Everything typed is another number, so that all words are Klynge's own.
    pub(super) fn numbers() -> Self {
        let mut numbers = 11..;
        Self::of(|| Text::from(numbers.next().unwrap_or_default().to_string().as_str()))
    }

    fn of(mut next: impl FnMut() -> Text) -> Self {
        Self {
            company: next(),
            other: next(),
            third: next(),
            fourth: next(),
            theme: next(),
            place: next(),
            elsewhere: next(),
            link: next(),
            channel: next(),
            typed: next(),
            guest: next(),
        }
    }

    /// A meeting of the first company, with everything chosen.
    pub(super) fn facts(&self) -> MeetingFacts {
        MeetingFacts {
            id: MEETING,
            start: at(9, 17, 11, 30),
            minutes: 60,
            place: self.place.clone(),
            link: Some(self.link.clone()),
            theme: Some(self.theme.clone()),
            format: None,
            host: Named::Company(self.company.clone()),
            guests: Vec::new(),
        }
    }

    /// Somebody of the first company, before that meeting.
    pub(super) fn standing(&self, todo: Todo, answer: Option<Coming>) -> Standing {
        Standing {
            next: Some(Box::new(self.facts())),
            answer,
            company: Some(self.company.clone()),
            hosting: Some(at(10, 1, 11, 30)),
            turn: None,
            away: None,
            todo,
        }
    }

    /// To say that one is ready.
    pub(super) fn ready(&self) -> Todo {
        Todo::Ready { talk: TALK, title: self.theme.clone(), start: at(9, 17, 11, 30) }
    }

    /// The same without theme and link.
    pub(super) fn bare(&self) -> MeetingFacts {
        MeetingFacts { link: None, theme: None, ..self.facts() }
    }
}

/// Somebody without a company, or a cluster without meetings.
pub(super) fn nowhere(todo: Todo) -> Standing {
    Standing { next: None, answer: None, company: None, hosting: None, turn: None, away: None, todo }
}

pub(super) fn ida() -> UserId {
    UserId::from("U0IDA")
}

pub(super) fn per() -> UserId {
    UserId::from("U0PER")
}

pub(super) fn kari() -> UserId {
    UserId::from("U0KARI")
}

/// A moment of 2026.
pub(super) fn at(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    date(month, day).and_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// A day of 2026.
pub(super) fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

pub(super) fn series(rhythm: Rhythm) -> Series {
    Series { rhythm, first: at(9, 3, 11, 30) }
}

pub(super) fn period(from: u32, to: u32) -> Period {
    let last = date(to + 1, 1).pred_opt().unwrap_or_default();
    Period { from: date(from, 1), to: last }
}
