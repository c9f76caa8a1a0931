//! Entities of `FollowTheMoney`, as its own library reads them.

use serde_json::json;

use super::{HOSTILE, exported, newsroom};

#[test]
fn follow_the_money_takes_every_entity() {
    let folder = newsroom();
    let Some(found) = exported(folder.path(), "f.json", "ftm", &["ftm"]) else {
        return;
    };
    assert_eq!(found["wrong"], json!([]));
    let entities = found["entities"].as_array().unwrap();
    let of = |schema: &str, name: &str| {
        let found = entities.iter().find(|entity| {
            entity["schema"] == schema
                && entity["properties"]["name"]
                    .as_array()
                    .is_some_and(|names| names.contains(&json!(name)))
        });
        let found = found.unwrap_or_else(|| panic!("no {schema} {name}: {entities:#?}"));
        (found["id"].clone(), found["properties"].clone())
    };
    let (article, told) = of("Article", &format!("Strike {HOSTILE}"));
    assert_eq!(told["publishedAt"], json!(["2016-06-09"]));
    assert_eq!(told["language"], json!(["eng"]));
    assert_eq!(told["publisher"], json!(["Post & \"Söhne\" {x}"]));
    assert!(
        told["bodyText"][0]
            .as_str()
            .unwrap()
            .starts_with("غزة فصائل struck 北京")
    );
    let (fasail, group) = of("Organization", "غزة فصائل");
    assert_eq!(group["classification"], json!(["armed group"]));
    assert_eq!(group["proof"], json!([article]));
    let (roe, person) = of("Person", "Ann Roe");
    assert_eq!(person["position"], json!(["minister"]));
    let (beijing, place) = of("Address", "北京");
    assert_eq!(
        (&place["latitude"], &place["country"]),
        (&json!(["39.9"]), &json!(["cn"]))
    );
    let (china, _) = of("PublicBody", "China");
    let (_, event) = of("Event", "غزة فصائل struck 北京");
    assert_eq!(event["date"], json!(["2016-06"]));
    assert_eq!(
        event["keywords"],
        json!(["assault", "airstrike", "asserted"])
    );
    assert_eq!(
        (&event["addressEntity"], &event["proof"]),
        (&json!([beijing]), &json!([article]))
    );
    let involved = event["involved"].as_array().unwrap();
    assert!(
        involved.contains(&fasail) && involved.contains(&china),
        "{event}"
    );
    let mention = entities
        .iter()
        .find(|entity| entity["properties"]["resolved"] == json!([roe]));
    assert_eq!(mention.unwrap()["properties"]["document"], json!([article]));
    of("Person", HOSTILE);
    of("Organization", "Post & \"Söhne\" {x}");
}
