//! Links from one row to many, and what follows from links: parts of a place, members of a body.

use super::cell::{Cell, Ref, real};
use super::memory::{Memory, once};
use super::schema::Noun;

/// A link that is the other side of a field: rows of a noun whose field is the owner.
const CHILDREN: &[(Noun, &str, Noun, &str)] = &[
    (Noun::Sources, "articles", Noun::Articles, "source"),
    (Noun::Articles, "sentences", Noun::Sentences, "article"),
    (Noun::Articles, "mentions", Noun::Mentions, "article"),
    (Noun::Articles, "events", Noun::Events, "article"),
    (Noun::Articles, "quotes", Noun::Quotes, "article"),
    (Noun::Articles, "figures", Noun::Figures, "article"),
    (Noun::Sentences, "mentions", Noun::Mentions, "sentence"),
    (Noun::Sentences, "events", Noun::Events, "sentence"),
    (Noun::Sentences, "quotes", Noun::Quotes, "sentence"),
    (Noun::Sentences, "figures", Noun::Figures, "sentence"),
    (Noun::Entities, "mentions", Noun::Mentions, "entity"),
    (Noun::Entities, "quotes", Noun::Quotes, "speaker"),
    (Noun::Clusters, "events", Noun::Events, "cluster"),
    (Noun::Clusters, "quotes", Noun::Quotes, "cluster"),
    (Noun::Clusters, "figures", Noun::Figures, "cluster"),
];

/// Fills in every link.
pub(super) fn connect(memory: &mut Memory) {
    for (owner, link, child, field) in CHILDREN {
        for row in memory.all(*owner) {
            let children = memory.all(*child).into_iter();
            let own = children.filter(|it| memory.value(*it, field) == Cell::Row(row));
            let own: Vec<Ref> = own.collect();
            memory.row_mut(row).links.insert(link, own);
        }
    }
    for row in memory.all(Noun::Entities) {
        let events = memory.all(Noun::Events).into_iter();
        let own = events.filter(|it| memory.many(*it, "participants").contains(&row));
        let own: Vec<Ref> = own.collect();
        memory.row_mut(row).links.insert("events", own);
    }
    for row in memory.all(Noun::Clusters) {
        let mut own: Vec<Ref> = memory.all(Noun::Articles);
        own.retain(|article| {
            let reports = ["events", "quotes", "figures"].iter().any(|link| {
                let facts = memory.many(*article, link).into_iter();
                facts
                    .into_iter()
                    .any(|it| memory.value(it, "cluster") == Cell::Row(row))
            });
            reports || memory.value(*article, "story") == Cell::Row(row)
        });
        memory.row_mut(row).links.insert("articles", own);
    }
}

/// Whether a place is another or lies in it, at any depth.
pub(super) fn lies_in(memory: &Memory, place: Ref, whole: Ref) -> bool {
    let mut at = Some(place);
    for _ in 0..20 {
        match at {
            Some(row) if row == whole => return true,
            Some(row) => at = memory.value(row, "parent").as_row(),
            None => return false,
        }
    }
    false
}

/// `X+`: X; every person and organization whose country is X; every entity but a place whose body or
/// parent is already in, repeated until nothing is added.
pub(super) fn with_members(memory: &Memory, whole: Ref) -> Vec<Ref> {
    let mut found = vec![whole];
    let kind = |row: Ref| memory.text_of(row, "kind");
    for row in memory.all(Noun::Entities) {
        let is_officer = matches!(kind(row).as_str(), "person" | "organization");
        if is_officer && memory.value(row, "country") == Cell::Row(whole) {
            found.push(row);
        }
    }
    loop {
        let before = found.len();
        for row in memory.all(Noun::Entities) {
            let owners = ["org", "parent"].map(|name| memory.value(row, name).as_row());
            let belongs = owners.iter().flatten().any(|owner| found.contains(owner));
            if kind(row) != "place" && belongs && !found.contains(&row) {
                found.push(row);
            }
        }
        if found.len() == before {
            return once(found);
        }
    }
}

/// Great-circle distance in kilometres (law of cosines), if both places have coordinates.
pub(super) fn kilometres(memory: &Memory, one: Ref, other: Ref) -> Option<f64> {
    let angle = |row: Ref, name: &str| memory.value(row, name).number().map(f64::to_radians);
    let (lat, lon) = (angle(one, "lat")?, angle(one, "lon")?);
    let (other_lat, other_lon) = (angle(other, "lat")?, angle(other, "lon")?);
    let cosine =
        lat.sin() * other_lat.sin() + lat.cos() * other_lat.cos() * (lon - other_lon).cos();
    Some(cosine.clamp(-1.0, 1.0).acos() * real(6371))
}
