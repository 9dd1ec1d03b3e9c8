//! The charts: pie, bar, area and line.
//! Source: <https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block>.

use std::collections::HashSet;

use serde_json::Value;

use super::blocks::BLOCK;
use super::objects::items;
use super::rules::{Faults, Object, Rule, Shape, may, must};

pub(super) static DATA_VISUALIZATION: Shape =
    Shape { fields: &[BLOCK, &[must("title", Rule::Str(1, 50)), must("chart", CHART)]], also: &[] };

const CHART: Rule =
    Rule::ByType(&[("pie", &PIE), ("bar", &SERIES_CHART), ("area", &SERIES_CHART), ("line", &SERIES_CHART)]);

/// A name on an axis, in a slice or of a series.
const LABEL: Rule = Rule::Str(1, 20);

static PIE: Shape =
    Shape { fields: &[&[must("segments", Rule::List(&Rule::Object(&SEGMENT), 1, 12))]], also: &[] };
static SEGMENT: Shape =
    Shape { fields: &[&[must("label", LABEL), must("value", Rule::Positive)]], also: &[] };

static SERIES_CHART: Shape = Shape {
    fields: &[&[
        must("series", Rule::List(&Rule::Object(&SERIES), 1, 12)),
        must("axis_config", Rule::Object(&AXIS)),
    ]],
    also: &[series_differ, points_are_on_the_axis],
};
static SERIES: Shape = Shape {
    fields: &[&[must("name", LABEL), must("data", Rule::List(&Rule::Object(&POINT), 1, 20))]],
    also: &[],
};
static POINT: Shape = Shape { fields: &[&[must("label", LABEL), must("value", Rule::Number)]], also: &[] };
static AXIS: Shape = Shape {
    fields: &[&[
        must("categories", Rule::List(&LABEL, 1, 20)),
        may("x_label", Rule::Str(1, 50)),
        may("y_label", Rule::Str(1, 50)),
    ]],
    also: &[],
};

fn series_differ(chart: &Object, at: &str, faults: &mut Faults) {
    let mut seen = HashSet::new();
    for (index, series) in items(chart.get("series")).enumerate() {
        if let Some(name) = series["name"].as_str()
            && !seen.insert(name)
        {
            faults.add(&format!("{at}/series/{index}/name"), format!("`name` \"{name}\" already exists"));
        }
    }
}

/// Each series has exactly one point for each category.
fn points_are_on_the_axis(chart: &Object, at: &str, faults: &mut Faults) {
    let axis = chart.get("axis_config").and_then(|axis| axis.get("categories"));
    let categories: Vec<&str> = items(axis).filter_map(Value::as_str).collect();
    if categories.is_empty() {
        return;
    }
    for (index, series) in items(chart.get("series")).enumerate() {
        let labels: Vec<&str> =
            items(series.get("data")).filter_map(|point| point["label"].as_str()).collect();
        let each_once =
            categories.iter().all(|name| labels.iter().filter(|label| *label == name).count() == 1);
        if !each_once || labels.len() != categories.len() {
            faults.add(
                &format!("{at}/series/{index}/data"),
                "must have one data point for each of `axis_config.categories`",
            );
        }
    }
}
