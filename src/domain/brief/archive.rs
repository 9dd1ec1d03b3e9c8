//! The briefs there are: listed, and shown to those who belong to the cluster.

use super::{brief_facts, drafting, found};
use crate::domain::meeting::{facts, may_change};
use crate::domain::model::{
    Answer, Brief, BriefLine, BriefMsg, BriefState, Cluster, Decision, Meeting, MeetingId, Msg, Refusal,
    Text, UserId, Workspace,
};
use crate::domain::plan::Plan;

/// Briefs in a list.
const LISTED: usize = 5;
/// What was typed is looked at up to here, in characters.
const MAX_SEARCH: usize = 80;

/// `/klynge brief`: the latest ones; with words behind it the latest one that they fit.
pub fn show(plan: Plan, by: &UserId, cluster: &Cluster, rest: &str) -> Decision {
    let all = readable(&plan, by, cluster);
    let wanted = Text::line(&rest.chars().take(MAX_SEARCH).collect::<String>());
    if all.is_empty() {
        return plan.refuse(by, Some(cluster.id), Refusal::NoBrief(None));
    }
    if wanted.is_empty() {
        let briefs = all
            .iter()
            .take(LISTED)
            .map(|(brief, meeting)| BriefLine {
                facts: facts(&plan, meeting),
                draft: brief.state == BriefState::Draft,
            })
            .collect();
        return plan.finish_saying(by, Some(cluster.id), Msg::Brief(BriefMsg::List { briefs }));
    }
    match pick(&plan, &all, &wanted).and_then(|id| whole(&plan, by, id)) {
        Some(msg) => plan.finish_saying(by, Some(cluster.id), msg),
        None => plan.refuse(by, Some(cluster.id), Refusal::NoBrief(Some(wanted))),
    }
}

/// Shows one in a modal; a draft as a message, since something is to be done with it.
pub fn read(plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let Some(msg) = whole(&plan, by, id) else { return plan.refuse(by, None, Refusal::Gone) };
    let cluster = plan.meetings.get(&id).map(|meeting| meeting.cluster);
    if matches!(msg, Msg::Brief(BriefMsg::Draft { .. })) {
        return plan.finish_saying(by, cluster, msg);
    }
    let lang = plan.lang_of(by, cluster);
    plan.finish(Answer::Read(lang, Box::new(msg)))
}

/// The briefs somebody may read, newest first: those that are out, and drafts they may approve.
fn readable<'a>(plan: &'a Plan, by: &UserId, cluster: &Cluster) -> Vec<(&'a Brief, &'a Meeting)> {
    let meetings = plan.meetings_of(cluster.id).into_iter().rev();
    let with_brief = meetings.filter_map(|meeting| Some((plan.briefs.get(&meeting.id)?, meeting)));
    with_brief
        .filter(|(brief, meeting)| brief.state.is_out() || may_change(plan, by, cluster, meeting, plan.now))
        .collect()
}

/// The latest brief in which all the words occur: theme, date, host, agenda or points.
fn pick(ws: &Workspace, all: &[(&Brief, &Meeting)], wanted: &Text) -> Option<MeetingId> {
    let wanted = wanted.plain().to_lowercase();
    let fits = |(brief, meeting): &&(&Brief, &Meeting)| {
        let text = searchable(ws, brief, meeting);
        wanted.split_whitespace().all(|word| text.contains(word))
    };
    all.iter().find(fits).map(|(_, meeting)| meeting.id)
}

fn searchable(ws: &Workspace, brief: &Brief, meeting: &Meeting) -> String {
    let says = brief_facts(ws, brief, meeting);
    let agenda = says.agenda.iter().flat_map(|line| [Some(&line.company), line.title.as_ref()]).flatten();
    let points = says.points.iter().map(|point| &point.text);
    let texts = says.facts.theme.iter().chain(agenda).chain(points).map(Text::plain);
    let date = meeting.start.date().to_string();
    let all: Vec<&str> = texts.chain([date.as_str()]).collect();
    all.join("\n").to_lowercase()
}

/// A brief as somebody may read it: whoever may approve a draft gets the draft.
fn whole(plan: &Plan, by: &UserId, id: MeetingId) -> Option<Msg> {
    let (brief, meeting, cluster) = found(plan, id)?;
    if !brief.state.is_out() {
        let may = may_change(plan, by, &cluster, &meeting, plan.now);
        return if may { drafting::draft_card(plan, id) } else { None };
    }
    let belongs = plan.clusters_of(by).any(|mine| mine.id == cluster.id);
    belongs.then(|| Msg::Brief(BriefMsg::Whole { brief: brief_facts(plan, &brief, &meeting) }))
}
