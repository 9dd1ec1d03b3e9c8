//! A text with which to invite a guest. Klynge writes to nobody outside: whoever knows the guest copies it.

use super::{form, found};
use crate::domain::meeting::change::faults;
use crate::domain::meeting::{company_name, facts, open_form};
use crate::domain::model::{
    Decision, Field, Form, GuestId, GuestMsg, Invitation, InvitationStart, Lang, MeetingId, Msg, Nonce,
    Problem, Purpose, Start, Text, UserId, Value, Values,
};
use crate::domain::plan::Plan;

/// Opens the form: to which meeting, and in which language?
pub fn open(plan: Plan, by: &UserId, id: GuestId, meeting: Option<MeetingId>, nonce: Nonce) -> Decision {
    let (guest, cluster) = match found(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let meetings = form::meetings(&plan, &cluster);
    let meeting = meeting.or(guest.meeting).filter(|id| meetings.iter().any(|(meeting, _)| meeting == id));
    let lang = plan.lang_of(by, Some(cluster.id));
    let start = Start::InviteGuest(InvitationStart { name: guest.name, meetings, meeting, lang });
    open_form(plan, by, &cluster, Form { purpose: Purpose::InviteGuest(id), nonce, start })
}

/// Shows the text.
pub fn write(plan: Plan, by: &UserId, id: GuestId, values: &Values) -> Decision {
    let (guest, cluster) = match found(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let lang = match values.get(&Field::Language) {
        Some(Value::Chosen(code)) => Lang::from_code(code).ok_or((Field::Language, Problem::NotAChoice)),
        _ => Err((Field::Language, Problem::NotAChoice)),
    };
    let (lang, meeting) = match (lang, form::read_meeting(&plan, &cluster, values)) {
        (Ok(lang), Ok(meeting)) => (lang, meeting),
        (lang, meeting) => {
            let problems = lang.err().into_iter().chain(meeting.err()).collect();
            return faults(plan, by, &cluster, problems);
        }
    };
    let name = plan.people.get(by).map(|person| Text::line(&person.profile.name)).unwrap_or_default();
    let company = plan.company_of(cluster.id, by).map(|company| company.id);
    let invitation = Invitation {
        lang,
        name: guest.name,
        about: guest.about,
        facts: meeting.and_then(|id| plan.meetings.get(&id)).map(|meeting| facts(&plan, meeting)),
        from: name,
        company: company_name(&plan, company),
    };
    plan.finish_saying(by, Some(cluster.id), Msg::Guest(GuestMsg::Invitation(Box::new(invitation))))
}
