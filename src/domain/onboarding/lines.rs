//! Companies pasted one a line: `Company; @contact; @deputy`. Every fault is found at once, by
//! line, and nothing is taken over before all lines are right.

use crate::domain::model::{LineProblem, Text, UserId, Workspace};

/// The longest name of a company, in characters: it has to fit into an option of a menu.
pub const MAX_NAME: usize = 60;

/// One line, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyEntry {
    /// The company's name.
    pub name: Text,
    /// Who answers for it.
    pub contact: Option<UserId>,
    /// Who answers when the contact does not.
    pub deputy: Option<UserId>,
}

/// Reads all lines. Empty lines are passed over, but counted, so that the numbers fit what the
/// person sees. `taken`: names that are there already.
pub fn read(
    ws: &Workspace,
    pasted: &str,
    taken: &[Text],
) -> Result<Vec<CompanyEntry>, Vec<(usize, LineProblem)>> {
    let mut names: Vec<String> = taken.iter().map(key).collect();
    let mut people: Vec<UserId> = Vec::new();
    let mut entries = Vec::new();
    let mut problems = Vec::new();
    for (number, line) in pasted.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
        if line.is_empty() {
            continue;
        }
        match entry(ws, line) {
            Ok(entry) if names.contains(&key(&entry.name)) => {
                problems.push((number, LineProblem::Twice(entry.name)))
            }
            Ok(entry) => match named_before(&entry, &people) {
                Some(who) => problems.push((number, LineProblem::NamedTwice(name_of(ws, who)))),
                None => {
                    people.extend(entry.contact.iter().chain(&entry.deputy).cloned());
                    names.push(key(&entry.name));
                    entries.push(entry);
                }
            },
            Err(problem) => problems.push((number, problem)),
        }
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// Whoever of a line speaks for another company already: nobody can be from two.
fn named_before<'a>(entry: &'a CompanyEntry, people: &[UserId]) -> Option<&'a UserId> {
    entry.contact.iter().chain(&entry.deputy).find(|user| people.contains(user))
}

fn name_of(ws: &Workspace, user: &UserId) -> Text {
    let profile = ws.people.get(user).map(|person| &person.profile);
    Text::line(profile.map_or(user.as_str(), |profile| &profile.name))
}

fn key(name: &Text) -> String {
    name.plain().to_lowercase()
}

fn entry(ws: &Workspace, line: &str) -> Result<CompanyEntry, LineProblem> {
    let separator = if line.contains(';') {
        ';'
    } else if line.contains('\t') {
        '\t'
    } else {
        ','
    };
    let mut parts = line.split(separator).map(str::trim);
    let name = Text::line(parts.next().unwrap_or_default());
    let contact = parts.next().map(|who| person(ws, who)).transpose()?.flatten();
    let deputy = parts.next().map(|who| person(ws, who)).transpose()?.flatten();
    if parts.any(|part| !part.is_empty()) {
        return Err(LineProblem::TooManyParts);
    }
    if name.chars() > MAX_NAME {
        return Err(LineProblem::NameTooLong(MAX_NAME));
    }
    if name.is_empty() {
        return Err(LineProblem::NoName);
    }
    Ok(CompanyEntry { name, contact, deputy })
}

/// Finds somebody by mention, user name or full name, with or without `@`, whatever the case.
fn person(ws: &Workspace, who: &str) -> Result<Option<UserId>, LineProblem> {
    let bare = who.trim_start_matches('@').trim();
    if bare.is_empty() {
        return Ok(None);
    }
    let people = || ws.people.values().filter(|person| person.reachable()).map(|person| &person.profile);
    if let Some(id) = bare.strip_prefix("<@").and_then(|rest| rest.strip_suffix('>')) {
        let id = id.split('|').next().unwrap_or(id);
        let found = people().find(|profile| profile.id.as_str() == id);
        return found
            .map(|profile| Some(profile.id.clone()))
            .ok_or_else(|| LineProblem::NoSuchPerson(Text::line(who)));
    }
    let wanted = bare.to_lowercase();
    if let Some(profile) = people().find(|profile| profile.handle.to_lowercase() == wanted) {
        return Ok(Some(profile.id.clone()));
    }
    let mut named = people().filter(|profile| profile.name.to_lowercase() == wanted);
    match (named.next(), named.next()) {
        (Some(profile), None) => Ok(Some(profile.id.clone())),
        (Some(_), Some(_)) => Err(LineProblem::Ambiguous(Text::line(who))),
        (None, _) => Err(LineProblem::NoSuchPerson(Text::line(who))),
    }
}

/// A company as it is typed, for a form that is opened again.
pub fn write(ws: &Workspace, company: &crate::domain::model::Company) -> String {
    let typed = |user: &Option<UserId>| {
        let Some(user) = user else { return String::new() };
        let handle = ws.people.get(user).map_or("", |person| &person.profile.handle);
        if handle.is_empty() { format!("<@{user}>") } else { format!("@{handle}") }
    };
    let name = company.name.plain();
    match (typed(&company.contact), typed(&company.deputy)) {
        // A name with a comma in it would read as a name and a person.
        (contact, deputy) if contact.is_empty() && deputy.is_empty() => {
            if name.contains(',') {
                format!("{name};")
            } else {
                name.to_owned()
            }
        }
        (contact, deputy) if deputy.is_empty() => format!("{name}; {contact}"),
        (contact, deputy) => format!("{name}; {contact}; {deputy}"),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
