//! GEXF 1.3 (<https://gexf.net>), with the days on which nodes and edges begin and end: Gephi shows them
//! as a timeline. What has no date has neither, and is always shown.

use std::io::{self, Write};

use super::{Edge, Network};
use crate::exchange::text::{iso, xml};
use crate::store::Spoken;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let direction = if network.kind.is_directed() {
        "directed"
    } else {
        "undirected"
    };
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n  \
         <meta>\n    <creator>Dateline</creator>\n    <description>network {}</description>\n  </meta>\n  \
         <graph mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\" \
         defaultedgetype=\"{direction}\">\n    \
         <attributes class=\"node\" mode=\"static\">\n      \
         <attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n      \
         <attribute id=\"mentions\" title=\"mentions\" type=\"long\"/>\n    </attributes>\n    \
         <attributes class=\"edge\" mode=\"static\">\n      \
         <attribute id=\"articles\" title=\"articles\" type=\"string\"/>\n    </attributes>\n    <nodes>",
        network.kind
    )?;
    for node in &network.nodes {
        write_node(node, out)?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (number, edge) in network.edges.iter().enumerate() {
        write_edge(number, edge, out)?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn write_node(node: &Spoken, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "      <node id=\"{}\" label=\"{}\"{}>\n        <attvalues>\n          \
         <attvalue for=\"kind\" value=\"{}\"/>\n          \
         <attvalue for=\"mentions\" value=\"{}\"/>\n        </attvalues>\n      </node>",
        xml(&node.id),
        xml(&node.name),
        span(
            node.first.and_then(iso).as_deref(),
            node.last.and_then(iso).as_deref()
        ),
        node.kind,
        node.n_mentions
    )
}

fn write_edge(number: usize, edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "      <edge id=\"e{number}\" source=\"{}\" target=\"{}\" weight=\"{}\"{}>\n        \
         <attvalues>\n          <attvalue for=\"articles\" value=\"{}\"/>\n        \
         </attvalues>\n      </edge>",
        xml(&edge.a),
        xml(&edge.b),
        edge.weight,
        span(edge.start().as_deref(), edge.end().as_deref()),
        xml(&edge.articles.join("; "))
    )
}

/// The attributes of an interval, both ends included.
fn span(start: Option<&str>, end: Option<&str>) -> String {
    let attribute = |name: &str, day: Option<&str>| {
        day.map_or(String::new(), |day| format!(" {name}=\"{day}\""))
    };
    attribute("start", start) + &attribute("end", end)
}
