//! Markdown → HTML: headings in order, no markup but Markdown's own, only links of the web, blocks in their places.

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

use super::block;
use crate::report::escape;
use crate::report::notes::{Notes, Piece, is_mark, pieces};
use crate::report::picture::Material;

/// The text of a report.
pub(super) fn body(material: &Material<'_>, notes: &mut Notes) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SMART_PUNCTUATION;
    let parser = Parser::new_ext(&material.filled.markdown, options);
    let mut writer = Writer {
        material,
        notes,
        events: Vec::new(),
        levels: Levels::new(&material.filled.markdown, options),
        is_head: false,
        is_cell: false,
        is_placeholder: false,
    };
    for event in parser {
        writer.take(event);
    }
    let mut text = String::new();
    html::push_html(&mut text, writer.events.into_iter());
    text
}

struct Writer<'run, 'text> {
    material: &'run Material<'run>,
    notes: &'run mut Notes,
    events: Vec<Event<'text>>,
    levels: Levels,
    /// Whether the row of a table is its head.
    is_head: bool,
    /// Whether the text is that of a cell in a table's body.
    is_cell: bool,
    /// Whether the text is that in the place of a block.
    is_placeholder: bool,
}

impl<'text> Writer<'_, 'text> {
    fn take(&mut self, event: Event<'text>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.is_placeholder => {}
            Event::Code(text) => self.events.push(Event::Code(unmarked(&text))),
            // Markup in a report is text.
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            other => self.events.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'text>) {
        let event = match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if number(&info).is_some() => {
                self.is_placeholder = true;
                let shown = number(&info).and_then(|number| self.material.block(number));
                let html = shown.map_or(String::new(), |shown| block::write(shown, self.notes));
                Event::Html(html.into())
            }
            // Each takes its direction from its own letters.
            Tag::HtmlBlock | Tag::Paragraph => Event::Html("<p dir=\"auto\">".into()),
            Tag::Item => Event::Html("<li dir=\"auto\">".into()),
            Tag::Heading { level, .. } => {
                let level = self.levels.next(level);
                Event::Start(heading(level))
            }
            Tag::Table(alignments) => {
                let open =
                    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\n";
                self.events.push(Event::Html(open.into()));
                Event::Start(Tag::Table(alignments))
            }
            Tag::TableHead => {
                self.is_head = true;
                Event::Start(Tag::TableHead)
            }
            Tag::TableCell if self.is_head => Event::Html("<th scope=\"col\">".into()),
            Tag::TableCell => {
                self.is_cell = true;
                Event::Html("<td dir=\"auto\">".into())
            }
            Tag::Link { dest_url, .. } => {
                let address = escape::link(&dest_url).or_else(|| within(&dest_url));
                let open = address.map_or("<a>".to_owned(), |address| {
                    format!(
                        "<a href=\"{}\" rel=\"noopener noreferrer\">",
                        escape::html(&address)
                    )
                });
                Event::InlineHtml(open.into())
            }
            // A picture would have to be fetched; its words stay.
            Tag::Image { .. } => Event::InlineHtml("<em class=\"picture\">".into()),
            other => Event::Start(other),
        };
        self.events.push(event);
    }

    fn end(&mut self, tag: TagEnd) {
        let event = match tag {
            TagEnd::CodeBlock if self.is_placeholder => {
                self.is_placeholder = false;
                return;
            }
            TagEnd::HtmlBlock => Event::End(TagEnd::Paragraph),
            TagEnd::Heading(_) => Event::End(TagEnd::Heading(self.levels.current())),
            TagEnd::TableHead => {
                self.is_head = false;
                Event::End(TagEnd::TableHead)
            }
            TagEnd::Table => {
                self.events.push(Event::End(TagEnd::Table));
                Event::Html("</div>\n".into())
            }
            TagEnd::TableCell => {
                self.is_cell = false;
                Event::Html(if self.is_head { "</th>" } else { "</td>" }.into())
            }
            TagEnd::Link => Event::InlineHtml("</a>".into()),
            TagEnd::Image => Event::InlineHtml("</em>".into()),
            other => Event::End(other),
        };
        self.events.push(event);
    }

    /// Text, with the notes that are marked in it.
    fn text(&mut self, text: &str) {
        for piece in pieces(text) {
            match piece {
                Piece::Text("") => {}
                Piece::Text(text) => {
                    let mut escaped = escape::html_lines(text);
                    if self.is_cell && is_date(text) {
                        escaped = escaped.replace(' ', "\u{a0}");
                    }
                    self.events.push(Event::InlineHtml(escaped.into()));
                }
                Piece::Proof(proof) => {
                    let html = block::references(&proof, self.notes);
                    self.events.push(Event::InlineHtml(html.into()));
                }
            }
        }
    }
}

/// Whether a text is a day or month as reports write it, which is not broken into lines: `5–6 April 2017`, `April 2017`.
fn is_date(text: &str) -> bool {
    let is_digit = |sign: char| sign.is_ascii_digit();
    let words: Vec<&str> = text.split(' ').collect();
    let is_year = |word: &str| word.len() == 4 && word.chars().all(is_digit);
    match words.as_slice() {
        [day, _, year] => day.starts_with(is_digit) && is_year(year),
        [month, year] => month.starts_with(char::is_uppercase) && is_year(year),
        _ => false,
    }
}

/// The number of the block in whose place a fence stands.
fn number(info: &str) -> Option<usize> {
    info.trim().strip_prefix('@')?.parse().ok()
}

fn unmarked(text: &str) -> CowStr<'static> {
    crate::render::cell::disarm(&text.replace(is_mark, "")).into()
}

/// A link inside the page.
fn within(address: &str) -> Option<String> {
    let name = address.strip_prefix('#')?;
    let is_name = name
        .chars()
        .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_'));
    is_name.then(|| address.to_owned())
}

fn heading(level: HeadingLevel) -> Tag<'static> {
    Tag::Heading {
        level,
        id: None,
        classes: Vec::new(),
        attrs: vec![("dir".into(), Some("auto".into()))],
    }
}

/// Levels of headings below the page's own, none left out.
struct Levels {
    /// How much lower headings stand than they are written.
    shift: usize,
    /// The level of the last one.
    last: usize,
}

impl Levels {
    fn new(markdown: &str, options: Options) -> Self {
        let highest = Parser::new_ext(markdown, options).filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
            _ => None,
        });
        let highest = highest.min().unwrap_or(2);
        Self {
            shift: usize::from(highest == 1),
            last: 1,
        }
    }

    fn next(&mut self, written: HeadingLevel) -> HeadingLevel {
        self.last = (written as usize + self.shift)
            .clamp(2, self.last + 1)
            .min(6);
        self.current()
    }

    fn current(&self) -> HeadingLevel {
        HeadingLevel::try_from(self.last).unwrap_or(HeadingLevel::H6)
    }
}
