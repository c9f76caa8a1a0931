//! A tree of elements → lines of text, each with what its element says it is.

use dom_query::NodeRef;

use crate::model::article::Zone;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageLine {
    /// Runs of spaces and line ends are one space each, as a browser shows them.
    pub(super) text: String,
    pub(super) zone: Zone,
    /// Bytes of the text that are links.
    pub(super) n_linked: usize,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
}

/// Elements that show no running text.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "button", "select", "textarea",
    "input", "nav", "iframe", "object", "video", "audio", "canvas", "map", "head", "title", "meta",
    "link", "form", "dialog",
];
/// Elements that stand in a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "td", "th", "picture", "g-emoji",
];

/// The lines below `root`.
pub(super) fn read(root: &NodeRef<'_>) -> Vec<PageLine> {
    let mut reader = Reader::default();
    reader.visit_children(
        root,
        Surroundings {
            zone: Zone::Body,
            is_link: false,
            is_item: false,
        },
    );
    reader.end_line();
    reader.lines
}

#[derive(Debug, Clone, Copy)]
struct Surroundings {
    zone: Zone,
    is_link: bool,
    is_item: bool,
}

#[derive(Debug, Default)]
struct Reader {
    lines: Vec<PageLine>,
    text: String,
    n_linked: usize,
    zone: Option<Zone>,
    is_item: bool,
}

impl Reader {
    fn visit_children(&mut self, node: &NodeRef<'_>, around: Surroundings) {
        let mut child = node.first_child();
        while let Some(node) = child {
            if node.is_text() {
                self.add_text(&node.text(), around);
            } else if let Some(name) = node.node_name() {
                self.visit(&node, &name, around);
            }
            child = node.next_sibling();
        }
    }

    fn visit(&mut self, node: &NodeRef<'_>, name: &str, around: Surroundings) {
        if SILENT.contains(&name) {
            return;
        }
        if name == "br" {
            self.end_line();
            return;
        }
        let inside = Surroundings {
            zone: zone_of(node, name).unwrap_or(around.zone),
            is_link: around.is_link || name == "a",
            is_item: around.is_item || name == "li",
        };
        if INLINE.contains(&name) && inside.zone == around.zone {
            self.visit_children(node, inside);
            if matches!(name, "td" | "th") {
                self.add_text(" ", inside);
            }
            return;
        }
        self.end_line();
        self.visit_children(node, inside);
        self.end_line();
    }

    fn add_text(&mut self, text: &str, around: Surroundings) {
        let before = self.text.len();
        for character in text.chars() {
            if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
            } else {
                self.text.push(character);
            }
        }
        let added = self.text.len() - before;
        if added > 0 && !text.trim().is_empty() {
            self.zone.get_or_insert(around.zone);
            self.is_item = around.is_item;
            self.n_linked += if around.is_link { added } else { 0 };
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        let zone = self.zone.take().unwrap_or(Zone::Body);
        let n_linked = std::mem::take(&mut self.n_linked);
        let is_item = std::mem::take(&mut self.is_item);
        let text = text.trim();
        if !text.is_empty() {
            self.lines.push(PageLine {
                text: text.to_owned(),
                zone,
                n_linked,
                is_item,
            });
        }
    }
}

fn zone_of(node: &NodeRef<'_>, name: &str) -> Option<Zone> {
    match name {
        "figcaption" | "figure" | "caption" => Some(Zone::Caption),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Zone::Subhead),
        "body" | "html" | "article" | "main" | "section" => None,
        _ => {
            let class = node.class()?;
            class
                .split_ascii_whitespace()
                .any(|class| is_caption_class(&class.to_ascii_lowercase()))
                .then_some(Zone::Caption)
        }
    }
}

fn is_caption_class(class: &str) -> bool {
    class.contains("caption") && !class.contains("no-caption") && !class.contains("captions-")
}
