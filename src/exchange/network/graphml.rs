//! `GraphML` (<http://graphml.graphdrawing.org>), with a typed key for each attribute.

use std::io::{self, Write};

use super::{Edge, Network};
use crate::exchange::text::{iso, xml};
use crate::store::Spoken;

/// Keys: id, whom it is for, name, type.
const KEYS: &[(&str, &str, &str, &str)] = &[
    ("label", "node", "label", "string"),
    ("kind", "node", "kind", "string"),
    ("mentions", "node", "mentions", "long"),
    ("node_first", "node", "first", "string"),
    ("node_last", "node", "last", "string"),
    ("weight", "edge", "weight", "long"),
    ("edge_first", "edge", "first", "string"),
    ("edge_last", "edge", "last", "string"),
    ("articles", "edge", "articles", "string"),
];

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    for (id, whom, name, kind) in KEYS {
        writeln!(
            out,
            "  <key id=\"{id}\" for=\"{whom}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    let direction = if network.kind.is_directed() {
        "directed"
    } else {
        "undirected"
    };
    writeln!(
        out,
        "  <graph id=\"{}\" edgedefault=\"{direction}\">",
        network.kind
    )?;
    for node in &network.nodes {
        write_node(node, out)?;
    }
    for (number, edge) in network.edges.iter().enumerate() {
        write_edge(number, edge, out)?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn write_node(node: &Spoken, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <node id=\"{}\">", token(&node.id))?;
    data("label", Some(&node.name), out)?;
    data("kind", Some(node.kind.word()), out)?;
    data("mentions", Some(&node.n_mentions.to_string()), out)?;
    data("node_first", node.first.and_then(iso).as_deref(), out)?;
    data("node_last", node.last.and_then(iso).as_deref(), out)?;
    writeln!(out, "    </node>")
}

fn write_edge(number: usize, edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    let (source, target) = (token(&edge.a), token(&edge.b));
    writeln!(
        out,
        "    <edge id=\"e{number}\" source=\"{source}\" target=\"{target}\">"
    )?;
    data("weight", Some(&edge.weight.to_string()), out)?;
    data("edge_first", edge.start().as_deref(), out)?;
    data("edge_last", edge.end().as_deref(), out)?;
    data("articles", Some(&edge.articles.join("; ")), out)?;
    writeln!(out, "    </edge>")
}

fn data(key: &str, value: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    match value {
        Some(value) => writeln!(out, "      <data key=\"{key}\">{}</data>", xml(value)),
        None => Ok(()),
    }
}

/// An id as a name token of XML, which is all that the schema allows: other characters become their
/// numbers.
fn token(id: &str) -> String {
    let escape = |character: char| {
        if character.is_alphanumeric() || "-._:".contains(character) {
            character.to_string()
        } else {
            format!("_x{:x}_", u32::from(character))
        }
    };
    id.chars().map(escape).collect()
}
