//! What is wrong with the settings, in sentences a person can act on.

use std::fmt;

/// One thing that is wrong: the setting, what is the matter with it, and the remedy. Never a secret's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    setting: String,
    what: String,
    remedy: String,
}

impl Fault {
    pub(super) fn new(
        setting: impl Into<String>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { setting: setting.into(), what: what.into(), remedy: remedy.into() }
    }

    /// The setting and what is the matter with it.
    #[must_use]
    pub fn what(&self) -> String {
        format!("{} {}", self.setting, self.what)
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}.", self.setting, self.what, self.remedy)
    }
}

/// Everything that is wrong; never empty. `Display` gives one fault a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// The faults, in the order in which the settings are documented.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }

    pub(super) fn with(mut self, fault: Fault) -> Self {
        self.0.push(fault);
        self
    }
}

impl From<Vec<Fault>> for Faults {
    fn from(faults: Vec<Fault>) -> Self {
        Self(faults)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The settings cannot be used:")?;
        self.0.iter().try_for_each(|fault| write!(f, "\n- {fault}"))
    }
}

impl std::error::Error for Faults {}
