//! The lines of tables, and the signs that stand for values, on terminals that know more signs than ASCII and on
//! those that do not.

use comfy_table::TableStyle as Lines;
use comfy_table::presets;

use super::Page;
use super::cell::{clean, shown};
use crate::value::{Column, Missing, Value};

/// How tables are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TableStyle {
    /// Light lines around and between columns, one under the head.
    #[default]
    Utf8,
    /// The same with round corners.
    Rounded,
    /// `+`, `-` and `|`.
    Ascii,
    /// A line under the head.
    Plain,
    /// As in Markdown.
    Markdown,
    /// No lines.
    None,
}

impl TableStyle {
    /// Every style, in the order in which help lists them.
    pub const ALL: [Self; 6] = [
        Self::Utf8,
        Self::Rounded,
        Self::Ascii,
        Self::Plain,
        Self::Markdown,
        Self::None,
    ];

    /// The word by which people ask for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Rounded => "rounded",
            Self::Ascii => "ascii",
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::None => "none",
        }
    }

    /// The style called so.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.word() == word)
    }

    pub(super) fn lines(self, is_ascii: bool) -> Lines {
        use comfy_table::{ContentLineStyle, LineStyle};
        let light = || {
            let bars = ContentLineStyle::new('│', '│', '│');
            presets::UTF8_FULL_CONDENSED
                .header_separator(LineStyle::new('├', '─', '┼', '┤'))
                .header_lines(bars)
                .content_lines(bars)
        };
        match self {
            Self::Utf8 | Self::Rounded if is_ascii => presets::ASCII_FULL_CONDENSED,
            Self::Utf8 => light(),
            Self::Rounded => light().with_rounded_corners(),
            Self::Ascii => presets::ASCII_FULL_CONDENSED,
            Self::Plain => {
                let rule = if is_ascii { '-' } else { '─' };
                let line = LineStyle::new(' ', rule, ' ', ' ');
                presets::NOTHING.header_separator(line)
            }
            Self::Markdown => presets::ASCII_MARKDOWN,
            Self::None => presets::NOTHING,
        }
    }
}

/// What stands for a missing value: a few letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NullSign {
    bytes: [u8; Self::MOST_BYTES],
    n_bytes: usize,
}

impl NullSign {
    /// Bytes that it may have.
    pub const MOST_BYTES: usize = 24;

    /// A sign of this text, made harmless; `None` if it is empty, which is another value, or too long.
    pub fn new(text: &str) -> Option<Self> {
        let text = clean(text);
        let n_bytes = text.len();
        let mut bytes = [0; Self::MOST_BYTES];
        bytes.get_mut(..n_bytes)?.copy_from_slice(text.as_bytes());
        (!text.trim().is_empty()).then_some(Self { bytes, n_bytes })
    }

    /// Its text.
    pub fn text(&self) -> &str {
        str::from_utf8(&self.bytes[..self.n_bytes]).unwrap_or_default()
    }
}

impl Page {
    /// The mark of what is cut or hidden.
    pub(super) fn ellipsis(self) -> &'static str {
        if self.is_ascii { "~" } else { "…" }
    }

    /// The text of a value on this page.
    pub(super) fn text(self, value: &Value, column: &Column) -> String {
        let text = match value {
            Value::Integer(_) | Value::Number(_) if self.has_plain_numbers => {
                shown(value, column).replace(',', "")
            }
            _ => shown(value, column),
        };
        if let (Value::Null, Some(sign)) = (value, &self.null)
            && column.missing == Missing::Unknown
        {
            return sign.text().to_owned();
        }
        // A text that looks like the sign of what is missing is none.
        let is_sign = |own: &str| match &self.null {
            Some(sign) => own == sign.text(),
            None => own == "–" || own == "-" && self.is_ascii,
        };
        let is_sign = matches!(value, Value::Text(own) if is_sign(own));
        if is_sign {
            return format!("'{text}'");
        }
        if !self.is_ascii {
            return text;
        }
        match (value, text.as_str()) {
            (Value::Null, "–") => "-".to_owned(),
            (Value::Bool(true), _) => "yes".to_owned(),
            (Value::Bool(false), _) => "no".to_owned(),
            _ => text.replace('⏎', "\\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::ColumnType;

    #[test]
    fn what_is_missing_has_the_sign_that_is_set() {
        let page = Page {
            null: NullSign::new("n/a"),
            ..Page::default()
        };
        let column = Column::new("x", ColumnType::Plain);
        let text = |value: &str| page.text(&Value::Text(value.to_owned()), &column);
        assert_eq!(page.text(&Value::Null, &column), "n/a");
        assert_eq!(
            (text("n/a").as_str(), text("–").as_str(), text("").as_str()),
            ("'n/a'", "–", "")
        );
        let undated = Column {
            missing: Missing::Undated,
            ..column
        };
        assert_eq!(page.text(&Value::Null, &undated), "(no date)");
        assert_eq!(NullSign::new(" "), None);
        assert_eq!(NullSign::new(&"x".repeat(25)), None);
        assert_eq!(NullSign::new("\u{1b}").unwrap().text(), "\\e");
    }
}
