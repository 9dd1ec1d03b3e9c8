//! The welcome and its preview, companies and members.

use super::kit::Page;
use crate::domain::model::{Lang, Msg, OnboardingMsg, OptOut, Press};
use crate::i18n::{self, Said};

pub(super) fn page(lang: Lang, msg: &OnboardingMsg, said: &Said) -> Page {
    if let OnboardingMsg::Preview { welcome, meetings: _, collisions: _, posted } = msg {
        let shown = Msg::Onboarding(OnboardingMsg::Welcome(welcome.clone()));
        let shown = i18n::render(lang, &shown);
        let presses = [Press::PostWelcome(welcome.cluster), Press::ChangeSetup(welcome.cluster)];
        return Page::new(lang)
            .head(said)
            .divider()
            .said(&shown)
            .divider()
            .small(said)
            .list(&said.lines)
            .presses(presses.into_iter().filter(|_| !posted));
    }
    Page::new(lang).said(said).presses(presses(msg)).small(said)
}

fn presses(msg: &OnboardingMsg) -> Vec<Press> {
    match msg {
        OnboardingMsg::Welcome(welcome) => vec![Press::PickCompany(welcome.cluster)],
        OnboardingMsg::WhichCompany { cluster, name: _, again: _, chosen } => match chosen {
            Some(_) => vec![Press::PickCompany(*cluster)],
            None => vec![Press::PickCompany(*cluster), Press::StopAsking(OptOut::Company)],
        },
        OnboardingMsg::Members { companies: _, without: _, cluster, may_change, mine } => {
            let running = [Press::AddCompanies(*cluster), Press::CompanyLeaves(*cluster)];
            let contact = mine.iter().map(|_| Press::ChangeContact(*cluster));
            running.into_iter().filter(|_| *may_change).chain(contact).collect()
        }
        OnboardingMsg::YouAreContact { company: _, name: _, by: _, deputy: _, cluster } => {
            vec![Press::ChangeContact(*cluster)]
        }
        OnboardingMsg::Preview { .. }
        | OnboardingMsg::SetUp { .. }
        | OnboardingMsg::Posted
        | OnboardingMsg::Chosen { .. }
        | OnboardingMsg::CompaniesAdded(_)
        | OnboardingMsg::CompanyLeft(_)
        | OnboardingMsg::YouFacilitate { .. }
        | OnboardingMsg::ContactSet { .. }
        | OnboardingMsg::ChannelClosed { .. } => Vec::new(),
    }
}
