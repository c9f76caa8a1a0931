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

/// What either dialect takes for more than a name somewhere, in order.
const RESERVED: [&str; 106] = [
    "add",
    "all",
    "alter",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "between",
    "binary",
    "both",
    "by",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "commit",
    "constraint",
    "create",
    "cross",
    "default",
    "deferrable",
    "delete",
    "desc",
    "distinct",
    "do",
    "drop",
    "else",
    "end",
    "escape",
    "except",
    "exists",
    "false",
    "fetch",
    "first",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "if",
    "ilike",
    "in",
    "index",
    "initially",
    "inner",
    "insert",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "last",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "natural",
    "not",
    "nothing",
    "notnull",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "over",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "set",
    "similar",
    "some",
    "symmetric",
    "table",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "update",
    "user",
    "using",
    "values",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
];

/// The longer ones.
const RESERVED_LONG: [&str; 11] = [
    "authorization",
    "autoincrement",
    "concurrently",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtimestamp",
    "session_user",
    "tablesample",
    "transaction",
];

/// Whether a name needs no quotes in either dialect: lower case, and no reserved word of SQL.
fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && RESERVED.binary_search(&name).is_err()
        && !RESERVED_LONG.contains(&name)
}
