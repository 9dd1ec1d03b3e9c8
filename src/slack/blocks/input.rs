//! The inputs of a modal over slack-morphism's types. An input's `block_id` and `action_id` are its field's name, so
//! that what comes back, and any fault in it, finds its field.

use super::kit::{plain, shorten};
use crate::domain::model::{Field, UserId};
use crate::i18n::FieldWords;
use chrono::{NaiveDate, NaiveTime};
use slack_morphism::SlackActionId;
use slack_morphism::blocks::{
    SlackBlock, SlackBlockCheckboxesElement, SlackBlockChoiceItem, SlackBlockDatePickerElement, SlackBlockId,
    SlackBlockMultiStaticSelectElement, SlackBlockMultiUsersSelectElement, SlackBlockNumberInputElement,
    SlackBlockPlainTextInputElement, SlackBlockPlainTextOnly, SlackBlockRadioButtonsElement,
    SlackBlockStaticSelectElement, SlackBlockText, SlackBlockTimePickerElement, SlackBlockUrlInputElement,
    SlackBlockUsersSelectElement, SlackInputBlock, SlackInputBlockElement,
};

/// Options that fit as radio buttons or checkboxes.
const VISIBLE: usize = 10;
/// Options that fit into a menu.
const MENU: usize = 100;
/// Characters of an option, a placeholder, and of a label or hint.
const OPTION: usize = 75;
const PLACEHOLDER: usize = 150;
const LABEL: usize = 2_000;
/// Characters that a text input takes, and so the most it may start with.
const TYPED: usize = 3_000;

/// One option: what it sends and what it says.
pub(super) struct Choice {
    /// Sent back; ours, short.
    pub(super) value: String,
    /// Shown, plain text.
    pub(super) text: String,
}

/// One input.
pub(super) struct Input {
    field: Field,
    words: FieldWords,
    optional: bool,
}

impl Input {
    /// An input that must be filled in.
    pub(super) const fn new(field: Field, words: FieldWords) -> Self {
        Self { field, words, optional: false }
    }

    /// It may stay empty.
    pub(super) const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// One line, or several.
    pub(super) fn text(self, start: &str, multiline: bool) -> SlackBlock {
        let mut element = SlackBlockPlainTextInputElement::new().with_multiline(multiline);
        element.action_id = Some(self.action_id());
        element.placeholder = self.placeholder();
        element.initial_value = initial(start);
        self.block(element)
    }

    /// A link.
    pub(super) fn link(self, start: &str) -> SlackBlock {
        let mut element = SlackBlockUrlInputElement::new();
        element.action_id = Some(self.action_id());
        element.placeholder = self.placeholder();
        element.initial_value = initial(start);
        self.block(element)
    }

    /// A whole number. Its bounds are left to the answer, which says them in kinder words than Slack.
    pub(super) fn number(self, start: impl Into<Option<u32>>) -> SlackBlock {
        let mut element = SlackBlockNumberInputElement::new(false);
        element.action_id = Some(self.action_id());
        element.initial_value = start.into().map(|start| start.to_string());
        self.block(element)
    }

    /// A date.
    pub(super) fn date(self, start: Option<NaiveDate>) -> SlackBlock {
        let mut element = SlackBlockDatePickerElement::new();
        element.action_id = Some(self.action_id());
        element.initial_date = start.map(|date| date.format("%Y-%m-%d").to_string());
        self.block(element)
    }

    /// A time of day.
    pub(super) fn time(self, start: NaiveTime) -> SlackBlock {
        let mut element = SlackBlockTimePickerElement::new();
        element.action_id = Some(self.action_id());
        element.initial_time = Some(start.format("%H:%M").to_string());
        self.block(element)
    }

    /// A person of the workspace.
    pub(super) fn person(self, start: Option<&UserId>) -> SlackBlock {
        let mut element = SlackBlockUsersSelectElement::new();
        element.action_id = Some(self.action_id());
        element.placeholder = self.placeholder();
        element.initial_user = start.map(UserId::to_string);
        self.block(element)
    }

    /// People of the workspace, so many at most.
    pub(super) fn people<'a>(self, start: impl IntoIterator<Item = &'a UserId>, most: usize) -> SlackBlock {
        let mut element = SlackBlockMultiUsersSelectElement::new();
        element.action_id = Some(self.action_id());
        element.placeholder = self.placeholder();
        element.initial_users = some(start.into_iter().map(UserId::to_string).collect());
        element.max_selected_items = u64::try_from(most).ok();
        self.block(element)
    }

    /// One of several in a menu. `start` is an option's value.
    pub(super) fn menu(self, choices: &[Choice], start: Option<&str>) -> SlackBlock {
        let mut element = SlackBlockStaticSelectElement::new();
        element.action_id = Some(self.action_id());
        element.placeholder = self.placeholder();
        element.initial_option = chosen(choices, |value| Some(value) == start).pop();
        element.options = Some(chosen(choices, |_| true));
        self.block(element)
    }

    /// One of several, all in view while they are few.
    pub(super) fn one_of(self, choices: &[Choice], start: Option<&str>) -> SlackBlock {
        if choices.len() > VISIBLE {
            return self.menu(choices, start);
        }
        let mut element = SlackBlockRadioButtonsElement::new(shown(choices, |_| true));
        element.action_id = Some(self.action_id());
        element.initial_option = shown(choices, |value| Some(value) == start).pop();
        self.block(element)
    }

    /// Any of several, all in view while they are few.
    pub(super) fn any_of(self, choices: &[Choice], start: &[String]) -> SlackBlock {
        let ticked = |value: &str| start.iter().any(|ticked| ticked == value);
        if choices.len() > VISIBLE {
            let mut element = SlackBlockMultiStaticSelectElement::new();
            element.action_id = Some(self.action_id());
            element.placeholder = self.placeholder();
            element.initial_options = some(chosen(choices, ticked));
            element.options = Some(chosen(choices, |_| true));
            return self.block(element);
        }
        let mut element = SlackBlockCheckboxesElement::new(shown(choices, |_| true));
        element.action_id = Some(self.action_id());
        element.initial_options = some(shown(choices, ticked));
        self.block(element)
    }

    fn action_id(&self) -> SlackActionId {
        SlackActionId::new(self.field.name().to_owned())
    }

    fn placeholder(&self) -> Option<SlackBlockPlainTextOnly> {
        self.words.placeholder.map(|text| plain(text, PLACEHOLDER))
    }

    fn block(self, element: impl Into<SlackInputBlockElement>) -> SlackBlock {
        let mut block = SlackInputBlock::new(plain(self.words.label, LABEL), element.into());
        block.block_id = Some(SlackBlockId::new(self.field.name().to_owned()));
        block.hint = self.words.hint.map(|hint| plain(hint, LABEL));
        block.optional = Some(self.optional);
        block.into()
    }
}

/// What a text input starts with; Slack refuses an empty start.
fn initial(start: &str) -> Option<String> {
    (!start.is_empty()).then(|| shorten(start, TYPED))
}

/// Options for menus, as far as Slack takes them.
fn chosen(
    choices: &[Choice],
    keep: impl Fn(&str) -> bool,
) -> Vec<SlackBlockChoiceItem<SlackBlockPlainTextOnly>> {
    choices
        .iter()
        .take(MENU)
        .filter(|choice| keep(&choice.value))
        .map(|choice| SlackBlockChoiceItem::new(plain(&choice.text, OPTION), choice.value.clone()))
        .collect()
}

/// The same for radio buttons and checkboxes, which take another type for the same thing.
fn shown(choices: &[Choice], keep: impl Fn(&str) -> bool) -> Vec<SlackBlockChoiceItem<SlackBlockText>> {
    choices
        .iter()
        .filter(|choice| keep(&choice.value))
        .map(|choice| {
            let text = SlackBlockText::Plain(shorten(&choice.text, OPTION).into());
            SlackBlockChoiceItem::new(text, choice.value.clone())
        })
        .collect()
}

/// Slack refuses an empty list of initial options.
fn some<T>(items: Vec<T>) -> Option<Vec<T>> {
    (!items.is_empty()).then_some(items)
}
