//! What a thread says, in few words: typed lines first, then links, then the sentences that say most.
//!
//! Nothing is invented: each point is a line or a sentence that somebody wrote, and names the message it was taken from.
//! In reading order: [`is_excluded`] keeps messages out, `markup` turns Slack's mrkdwn into plain lines, `message` reads
//! one message (typed lines, links, sentences), `score` says how much each sentence is worth, and `pick` chooses
//! under the budget. `words` knows the languages.

mod exclude;
mod markup;
mod message;
mod pick;
mod score;
mod sentence;
#[cfg(test)]
mod tests;
mod words;

pub use exclude::is_excluded;
pub use message::typed_line;
pub use words::{count, language};

use crate::domain::model::{Lang, Point, Remark};
use message::Message;

/// The first line of prose in a message, without its marks; empty if there is none.
pub fn first_line(words: &str) -> String {
    markup::lines(words).into_iter().next().map(|line| line.text).unwrap_or_default()
}

/// What the thread says, in at most `words` words: decisions, tasks, notes, questions and links that somebody marked as
/// such by typing it ("beslutning: ..", in either language), then links, then the sentences of plain talk that say most.
/// In the order of [`PointKind::ALL`](crate::domain::model::PointKind::ALL), and within a kind in that of the thread.
///
/// Words are counted as [`count`] does, and every point that is no note costs one more, for its label. A text too long
/// for what is left is left out rather than cut; only when nothing at all would be said is the best sentence cut, with
/// an ellipsis. People in a text stand as `@U123`: whoever shows it puts in their names.
/// Messages that are [excluded](is_excluded) are not read.
pub fn summarise(thread: &[Remark], lang: Lang, words: usize) -> Vec<Point> {
    let told = thread.iter().enumerate().filter(|(_, remark)| !is_excluded(remark));
    let messages: Vec<Message<'_>> = told.map(|(place, remark)| Message::read(place, remark)).collect();
    pick::points(&messages, lang, words)
}
