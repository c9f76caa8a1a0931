//! The language of Graphviz (<https://graphviz.org/doc/info/lang.html>).

use std::io::{self, Write};

use super::{Edge, Network};
use crate::exchange::text::iso;
use crate::render::cell::is_obeyed;
use crate::store::Spoken;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let (word, link) = if network.kind.is_directed() {
        ("digraph", "->")
    } else {
        ("graph", "--")
    };
    writeln!(out, "{word} {} {{", network.kind)?;
    for node in &network.nodes {
        write_node(node, out)?;
    }
    for edge in &network.edges {
        write_edge(edge, link, out)?;
    }
    writeln!(out, "}}")
}

fn write_node(node: &Spoken, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "  {} [label={}, kind={}, mentions={}{}];",
        quoted(&node.id),
        quoted(&node.name),
        node.kind,
        node.n_mentions,
        span(
            node.first.and_then(iso).as_deref(),
            node.last.and_then(iso).as_deref()
        )
    )
}

fn write_edge(edge: &Edge, link: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "  {} {link} {} [weight={}{}, articles={}];",
        quoted(&edge.a),
        quoted(&edge.b),
        edge.weight,
        span(edge.start().as_deref(), edge.end().as_deref()),
        quoted(&edge.articles.join("; "))
    )
}

fn span(first: Option<&str>, last: Option<&str>) -> String {
    let attribute = |name: &str, day: Option<&str>| {
        day.map_or(String::new(), |day| format!(", {name}=\"{day}\""))
    };
    attribute("first", first) + &attribute("last", last)
}

/// A quoted string. Graphviz reads `\N` and the like in labels as names, and entities of HTML as
/// characters; there is no escape for control characters, so they become U+FFFD.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '&' => quoted.push_str("&amp;"),
            '\t' | '\n' | '\r' => quoted.push(' '),
            obeyed if is_obeyed(obeyed) => quoted.push('\u{fffd}'),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_its_string() {
        assert_eq!(
            quoted("a\\\" ]; evil [\n\u{202e}&lt;"),
            "\"a\\\\\\\" ]; evil [ \u{fffd}&amp;lt;\""
        );
    }
}
