//! The parts of a text, before anybody lays them out.

/// A message in words: mrkdwn, everything typed by people already escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// A heading of a few words, set apart.
    pub title: Option<String>,
    /// The message itself.
    pub text: String,
    /// A list, one entry a line.
    pub lines: Vec<String>,
    /// A remark in small print.
    pub small: Option<String>,
}

impl Said {
    /// A message of plain running text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// With a heading.
    pub(super) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// With a list.
    pub(super) fn lines(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.lines.extend(lines);
        self
    }

    /// With small print.
    pub(super) fn small(mut self, small: impl Into<String>) -> Self {
        self.small = Some(small.into());
        self
    }

    /// Everything below one another, as notifications and screen readers get it.
    pub fn whole(&self) -> String {
        let parts = self.title.iter().chain(Some(&self.text)).chain(&self.lines).chain(&self.small);
        let parts: Vec<&str> = parts.map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }
}

/// One cluster on the Home tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterWords {
    /// Plain text: the channel, and the person's company.
    pub heading: String,
    /// The one thing to do next.
    pub todo: String,
    /// The next meeting.
    pub meeting: String,
    /// Small print below it: the answer so far, and the next hosting. Empty for nothing.
    pub standing: String,
    /// The person's talks, one each.
    pub talks: Vec<String>,
}

/// A meeting as it stands in a calendar: plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryWords {
    /// What it is called.
    pub title: String,
    /// What else there is to know, in lines. Empty for nothing.
    pub about: String,
}

/// What stands around the fields of a modal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormWords {
    /// Plain text, at most 24 characters.
    pub title: &'static str,
    /// Above the fields, mrkdwn.
    pub intro: Option<String>,
    /// The button that sends it: plain text, at most 24 characters.
    pub submit: &'static str,
    /// The button that leaves it: plain text, at most 24 characters.
    pub close: &'static str,
}

/// What is asked before a press counts: plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfirmWords {
    /// At most 100 characters.
    pub title: &'static str,
    /// At most 300 characters.
    pub text: &'static str,
    /// The button that goes on, at most 30 characters.
    pub yes: &'static str,
    /// The button that does not, at most 30 characters.
    pub no: &'static str,
}

/// What stands at one field: plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldWords {
    /// What is asked.
    pub label: &'static str,
    /// Below the field.
    pub hint: Option<&'static str>,
    /// In the field while it is empty, at most 150 characters.
    pub placeholder: Option<&'static str>,
}

impl FieldWords {
    /// A field that explains itself.
    pub(super) const fn new(label: &'static str) -> Self {
        Self { label, hint: None, placeholder: None }
    }

    /// With a hint below.
    pub(super) const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// With an example inside.
    pub(super) const fn placeholder(mut self, placeholder: &'static str) -> Self {
        self.placeholder = Some(placeholder);
        self
    }
}
