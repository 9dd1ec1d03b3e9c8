//! Modals, their fields, and what may be wrong with them, in bokmål.

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
            Purpose::Cancel(_) => "La det stå",
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
            | Purpose::Snooze => "Avbryt",
        },
    }
}

/// Title and send button.
fn heading(purpose: &Purpose) -> (&'static str, &'static str) {
    match purpose {
        Purpose::Setup(_) => ("Sett opp mikroklyngen", "Se velkomsten"),
        Purpose::Companies(_) => ("Legg til bedrifter", "Legg til"),
        Purpose::Company(..) => ("Hvilken bedrift?", "Lagre"),
        Purpose::Theme(_) => ("Tema for møtet", "Lagre"),
        Purpose::Move(_) => ("Flytt møtet", "Flytt"),
        Purpose::Cancel(_) => ("Avlys møtet?", "Avlys"),
        Purpose::Place(_) => ("Sted og lenke", "Lagre"),
        Purpose::Rhythm(_) => ("Endre rytmen", "Lagre"),
        Purpose::Extra(_) => ("Et ekstra møte", "Legg til"),
        Purpose::Attendance(_) => ("Hvem var med?", "Lagre"),
        Purpose::Leaves(_) => ("Meld ut en bedrift", "Meld ut"),
        Purpose::Away(_) => ("Borte en stund", "Lagre"),
        Purpose::Settings(_) => ("Innstillinger", "Lagre"),
        Purpose::Cover(_) => ("Finn en vikar", "Spør"),
        Purpose::Swap(_) => ("Bytt møte", "Spør"),
        Purpose::Order(_) => ("Rekkefølgen", "Flytt"),
        Purpose::Skip(_) => ("Stå over", "Stå over"),
        Purpose::Times(_) => ("Når ting blir sagt", "Lagre"),
        Purpose::Talk(_) | Purpose::TakeWish(..) => ("Vis noe", "Meld deg på"),
        Purpose::Wish(_) => wish::HEADING,
        Purpose::Queue(_) | Purpose::Arrange(_) | Purpose::CarryOver(_) => agenda::heading(purpose),
        Purpose::ChangeTalk(_) => ("Endre det du viser", "Lagre"),
        Purpose::Brief(_) => ("Rediger briefen", "Lagre"),
        Purpose::Ask(_) => ("Still et spørsmål", "Send"),
        Purpose::Reply(..) => ("Svar", "Send"),
        Purpose::Correct(_) => ("Rett noe i briefen", "Send"),
        Purpose::Address(_) => ("Kalenderadresse", "Lag adresse"),
        Purpose::NewGuest(_) => ("Ny gjest", "Legg til"),
        Purpose::Guest(_) => ("Endre gjesten", "Lagre"),
        Purpose::InviteGuest(_) => ("Lag en invitasjon", "Lag utkast"),
        Purpose::Snooze => ("Ta en pause", "La meg være"),
        Purpose::Contact(_) => ("Kontakt og vara", "Lagre"),
    }
}

fn intro(purpose: &Purpose, start: &Start) -> Option<String> {
    match start {
        Start::Setup(_) => Some(
            "Ti minutter, så er dere i gang. Du ser velkomsten før noen andre, og kan endre til du er fornøyd."
                .to_owned(),
        ),
        Start::Companies => None,
        Start::Company { companies, now: _ } if companies.is_empty() => {
            Some("Ingen bedrifter er med ennå. Si fra til fasilitatoren, så blir din lagt til.".to_owned())
        }
        Start::Leaves { companies } if companies.is_empty() => {
            Some("Ingen bedrifter er med ennå.".to_owned())
        }
        Start::Leaves { companies: _ } => {
            Some("Bedriften går ut av rundgangen. Bare tall uten navn blir igjen.".to_owned())
        }
        Start::Contact { company, contact: _, deputy: _ } => Some(format!(
            "{}: Kontakten hører fra meg når det gjelder bedriften, varaen når kontakten ikke svarer.",
            strong(company)
        )),
        Start::Company { .. } => pending(purpose).map(str::to_owned),
        Start::Theme { facts, idea: _, format: _ } => {
            Some(format!("{}\nEn løs idé holder, den kan endres siden.", time_and_place(facts)))
        }
        Start::Talk { .. } if matches!(purpose, Purpose::ChangeTalk(_)) => {
            Some("Slik står det nå. Rør bare det som skal være annerledes.".to_owned())
        }
        Start::Talk { meetings, .. } if meetings.is_empty() => {
            Some("Møtene framover er fulle. Meld deg på likevel, så sier jeg fra når det blir plass.".to_owned())
        }
        Start::Talk { .. } => Some("Ti minutter er nok, og uferdig er helt fint.".to_owned()),
        Start::Wish(start) => Some(wish::intro(start)),
        Start::Queue(start) => Some(agenda::queue_intro(start)),
        Start::Arrange(start) => Some(agenda::order_intro(start)),
        Start::CarryOver(start) => Some(agenda::carry_intro(start)),
        Start::Away { .. } => Some(
            "Så lenge dere er borte, er dere verken vertskap eller arrangør, og dere får ingen påminnelser om møtene. Briefene kommer som før."
                .to_owned(),
        ),
        Start::Settings(_) => Some(
            "Slik har klyngen det nå. Rør bare det som skal være annerledes; etterpå ser du hva som skjer de neste to ukene."
                .to_owned(),
        ),
        Start::Cover { .. } => Some(
            "Jeg spør i kanalen, og den første som sier ja, tar over. Dere skylder dem én gang tilbake."
                .to_owned(),
        ),
        Start::Swap { .. } => {
            Some("Jeg spør vertskapet for det andre møtet. Sier de ja, bytter dere plass.".to_owned())
        }
        Start::Order { companies: _ } => Some(
            "Rekkefølgen er den bedriftene er vertskap og arrangør i. Den som allerede er spurt eller har sagt ja, beholder møtet sitt."
                .to_owned(),
        ),
        Start::Skip { meetings: _ } => Some(
            "Den neste i rekka tar møtet, og dere kommer først neste gang. Rekkefølgen er som før, og dere skylder ingen noe."
                .to_owned(),
        ),
        Start::Times(start) => Some(super::times::intro(start)),
        Start::Snooze { .. } => Some(
            "Fram til datoen du velger, får du ingen påminnelser. Det du selv har bedt om eller har ansvar for, kommer som før."
                .to_owned(),
        ),
        Start::Move { facts } => Some(format!("Nå: {}", time_and_place(facts))),
        Start::Cancel { facts } => Some(format!(
            "{}\nEr møtet kunngjort, sier jeg fra i kanalen. Noen ganger er det best å droppe et \
             møte.",
            time_and_place(facts)
        )),
        Start::Brief { facts, points: _ } => Some(format!(
            "{}\nEtt punkt per linje. `beslutning:`, `oppgave:`, `spørsmål:` eller `lenke:` kan stå først.",
            time_and_place(facts)
        )),
        Start::Ask { facts, people: _ } => Some(time_and_place(facts)),
        Start::Reply { facts, to } => Some(format!("Til {} om møtet\n{}", mention(to), time_and_place(facts))),
        Start::Correct { facts } => {
            Some(format!("{}\nJeg gir det videre til den som kan rette.", time_and_place(facts)))
        }
        Start::Guest(start) => start.standing.is_none().then(|| guest::NEW.to_owned()),
        Start::InviteGuest(start) => Some(format!(
            "Til {}: Du får en tekst du kan kopiere. Jeg sender ingenting.",
            strong(&start.name)
        )),
        Start::Address { cluster, again } => Some(address(cluster, *again)),
        Start::Rhythm(_) => Some(
            "Møter som noen vet om, står som de er. De andre legges om fra datoen du velger, og blir det andre dager, sier jeg fra i kanalen."
                .to_owned(),
        ),
        Start::Extra(_) => {
            Some("Den som står for tur, er vertskap. Jeg kunngjør møtet som de andre.".to_owned())
        }
        Start::Place { facts } | Start::Attendance { facts, .. } => Some(time_and_place(facts)),
    }
}

fn address(cluster: &Text, again: bool) -> String {
    let channel = channel(cluster);
    let what = format!(
        "Du får din egen adresse til møtene i {channel}. Kalenderen henter dem selv, også når noe flyttes, og filene slipper du."
    );
    if again { format!("{what}\nAdressen du har fra før, slutter å virke med en gang.") } else { what }
}

/// What happens right after the company is chosen.
fn pending(purpose: &Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Company(_, Some((_, Coming::Yes))) => Some("Så noterer jeg med en gang at dere kommer."),
        Purpose::Company(_, Some((_, Coming::No))) => Some("Så noterer jeg med en gang at dere ikke kan."),
        Purpose::Company(_, Some((_, Coming::Maybe))) => {
            Some("Så noterer jeg med en gang at dere kanskje kommer.")
        }
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
            FieldWords::new("Hvem skal flyttes?").placeholder("Velg bedrift")
        }
        Field::Step => FieldWords::new("Hvilken vei?"),
        Field::Meeting if matches!(purpose, Purpose::Skip(_)) => FieldWords::new("Hvilket møte?"),
        Field::AskDays => FieldWords::new("Spør vertskapet så mange dager før"),
        Field::AnnounceDays => FieldWords::new("Kunngjør så mange dager før"),
        Field::InviteDays => FieldWords::new("Inviter til å vise noe så mange dager før"),
        Field::RemindDays => FieldWords::new("Minn på så mange arbeidsdager før"),
        Field::Patience => FieldWords::new("Spør neste person etter så mange arbeidsdager"),
        Field::Time if matches!(purpose, Purpose::Times(_)) => FieldWords::new("Klokka det blir sagt"),
        Field::Rhythm => FieldWords::new("Hvor ofte møtes dere?").hint(
            "Det første møtet bestemmer dagen: Er det første tirsdag i måneden, blir det første tirsdag hver måned.",
        ),
        Field::Falling => FieldWords::new("Hva om et møte faller på en fridag?"),
        Field::DaysOff => FieldWords::new("Hva mer er fridager hos dere?").hint("Helger og helligdager er det uansett."),
        Field::Date if matches!(purpose, Purpose::Rhythm(_)) => FieldWords::new("Første møte i den nye rytmen"),
        Field::Date if matches!(purpose, Purpose::Extra(_)) => FieldWords::new("Dato"),
        Field::Date if moving => FieldWords::new("Ny dato"),
        Field::Date if matches!(purpose, Purpose::Snooze) => FieldWords::new("Når er du tilbake?"),
        Field::Date if matches!(purpose, Purpose::Away(_)) => FieldWords::new("Borte fra"),
        Field::Date if matches!(purpose, Purpose::Guest(_)) => FieldWords::new("Sist i kontakt"),
        Field::Until => FieldWords::new("Tilbake"),
        Field::Date => FieldWords::new("Første møte"),
        Field::Time if moving => FieldWords::new("Nytt klokkeslett"),
        Field::Time => FieldWords::new("Klokkeslett"),
        Field::Minutes => FieldWords::new("Hvor mange minutter?"),
        Field::Capacity => FieldWords::new("Hvor mange er det plass til?")
            .hint("La det stå tomt hvis alle får plass. Ellers får de plass som svarer først, og resten venter."),
        Field::Place => FieldWords::new("Sted").placeholder("Kafeen i første etasje"),
        Field::Link if matches!(purpose, Purpose::Talk(_) | Purpose::TakeWish(..) | Purpose::ChangeTalk(_)) => FieldWords::new("Lenke")
            .hint("En skisse, en prototype, noe å lese. Står sammen med det du viser.")
            .placeholder("https://"),
        Field::Link => FieldWords::new("Videolenke")
            .hint("Bare hvis noen skal være med på video.")
            .placeholder("https://"),
        Field::Language if matches!(purpose, Purpose::InviteGuest(_)) => FieldWords::new("Språk"),
        Field::Language => {
            FieldWords::new("Språk i kanalen").hint("Hver enkelt kan velge sitt eget i meldinger fra meg.")
        }
        Field::Companies => FieldWords::new("Bedrifter og kontakter")
            .hint("Én bedrift per linje: navn; kontakt; vara. Kontakt og vara kan komme siden.")
            .placeholder("Studio Nord; @ida; @per"),
        Field::Company if matches!(purpose, Purpose::Away(_)) => FieldWords::new("Hvem er borte?"),
        Field::Company if matches!(purpose, Purpose::Leaves(_)) => {
            FieldWords::new("Hvem slutter?").placeholder("Velg bedrift")
        }
        Field::Company => FieldWords::new("Jeg er fra").placeholder("Velg bedrift"),
        Field::Theme => FieldWords::new("Tema").placeholder("Layout som virker"),
        Field::Title => FieldWords::new("Hva vil du vise?").placeholder("Layout som virker"),
        Field::Format if matches!(purpose, Purpose::Theme(_)) => {
            FieldWords::new("Møteform").hint("Skriv /klynge møteformer for å se hvordan hver av dem er.")
        }
        Field::Format => FieldWords::new("Hvordan?"),
        Field::Meeting if matches!(purpose, Purpose::Cover(_)) => FieldWords::new("Hva skal andre ta?"),
        Field::Meeting if matches!(purpose, Purpose::Swap(_)) => FieldWords::new("Møtet dere har nå"),
        Field::Meeting if matches!(purpose, Purpose::Guest(_)) => {
            FieldWords::new("Kommer til").hint("Teller bare når gjesten har sagt ja. Da står navnet på kunngjøringen.")
        }
        Field::Meeting if matches!(purpose, Purpose::InviteGuest(_)) => FieldWords::new("Til hvilket møte?"),
        Field::Name => FieldWords::new("Navn").placeholder("Fornavn og etternavn"),
        Field::From => FieldWords::new("Fra").placeholder("Bedrift, skole eller sted"),
        Field::Topic => FieldWords::new("Hva kan gjesten fortelle om?").placeholder("Skrift på skjerm"),
        Field::Reach => FieldWords::new("Hvordan når vi gjesten?")
            .hint("Alle som er med i klyngen, kan lese dette. Skriv bare det dere trenger."),
        Field::Owner => FieldWords::new("Hvem kjenner gjesten?")
            .hint("Den dere spør først. Endrer andre noe, får den personen vite det."),
        Field::Status => FieldWords::new("Hvor langt er dere kommet?"),
        Field::Instead => FieldWords::new("Møtet dere heller vil ha").placeholder("Velg et møte"),
        Field::Meeting => FieldWords::new("Når?"),
        Field::Entry => FieldWords::new("Hva vil du flytte?").placeholder("Velg noe"),
        Field::Behind => FieldWords::new("Hvor skal det stå?"),
        Field::Entries => FieldWords::new("Dette rakk vi ikke").placeholder("Velg noe"),
        Field::Confidential => FieldWords::new("Er det fortrolig?")
            .hint("Da blir tittel og innhold blant dem som er der. Andre ser bare at dere viser noe."),
        Field::Wish => FieldWords::new("Hva ønsker du deg fra de andre?")
            .hint("Innspill, et råd, noen som har gjort det før. Står på agendaen."),
        Field::With => FieldWords::new("Hvem viser det sammen med deg?")
            .hint("De får beskjed, og kan endre og trekke det som du.")
            .placeholder("Velg personer"),
        Field::Backup => FieldWords::new("Kan du ta det på kort varsel?")
            .hint("Da settes det ikke opp på noe møte. Jeg spør deg hvis noe faller bort."),
        Field::Points => {
            FieldWords::new("Punkter").hint("Tom linje teller ikke. Fjern linjene som ikke skal med.")
        }
        Field::Presenter => FieldWords::new("Til"),
        Field::Words if matches!(purpose, Purpose::Ask(_)) => FieldWords::new("Hva lurer du på?"),
        Field::Words if matches!(purpose, Purpose::Correct(_)) => FieldWords::new("Hva er riktig?"),
        Field::Words => FieldWords::new("Svaret ditt"),
        Field::Contact => FieldWords::new("Kontakt").placeholder("Velg en person"),
        Field::Deputy => FieldWords::new("Vara").placeholder("Velg en person"),
        Field::QuietFrom => {
            FieldWords::new("Stille fra").hint("Mellom disse tidene sier jeg ingenting av meg selv.")
        }
        Field::QuietTo => FieldWords::new("Stille til"),
        Field::TurnMonths => FieldWords::new("Hvor mange måneder varer en ansvarsperiode?")
            .hint("Gjelder fra den neste. Den som er i gang, blir som den er."),
        Field::StartMeetings => FieldWords::new("Hvor mange av de første møtene tar fasilitatoren?"),
        Field::Facilitator => FieldWords::new("Fasilitator")
            .hint("Den du velger, får beskjed og tar over med en gang.")
            .placeholder("Velg en person"),
        Field::Guests => FieldWords::new("Hvem andre var innom?").hint("Navn eller bare et antall."),
        Field::NotHeld => FieldWords::new("Ble det ikke noe møte?")
            .hint("Da teller det ikke som vertskap, og det som skulle vises, får plass senere."),
        Field::Attendance => FieldWords::new("Disse var med").placeholder("Velg bedrifter"),
    }
}
