//! What each scope lets an app do, in the words of the installation page: bokmål and English side by side.

/// A scope, and what it means.
const SCOPES: &[(&str, &str, &str)] = &[
    ("app_mentions:read", "Se meldinger som nevner appen", "See messages that mention the app"),
    ("bookmarks:read", "Se bokmerkene i kanaler", "See the bookmarks of channels"),
    ("bookmarks:write", "Legge til og endre bokmerker i kanaler", "Add and change bookmarks of channels"),
    (
        "channels:history",
        "Lese meldinger i åpne kanaler den er med i",
        "Read messages in public channels it is in",
    ),
    ("channels:join", "Bli med i åpne kanaler", "Join public channels"),
    ("channels:manage", "Opprette og styre åpne kanaler", "Create and manage public channels"),
    ("channels:read", "Se hvilke åpne kanaler som finnes", "See which public channels there are"),
    ("channels:write", "Styre åpne kanaler", "Manage public channels"),
    ("channels:write.invites", "Invitere folk til åpne kanaler", "Invite people to public channels"),
    ("channels:write.topic", "Sette temaet for åpne kanaler", "Set the topic of public channels"),
    ("chat:write", "Skrive meldinger", "Write messages"),
    ("chat:write.customize", "Skrive under andre navn og bilder", "Write under other names and pictures"),
    ("chat:write.public", "Skrive i åpne kanaler den ikke er med i", "Write in public channels it is not in"),
    ("commands", "Legge til kommandoer og snarveier", "Add commands and shortcuts"),
    ("emoji:read", "Se egne emojier", "See custom emoji"),
    ("files:read", "Se filer der den er med", "See files where it is present"),
    ("files:write", "Laste opp og slette filer", "Upload and delete files"),
    (
        "groups:history",
        "Lese meldinger i private kanaler den er med i",
        "Read messages in private channels it is in",
    ),
    ("groups:read", "Se private kanaler den er med i", "See private channels it is in"),
    ("groups:write", "Opprette og styre private kanaler", "Create and manage private channels"),
    ("im:history", "Lese direktemeldinger til den", "Read direct messages to it"),
    ("im:read", "Se hvem den har direktemeldinger med", "See whom it has direct messages with"),
    ("im:write", "Skrive direkte til folk", "Write to people directly"),
    ("links:read", "Se lenker i meldinger", "See links in messages"),
    ("links:write", "Vise forhåndsvisning av lenker", "Show previews of links"),
    ("mpim:history", "Lese gruppemeldinger den er med i", "Read group messages it is in"),
    ("mpim:read", "Se gruppemeldinger den er med i", "See group messages it is in"),
    ("mpim:write", "Starte gruppemeldinger", "Start group messages"),
    ("pins:read", "Se festede meldinger", "See pinned messages"),
    ("pins:write", "Feste og løsne meldinger", "Pin and unpin messages"),
    ("reactions:read", "Se reaksjoner på meldinger", "See reactions to messages"),
    ("reactions:write", "Reagere på meldinger", "React to messages"),
    ("team:read", "Se navnet på arbeidsområdet", "See the name of the workspace"),
    ("usergroups:read", "Se brukergrupper", "See user groups"),
    ("usergroups:write", "Opprette og endre brukergrupper", "Create and change user groups"),
    ("users.profile:read", "Se profilene til folk", "See people's profiles"),
    ("users.profile:write", "Endre profilen din", "Change your profile"),
    ("users:read", "Se hvem som er her", "See who is here"),
    ("users:read.email", "Se e-postadressene til folk", "See people's email addresses"),
    ("users:write", "Vise om den er til stede", "Show whether it is present"),
];

/// What a scope means, in bokmål and English; for those without words here, nothing.
pub(super) fn meaning(scope: &str) -> Option<(&'static str, &'static str)> {
    SCOPES.iter().find(|(name, ..)| *name == scope).map(|(_, nb, en)| (*nb, *en))
}
