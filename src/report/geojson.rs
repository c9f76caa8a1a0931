//! The points of a report's maps as `GeoJSON`, a file for each map.

use serde_json::{Map, Value as Json, json};

use super::Beside;
use super::ask::Taken;
use super::picture::Material;
use super::source::Picture;
use super::svg::points;
use crate::render::cell::plain;
use crate::value::Value;

/// The files of all maps.
pub(super) fn beside(material: &Material<'_>) -> Vec<Beside> {
    let maps = material
        .pictures()
        .filter(|(_, picture, _)| *picture == Picture::Map);
    let files = maps.map(|(_, _, shown)| Beside {
        ending: format!("-{}.geojson", shown.taken.name),
        text: written(material, shown.taken),
    });
    files.collect()
}

fn written(material: &Material<'_>, taken: &Taken) -> String {
    let (points, _) = points(&taken.rows);
    let features = points.iter().map(|point| {
        let record = &taken.rows.records[point.row];
        let columns = taken.rows.columns.iter().zip(record);
        let mut properties: Map<String, Json> = columns
            .map(|(column, value)| (column.name.clone(), json_of(value)))
            .collect();
        let proof = taken
            .proofs
            .get(point.row)
            .into_iter()
            .flat_map(|proof| &proof.named);
        let urls = proof.filter_map(|key| material.asked.citations.get(key)?.url.clone());
        properties.insert("sources".to_owned(), urls.collect::<Vec<_>>().into());
        json!({
            "type": "Feature",
            "geometry": { "type": "Point", "coordinates": [point.longitude, point.latitude] },
            "properties": properties,
        })
    });
    let lines: Vec<String> = features.map(|feature| feature.to_string()).collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
        lines.join(",\n")
    )
}

fn json_of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(truth) => (*truth).into(),
        Value::Integer(number) => (*number).into(),
        Value::Number(number) => (*number).into(),
        Value::List(members) => members.iter().map(json_of).collect::<Vec<_>>().into(),
        other => plain(other).into(),
    }
}
