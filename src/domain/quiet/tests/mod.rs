//! Who took part, by whatever they did; and what is done about silence.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod always;
mod nudging;
mod taking_part;

use crate::domain::model::{Kind, MeetingId, Msg, NudgeState, QuietMsg, UserId};
use crate::domain::testing::{World, date, reader};
use chrono::NaiveDate;

impl World {
    /// The nudges that arrived: on which local date, to whom, about which meeting.
    fn nudges(&self) -> Vec<(NaiveDate, UserId, MeetingId)> {
        let nudges = self.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Nudge);
        nudges
            .map(|arrived| {
                assert!(arrived.row.unasked, "a nudge is unasked");
                (date(arrived.at), reader(&arrived.row), arrived.row.meeting.unwrap())
            })
            .collect()
    }

    /// To whom, and in short when.
    fn nudged(&self) -> Vec<(UserId, String)> {
        self.nudges().into_iter().map(|(on, who, _)| (who, on.to_string())).collect()
    }

    /// The companies the facilitator was told of, and when.
    fn told(&self) -> Vec<(NaiveDate, String)> {
        let of_silence = self.arrived.iter().filter_map(|arrived| match &arrived.msg {
            Msg::Quiet(QuietMsg::LeftAlone { companies }) => {
                assert_eq!(reader(&arrived.row), crate::domain::testing::kaia());
                Some((date(arrived.at), companies.clone()))
            }
            _ => None,
        });
        of_silence
            .flat_map(|(on, companies)| companies.into_iter().map(move |name| (on, name.plain().to_owned())))
            .collect()
    }

    /// What somebody's nudge about a meeting says now.
    fn reads(&self, meeting: MeetingId, who: &UserId) -> NudgeState {
        match super::nudging::card(&self.ws, meeting, who) {
            Some(Msg::Quiet(QuietMsg::Nudge { state, .. })) => state,
            other => panic!("{other:?}"),
        }
    }
}
