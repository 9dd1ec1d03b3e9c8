//! An example of every fault that a modal may have.

use super::cast::Cast;
use super::{Feature, cases};
use klynge::domain::model::Problem;

cases!(Problem {
    Problem::Missing => "missing",
    Problem::Past => "past",
    Problem::NotYet => "not_yet",
    Problem::NotAfter => "not_after",
    Problem::TooQuiet(_) => "too_quiet",
    Problem::NotHere => "not_here",
    Problem::AtNight => "at_night",
    Problem::TooFar => "too_far",
    Problem::DayOff => "day_off",
    Problem::OffRhythm(_) => "off_rhythm",
    Problem::BriefBegun => "brief_begun",
    Problem::TooLong(_) => "too_long",
    Problem::NotBetween(..) => "not_between",
    Problem::NotALink => "not_a_link",
    Problem::TooFew(1) => "too_few_one",
    Problem::TooFew(_) => "too_few",
    Problem::Lines(_) => "lines",
    Problem::NotAChoice => "not_a_choice",
    Problem::Elsewhere => "elsewhere",
    Problem::Taken => "taken",
    Problem::AskedAlready => "asked_already",
    Problem::SameHost => "same_host",
    Problem::AwayThen => "away_then",
    Problem::FirstAlready => "first_already",
    Problem::LastAlready => "last_already",
    Problem::AfterAnnouncement => "after_announcement",
    Problem::BeforeAnnouncement => "before_announcement",
    Problem::QuietThen => "quiet_then",
    Problem::Enough(_) => "enough",
    Problem::BehindItself => "behind_itself",
    Problem::NoRoom(0) => "full",
    Problem::NoRoom(_) => "no_room",
    Problem::NotAnAddress => "not_an_address",
    Problem::PresentsAlready => "presents_already",
    Problem::TooMany(_) => "too_many",
    Problem::InviteFirst => "invite_first",
});

pub(super) fn all(cast: &Cast) -> Feature<Problem> {
    let lines = lines::all(cast).examples;
    let examples = vec![
        Problem::Missing,
        Problem::Past,
        Problem::NotYet,
        Problem::NotAfter,
        Problem::TooQuiet(4),
        Problem::NotHere,
        Problem::AtNight,
        Problem::TooFar,
        Problem::DayOff,
        Problem::OffRhythm(super::cast::date(9, 30)),
        Problem::BriefBegun,
        Problem::TooLong(80),
        Problem::NotBetween(15, 480),
        Problem::NotAnAddress,
        Problem::PresentsAlready,
        Problem::TooMany(5),
        Problem::NotALink,
        Problem::TooFew(1),
        Problem::TooFew(2),
        Problem::Lines((1..).zip(lines).map(|(number, (_, problem))| (number, problem)).collect()),
        Problem::NotAChoice,
        Problem::Elsewhere,
        Problem::Taken,
        Problem::AskedAlready,
        Problem::SameHost,
        Problem::AwayThen,
        Problem::FirstAlready,
        Problem::LastAlready,
        Problem::AfterAnnouncement,
        Problem::BeforeAnnouncement,
        Problem::QuietThen,
        Problem::Enough(12),
        Problem::BehindItself,
        Problem::NoRoom(0),
        Problem::NoRoom(25),
        Problem::InviteFirst,
    ];
    let examples = examples.into_iter().map(|problem| (case(&problem), problem)).collect();
    Feature { name: "fault", cases: CASES, examples }
}

/// One faulty line at a time.
pub(super) fn each_line(cast: &Cast) -> Feature<Problem> {
    let Feature { name, cases, examples } = lines::all(cast);
    let examples =
        examples.into_iter().map(|(case, problem)| (case, Problem::Lines(vec![(3, problem)]))).collect();
    Feature { name, cases, examples }
}

mod lines {
    use super::{Cast, Feature, cases};
    use klynge::domain::model::LineProblem;

    cases!(LineProblem {
        LineProblem::Twice(_) => "twice",
        LineProblem::NoSuchPerson(_) => "no_such_person",
        LineProblem::Ambiguous(_) => "ambiguous",
        LineProblem::NameTooLong(_) => "name_too_long",
        LineProblem::TooLong(_) => "too_long",
        LineProblem::NamedTwice(_) => "named_twice",
        LineProblem::TooManyParts => "too_many_parts",
        LineProblem::NoName => "no_name",
    });

    pub(super) fn all(cast: &Cast) -> Feature<LineProblem> {
        let examples = vec![
            LineProblem::Twice(cast.company.clone()),
            LineProblem::NoSuchPerson(cast.typed.clone()),
            LineProblem::Ambiguous(cast.typed.clone()),
            LineProblem::NameTooLong(60),
            LineProblem::TooLong(400),
            LineProblem::NamedTwice(cast.company.clone()),
            LineProblem::TooManyParts,
            LineProblem::NoName,
        ];
        let examples = examples.into_iter().map(|problem| (case(&problem), problem)).collect();
        Feature { name: "fault_line", cases: CASES, examples }
    }
}
