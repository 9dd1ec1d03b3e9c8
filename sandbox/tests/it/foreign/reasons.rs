//! Lists of what is not as on Slack, and why: `line -> reason`. A line that ends in two dots goes on.

/// A list, as it is kept in a file.
pub(crate) struct Reasons(Vec<(&'static str, &'static str)>);

impl Reasons {
    /// # Panics
    /// When a line has no reason.
    pub(crate) fn read(text: &'static str) -> Self {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self(
            lines
                .map(|line| line.split_once(" -> ").unwrap_or_else(|| panic!("no reason: {line}")))
                .collect(),
        )
    }

    /// The part of the list whose lines are of interest.
    pub(crate) fn only(mut self, of_interest: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|(line, _)| of_interest(line));
        self
    }

    /// # Panics
    /// When one of the lines has no reason, or a reason no line among all there are.
    pub(crate) fn hold<'a>(
        &self,
        lines: impl Iterator<Item = &'a str> + Clone,
        all: impl Iterator<Item = &'a str> + Clone,
    ) {
        let silent: Vec<_> =
            lines.filter(|line| !self.0.iter().any(|(pattern, _)| is_meant(pattern, line))).collect();
        assert!(silent.is_empty(), "without a reason:\n{}", silent.join("\n"));
        let idle = self.0.iter().filter(|(pattern, _)| !all.clone().any(|line| is_meant(pattern, line)));
        let idle: Vec<_> = idle.map(|(pattern, _)| *pattern).collect();
        assert!(idle.is_empty(), "no such line any more:\n{}", idle.join("\n"));
    }
}

fn is_meant(pattern: &str, line: &str) -> bool {
    let line = line.trim();
    pattern.strip_suffix("..").map_or(line == pattern, |start| line.starts_with(start))
}
