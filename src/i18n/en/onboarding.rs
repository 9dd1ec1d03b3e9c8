//! Setting up, companies and the welcome, in English.

use super::rhythm::colliding;
use super::settings::ahead_lines;
use super::{dated, join};
use crate::domain::model::{CompanyLine, Lang, Named, OnboardingMsg, Text, UserId, Welcome};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, channel, mention, mentions, named, names, strong, venue};
use crate::i18n::{Said, dates, rhythm};
use chrono::NaiveDateTime;

pub(super) fn render(msg: &OnboardingMsg) -> Said {
    match msg {
        OnboardingMsg::Preview { welcome: _, meetings, collisions, posted } => {
            preview(meetings, *posted).lines(colliding(collisions))
        }
        OnboardingMsg::SetUp { companies, ahead } => Said::text(format!(
            "Thanks! {} in place. The welcome is ready in the messages between us. Nothing goes \
             out until you say yes. If you do so now, this happens in the next two weeks:",
            count(*companies, "company is", "companies are")
        ))
        .lines(ahead_lines(ahead)),
        OnboardingMsg::Welcome(msg) => welcome(msg),
        OnboardingMsg::Posted => Said::text(
            "The welcome is out. From here on I'll speak up when there is something. You can \
             lean back.",
        ),
        OnboardingMsg::WhichCompany { cluster: _, name, again, chosen } => {
            which_company(name, *again, chosen.as_ref())
        }
        OnboardingMsg::Chosen { company, contact } => chosen(company, *contact),
        OnboardingMsg::CompaniesAdded(companies) => Said::text(match companies.as_slice() {
            [] => "They were all here already.".to_owned(),
            companies => {
                format!("Welcome to {}! They are part of the rotation from now on.", join(&names(companies)))
            }
        }),
        OnboardingMsg::CompanyLeft(company) => Said::text(format!(
            "{} has left the rotation. Only figures without a name remain.",
            strong(company)
        )),
        OnboardingMsg::YouFacilitate { name, by: Some(by) } => Said::text(format!(
            "*You facilitate {} from now on.* {} hands it to you. `/klynge` shows what there is to do.",
            channel(name),
            mention(by)
        )),
        OnboardingMsg::YouFacilitate { name, by: None } => Said::text(format!(
            "*You facilitate {} from now on.* Whoever did it before has no account any more, and somebody has to. \
             `/klynge` shows what there is to do, and you may well share it out.",
            channel(name)
        )),
        OnboardingMsg::ContactSet { company, contact, deputy } => Said::text(match deputy {
            None => format!("Noted: {} answers for {}.", mention(contact), strong(company)),
            Some(deputy) => format!(
                "Noted: {} answers for {}, with {} as deputy.",
                mention(contact),
                strong(company),
                mention(deputy)
            ),
        }),
        OnboardingMsg::YouAreContact { company, name, by, deputy, cluster: _ } => {
            you_are_contact(company, name, by, *deputy)
        }
        OnboardingMsg::ChannelClosed { name } => Said::text(format!(
            "I can't write in {}. Type `/invite @Klynge` there, and I'll pick up where I left off.",
            channel(name)
        )),
        OnboardingMsg::Members { companies, without, cluster: _, may_change: _, mine: _ } => {
            members(companies, without)
        }
    }
}

fn preview(meetings: &[(NaiveDateTime, Named)], posted: bool) -> Said {
    let text = if posted {
        "The welcome is in the channel. This is how it turned out:"
    } else {
        "This is how the welcome will look in the channel. Nothing goes out until you say yes."
    };
    let hosts = meetings.iter().map(|(start, host)| dated(start.date(), &named(Lang::En, host)));
    Said::text(text)
        .lines(hosts)
        .small("The first meetings and their hosts. You take the first ones, then it goes round.")
}

fn welcome(welcome: &Welcome) -> Said {
    let place =
        if welcome.place.is_empty() { String::new() } else { format!(" Place: {}.", venue(&welcome.place)) };
    Said::text(format!(
        "Hello, everybody! I'm Klynge, and I help {facilitator} to keep our meeting place alive. \
         We meet {rhythm}, for the first time on {first}.{place}\nThe companies take turns \
         hosting, and one answer will do for the whole company. Which company are you from?",
        facilitator = mention(&welcome.facilitator),
        rhythm = rhythm(Lang::En, welcome.series),
        first = dates::day(Lang::En, welcome.series.first.date()),
    ))
    .titled("Welcome")
    .lines(welcome.companies.iter().map(company))
    .small("Anything you wonder about? Type `/klynge help`.")
}

fn which_company(name: &Text, again: bool, chosen: Option<&Text>) -> Said {
    let channel = channel(name);
    Said::text(match (chosen, again) {
        (Some(company), _) => {
            format!("Thanks! Now I know you're from {}. Wrong company? Choose again here.", strong(company))
        }
        (None, false) => format!(
            "Hi! Good to have you in {channel}. Which company are you from? One tap, and you get \
             only what concerns you."
        ),
        (None, true) => format!(
            "Hi again! We'll soon meet in {channel}. Which company are you from? I won't ask \
             after this."
        ),
    })
}

fn chosen(company: &Text, contact: bool) -> Said {
    let thanks = format!("Thanks! Now I know you're from {}.", strong(company));
    Said::text(if contact {
        format!("{thanks} It had no contact, so I'll ask you about company matters.")
    } else {
        thanks
    })
}

fn you_are_contact(company: &Text, name: &Text, by: &UserId, deputy: bool) -> Said {
    let (by, company, channel) = (mention(by), strong(company), channel(name));
    Said::text(if deputy {
        format!(
            "Hi! {by} has put you down as deputy for {company} in {channel}. I only ask you when the \
             contact doesn't answer. If it doesn't suit you, change it here."
        )
    } else {
        format!(
            "Hi! {by} has put you down as contact for {company} in {channel}. I ask you about company \
             matters. If it doesn't suit you, change it here."
        )
    })
}

fn members(companies: &[CompanyLine], without: &[UserId]) -> Said {
    let mut said = Said::text(match companies {
        [] => "No company has joined yet.".to_owned(),
        companies => {
            format!("{}, in the order in which they host.", count(companies.len(), "company", "companies"))
        }
    })
    .titled("Who's in?")
    .lines(companies.iter().map(company));
    if !without.is_empty() {
        said = said.small(format!("Have not chosen a company yet: {}", join(&mentions(without))));
    }
    said
}

/// A company with its contact first.
fn company(line: &CompanyLine) -> String {
    let contact = line.contact.iter().map(|user| format!("{} (contact)", mention(user)));
    let others = line.people.iter().filter(|user| Some(*user) != line.contact.as_ref()).map(mention);
    let people: Vec<String> = contact.chain(others).collect();
    if people.is_empty() {
        bullet(strong(&line.name))
    } else {
        bullet(format!("{}: {}", strong(&line.name), people.join(", ")))
    }
}
