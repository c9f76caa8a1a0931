//! Bundles of STIX, as stix2 validates them.

use serde_json::{Value, json};

use super::{HOSTILE, exported, newsroom};

/// The objects of a type, by a property of theirs.
fn by<'a>(objects: &'a [Value], kind: &str, property: &str, value: &str) -> &'a Value {
    let found = objects
        .iter()
        .find(|object| object["type"] == kind && object[property] == value);
    found.unwrap_or_else(|| panic!("no {kind} whose {property} is {value}: {objects:#?}"))
}

#[test]
fn a_bundle_is_valid_stix() {
    let folder = newsroom();
    let Some(bundle) = exported(folder.path(), "s.json", "stix", &["stix"]) else {
        return;
    };
    assert_eq!(
        (&bundle["valid"], &bundle["errors"]),
        (&json!(true), &json!([]))
    );
    let objects = bundle["objects"].as_array().unwrap();
    let of = |kind: &str, property: &str, value: &str| by(objects, kind, property, value);
    let report = of("report", "name", &format!("Strike {HOSTILE}"));
    assert_eq!(report["created"], "2016-06-09T00:00:00.000Z");
    let reference = &report["external_references"][0];
    assert_eq!(reference["source_name"], "Post & \"Söhne\" {x}");
    assert_eq!(reference["external_id"], "a1");
    let fasail = of("identity", "name", "غزة فصائل");
    assert_eq!(fasail["identity_class"], "group");
    let roe = of("identity", "name", "Ann Roe");
    assert_eq!(
        (&roe["identity_class"], &roe["roles"]),
        (&json!("individual"), &json!(["minister"]))
    );
    let beijing = of("location", "name", "北京");
    assert_eq!(
        (
            &beijing["latitude"],
            &beijing["longitude"],
            &beijing["country"]
        ),
        (&json!(39.9), &json!(116.4), &json!("CN"))
    );
    let refers = |object: &Value| {
        let all = report["object_refs"].as_array().unwrap();
        assert!(all.contains(&object["id"]), "{object}");
    };
    // Told for certain: 90 of 100; half of 80 where it is only claimed.
    let struck = of("relationship", "source_ref", fasail["id"].as_str().unwrap());
    let china = of("location", "name", "China");
    assert_eq!(
        (&struck["target_ref"], &struck["confidence"]),
        (&china["id"], &json!(90))
    );
    assert_eq!(
        struck["labels"],
        json!(["assault", "airstrike", "asserted"])
    );
    assert_eq!(struck["start_time"], "2016-06-01T00:00:00Z");
    assert_eq!(struck["stop_time"], "2016-07-01T00:00:00Z");
    let met = of("relationship", "source_ref", roe["id"].as_str().unwrap());
    assert_eq!(
        (&met["target_ref"], &met["confidence"]),
        (&fasail["id"], &json!(40))
    );
    let sighting = of(
        "sighting",
        "sighting_of_ref",
        fasail["id"].as_str().unwrap(),
    );
    assert_eq!(sighting["where_sighted_refs"], json!([beijing["id"]]));
    for object in [fasail, roe, beijing, struck, met, sighting] {
        refers(object);
    }
    let sightings = objects.iter().filter(|object| object["type"] == "sighting");
    assert_eq!(sightings.count(), 1, "what is denied was not seen");
    let names = objects.iter().filter_map(|object| object["name"].as_str());
    assert!(
        !names.clone().any(|name| name == "Nowhere"),
        "a place that nobody can find"
    );
    assert!(names.clone().any(|name| name == HOSTILE));
}

#[test]
fn a_bundle_holds_what_an_answer_comes_from() {
    let folder = newsroom();
    let some = exported(
        folder.path(),
        "s2.json",
        "stix",
        &["stix", "figures of killed"],
    );
    let Some(some) = some else {
        return;
    };
    let reports = some["objects"].as_array().unwrap().iter();
    let reports: Vec<&Value> = reports
        .filter(|object| object["type"] == "report")
        .collect();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["labels"], json!(["published-quarter"]));
}
