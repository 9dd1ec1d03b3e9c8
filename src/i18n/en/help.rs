//! Help and the panel, in English.

use super::rotation::span;
use super::{date, variety, way_there, when};
use crate::domain::model::{Away, Coming, CommandWord, HelpMsg, Lang, MeetingFacts, Period, Text, Todo};
use crate::i18n::marks::strong;
use crate::i18n::{Said, dates};

pub(super) fn render(msg: &HelpMsg) -> Said {
    match msg {
        HelpMsg::Help { may_set_up } => help(*may_set_up),
        HelpMsg::Formats => variety::formats(),
        HelpMsg::UnknownWord { typed, nearest } => unknown(typed, *nearest),
        HelpMsg::Panel(panel) => {
            let mut lines: Vec<String> = Vec::new();
            if let (Some(_), Some(answer)) = (&panel.next, panel.answer) {
                lines.push(standing(panel.company.as_ref(), answer));
            }
            lines.extend(panel.hosting.map(|at| format!("You host the meeting on {}.", when(at))));
            lines.extend(panel.turn.map(organises));
            lines.extend(panel.away.map(is_away));
            lines.push(todo_line(&panel.todo));
            let text = match (&panel.next, &panel.todo) {
                (Some(facts), _) => coming_up(facts),
                (None, Todo::SetUp) => String::new(),
                (None, _) => "No meeting is planned yet.".to_owned(),
            };
            Said::text(text).titled("What matters to you now").lines(lines)
        }
    }
}

/// When the company organises.
pub(super) fn organises(turn: Period) -> String {
    format!("You organise {}.", dates::period(Lang::En, turn))
}

/// When the company is away.
pub(super) fn is_away(away: Away) -> String {
    format!("You are away {}.", span(away))
}

/// The next meeting in a line or two.
fn coming_up(facts: &MeetingFacts) -> String {
    let meeting = format!("Next meeting: {}", way_there(facts));
    match &facts.theme {
        Some(theme) => format!("{meeting}\nTheme: {}", strong(theme)),
        None => meeting,
    }
}

fn help(may_set_up: bool) -> Said {
    let lines = CommandWord::ALL
        .into_iter()
        .filter(|word| may_set_up || *word != CommandWord::Setup)
        .map(|word| format!("`/klynge {}` – {}", word.word(Lang::En), does(word)));
    Said::text(
        "I keep the microcluster going: I tell you about meetings, ask one person at a time and \
         see that hosting goes round. Type `/klynge` alone to see what matters to you now.",
    )
    .titled("What I can help with")
    .lines(lines)
    .small("The Norwegian words work as well, such as `/klynge neste`.")
}

/// What a command does, in a line.
fn does(word: CommandWord) -> &'static str {
    match word {
        CommandWord::Help => "this list",
        CommandWord::Setup => "set a microcluster up in the channel",
        CommandWord::Next => "when, where and what the next meeting is",
        CommandWord::Coming => "your company is coming",
        CommandWord::Cant => "your company can't make it this time",
        CommandWord::Maybe => "your company may come",
        CommandWord::Present => "show something at a meeting",
        CommandWord::Wish => "what people would like to hear about; words behind it make a wish",
        CommandWord::Agenda => "the agenda with its times; words behind it go on it",
        CommandWord::Brief => "what earlier meetings contained",
        CommandWord::Organiser => "who organises now, and who comes after",
        CommandWord::Host => "who hosts the next meetings",
        CommandWord::Formats => "ten ways to hold a meeting",
        CommandWord::Guest => "who could come from outside, and who knows them",
        CommandWord::Meeting => "move, call off, change place or rhythm; `year` shows the year",
        CommandWord::Members => "the companies and people of the cluster",
        CommandWord::Company => "say which company you are from",
        CommandWord::Cover => "ask for somebody to take the meeting you host",
        CommandWord::Swap => "swap meetings with another host",
        CommandWord::Away => "your company is away for a while, and others take its meetings",
        CommandWord::Back => "your company is back",
        CommandWord::Settings => "place, language, quiet hours and more of the cluster",
        CommandWord::Snooze => "no reminders until a date you choose",
        CommandWord::Language => "English or Norwegian",
    }
}

fn unknown(typed: &Text, nearest: Option<CommandWord>) -> Said {
    let typed = typed.escaped();
    match nearest {
        Some(word) => {
            Said::text(format!("I don't know “{typed}”. Did you mean `/klynge {}`?", word.word(Lang::En)))
                .small("`/klynge help` shows all I can do.")
        }
        None => Said::text(format!("I don't know “{typed}”. `/klynge help` shows all I can do.")),
    }
}

/// What the company has answered so far.
pub(super) fn standing(company: Option<&Text>, answer: Coming) -> String {
    let company = company.map_or_else(|| "Your company".to_owned(), Text::escaped);
    match answer {
        Coming::Yes => format!("{company} is coming."),
        Coming::No => format!("{company} can't make it this time."),
        Coming::Maybe => format!("{company} may come."),
    }
}

/// The one thing to do next.
pub(super) fn todo_line(todo: &Todo) -> String {
    let line = match todo {
        Todo::SetUp => "There is no microcluster here yet. Setting one up takes ten minutes.",
        Todo::ApproveWelcome(_) => {
            "The welcome is waiting for your yes. You'll find it in the messages between us."
        }
        Todo::PickCompany(_) => "One thing is left: which company are you from?",
        Todo::ApproveBrief { meeting: _, start } => {
            return format!(
                "The brief of {} is waiting for your yes. You'll find it in the messages between us.",
                date(start.date())
            );
        }
        Todo::ChooseTheme(_) => "The only thing to choose now is the theme.",
        Todo::StepIn { meeting: _, start } => {
            return format!(
                "The meeting on {} has no theme. Can you take it? A loose idea will do, and no is a fine answer too.",
                when(*start)
            );
        }
        Todo::Ready { talk: _, title, start } => {
            return format!(
                "Are you ready to show {} on {}? Unfinished is perfectly fine.",
                strong(title),
                when(*start)
            );
        }
        Todo::Answer(_) => "Are any of you coming? No is a fine answer too.",
        Todo::Nothing => "Nothing is waiting for you. Lean back.",
    };
    line.to_owned()
}
