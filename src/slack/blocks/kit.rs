//! Thin helpers over slack-morphism's Block Kit types that keep Slack's limits (docs.slack.dev, "Block Kit"). What is
//! too long ends in a visible ellipsis: a message that Slack refuses would reach nobody.

use crate::domain::model::{Lang, Press, Text};
use crate::i18n::{self, ConfirmWords, Said};
use serde::Serialize;
use serde_json::Value;
use slack_morphism::SlackActionId;
use slack_morphism::blocks::{
    SlackActionsBlock, SlackBlock, SlackBlockButtonElement, SlackBlockButtonStyle, SlackBlockConfirmItem,
    SlackBlockMarkDownText, SlackBlockPlainTextOnly, SlackContextBlock, SlackDividerBlock, SlackHeaderBlock,
    SlackSectionBlock,
};

/// Blocks in a message. Slack takes 50; more than twelve is a document, and nobody reads those in a chat.
const BLOCKS: usize = 12;
/// Characters in a heading.
const HEADER: usize = 150;
/// Characters in a section.
const SECTION: usize = 3_000;
/// Sections that one list may fill.
const LIST_SECTIONS: usize = 3;
/// Characters on a button.
const BUTTON: usize = 75;
/// Characters in the question before a press counts.
const CONFIRM_TITLE: usize = 100;
const CONFIRM_TEXT: usize = 300;
const CONFIRM_BUTTON: usize = 30;
/// Buttons in a row: Slack takes 25, a phone shows about this many.
const ROW: usize = 5;

/// A message or the body of a modal, from top to bottom.
pub(super) struct Page {
    lang: Lang,
    blocks: Vec<SlackBlock>,
}

impl Page {
    /// An empty page.
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, blocks: Vec::new() }
    }

    /// Heading, text and list. Small print comes below the buttons: see [`Self::small`].
    pub(super) fn said(self, said: &Said) -> Self {
        self.head(said).list(&said.lines)
    }

    /// Heading and text.
    pub(super) fn head(self, said: &Said) -> Self {
        let title = said.title.as_ref().map(|title| format!("*{title}*"));
        let parts: Vec<&str> = title
            .iter()
            .chain(Some(&said.text))
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        self.section(&parts.join("\n"))
    }

    /// A paragraph of mrkdwn; Slack refuses empty ones, so those are left out.
    pub(super) fn section(mut self, mrkdwn: &str) -> Self {
        if !mrkdwn.is_empty() {
            let section = SlackSectionBlock::new().with_text(verbatim(mrkdwn).into());
            self.blocks.push(section.into());
        }
        self
    }

    /// One entry a line, over as many sections as it takes.
    pub(super) fn list(self, lines: &[String]) -> Self {
        let mut sections: Vec<String> = Vec::new();
        for line in lines {
            match sections.last_mut() {
                Some(section) if chars(section) + chars(line) < SECTION => {
                    section.push('\n');
                    section.push_str(line);
                }
                _ => sections.push(line.clone()),
            }
        }
        if sections.len() > LIST_SECTIONS {
            sections.truncate(LIST_SECTIONS);
            sections.push("…".to_owned());
        }
        sections.iter().fold(self, |page, section| page.section(section))
    }

    /// Small print, if there is any.
    pub(super) fn small(self, said: &Said) -> Self {
        self.note(said.small.as_deref().unwrap_or_default())
    }

    /// A heading: plain text.
    pub(super) fn header(mut self, text: &str) -> Self {
        self.blocks.push(SlackHeaderBlock::new(plain(text, HEADER)).into());
        self
    }

    /// Small print of one's own; nothing if empty.
    pub(super) fn note(mut self, mrkdwn: &str) -> Self {
        if !mrkdwn.is_empty() {
            self.blocks.push(SlackContextBlock::new(vec![verbatim(mrkdwn).into()]).into());
        }
        self
    }

    /// A line across.
    pub(super) fn divider(mut self) -> Self {
        self.blocks.push(SlackDividerBlock::new().into());
        self
    }

    /// Buttons, in rows.
    pub(super) fn presses(mut self, presses: impl IntoIterator<Item = Press>) -> Self {
        let buttons: Vec<_> = presses.into_iter().map(|press| button(self.lang, &press).into()).collect();
        let rows = buttons.chunks(ROW).map(|row| SlackActionsBlock::new(row.to_vec()).into());
        self.blocks.extend(rows);
        self
    }

    /// Any other block.
    pub(super) fn block(mut self, block: SlackBlock) -> Self {
        self.blocks.push(block);
        self
    }

    /// The same to read only.
    pub(super) fn without_buttons(mut self) -> Self {
        self.blocks.retain(|block| !matches!(block, SlackBlock::Actions(_)));
        self
    }

    /// Its blocks.
    pub(super) fn into_blocks(self) -> Vec<SlackBlock> {
        self.blocks
    }

    /// As a message's JSON, at most [`BLOCKS`] blocks.
    pub(super) fn into_json(mut self) -> Value {
        if self.blocks.len() > BLOCKS {
            self.blocks.truncate(BLOCKS - 1);
            self = self.section("…");
        }
        to_json(&self.blocks)
    }
}

/// These types hold strings, numbers and lists only, so writing them as JSON cannot fail.
pub(super) fn to_json<T: Serialize>(of: &T) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

fn button(lang: Lang, press: &Press) -> SlackBlockButtonElement {
    let mut button = SlackBlockButtonElement::new(plain(&i18n::label(lang, press), BUTTON))
        .with_action_id(SlackActionId::new(press.action_id()))
        .with_value(to_json(press).to_string());
    button.style = style(press);
    button.confirm = i18n::confirm(lang, press).map(confirm);
    button
}

fn confirm(words: ConfirmWords) -> SlackBlockConfirmItem {
    SlackBlockConfirmItem::new(
        plain(words.title, CONFIRM_TITLE),
        plain(words.text, CONFIRM_TEXT).into(),
        plain(words.yes, CONFIRM_BUTTON),
        plain(words.no, CONFIRM_BUTTON),
    )
}

/// The one step that a message is about stands out, and so does what cannot be undone. Answers to an invitation do
/// not: a no is as good as a yes.
fn style(press: &Press) -> Option<SlackBlockButtonStyle> {
    match press {
        Press::PickCompany(_)
        | Press::PostWelcome(_)
        | Press::ChooseTheme(_)
        | Press::ConfirmTalk(_)
        | Press::AcceptCover(_)
        | Press::AcceptTurn(..)
        | Press::AcceptSwap(..)
        | Press::PublishBrief(_)
        | Press::ConfirmAttendance(_) => Some(SlackBlockButtonStyle::Primary),
        Press::CancelMeeting(_) | Press::WithdrawTalk(_) | Press::DeleteWish(_) | Press::DeleteGuest(_) => {
            Some(SlackBlockButtonStyle::Danger)
        }
        Press::Answer(..)
        | Press::ChangeSetup(_)
        | Press::AddCompanies(_)
        | Press::CompanyLeaves(_)
        | Press::ChangeContact(_)
        | Press::ShowIdeas(_)
        | Press::TakeIdea(..)
        | Press::TakeMeeting(_)
        | Press::PassMeeting(_)
        | Press::UseFormat(..)
        | Press::DeclineFormat(_)
        | Press::WithdrawCover(_)
        | Press::WithdrawTurn(..)
        | Press::GiveBackTurn(..)
        | Press::GiveBackCover(_)
        | Press::DeclineSwap(..)
        | Press::WithdrawSwap(..)
        | Press::GiveBackSwap(..)
        | Press::ShowSomething(_)
        | Press::ChangeTalk(_)
        | Press::StepIn(..)
        | Press::NotThisTime(..)
        | Press::DeclineInvitation(_)
        | Press::Join(_)
        | Press::AskLater(_)
        | Press::StopNudging(_)
        | Press::MakeWish(_)
        | Press::ShowWishes(..)
        | Press::VoteFor(_)
        | Press::UnvoteFor(_)
        | Press::ShowWished(_)
        | Press::TakeWished(..)
        | Press::PutOnAgenda(_)
        | Press::OrderAgenda(_)
        | Press::RemoveItem(..)
        | Press::CarryOver(_)
        | Press::MoveMeeting(_)
        | Press::ChangePlace(_)
        | Press::ExtraMeeting(_)
        | Press::ChangeRhythm(_)
        | Press::ShowYear(_)
        | Press::ShowLedger(_)
        | Press::ShowHistory(..)
        | Press::ChangeOrder(_)
        | Press::SkipHosting(_)
        | Press::ChangeTimes(_)
        | Press::CorrectAttendance(_)
        | Press::EditBrief(_)
        | Press::ShareTalk(_)
        | Press::KeepTalk(_)
        | Press::ReadBrief(_)
        | Press::AskPresenter(_)
        | Press::Reply(..)
        | Press::CorrectBrief(_)
        | Press::ChangeSettings(_)
        | Press::MakeAddress(_)
        | Press::DropAddress(_)
        | Press::ShowGuests(..)
        | Press::AddGuest(_)
        | Press::ChangeGuest(_)
        | Press::InviteGuest(..)
        | Press::StopAsking(_)
        | Press::AskAgain(_)
        | Press::Wake
        | Press::Speak(_)
        | Press::Run(_) => None,
    }
}

/// A `mrkdwn` object whose marks are those we have written. If Slack were not told so it would make links of addresses,
/// and mentions of channels' names, that somebody typed (docs.slack.dev, "Text object").
fn verbatim(mrkdwn: &str) -> SlackBlockMarkDownText {
    SlackBlockMarkDownText::new(shorten_mrkdwn(mrkdwn, SECTION)).with_verbatim(true)
}

/// A `plain_text` object of at most so many characters.
pub(super) fn plain(text: &str, most: usize) -> SlackBlockPlainTextOnly {
    SlackBlockPlainTextOnly::from(shorten(text, most))
}

/// Typed text as a button can show it, so that its value stays short too.
pub(super) fn on_button(text: &Text) -> Text {
    Text::line(&shorten(text.plain(), BUTTON))
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

/// At most `most` characters, the last an ellipsis if something was cut off.
pub(super) fn shorten(text: &str, most: usize) -> String {
    match kept(text, most) {
        Some(kept) => format!("{}…", kept.trim_end()),
        None => text.to_owned(),
    }
}

/// The same for mrkdwn: never cuts through a mention, a link or an escaped character.
pub(super) fn shorten_mrkdwn(text: &str, most: usize) -> String {
    let Some(mut kept) = kept(text, most) else {
        return text.to_owned();
    };
    for (opens, closes) in [('<', '>'), ('&', ';')] {
        if let Some((before, cut)) = kept.rsplit_once(opens)
            && !cut.contains(closes)
        {
            kept = before;
        }
    }
    format!("{}…", kept.trim_end())
}

/// What stays of a text that is too long; `None` if it fits.
fn kept(text: &str, most: usize) -> Option<&str> {
    text.char_indices().nth(most)?;
    let (end, _) = text.char_indices().nth(most.saturating_sub(1))?;
    text.get(..end)
}

#[cfg(test)]
mod tests {
    use super::{Page, SECTION, chars, shorten, shorten_mrkdwn};
    use crate::domain::model::Lang;

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(shorten("brød", 4), "brød");
        assert_eq!(shorten("brødet", 4), "brø…");
    }

    #[test]
    fn mrkdwn_is_never_cut_in_the_middle_of_a_mark() {
        assert_eq!(shorten_mrkdwn("Hei <@U123>", 8), "Hei…");
        assert_eq!(shorten_mrkdwn("A &amp; B &amp; C", 13), "A &amp; B…");
        assert_eq!(shorten_mrkdwn("<@U1> og <@U2> kommer", 18), "<@U1> og <@U2> ko…");
    }

    #[test]
    fn a_long_list_fills_sections_and_then_ends_visibly() {
        let lines: Vec<String> = (0..100).map(|_| "x".repeat(200)).collect();
        let blocks = Page::new(Lang::Nb).list(&lines).into_json();
        let texts: Vec<&str> = blocks
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|block| block.pointer("/text/text")?.as_str())
            .collect();
        assert_eq!(texts.len(), 4);
        assert!(texts.iter().all(|text| chars(text) <= SECTION));
        assert_eq!(texts.last(), Some(&"…"));
    }

    #[test]
    fn a_message_has_at_most_twelve_blocks() {
        let page = (0..20).fold(Page::new(Lang::En), |page, _| page.section("x"));
        let blocks = page.into_json();
        assert_eq!(blocks.as_array().map(Vec::len), Some(12));
        assert_eq!(blocks.pointer("/11/text/text"), Some(&"…".into()));
    }
}
