//! Help and the panel, in bokmål.

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
            lines.extend(panel.hosting.map(|at| format!("Dere er vertskap {}.", when(at))));
            lines.extend(panel.turn.map(organises));
            lines.extend(panel.away.map(is_away));
            lines.push(todo_line(&panel.todo));
            let text = match (&panel.next, &panel.todo) {
                (Some(facts), _) => coming_up(facts),
                (None, Todo::SetUp) => String::new(),
                (None, _) => "Ingen møter er planlagt ennå.".to_owned(),
            };
            Said::text(text).titled("Dette gjelder deg nå").lines(lines)
        }
    }
}

/// When the company organises.
pub(super) fn organises(turn: Period) -> String {
    format!("Dere er arrangør {}.", dates::period(Lang::Nb, turn))
}

/// When the company is away.
pub(super) fn is_away(away: Away) -> String {
    format!("Dere er borte {}.", span(away))
}

/// The next meeting in a line or two.
fn coming_up(facts: &MeetingFacts) -> String {
    let meeting = format!("Neste møte: {}", way_there(facts));
    match &facts.theme {
        Some(theme) => format!("{meeting}\nTema: {}", strong(theme)),
        None => meeting,
    }
}

fn help(may_set_up: bool) -> Said {
    let lines = CommandWord::ALL
        .into_iter()
        .filter(|word| may_set_up || *word != CommandWord::Setup)
        .map(|word| format!("`/klynge {}` – {}", word.word(Lang::Nb), does(word)));
    Said::text(
        "Jeg holder mikroklyngen i gang: sier fra om møtene, spør én om gangen og passer på at \
         vertskapet går på rundgang. Skriv `/klynge` alene, så ser du det som gjelder deg nå.",
    )
    .titled("Dette kan jeg hjelpe med")
    .lines(lines)
    .small("De engelske ordene virker også, som `/klynge next`.")
}

/// What a command does, in a line.
fn does(word: CommandWord) -> &'static str {
    match word {
        CommandWord::Help => "denne listen",
        CommandWord::Setup => "sett opp en mikroklynge i kanalen",
        CommandWord::Next => "når, hvor og om hva vi møtes neste gang",
        CommandWord::Coming => "bedriften din kommer",
        CommandWord::Cant => "bedriften din kan ikke denne gangen",
        CommandWord::Maybe => "bedriften din kommer kanskje",
        CommandWord::Present => "vis noe på et møte",
        CommandWord::Wish => "hva dere vil høre om; ord bak blir et nytt ønske",
        CommandWord::Agenda => "agendaen med tider; ord bak setter noe lite på den",
        CommandWord::Brief => "hva tidligere møter handlet om",
        CommandWord::Organiser => "hvem som er arrangør nå, og hvem som følger",
        CommandWord::Host => "hvem som er vertskap for de neste møtene",
        CommandWord::Formats => "ti måter å holde et møte på",
        CommandWord::Guest => "hvem som kan komme utenfra, og hvem som kjenner dem",
        CommandWord::Meeting => "flytt, avlys, endre sted eller rytme; `år` viser året",
        CommandWord::Members => "bedriftene og folkene i klyngen",
        CommandWord::Company => "si hvilken bedrift du er fra",
        CommandWord::Cover => "spør om noen kan ta møtet dere er vertskap for",
        CommandWord::Swap => "bytt møte med et annet vertskap",
        CommandWord::Away => "bedriften din er borte en stund, og andre tar møtene",
        CommandWord::Back => "bedriften din er tilbake",
        CommandWord::Settings => "hva klyngen har av sted, språk, stille tid og mer",
        CommandWord::Snooze => "fred fra påminnelser til en dato du velger",
        CommandWord::Language => "bokmål eller engelsk",
    }
}

fn unknown(typed: &Text, nearest: Option<CommandWord>) -> Said {
    let typed = typed.escaped();
    match nearest {
        Some(word) => {
            Said::text(format!("«{typed}» kjenner jeg ikke. Mente du `/klynge {}`?", word.word(Lang::Nb)))
                .small("`/klynge hjelp` viser alt jeg kan.")
        }
        None => Said::text(format!("«{typed}» kjenner jeg ikke. `/klynge hjelp` viser alt jeg kan.")),
    }
}

/// What the company has answered so far.
pub(super) fn standing(company: Option<&Text>, answer: Coming) -> String {
    let company = company.map_or_else(|| "Dere".to_owned(), Text::escaped);
    match answer {
        Coming::Yes => format!("{company} kommer."),
        Coming::No => format!("{company} kan ikke denne gangen."),
        Coming::Maybe => format!("{company} kommer kanskje."),
    }
}

/// The one thing to do next.
pub(super) fn todo_line(todo: &Todo) -> String {
    let line = match todo {
        Todo::SetUp => "Her er det ingen mikroklynge ennå. Det tar ti minutter å sette opp en.",
        Todo::ApproveWelcome(_) => {
            "Velkomsten venter på et ja fra deg. Du finner den i meldingene mellom oss to."
        }
        Todo::PickCompany(_) => "Én ting gjenstår: Hvilken bedrift er du fra?",
        Todo::ApproveBrief { meeting: _, start } => {
            return format!(
                "Briefen fra {} venter på et ja fra deg. Du finner den i meldingene mellom oss to.",
                date(start.date())
            );
        }
        Todo::ChooseTheme(_) => "Det eneste dere trenger å velge nå, er tema.",
        Todo::StepIn { meeting: _, start } => {
            return format!(
                "Møtet {} mangler tema. Kan du ta det? En løs idé holder, og nei er også et fint svar.",
                when(*start)
            );
        }
        Todo::Ready { talk: _, title, start } => {
            return format!(
                "Er du klar til å vise {} {}? Uferdig er helt fint.",
                strong(title),
                when(*start)
            );
        }
        Todo::Answer(_) => "Kommer noen av dere? Nei er også et fint svar.",
        Todo::Nothing => "Ingenting venter på deg. Senk skuldrene.",
    };
    line.to_owned()
}
