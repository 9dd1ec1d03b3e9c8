//! Examples of the Home tab.

use super::Feature;
use super::cast::{CLUSTER, Cast, MEETING, at, date, nowhere};
use klynge::domain::model::{
    Away, ClusterHome, ClusterId, Coming, HomePage, Lang, MeetingId, OptOut, Period, Settings, Standing,
    TalkFacts, TalkFormat, TalkId, TalkState, Todo,
};

const CASES: &[&str] =
    &["nowhere", "welcome", "new", "theme", "step_in", "ready", "answer", "away", "calm", "full"];

fn talk(cast: &Cast, nth: u64) -> TalkFacts {
    TalkFacts {
        id: TalkId(5 + nth),
        title: cast.theme.clone(),
        format: TalkFormat::Presentation,
        minutes: 10,
        confidential: nth == 2,
        state: TalkState::Planned,
        together: Vec::new(),
        wish: None,
        link: None,
        backup: false,
    }
}

fn cluster(cast: &Cast, standing: Standing, talks: u64) -> ClusterHome {
    let shown = |nth: u64| (talk(cast, nth), (nth != 1).then(|| cast.facts()));
    ClusterHome {
        cluster: CLUSTER,
        name: cast.channel.clone(),
        standing,
        talks: (0..talks).map(shown).collect(),
        // Those with talks have seen the button for it.
        address: (talks > 0).then_some(talks > 2),
        // As does whoever facilitates.
        runs: talks > 2,
    }
}

/// So many clusters, with ids of their own.
fn clusters(cast: &Cast, count: u64) -> Vec<ClusterHome> {
    let one = |nth: u64| {
        let mut home = cluster(cast, cast.standing(Todo::Nothing, Some(Coming::Yes)), 6);
        home.cluster = ClusterId(nth);
        home.standing.next.iter_mut().for_each(|facts| facts.id = MeetingId(nth));
        home.talks.iter_mut().zip(0..).for_each(|((talk, _), at)| talk.id = TalkId(100 * nth + at));
        home
    };
    (1..=count).map(one).collect()
}

fn settings(wishes: bool) -> Settings {
    Settings {
        lang: if wishes { Lang::En } else { Lang::Nb },
        snoozed_until: wishes.then(|| date(10, 1)),
        opted_out: if wishes { OptOut::ALL.to_vec() } else { Vec::new() },
        files: !wishes,
    }
}

pub(super) fn all(cast: &Cast) -> Feature<HomePage> {
    let of = |standing, talks| HomePage {
        clusters: vec![cluster(cast, standing, talks)],
        settings: settings(false),
        first: false,
    };
    let asked = Todo::StepIn { meeting: MEETING, start: at(9, 17, 11, 30) };
    let undecided =
        Standing { next: Some(Box::new(cast.bare())), ..cast.standing(Todo::ChooseTheme(MEETING), None) };
    let away = Standing {
        away: Some(Away { from: date(9, 14), until: date(9, 28) }),
        ..cast.standing(Todo::Nothing, None)
    };
    let turn = Some(Period { from: date(9, 15), to: date(11, 14) });
    let calm = Standing { turn, ..cast.standing(Todo::Nothing, Some(Coming::Maybe)) };
    let pages = vec![
        HomePage { clusters: Vec::new(), settings: settings(false), first: false },
        of(nowhere(Todo::ApproveWelcome(CLUSTER)), 0),
        HomePage { first: true, ..of(nowhere(Todo::PickCompany(CLUSTER)), 0) },
        of(undecided, 0),
        of(cast.standing(asked, Some(Coming::No)), 0),
        of(cast.standing(cast.ready(), Some(Coming::Yes)), 2),
        of(cast.standing(Todo::Answer(MEETING), None), 0),
        of(away, 0),
        HomePage { settings: settings(true), ..of(calm, 6) },
        HomePage { clusters: clusters(cast, 20), settings: settings(true), first: false },
    ];
    Feature { name: "home", cases: CASES, examples: CASES.iter().copied().zip(pages).collect() }
}
