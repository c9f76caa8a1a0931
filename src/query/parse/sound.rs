//! What is left of a source once its broken pieces are taken out, so that the meaning of the rest can be
//! looked at as well. Broken pieces become white space: every place in the source stays where it is.

use std::ops::Range;

use super::recover::Broken;
use super::scan::{Scan, Token, TokenKind};
use super::words::{CLAUSES, NAMING, is_one_of};
use crate::query::ast::Script;
use crate::query::catalog::noun_word;
use crate::query::error::{QueryError, QueryErrorKind};
use crate::span::Span;

/// The sound part of a source.
pub(in crate::query) struct Sound {
    /// Its statements, with spans of the whole source.
    pub(in crate::query) script: Script,
    /// Where the shape of the rows is not known, because a broken piece stands before it.
    uncertain: Vec<Span>,
    /// Names that broken statements would have declared, `$` before those of parameters.
    undeclared: Vec<String>,
}

/// Words of stages that leave the shape of the rows as it is.
const HARMLESS: [&str; 6] = ["where", "take", "skip", "sample", "cite", "chart"];

/// The source without its broken pieces.
pub(super) fn sound(source: &str, scan: &Scan, broken: &[Broken]) -> Option<Sound> {
    let mut rest = Rest {
        source,
        tokens: &scan.tokens,
        text: source.as_bytes().to_vec(),
        uncertain: Vec::new(),
        undeclared: Vec::new(),
        doubted: Vec::new(),
    };
    for piece in broken {
        rest.remove(piece);
    }
    rest.spread();
    let text = String::from_utf8(rest.text).ok()?;
    let scan = super::scan::scan(&text);
    let (script, errors) = super::attempt(&text, &scan);
    Some(Sound {
        script: script.filter(|_| errors.is_empty() && scan.errors.is_empty())?,
        uncertain: rest.uncertain,
        undeclared: rest.undeclared,
    })
}

impl Sound {
    /// Whether an error of the meaning may come from a broken piece rather than from its own place.
    pub(in crate::query) fn is_doubtful(&self, error: &QueryError) -> bool {
        use QueryErrorKind as Kind;
        match &error.kind {
            Kind::UnknownSource { name, .. } => self.undeclared.contains(name),
            Kind::ParameterUnset { name, .. } => self.undeclared.contains(&format!("${name}")),
            Kind::UnknownFunction { .. }
            | Kind::WrongArguments { .. }
            | Kind::UnknownEntity { .. }
            | Kind::AmbiguousName { .. }
            | Kind::UnknownOutlet { .. }
            | Kind::BadDate { .. }
            | Kind::ParameterValue { .. }
            | Kind::ChartNotLast => false,
            _ => self.uncertain.iter().any(|span| span.contains(error.span)),
        }
    }
}

struct Rest<'a> {
    source: &'a str,
    tokens: &'a [Token],
    text: Vec<u8>,
    uncertain: Vec<Span>,
    undeclared: Vec<String>,
    /// Names of queries whose rows are not known.
    doubted: Vec<String>,
}

impl Rest<'_> {
    fn word(&self, index: usize) -> &str {
        self.tokens[index].text(self.source)
    }

    fn blank(&mut self, tokens: Range<usize>) {
        if let Some(span) = self.span(tokens) {
            for byte in &mut self.text[span.start..span.end] {
                if *byte != b'\n' {
                    *byte = b' ';
                }
            }
        }
    }

    fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let first = self.tokens.get(tokens.start)?;
        let last = self.tokens.get(tokens.end.checked_sub(1)?)?;
        (tokens.start < tokens.end).then(|| first.span.join(last.span))
    }

    fn doubt(&mut self, tokens: Range<usize>) {
        self.uncertain.extend(self.span(tokens));
    }

    fn remove(&mut self, broken: &Broken) {
        let (piece, statement) = (broken.piece.clone(), broken.statement.clone());
        if let Some(stage) = broken.bar {
            // With its bar in the space before it, the rest can be looked at.
            let space = self.tokens[stage].span.start - 1;
            self.text[space] = b'|';
            return;
        }
        // A verb where a noun should be is no source.
        let is_verb = |error: &QueryError| matches!(error.kind, QueryErrorKind::SqlHabit { .. });
        if broken.is_whole || broken.errors.iter().any(is_verb) {
            self.remove_statement(statement);
        } else if piece.start == statement.start {
            self.remove_from_head(piece, statement);
        } else {
            // The bar before a stage goes with it, also one that was put there.
            if self.word(piece.start - 1) == "|" {
                self.blank(piece.start - 1..piece.end);
            } else {
                self.text[self.tokens[piece.start].span.start - 1] = b' ';
                self.blank(piece.clone());
            }
            if !self.is_harmless(&piece) {
                self.doubt_name(&statement);
                self.doubt(piece.end..statement.end);
            }
        }
    }

    /// A noun keeps its fields whatever is wrong with the clauses after it.
    fn remove_from_head(&mut self, head: Range<usize>, statement: Range<usize>) {
        let noun = self.start_of_source(&head);
        let follows = |at: &usize| self.word(*at) == "->";
        let is_noun = noun < head.end
            && !is_one_of(self.word(head.start), &["param"])
            && self.tokens[noun].kind == TokenKind::Word
            && !(is_one_of(self.word(noun), &["network", "path"]) && noun + 1 < head.end);
        if !is_noun || (noun..head.end).any(|at| follows(&at)) {
            self.remove_statement(statement);
            return;
        }
        if noun_word(self.word(noun)).is_none() {
            self.doubt_name(&statement);
            self.doubt(statement.clone());
        }
        self.blank(noun + 1..head.end);
    }

    fn start_of_source(&self, head: &Range<usize>) -> usize {
        let first = self.word(head.start).to_ascii_lowercase();
        match first.as_str() {
            "let" => head.start + 3,
            "explain" | "sql" | "describe" if head.len() > 1 => head.start + 1,
            _ => head.start,
        }
    }

    fn remove_statement(&mut self, statement: Range<usize>) {
        if statement.len() > 1 && is_one_of(self.word(statement.start), &["let", "param"]) {
            let name = self.word(statement.start + 1).to_owned();
            self.undeclared.push(name);
        }
        self.blank(statement);
    }

    fn is_harmless(&self, piece: &Range<usize>) -> bool {
        if piece.is_empty() {
            return true;
        }
        if piece.clone().any(|at| self.word(at) == "->") {
            return false;
        }
        let known = HARMLESS.iter().chain(&NAMING).chain(&CLAUSES).copied();
        let word = self.word(piece.start);
        let meant = super::words::stage_elsewhere(word)
            .or_else(|| crate::query::suggest::nearest(word, known.clone()));
        meant.is_some_and(|meant| known.clone().any(|one| one == meant))
    }

    /// The rows of the name that a statement declares are not known.
    fn doubt_name(&mut self, statement: &Range<usize>) {
        if statement.len() > 1 && is_one_of(self.word(statement.start), &["let"]) {
            self.doubted.push(self.word(statement.start + 1).to_owned());
        }
    }

    /// What is not known of one name is not known where it is used.
    fn spread(&mut self) {
        self.doubted.extend(self.undeclared.iter().cloned());
        let statements = super::recover::split(self.source, self.tokens, 0..self.tokens.len(), ";");
        for statement in statements {
            let is_declared =
                statement.len() > 2 && is_one_of(self.word(statement.start), &["let"]);
            let start = statement.start + if is_declared { 2 } else { 0 };
            let is_doubted = |at: usize| self.doubted.iter().any(|name| name == self.word(at));
            if (start..statement.end).any(is_doubted) {
                self.doubt_name(&statement);
                self.doubt(statement);
            }
        }
    }
}
