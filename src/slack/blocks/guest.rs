//! Guests from outside: the bank, and its forms.

use super::input::{Choice, Input};
use super::kit::Page;
use crate::domain::guest::ANY;
use crate::domain::model::{
    Field, GuestHint, GuestMsg, GuestStart, GuestStatus, InvitationStart, Lang, MeetingId, Press,
};
use crate::i18n::{self, Said};
use chrono::NaiveDateTime;
use slack_morphism::blocks::SlackBlock;

pub(super) fn page(lang: Lang, msg: &GuestMsg, said: &Said) -> Page {
    let GuestMsg::List { cluster, guests, before, all } = msg else {
        return Page::new(lang).said(said).small(said);
    };
    let page = guests.iter().zip(&said.lines).fold(Page::new(lang).head(said), |page, (guest, line)| {
        let presses =
            [Press::InviteGuest(guest.id, None), Press::ChangeGuest(guest.id), Press::DeleteGuest(guest.id)];
        page.section(line).presses(presses)
    });
    let shown = before.saturating_add(u32::try_from(guests.len()).unwrap_or_default());
    let more = (shown < *all).then_some(Press::ShowGuests(*cluster, shown));
    page.presses([Press::AddGuest(*cluster)].into_iter().chain(more)).small(said)
}

/// Those who could come to a meeting, each with a way to invite them.
pub(super) fn hints(page: Page, meeting: MeetingId, guests: &[GuestHint], lines: &[String]) -> Page {
    guests.iter().zip(lines).fold(page, |page, (guest, line)| {
        page.section(line).presses([Press::InviteGuest(guest.id, Some(meeting))])
    })
}

/// The form for a guest. How far it has come is asked of one who is in the bank.
pub(super) fn fields(lang: Lang, start: &GuestStart, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let mut fields = vec![
        input(Field::Name).text(start.name.plain(), false),
        input(Field::From).optional().text(start.from.plain(), false),
        input(Field::Topic).text(start.about.plain(), false),
        input(Field::Reach).optional().text(start.contact.plain(), false),
        input(Field::Owner).person(Some(&start.owner)),
    ];
    if let Some(standing) = &start.standing {
        let choice = |status: GuestStatus| Choice {
            value: status.name().to_owned(),
            text: i18n::guest_status(lang, status),
        };
        fields.extend([
            input(Field::Status).menu(&GuestStatus::ALL.map(choice), Some(standing.status.name())),
            meetings(lang, &standing.meetings, standing.meeting, &input),
            input(Field::Date).optional().date(standing.last_contact),
        ]);
    }
    fields
}

/// The form for an invitation.
pub(super) fn invitation(
    lang: Lang,
    start: &InvitationStart,
    input: impl Fn(Field) -> Input,
) -> Vec<SlackBlock> {
    let choice = |lang: Lang| Choice { value: lang.code().to_owned(), text: i18n::own_name(lang).to_owned() };
    vec![
        meetings(lang, &start.meetings, start.meeting, &input),
        input(Field::Language).menu(&Lang::ALL.map(choice), Some(start.lang.code())),
    ]
}

fn meetings(
    lang: Lang,
    meetings: &[(MeetingId, NaiveDateTime)],
    chosen: Option<MeetingId>,
    input: impl Fn(Field) -> Input,
) -> SlackBlock {
    let any = Choice { value: ANY.to_owned(), text: i18n::no_meeting(lang).to_owned() };
    let ones = meetings
        .iter()
        .map(|(id, start)| Choice { value: id.to_string(), text: i18n::meeting_at(lang, *start) });
    let choices: Vec<Choice> = [any].into_iter().chain(ones).collect();
    let chosen = chosen.map_or_else(|| ANY.to_owned(), |id| id.to_string());
    input(Field::Meeting).menu(&choices, Some(&chosen))
}
