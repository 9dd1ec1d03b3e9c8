//! The dispatch: which feature answers to which event. Nothing is decided here.

use super::model::{Change, Coming, Decision, Due, Event, Instant, Press, Purpose, Refusal, Workspace};
use super::outcome::Outcome;
use super::plan::Plan;
use super::rotation::cover::answering as cover;
use super::rotation::cover::asking::{self, Wanted};
use super::rotation::cover::turn;
use super::sabotage::{Rule, broken};
use super::{
    agenda, brief, card, command, digest, guest, help, home, ics, meeting, onboarding, outbox, people, quiet,
    rights, rotation, rsvp, settings, talk, variety, wish,
};

/// Decides what follows from one event at a civil time. Pure and total.
pub fn decide(ws: &Workspace, event: &Event, now: Instant) -> Decision {
    if let Some(refusal) = rights::refused(ws, event) {
        return refusal;
    }
    let mut outcome = Outcome::of(ws, dispatch(ws, event, now));
    rsvp::seats::follow(&mut outcome, now);
    ics::file::follow(&mut outcome, now);
    wish::following::follow(&mut outcome, now);
    agenda::following::follow(&mut outcome, now);
    quiet::taking_part::note(&mut outcome, event, now);
    card::spare_edits(&mut outcome);
    home::follow(&mut outcome, event, now);
    outcome.decision()
}

fn dispatch(ws: &Workspace, event: &Event, now: Instant) -> Decision {
    let plan = Plan::new(ws, now);
    match event {
        Event::Commanded { by, channel, words, nonce } => command::decide(plan, by, channel, words, *nonce),
        Event::Pressed { by, channel, press, nonce } => {
            let at = channel.as_ref();
            match press {
                Press::Answer(meeting, answer) => rsvp::answer(plan, by, *meeting, *answer, *nonce),
                Press::PickCompany(cluster) => onboarding::open_company(plan, by, *cluster, None, *nonce),
                Press::PostWelcome(cluster) => onboarding::post_welcome(plan, by, *cluster),
                Press::ChangeSetup(cluster) => onboarding::change_setup(plan, by, *cluster, *nonce),
                Press::AddCompanies(cluster) => onboarding::open_companies(plan, by, *cluster, *nonce),
                Press::CompanyLeaves(cluster) => onboarding::open_leaves(plan, by, *cluster, *nonce),
                Press::ChangeContact(cluster) => onboarding::open_contact(plan, by, *cluster, *nonce),
                Press::ChooseTheme(meeting) => rotation::open_theme(plan, by, *meeting, None, *nonce),
                Press::ShowIdeas(_) if broken(Rule::Total) => panic!("broken on purpose"),
                Press::ShowIdeas(meeting) => rotation::ideas(plan, by, *meeting),
                Press::TakeIdea(meeting, idea) => {
                    rotation::open_theme(plan, by, *meeting, Some(*idea), *nonce)
                }
                Press::TakeMeeting(meeting) => rotation::take(plan, by, *meeting),
                Press::PassMeeting(meeting) => rotation::pass(plan, by, *meeting),
                Press::UseFormat(meeting, format) => variety::take(plan, by, *meeting, *format),
                Press::DeclineFormat(meeting) => variety::decline(plan, by, *meeting),
                Press::AcceptCover(meeting) => cover::accept(plan, by, *meeting, None),
                Press::WithdrawCover(meeting) => cover::withdraw(plan, by, *meeting, None),
                Press::GiveBackCover(meeting) => cover::give_back(plan, by, *meeting, None),
                Press::AcceptTurn(cluster, from) => turn::accept(plan, by, *cluster, *from),
                Press::WithdrawTurn(cluster, from) => turn::withdraw(plan, by, *cluster, *from),
                Press::GiveBackTurn(cluster, from) => turn::give_back(plan, by, *cluster, *from),
                Press::AcceptSwap(one, other) => cover::accept(plan, by, *one, Some(*other)),
                Press::DeclineSwap(one, other) => cover::decline(plan, by, *one, *other),
                Press::WithdrawSwap(one, other) => cover::withdraw(plan, by, *one, Some(*other)),
                Press::GiveBackSwap(one, other) => cover::give_back(plan, by, *one, Some(*other)),
                Press::ShowSomething(meeting) => talk::open_at(plan, by, *meeting, *nonce),
                Press::DeclineInvitation(meeting) => talk::inviting::decline(plan, by, *meeting),
                Press::Join(meeting) => rsvp::answer(plan, by, *meeting, Coming::Yes, *nonce),
                Press::AskLater(meeting) => quiet::nudging::later(plan, by, *meeting),
                Press::StopNudging(meeting) => quiet::nudging::never_again(plan, by, *meeting),
                Press::ConfirmTalk(id) => talk::confirm(plan, by, *id),
                Press::WithdrawTalk(id) => talk::withdraw(plan, by, *id),
                Press::MakeWish(cluster) => wish::open(plan, by, *cluster, *nonce),
                Press::ShowWishes(cluster, from) => wish::page(plan, by, *cluster, *from),
                Press::VoteFor(id) => wish::vote(plan, by, *id),
                Press::UnvoteFor(id) => wish::unvote(plan, by, *id),
                Press::ShowWished(id) => wish::taking::open(plan, by, *id, *nonce),
                Press::DeleteWish(id) => wish::delete(plan, by, *id),
                Press::TakeWished(meeting, id, _) => {
                    wish::taking::open_theme(plan, by, *meeting, *id, *nonce)
                }
                Press::PutOnAgenda(cluster) => agenda::queueing::open(plan, by, *cluster, *nonce),
                Press::OrderAgenda(meeting) => agenda::ordering::open(plan, by, *meeting, *nonce),
                Press::RemoveItem(id, _) => agenda::queueing::remove(plan, by, *id),
                Press::CarryOver(meeting) => agenda::carrying::open(plan, by, *meeting, *nonce),
                Press::StepIn(meeting, id) => talk::backups::accept(plan, by, *meeting, *id),
                Press::NotThisTime(meeting, id) => talk::backups::decline(plan, by, *meeting, *id),
                Press::ChangeTalk(id) => talk::changing::open(plan, by, *id, *nonce),
                Press::MoveMeeting(meeting) => meeting::open(plan, by, Purpose::Move(*meeting), *nonce),
                Press::CancelMeeting(meeting) => meeting::open(plan, by, Purpose::Cancel(*meeting), *nonce),
                Press::ChangePlace(meeting) => meeting::open(plan, by, Purpose::Place(*meeting), *nonce),
                Press::ExtraMeeting(cluster) => meeting::extra::open(plan, by, *cluster, *nonce),
                Press::ChangeRhythm(cluster) => meeting::replanning::open(plan, by, *cluster, *nonce),
                Press::ShowYear(cluster) => meeting::year::press(plan, by, *cluster),
                Press::ShowLedger(cluster) => rotation::ledger::open(plan, by, *cluster),
                Press::ShowHistory(cluster, year) => rotation::history::open(plan, by, *cluster, *year),
                Press::ChangeOrder(cluster) => rotation::ordering::open(plan, by, *cluster, *nonce),
                Press::SkipHosting(cluster) => rotation::skipping::open(plan, by, *cluster, *nonce),
                Press::ChangeTimes(cluster) => settings::times::open(plan, by, *cluster, *nonce),
                Press::ConfirmAttendance(meeting) => meeting::attendance::confirm(plan, by, *meeting),
                Press::CorrectAttendance(meeting) => meeting::attendance::open(plan, by, *meeting, *nonce),
                Press::PublishBrief(meeting) => brief::publishing::publish(plan, by, *meeting),
                Press::EditBrief(meeting) => brief::editing::open(plan, by, *meeting, *nonce),
                Press::ShareTalk(id) => brief::sharing::share(plan, by, *id, true),
                Press::KeepTalk(id) => brief::sharing::share(plan, by, *id, false),
                Press::ReadBrief(meeting) => brief::archive::read(plan, by, *meeting),
                Press::AskPresenter(meeting) => brief::asking::open_ask(plan, by, *meeting, *nonce),
                Press::Reply(meeting, to) => brief::asking::open_reply(plan, by, *meeting, to, *nonce),
                Press::CorrectBrief(meeting) => brief::asking::open_correct(plan, by, *meeting, *nonce),
                Press::ChangeSettings(cluster) => settings::open_from(plan, by, *cluster, *nonce),
                Press::MakeAddress(cluster) => ics::feed::open(plan, by, *cluster, *nonce),
                Press::DropAddress(cluster) => ics::feed::drop(plan, by, *cluster),
                Press::ShowGuests(cluster, before) => guest::show_from(plan, by, *cluster, *before),
                Press::AddGuest(cluster) => guest::open_new(plan, by, *cluster, *nonce),
                Press::ChangeGuest(id) => guest::open(plan, by, *id, *nonce),
                Press::InviteGuest(id, meeting) => guest::inviting::open(plan, by, *id, *meeting, *nonce),
                Press::DeleteGuest(id) => guest::delete(plan, by, *id),
                Press::StopAsking(what) => people::stop_asking(plan, by, *what),
                Press::AskAgain(what) => people::ask_again(plan, by, *what),
                Press::Wake => people::wake(plan, by),
                Press::Speak(lang) => people::speak(plan, by, *lang),
                Press::Run(word) => command::run(plan, by, at, *word, "", *nonce),
            }
        }
        Event::Submitted { by, purpose, nonce, values } => {
            if ws.submitted.contains_key(nonce) && !broken(Rule::Nonces) {
                return Decision::default();
            }
            let mut decision = match purpose {
                Purpose::Setup(channel) => onboarding::set_up(plan, by, channel, values),
                Purpose::Companies(cluster) => onboarding::add_companies(plan, by, *cluster, values),
                Purpose::Company(cluster, then) => {
                    onboarding::choose_company(plan, by, *cluster, *then, values)
                }
                Purpose::Leaves(cluster) => onboarding::leaves(plan, by, *cluster, values),
                Purpose::Contact(cluster) => onboarding::choose_contact(plan, by, *cluster, values),
                Purpose::Away(cluster) => rotation::away::set(plan, by, *cluster, values),
                Purpose::Settings(cluster) => settings::save(plan, by, *cluster, values),
                Purpose::Cover(cluster) => asking::ask(plan, by, *cluster, Wanted::Cover, values),
                Purpose::Swap(cluster) => asking::ask(plan, by, *cluster, Wanted::Swap, values),
                Purpose::Order(cluster) => rotation::ordering::step(plan, by, *cluster, values),
                Purpose::Skip(cluster) => rotation::skipping::skip(plan, by, *cluster, values),
                Purpose::Times(cluster) => settings::times::save(plan, by, *cluster, values),
                Purpose::Talk(cluster) => talk::sign_up(plan, by, *cluster, values),
                Purpose::Wish(cluster) => wish::submit(plan, by, *cluster, values),
                Purpose::TakeWish(cluster, id) => wish::taking::sign_up(plan, by, *cluster, *id, values),
                Purpose::Queue(cluster) => agenda::queueing::submit(plan, by, *cluster, values),
                Purpose::Arrange(meeting) => agenda::ordering::submit(plan, by, *meeting, values),
                Purpose::CarryOver(meeting) => agenda::carrying::submit(plan, by, *meeting, values),
                Purpose::ChangeTalk(id) => talk::changing::change(plan, by, *id, values),
                Purpose::Brief(meeting) => brief::editing::change(plan, by, *meeting, values),
                Purpose::Ask(meeting) => brief::asking::ask(plan, by, *meeting, values),
                Purpose::Reply(meeting, to) => brief::asking::reply(plan, by, *meeting, to, values),
                Purpose::Correct(meeting) => brief::asking::correct(plan, by, *meeting, values),
                // With the secret that is drawn for it this comes as another event; without one there is no address.
                Purpose::Address(cluster) => plan.refuse(by, Some(*cluster), Refusal::Sorry),
                Purpose::NewGuest(cluster) => guest::add(plan, by, *cluster, values),
                Purpose::Guest(id) => guest::change(plan, by, *id, values),
                Purpose::InviteGuest(id) => guest::inviting::write(plan, by, *id, values),
                Purpose::Snooze => people::snooze_until(plan, by, values),
                Purpose::Theme(meeting) => rotation::choose_theme(plan, by, *meeting, values),
                Purpose::Move(meeting) => meeting::change::move_to(plan, by, *meeting, values),
                Purpose::Cancel(meeting) => meeting::change::cancel(plan, by, *meeting),
                Purpose::Place(meeting) => meeting::change::place(plan, by, *meeting, values),
                Purpose::Rhythm(cluster) => meeting::replanning::change(plan, by, *cluster, values),
                Purpose::Extra(cluster) => meeting::extra::add(plan, by, *cluster, values),
                Purpose::Attendance(meeting) => meeting::attendance::correct(plan, by, *meeting, values),
            };
            if !decision.changes.is_empty() {
                decision.changes.push(Change::Submitted(*nonce, now));
            }
            decision
        }
        Event::AddressAsked { by, cluster, nonce, token } => {
            ics::feed::make(plan, by, *cluster, *nonce, token)
        }
        Event::MessageChosen { by, channel, words, link, nonce } => {
            agenda::queueing::open_from(plan, by, channel, words, link.as_ref(), *nonce)
        }
        Event::Addressed { by, channel, words, nonce } => help::addressed(plan, by, channel, words, *nonce),
        // That it was done is all there is to it.
        Event::Spoke { .. } => Decision::default(),
        Event::HomeOpened { by } => home::open(plan, by),
        Event::Arrived { channel, user } => onboarding::arrived(plan, channel, user),
        Event::Departed { channel, user } => onboarding::departed(plan, channel, user),
        Event::PeopleSeen(profiles) => people::seen(plan, profiles),
        Event::RoomSeen { channel, name, open, users } => {
            people::room_seen(plan, channel, name, *open, users)
        }
        Event::NotesSeen { meeting, remarks, thread } => brief::drafting::notes_seen(
            plan,
            *meeting,
            remarks.as_deref().unwrap_or_default(),
            thread.as_ref(),
        ),
        Event::Due(due) => match due {
            Due::Meeting(meeting, job) => meeting::jobs::run(plan, *meeting, *job),
            Due::Handover(cluster) => rotation::turns::hand_over(plan, *cluster),
            Due::Back(company) => rotation::away::is_over(plan, *company),
            Due::AskBackup(meeting) => talk::backups::ask(plan, *meeting),
            Due::AskCover(meeting) => rotation::cover::reminding::remind(plan, *meeting),
            Due::AskTurnCover(cluster) => turn::remind(plan, *cluster),
            Due::AskCompanies(cluster) => onboarding::ask_again(plan, *cluster),
            Due::Nudge(cluster, _) => quiet::nudging::nudge(plan, *cluster),
            Due::TellOfSilence(cluster) => quiet::nudging::tell(plan, *cluster),
            Due::Digest(cluster) => digest::post(plan, *cluster),
            Due::Tidy(day) => outbox::tidy(plan, *day),
        },
        Event::Fate(fate) => outbox::settle(plan, fate),
    }
}
