//! Who gets a brief: exactly those who should.

use super::{Invariant, Watch};
use crate::domain::model::{Change, CompanyId, MeetingId, UserId};
use crate::simulation::stage::Stage;
use std::collections::BTreeSet;

impl Watch {
    /// What is committed together is seen together: each attendance in it is noted beside the one before.
    pub(super) fn attendance_goes_on(&mut self, fresh: &[Change]) {
        for change in fresh {
            if let Change::Meeting(meeting) = change {
                self.attended.entry(meeting.id).or_default().push(meeting.attended.clone());
            }
        }
    }

    /// Looked at: only the last of them stands.
    pub(super) fn attendance_stands(&mut self, fresh: &[Change]) {
        for change in fresh {
            if let Change::Meeting(meeting) = change {
                self.attended.insert(meeting.id, vec![meeting.attended.clone()]);
            }
        }
    }
}

impl Stage {
    /// Whether a brief that is out is on its way to exactly those who should get it: of each company
    /// those who asked; where nobody did and it was not there, one of its people. `before`: who got it already.
    pub(super) fn check_recipients(&mut self, id: MeetingId, before: &BTreeSet<UserId>) {
        let ws = &self.image.ws;
        let (Some(brief), Some(meeting)) = (ws.briefs.get(&id), ws.meetings.get(&id)) else { return };
        let Some(cluster) = ws.clusters.get(&meeting.cluster) else { return };
        let people_of = |company: CompanyId| -> BTreeSet<&UserId> {
            let here = ws.members.values().filter(|m| m.cluster == cluster.id && m.company == Some(company));
            here.map(|member| &member.user)
                .filter(|user| ws.people.get(*user).is_some_and(|p| p.profile.active && !p.profile.is_bot))
                .collect()
        };
        let mut wrong = Vec::new();
        for company in ws.companies.values().filter(|company| company.cluster == cluster.id) {
            let people = people_of(company.id);
            let got: BTreeSet<&UserId> =
                people.iter().copied().filter(|user| brief.recipients.contains(*user)).collect();
            let asked: BTreeSet<&UserId> = ws
                .rsvps
                .get(&(id, company.id))
                .map(|rsvp| people.iter().copied().filter(|user| rsvp.wants_brief.contains(*user)).collect())
                .unwrap_or_default();
            let is_owed = company.left.is_none() && company.joined <= meeting.start.date();
            if !is_owed {
                continue;
            }
            if !asked.is_subset(&got) {
                wrong.push(format!("company {:?}: {asked:?} asked, {got:?} got it", company.id));
            }
            let was_there = meeting.attended.contains(&company.id);
            // What is committed together is seen together: the attendance may have been corrected after the brief went out.
            let looks = self.watch.attended.get(&id).map(Vec::as_slice).unwrap_or_default();
            let was_absent = !was_there || looks.iter().any(|there| !there.contains(&company.id));
            if asked.is_empty() && !was_there && !people.is_empty() && got.is_empty() {
                wrong.push(format!("company {:?} was not there and gets nothing", company.id));
            }
            // Who got it before the attendance was corrected, or from another company, has it. Of those who get it now
            // nobody but one of an absent company that had none, and who asked.
            let elsewhere = |user: &&UserId| {
                let companies = ws.members.values().filter(|member| member.user == **user);
                companies.count() > 1
            };
            let unasked = got.iter().filter(|user| !before.contains(**user) && !asked.contains(**user));
            let unasked = unasked.filter(|user| !elsewhere(user)).count();
            let had_one = got.iter().any(|user| before.contains(*user));
            let allowed = usize::from(was_absent && asked.is_empty() && !had_one);
            if unasked > allowed {
                wrong.push(format!(
                    "company {:?} (there: {was_there}): {unasked} of {got:?} get it unasked",
                    company.id
                ));
            }
        }
        let inside: BTreeSet<&UserId> =
            ws.members.values().filter(|m| m.cluster == cluster.id).map(|member| &member.user).collect();
        let strangers: Vec<_> = brief.recipients.iter().filter(|user| !inside.contains(user)).collect();
        if !strangers.is_empty() {
            wrong.push(format!("{strangers:?} are not of the cluster"));
        }
        let now = self.now;
        for what in wrong {
            self.watch.breach(Invariant::Recipients, now, format!("meeting {id:?}, {what}"));
        }
    }
}
