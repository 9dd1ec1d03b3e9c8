//! Who is in the house: openly fictional people and companies.

use serde_json::{Value, json};

/// The channel of the stories, without `#`.
pub(crate) const ROOM: &str = "designforum";
/// A second one, for a second cluster.
pub(crate) const MARKET: &str = "markedsforum";

/// The companies as the facilitator pastes them. Nobody of the last one is known.
pub(crate) const COMPANIES: &str = "Studio Nord; @ida; @per\n\
                                    Fjord Form; @jonas; @liv\n\
                                    Papir & Piksel; @kari; @ole\n\
                                    Tre Streker; @may\n\
                                    Blankt Ark";

/// User name, full name, locale.
const PEOPLE: [(&str, &str, &str); 12] = [
    ("kaia", "Kaia Rute", "nb-NO"),
    ("ida", "Ida Strek", "nb-NO"),
    ("per", "Per Pica", "nb-NO"),
    ("jonas", "Jonas Raster", "en-GB"),
    ("liv", "Liv Linje", "nb-NO"),
    ("kari", "Kari Kerning", "nb-NO"),
    ("ole", "Ole Oktav", "nn-NO"),
    ("may", "May Margin", "en-US"),
    ("sara", "Sara Sats", "nb-NO"),
    ("nils", "Nils Nyanse", "nb-NO"),
    ("tom", "Tom Tekst", "fr-FR"),
    ("eva", "Eva Espalje", "nb-NO"),
];

/// Those in the channels from the start; the others come later, if at all.
const IN_ROOM: [&str; 8] = ["kaia", "ida", "per", "jonas", "liv", "kari", "ole", "may"];
const IN_MARKET: [&str; 4] = ["ida", "jonas", "sara", "nils"];

fn id(name: &str) -> String {
    format!("U{}", name.to_uppercase())
}

/// A name that is in the cast; anything else is a slip of the story.
pub(super) fn known(name: &str) -> &'static str {
    let person = PEOPLE.iter().find(|(known, ..)| *known == name);
    person.unwrap_or_else(|| panic!("nobody in the cast is called {name}")).0
}

/// The workspace at the start.
pub(super) fn seed() -> Value {
    let mut users: Vec<Value> = PEOPLE
        .iter()
        .map(|(name, real_name, locale)| {
            json!({ "id": id(name), "name": name, "real_name": real_name, "locale": locale })
        })
        .collect();
    users.push(json!({ "id": "UGUN", "name": "gun", "real_name": "Gun Grotesk", "deleted": true }));
    users.push(json!({ "id": "UVAKTBOT", "name": "vaktbot", "real_name": "Vaktbot", "is_bot": true }));
    let mut in_room: Vec<String> = IN_ROOM.map(id).to_vec();
    in_room.extend(["UGUN".to_owned(), "UVAKTBOT".to_owned()]);
    json!({
        "team": { "id": "T1", "name": "Trykkeriet", "domain": "trykkeriet" },
        "users": users,
        "channels": [
            { "id": "C1", "name": ROOM, "members": in_room },
            { "id": "C2", "name": MARKET, "members": IN_MARKET.map(id) },
        ],
    })
}

/// The same with something behind everybody's name.
pub(crate) fn hostile_seed(behind: &str) -> Value {
    let mut seed = seed();
    for user in seed["users"].as_array_mut().into_iter().flatten() {
        user["real_name"] = json!(format!("{} {behind}", user["real_name"].as_str().unwrap_or_default()));
    }
    seed
}

/// What the facilitator fills into the setup form: every second Thursday at 11:30 from 17 September.
pub(crate) fn setup_values() -> Value {
    json!({
        "date": "2026-09-17",
        "time": "11:30",
        "place": "Kafeen",
        "language": "nb",
        "companies": COMPANIES,
    })
}
