//! The host changes what a brief says: its points one a line, as one would type them as notes. Where
//! a line still says what somebody wrote, it still cites them.

use super::{approvable, sharing, summary, told};
use crate::domain::meeting::change::faults;
use crate::domain::meeting::{facts, open_form};
use crate::domain::model::{
    Brief, BriefMsg, BriefState, Change, Decision, Field, Form, LineProblem, Meeting, MeetingId, Msg, Nonce,
    Noted, Point, PointKind, Problem, Purpose, Start, Text, UserId, Values,
};
use crate::domain::plan::Plan;

/// The longest point, in characters.
const MAX_POINT: usize = 400;
/// Two lines at least this alike are the same point, reworded.
const ALIKE: f64 = 0.85;

/// Opens the form with the points in it.
pub fn open(plan: Plan, by: &UserId, id: MeetingId, nonce: Nonce) -> Decision {
    let (brief, meeting, cluster) = match approvable(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let points = told(&plan, &brief).map(|noted| (noted.point.kind, noted.point.text.clone())).collect();
    let start = Start::Brief { facts: facts(&plan, &meeting), points };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Brief(id), nonce, start })
}

/// Takes the lines over. What is out reads differently at once, everywhere.
pub fn change(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (brief, meeting, cluster) = match approvable(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let lines = match read(values) {
        Ok(lines) => lines,
        Err(problem) => return faults(plan, by, &cluster, vec![(Field::Points, problem)]),
    };
    let out = brief.state == BriefState::Published;
    let brief = rewritten(&plan, brief, &meeting, lines);
    let corrected = if out { Some(plan.now) } else { brief.corrected };
    plan.put(Change::Brief(Brief { corrected, ..brief }));
    plan.touch_meeting(id);
    plan.finish_saying(by, Some(cluster.id), Msg::Brief(BriefMsg::Changed { out }))
}

/// The lines that say something, and what is wrong with those that are too long, by number.
fn read(values: &Values) -> Result<Vec<(PointKind, Text)>, Problem> {
    let lines: Vec<(usize, PointKind, Text)> = super::raw(values, Field::Points)
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim().trim_start_matches(['•', '-', '*']).trim()))
        .map(|(number, line)| (number, summary::typed_line(line).unwrap_or((PointKind::Note, line))))
        .filter(|(_, (_, words))| !words.is_empty())
        .map(|(number, (kind, words))| (number, kind, Text::line(words)))
        .collect();
    let too_long = lines.iter().filter(|(.., text)| text.chars() > MAX_POINT);
    let faults: Vec<_> = too_long.map(|(number, ..)| (*number, LineProblem::TooLong(MAX_POINT))).collect();
    if faults.is_empty() {
        Ok(lines.into_iter().map(|(_, kind, text)| (kind, text)).collect())
    } else {
        Err(Problem::Lines(faults))
    }
}

/// The brief with these points in the place of those that could be read; those withheld stay.
fn rewritten(plan: &Plan, brief: Brief, meeting: &Meeting, lines: Vec<(PointKind, Text)>) -> Brief {
    let (mut before, withheld): (Vec<Noted>, Vec<Noted>) =
        brief.points.iter().cloned().partition(|noted| sharing::may_be_told(plan, noted));
    let mut points: Vec<Noted> = Vec::new();
    for (kind, text) in lines {
        let old = nearest(&before, &text).map(|at| before.remove(at));
        let about = old.as_ref().and_then(|old| old.about);
        points.extend(
            sharing::noted(plan, meeting, reworded(old, kind, text))
                .map(|noted| Noted { about: noted.about.or(about), ..noted }),
        );
    }
    points.extend(withheld);
    Brief { points, ..brief }
}

fn nearest(before: &[Noted], text: &Text) -> Option<usize> {
    let likeness = |noted: &Noted| strsim::jaro_winkler(noted.point.text.plain(), text.plain());
    before
        .iter()
        .enumerate()
        .map(|(at, noted)| (likeness(noted), at))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, at)| at)
}

/// The same point in other words: where it comes from stays. A new one comes from nobody's message.
fn reworded(old: Option<Noted>, kind: PointKind, text: Text) -> Point {
    let (by, source) = old.map(|old| (old.point.by, old.point.source)).unwrap_or_default();
    Point { kind, text, by, source }
}
