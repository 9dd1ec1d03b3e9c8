//! Setting up, companies and the welcome.

use super::settings::ahead;
use crate::catalogue::cast::{CLUSTER, Cast, at, ida, kari, per, series};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{CompanyLine, Msg, Named, OnboardingMsg, Rhythm, Text, Welcome};

cases!(OnboardingMsg {
    OnboardingMsg::Preview { posted: false, .. } => "preview",
    OnboardingMsg::Preview { posted: true, .. } => "preview_posted",
    OnboardingMsg::SetUp { companies: 1, .. } => "set_up_one",
    OnboardingMsg::SetUp { .. } => "set_up",
    OnboardingMsg::Welcome(_) => "welcome",
    OnboardingMsg::Posted => "posted",
    OnboardingMsg::WhichCompany { chosen: None, again: false, .. } => "which_company",
    OnboardingMsg::WhichCompany { chosen: None, again: true, .. } => "which_company_again",
    OnboardingMsg::WhichCompany { chosen: Some(_), .. } => "which_company_answered",
    OnboardingMsg::Chosen { contact: false, .. } => "chosen",
    OnboardingMsg::Chosen { contact: true, .. } => "chosen_contact",
    OnboardingMsg::CompaniesAdded(added) if added.is_empty() => "none_added",
    OnboardingMsg::CompaniesAdded(_) => "added",
    OnboardingMsg::CompanyLeft(_) => "left",
    OnboardingMsg::YouFacilitate { by: None, .. } => "you_facilitate",
    OnboardingMsg::YouFacilitate { by: Some(_), .. } => "you_facilitate_now",
    OnboardingMsg::ContactSet { deputy: None, .. } => "contact_set",
    OnboardingMsg::ContactSet { deputy: Some(_), .. } => "contact_and_deputy_set",
    OnboardingMsg::YouAreContact { deputy: false, .. } => "you_are_contact",
    OnboardingMsg::YouAreContact { deputy: true, .. } => "you_are_deputy",
    OnboardingMsg::ChannelClosed { .. } => "channel_closed",
    OnboardingMsg::Members { companies, .. } if companies.is_empty() => "no_members",
    OnboardingMsg::Members { may_change: false, .. } => "members",
    OnboardingMsg::Members { may_change: true, .. } => "members_facilitator",
});

fn lines(cast: &Cast) -> Vec<CompanyLine> {
    vec![
        CompanyLine { name: cast.company.clone(), contact: Some(ida()), people: vec![ida(), per()] },
        CompanyLine { name: cast.other.clone(), contact: None, people: vec![kari()] },
        CompanyLine { name: cast.third.clone(), contact: None, people: Vec::new() },
    ]
}

fn members(cast: &Cast, may_change: bool) -> OnboardingMsg {
    OnboardingMsg::Members {
        companies: lines(cast),
        without: if may_change { vec![per(), kari()] } else { Vec::new() },
        cluster: CLUSTER,
        may_change,
        mine: Some(cast.company.clone()),
    }
}

fn which(cast: &Cast, again: bool, chosen: Option<Text>) -> OnboardingMsg {
    OnboardingMsg::WhichCompany { cluster: CLUSTER, name: cast.channel.clone(), again, chosen }
}

fn you(cast: &Cast, deputy: bool) -> OnboardingMsg {
    OnboardingMsg::YouAreContact {
        company: cast.company.clone(),
        name: cast.channel.clone(),
        by: ida(),
        deputy,
        cluster: CLUSTER,
    }
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let welcome = Welcome {
        cluster: CLUSTER,
        facilitator: ida(),
        series: series(Rhythm::Fortnightly),
        place: cast.place.clone(),
        companies: lines(cast),
    };
    let preview = |posted| OnboardingMsg::Preview {
        welcome: welcome.clone(),
        meetings: vec![
            (at(9, 3, 11, 30), Named::Facilitator(ida())),
            (at(9, 17, 11, 30), Named::Facilitator(ida())),
            (at(10, 1, 11, 30), Named::Company(cast.company.clone())),
        ],
        collisions: if posted { Vec::new() } else { super::meeting::collisions(cast) },
        posted,
    };
    let (company, name) = (cast.company.clone(), cast.channel.clone());
    let contact_set =
        |deputy| OnboardingMsg::ContactSet { company: cast.company.clone(), contact: ida(), deputy };
    let examples = vec![
        preview(false),
        preview(true),
        OnboardingMsg::SetUp { companies: 1, ahead: Vec::new() },
        OnboardingMsg::SetUp { companies: 10, ahead: ahead() },
        OnboardingMsg::Welcome(welcome.clone()),
        OnboardingMsg::Posted,
        which(cast, false, None),
        which(cast, true, None),
        which(cast, true, Some(company.clone())),
        OnboardingMsg::Chosen { company: company.clone(), contact: false },
        OnboardingMsg::Chosen { company: company.clone(), contact: true },
        OnboardingMsg::CompaniesAdded(Vec::new()),
        OnboardingMsg::CompaniesAdded(vec![company.clone(), cast.other.clone(), cast.third.clone()]),
        OnboardingMsg::CompanyLeft(company),
        OnboardingMsg::YouFacilitate { name: name.clone(), by: None },
        OnboardingMsg::YouFacilitate { name: name.clone(), by: Some(per()) },
        contact_set(None),
        contact_set(Some(per())),
        you(cast, false),
        you(cast, true),
        OnboardingMsg::ChannelClosed { name },
        OnboardingMsg::Members {
            companies: Vec::new(),
            without: Vec::new(),
            cluster: CLUSTER,
            may_change: false,
            mine: None,
        },
        members(cast, false),
        members(cast, true),
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Onboarding(msg))).collect();
    Feature { name: "onboarding", cases: CASES, examples }
}
