//! Files and addresses for calendars.

use crate::catalogue::cast::Cast;
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{FileNews, IcsMsg, Msg, Text};

cases!(IcsMsg {
    IcsMsg::File { news: FileNews::New, .. } => "file",
    IcsMsg::File { news: FileNews::Changed, .. } => "file_changed",
    IcsMsg::File { news: FileNews::CalledOff, .. } => "file_called_off",
    IcsMsg::Address { .. } => "address",
    IcsMsg::AddressGone { .. } => "address_gone",
    IcsMsg::NoAddresses => "no_addresses",
});

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let file = |news| IcsMsg::File { facts: cast.facts(), news };
    let cluster = || cast.channel.clone();
    let url = Text::from("https://klynge.example/calendar/0123456789abcdef0123456789abcdef01234567.ics");
    let examples = vec![
        file(FileNews::New),
        file(FileNews::Changed),
        file(FileNews::CalledOff),
        IcsMsg::Address { cluster: cluster(), url },
        IcsMsg::AddressGone { cluster: cluster() },
        IcsMsg::NoAddresses,
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Ics(msg))).collect();
    Feature { name: "ics", cases: CASES, examples }
}
