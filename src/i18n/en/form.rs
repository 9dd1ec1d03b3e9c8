//! Modals, their fields, and what may be wrong with them, in English.

use super::{agenda, guest, time_and_place, wish};
use crate::domain::model::{Coming, Field, Form, Purpose, Start, Text};
use crate::i18n::marks::{channel, mention, strong};
use crate::i18n::{FieldWords, FormWords};

pub(crate) fn form(form: &Form) -> FormWords {
    let (title, submit) = heading(&form.purpose);
    FormWords {
        title,
        intro: intro(&form.purpose, &form.start),
        submit,
        close: match form.purpose {
            Purpose::Cancel(_) => "Leave it be",
            Purpose::Setup(_)
            | Purpose::Companies(_)
            | Purpose::Company(..)
            | Purpose::Theme(_)
            | Purpose::Move(_)
            | Purpose::Place(_)
            | Purpose::Rhythm(_)
            | Purpose::Extra(_)
            | Purpose::Attendance(_)
            | Purpose::Leaves(_)
            | Purpose::Contact(_)
            | Purpose::Away(_)
            | Purpose::Settings(_)
            | Purpose::Cover(_)
            | Purpose::Swap(_)
            | Purpose::Order(_)
            | Purpose::Skip(_)
            | Purpose::Times(_)
            | Purpose::Talk(_)
            | Purpose::Wish(_)
            | Purpose::TakeWish(..)
            | Purpose::Queue(_)
            | Purpose::Arrange(_)
            | Purpose::CarryOver(_)
            | Purpose::ChangeTalk(_)
            | Purpose::Brief(_)
            | Purpose::Ask(_)
            | Purpose::Reply(..)
            | Purpose::Correct(_)
            | Purpose::NewGuest(_)
            | Purpose::Guest(_)
            | Purpose::InviteGuest(_)
            | Purpose::Address(_)
            | Purpose::Snooze => "Cancel",
        },
    }
}

/// Title and send button.
fn heading(purpose: &Purpose) -> (&'static str, &'static str) {
    match purpose {
        Purpose::Setup(_) => ("Set the microcluster up", "See the welcome"),
        Purpose::Companies(_) => ("Add companies", "Add"),
        Purpose::Company(..) => ("Which company?", "Save"),
        Purpose::Theme(_) => ("Theme of the meeting", "Save"),
        Purpose::Move(_) => ("Move the meeting", "Move"),
        Purpose::Cancel(_) => ("Call the meeting off?", "Call it off"),
        Purpose::Place(_) => ("Place and link", "Save"),
        Purpose::Rhythm(_) => ("Change the rhythm", "Save"),
        Purpose::Extra(_) => ("An extra meeting", "Add"),
        Purpose::Attendance(_) => ("Who was there?", "Save"),
        Purpose::Leaves(_) => ("Remove a company", "Remove"),
        Purpose::Away(_) => ("Away for a while", "Save"),
        Purpose::Settings(_) => ("Settings", "Save"),
        Purpose::Cover(_) => ("Find cover", "Ask"),
        Purpose::Swap(_) => ("Swap meetings", "Ask"),
        Purpose::Order(_) => ("The order", "Move"),
        Purpose::Skip(_) => ("Sit one out", "Sit it out"),
        Purpose::Times(_) => ("When things are said", "Save"),
        Purpose::Talk(_) | Purpose::TakeWish(..) => ("Show something", "Sign up"),
        Purpose::Wish(_) => wish::HEADING,
        Purpose::Queue(_) | Purpose::Arrange(_) | Purpose::CarryOver(_) => agenda::heading(purpose),
        Purpose::ChangeTalk(_) => ("Change your talk", "Save"),
        Purpose::Brief(_) => ("Edit the brief", "Save"),
        Purpose::Ask(_) => ("Ask a question", "Send"),
        Purpose::Reply(..) => ("Reply", "Send"),
        Purpose::Correct(_) => ("Correct the brief", "Send"),
        Purpose::Address(_) => ("Calendar address", "Make an address"),
        Purpose::NewGuest(_) => ("A new guest", "Add"),
        Purpose::Guest(_) => ("Change the guest", "Save"),
        Purpose::InviteGuest(_) => ("Draft an invitation", "Draft it"),
        Purpose::Snooze => ("Take a break", "Leave me in peace"),
        Purpose::Contact(_) => ("Contact and deputy", "Save"),
    }
}

fn intro(purpose: &Purpose, start: &Start) -> Option<String> {
    match start {
        Start::Setup(_) => Some(
            "Ten minutes, and you're under way. You see the welcome before anybody else, and can change things until you're happy."
                .to_owned(),
        ),
        Start::Companies => None,
        Start::Company { companies, now: _ } if companies.is_empty() => {
            Some("No company has joined yet. Tell the facilitator, and yours will be added.".to_owned())
        }
        Start::Leaves { companies } if companies.is_empty() => Some("No company has joined yet.".to_owned()),
        Start::Leaves { companies: _ } => {
            Some("The company leaves the rotation. Only figures without its name remain.".to_owned())
        }
        Start::Contact { company, contact: _, deputy: _ } => Some(format!(
            "{}: the contact hears from me about company matters, the deputy when the contact doesn't answer.",
            strong(company)
        )),
        Start::Company { .. } => pending(purpose).map(str::to_owned),
        Start::Theme { facts, idea: _, format: _ } => {
            Some(format!("{}\nA rough idea will do, and you can change it later.", time_and_place(facts)))
        }
        Start::Talk { .. } if matches!(purpose, Purpose::ChangeTalk(_)) => {
            Some("This is how it stands. Touch only what should be different.".to_owned())
        }
        Start::Talk { meetings, .. } if meetings.is_empty() => {
            Some("The meetings ahead are full. Sign up anyway, and I'll tell you when there's room.".to_owned())
        }
        Start::Talk { .. } => Some("Ten minutes will do, and unfinished is fine.".to_owned()),
        Start::Wish(start) => Some(wish::intro(start)),
        Start::Queue(start) => Some(agenda::queue_intro(start)),
        Start::Arrange(start) => Some(agenda::order_intro(start)),
        Start::CarryOver(start) => Some(agenda::carry_intro(start)),
        Start::Away { .. } => Some(
            "While you are away you neither host nor organise, and get no reminders of the meetings. The briefs come as before."
                .to_owned(),
        ),
        Start::Settings(_) => Some(
            "This is how the cluster has it now. Touch only what should be different; afterwards you see what happens in the next two weeks."
                .to_owned(),
        ),
        Start::Cover { .. } => Some(
            "I'll ask in the channel, and the first to say yes takes over. You owe them one in return."
                .to_owned(),
        ),
        Start::Swap { .. } => {
            Some("I'll ask the host of the other meeting. If they say yes, you change places.".to_owned())
        }
        Start::Order { companies: _ } => Some(
            "Companies host and organise in this order. Whoever was asked already, or has said yes, keeps their meeting."
                .to_owned(),
        ),
        Start::Skip { meetings: _ } => Some(
            "The next in line takes the meeting, and you come first the time after. The order stays, and nobody is owed anything."
                .to_owned(),
        ),
        Start::Times(start) => Some(super::times::intro(start)),
        Start::Snooze { .. } => Some(
            "No reminders until the date you choose. What you asked for yourself or look after still comes as before."
                .to_owned(),
        ),
        Start::Move { facts } => Some(format!("Now: {}", time_and_place(facts))),
        Start::Cancel { facts } => Some(format!(
            "{}\nIf it has been announced, I'll tell the channel. Sometimes it is best to let a \
             meeting go.",
            time_and_place(facts)
        )),
        Start::Brief { facts, points: _ } => Some(format!(
            "{}\nOne point a line. It may begin with `decision:`, `task:`, `question:` or `link:`.",
            time_and_place(facts)
        )),
        Start::Ask { facts, people: _ } => Some(time_and_place(facts)),
        Start::Reply { facts, to } => {
            Some(format!("To {} about the meeting\n{}", mention(to), time_and_place(facts)))
        }
        Start::Correct { facts } => {
            Some(format!("{}\nI'll pass it on to whoever can mend it.", time_and_place(facts)))
        }
        Start::Guest(start) => start.standing.is_none().then(|| guest::NEW.to_owned()),
        Start::InviteGuest(start) => Some(format!(
            "To {}: you get a text to copy. I send nothing.",
            strong(&start.name)
        )),
        Start::Address { cluster, again } => Some(address(cluster, *again)),
        Start::Rhythm(_) => Some(
            "Meetings that somebody knows of stay as they are. The others follow from the date you choose, and I'll \
             tell the channel if the days change."
                .to_owned(),
        ),
        Start::Extra(_) => {
            Some("Whoever is next in turn hosts it. I'll announce it like the others.".to_owned())
        }
        Start::Place { facts } | Start::Attendance { facts, .. } => Some(time_and_place(facts)),
    }
}

fn address(cluster: &Text, again: bool) -> String {
    let channel = channel(cluster);
    let what = format!(
        "You get an address of your own for the meetings in {channel}. Your calendar looks for them itself, also when something is moved, and no more files come."
    );
    if again { format!("{what}\nThe address you have stops working at once.") } else { what }
}

/// What happens right after the company is chosen.
fn pending(purpose: &Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Company(_, Some((_, Coming::Yes))) => Some("Then I'll note at once that you're coming."),
        Purpose::Company(_, Some((_, Coming::No))) => Some("Then I'll note at once that you can't make it."),
        Purpose::Company(_, Some((_, Coming::Maybe))) => Some("Then I'll note at once that you may come."),
        Purpose::Company(_, None)
        | Purpose::Setup(_)
        | Purpose::Companies(_)
        | Purpose::Theme(_)
        | Purpose::Move(_)
        | Purpose::Cancel(_)
        | Purpose::Place(_)
        | Purpose::Rhythm(_)
        | Purpose::Extra(_)
        | Purpose::Attendance(_)
        | Purpose::Leaves(_)
        | Purpose::Contact(_)
        | Purpose::Away(_)
        | Purpose::Settings(_)
        | Purpose::Cover(_)
        | Purpose::Swap(_)
        | Purpose::Order(_)
        | Purpose::Skip(_)
        | Purpose::Times(_)
        | Purpose::Talk(_)
        | Purpose::Wish(_)
        | Purpose::TakeWish(..)
        | Purpose::Queue(_)
        | Purpose::Arrange(_)
        | Purpose::CarryOver(_)
        | Purpose::ChangeTalk(_)
        | Purpose::Brief(_)
        | Purpose::Ask(_)
        | Purpose::Reply(..)
        | Purpose::Correct(_)
        | Purpose::NewGuest(_)
        | Purpose::Guest(_)
        | Purpose::InviteGuest(_)
        | Purpose::Address(_)
        | Purpose::Snooze => None,
    }
}

pub(crate) fn field(purpose: &Purpose, field: Field) -> FieldWords {
    let own = match purpose {
        Purpose::Wish(_) => wish::field(field),
        _ => agenda::field(purpose, field),
    };
    if let Some(words) = own {
        return words;
    }
    let moving = matches!(purpose, Purpose::Move(_));
    match field {
        Field::Company if matches!(purpose, Purpose::Order(_)) => {
            FieldWords::new("Who is to move?").placeholder("Pick a company")
        }
        Field::Step => FieldWords::new("Which way?"),
        Field::Meeting if matches!(purpose, Purpose::Skip(_)) => FieldWords::new("Which meeting?"),
        Field::AskDays => FieldWords::new("Ask the host this many days before"),
        Field::AnnounceDays => FieldWords::new("Announce this many days before"),
        Field::InviteDays => FieldWords::new("Invite to show something this many days before"),
        Field::RemindDays => FieldWords::new("Remind this many working days before"),
        Field::Patience => FieldWords::new("Ask the next person after this many working days"),
        Field::Time if matches!(purpose, Purpose::Times(_)) => FieldWords::new("The hour at which it is said"),
        Field::Rhythm => FieldWords::new("How often do you meet?").hint(
            "The first meeting decides the day: if it is on a first Tuesday, you meet on the first Tuesday of every month.",
        ),
        Field::Falling => FieldWords::new("What if a meeting falls on a day off?"),
        Field::DaysOff => FieldWords::new("Which other days do you take off?").hint("Weekends and public holidays always are."),
        Field::Date if matches!(purpose, Purpose::Rhythm(_)) => FieldWords::new("First meeting in the new rhythm"),
        Field::Date if matches!(purpose, Purpose::Extra(_)) => FieldWords::new("Date"),
        Field::Date if moving => FieldWords::new("New date"),
        Field::Date if matches!(purpose, Purpose::Snooze) => FieldWords::new("When are you back?"),
        Field::Date if matches!(purpose, Purpose::Away(_)) => FieldWords::new("Away from"),
        Field::Date if matches!(purpose, Purpose::Guest(_)) => FieldWords::new("Last contact"),
        Field::Until => FieldWords::new("Back on"),
        Field::Date => FieldWords::new("First meeting"),
        Field::Time if moving => FieldWords::new("New time"),
        Field::Time => FieldWords::new("Time"),
        Field::Minutes => FieldWords::new("How many minutes?"),
        Field::Capacity => FieldWords::new("How many people fit?")
            .hint("Leave it empty if there is room for all. Else whoever answers first gets a place, and the others wait."),
        Field::Place => FieldWords::new("Place").placeholder("The café on the first floor"),
        Field::Link if matches!(purpose, Purpose::Talk(_) | Purpose::TakeWish(..) | Purpose::ChangeTalk(_)) => FieldWords::new("Link")
            .hint("A sketch, a prototype, something to read. It stands with what you show.")
            .placeholder("https://"),
        Field::Link => FieldWords::new("Video link")
            .hint("Only if somebody takes part by video.")
            .placeholder("https://"),
        Field::Language if matches!(purpose, Purpose::InviteGuest(_)) => FieldWords::new("Language"),
        Field::Language => FieldWords::new("Language of the channel")
            .hint("Each person can choose their own for messages from me."),
        Field::Companies => FieldWords::new("Companies and contacts")
            .hint("One company a line: name; contact; deputy. Contact and deputy can come later.")
            .placeholder("Studio Nord; @ida; @per"),
        Field::Company if matches!(purpose, Purpose::Away(_)) => FieldWords::new("Who is away?"),
        Field::Company if matches!(purpose, Purpose::Leaves(_)) => {
            FieldWords::new("Who leaves?").placeholder("Choose a company")
        }
        Field::Company => FieldWords::new("I'm from").placeholder("Choose a company"),
        Field::Theme => FieldWords::new("Theme").placeholder("Layout that works"),
        Field::Title => FieldWords::new("What will you show?").placeholder("Layout that works"),
        Field::Format if matches!(purpose, Purpose::Theme(_)) => {
            FieldWords::new("Format").hint("Type /klynge formats to see what each is like.")
        }
        Field::Format => FieldWords::new("How?"),
        Field::Meeting if matches!(purpose, Purpose::Cover(_)) => FieldWords::new("What should others take?"),
        Field::Meeting if matches!(purpose, Purpose::Swap(_)) => FieldWords::new("The meeting you have now"),
        Field::Meeting if matches!(purpose, Purpose::Guest(_)) => {
            FieldWords::new("Comes to").hint("Counts only once the guest has said yes. The announcement then says the name.")
        }
        Field::Meeting if matches!(purpose, Purpose::InviteGuest(_)) => FieldWords::new("To which meeting?"),
        Field::Name => FieldWords::new("Name").placeholder("First and last name"),
        Field::From => FieldWords::new("From").placeholder("Company, school or place"),
        Field::Topic => FieldWords::new("What could the guest tell about?").placeholder("Type on screens"),
        Field::Reach => FieldWords::new("How do we reach the guest?")
            .hint("All members of the cluster can read this. Write only what you need."),
        Field::Owner => FieldWords::new("Who knows the guest?")
            .hint("The one to ask first, who hears of it when others change something."),
        Field::Status => FieldWords::new("How far have you come?"),
        Field::Instead => {
            FieldWords::new("The meeting you would rather have").placeholder("Choose a meeting")
        }
        Field::Meeting => FieldWords::new("When?"),
        Field::Entry => FieldWords::new("What do you want to move?").placeholder("Choose something"),
        Field::Behind => FieldWords::new("Where should it go?"),
        Field::Entries => FieldWords::new("We didn't get to these").placeholder("Choose something"),
        Field::Confidential => FieldWords::new("Is it confidential?").hint(
            "Then title and content stay among those who are there. Others only see that you show something.",
        ),
        Field::Wish => FieldWords::new("What do you want from the others?")
            .hint("Ideas, advice, somebody who has done it before. It stands on the agenda."),
        Field::With => FieldWords::new("Who shows it with you?")
            .hint("They hear of it, and can change it and take it back as you can.")
            .placeholder("Choose people"),
        Field::Backup => FieldWords::new("Can you do it at short notice?")
            .hint("Then it's put on no meeting. I'll ask you if something falls away."),
        Field::Points => {
            FieldWords::new("Points").hint("Empty lines don't count. Remove the lines you don't want.")
        }
        Field::Presenter => FieldWords::new("To"),
        Field::Words if matches!(purpose, Purpose::Ask(_)) => FieldWords::new("What do you wonder about?"),
        Field::Words if matches!(purpose, Purpose::Correct(_)) => FieldWords::new("What is right?"),
        Field::Words => FieldWords::new("Your answer"),
        Field::Contact => FieldWords::new("Contact").placeholder("Choose a person"),
        Field::Deputy => FieldWords::new("Deputy").placeholder("Choose a person"),
        Field::QuietFrom => {
            FieldWords::new("Quiet from").hint("Between these times I say nothing of my own accord.")
        }
        Field::QuietTo => FieldWords::new("Quiet until"),
        Field::TurnMonths => FieldWords::new("How many months does a turn last?")
            .hint("From the next one on. The one under way stays as it is."),
        Field::StartMeetings => FieldWords::new("How many of the first meetings does the facilitator take?"),
        Field::Facilitator => FieldWords::new("Facilitator")
            .hint("Whoever you choose is told, and takes over at once.")
            .placeholder("Choose a person"),
        Field::Guests => FieldWords::new("Who else dropped in?").hint("Names, or just a number."),
        Field::NotHeld => FieldWords::new("Was there no meeting?")
            .hint("Then it doesn't count as hosting, and what was to be shown gets another slot."),
        Field::Attendance => FieldWords::new("These were there").placeholder("Choose companies"),
    }
}
