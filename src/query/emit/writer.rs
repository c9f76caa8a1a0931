//! SQL text and its parameters, grown together. [`Writer::bind`] is the only door for values.

use super::Dialect;
use crate::value::Parameter;

/// A statement in the making.
pub(super) struct Writer {
    dialect: Dialect,
    sql: String,
    parameters: Vec<Parameter>,
    depth: usize,
}

impl Writer {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            sql: String::new(),
            parameters: Vec::new(),
            depth: 0,
        }
    }

    /// Whether it writes inside a query of another query.
    pub(super) fn is_nested(&self) -> bool {
        self.depth > 0
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Appends text of the language SQL.
    pub(super) fn push(&mut self, text: &str) {
        self.sql.push_str(text);
    }

    /// Appends an identifier, which is made of letters, digits and `_`.
    pub(super) fn identifier(&mut self, name: &str) {
        debug_assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
            "not an identifier: {name}"
        );
        if is_plain(name) {
            self.sql.push_str(name);
        } else {
            self.sql.push('"');
            self.sql.push_str(name);
            self.sql.push('"');
        }
    }

    /// Appends a placeholder and keeps its value. Equal values share one, so that an expression that is
    /// grouped by is the same text wherever it stands.
    pub(super) fn bind(&mut self, value: &Parameter) {
        if *value == Parameter::Null && !self.dialect.binds_null() {
            self.sql.push_str("NULL");
            return;
        }
        let known = self.parameters.iter().position(|known| known == value);
        let number = known.map_or_else(
            || {
                self.parameters.push(value.clone());
                self.parameters.len()
            },
            |position| position + 1,
        );
        let placeholder = self.dialect.placeholder(number, value);
        self.sql.push_str(&placeholder);
    }

    /// Starts a line, two spaces in for each query that is open.
    pub(super) fn line(&mut self) {
        self.sql.push('\n');
        for _ in 0..self.depth {
            self.sql.push_str("  ");
        }
    }

    /// Writes a query in parentheses, on lines of its own.
    pub(super) fn nested(&mut self, write: impl FnOnce(&mut Self)) {
        self.sql.push('(');
        self.depth += 1;
        self.line();
        write(self);
        self.depth -= 1;
        self.line();
        self.sql.push(')');
    }

    /// Writes each item, with `separator` between them.
    pub(super) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        separator: &str,
        mut write: impl FnMut(&mut Self, T),
    ) {
        for (position, item) in items.into_iter().enumerate() {
            if position > 0 {
                self.push(separator);
            }
            write(self, item);
        }
    }

    pub(super) fn finish(self) -> (String, Vec<Parameter>) {
        (self.sql, self.parameters)
    }
}

/// Whether a name needs no quotes in either dialect: lower case, and no reserved word of SQL.
fn is_plain(name: &str) -> bool {
    const RESERVED: [&str; 34] = [
        "all", "and", "as", "asc", "case", "cast", "desc", "distinct", "else", "end", "first",
        "from", "group", "having", "in", "is", "join", "last", "left", "limit", "not", "null",
        "offset", "on", "or", "order", "select", "table", "then", "to", "union", "when", "where",
        "with",
    ];
    name.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && !RESERVED.contains(&name)
}
