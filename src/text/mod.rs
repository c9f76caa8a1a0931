//! Text → [`document::Document`]: tokens, sentences, quotations. No knowledge of the domain.

pub mod document;
mod quotation;
mod sentence;
pub mod token;
mod tokenizer;

use crate::lexicon::abbreviation::AbbreviationLexicon;
use crate::model::article::{Article, Line, Zone};
use crate::span::Span;
use document::{Document, Sentence};

/// Cuts an article's text into tokens, sentences and quotations, keeping the zones of its lines.
///
/// A sentence never crosses a line. Text that no line covers is read as body, line by line. The time is
/// linear in the length of the text.
///
/// ```
/// use dateline::lexicon::abbreviation::AbbreviationLexicon;
/// use dateline::model::article::Article;
///
/// let article = Article { text: "Gen. Roe left. He said no.".to_owned(), ..Article::default() };
/// let document = dateline::text::analyze(&article, &AbbreviationLexicon::load().unwrap());
/// let sentences: Vec<&str> = document.sentences.iter().map(|s| s.span.of(document.text)).collect();
/// assert_eq!(sentences, ["Gen. Roe left.", "He said no."]);
/// ```
pub fn analyze<'text>(
    article: &'text Article,
    abbreviations: &AbbreviationLexicon,
) -> Document<'text> {
    let text = article.text.as_str();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut found = quotation::Found::default();
    let mut sentences = Vec::new();
    for (paragraph, line) in covering_lines(article).into_iter().enumerate() {
        let first = tokens.len();
        tokenizer::tokenize(text, line.span, abbreviations, &mut tokens);
        let range = first..tokens.len();
        quotation::pair(
            text,
            line.span,
            &mut tokens,
            range.clone(),
            paragraph,
            &mut found,
        );
        let source = sentence::Line {
            text,
            tokens: &tokens,
            closers: &found.closers,
            abbreviations,
        };
        sentence::split(&source, range, |range| {
            sentences.push(Sentence {
                span: tokens[range.start].span.join(tokens[range.end - 1].span),
                tokens: range,
                zone: line.zone,
                paragraph,
            });
        });
    }
    Document {
        text,
        tokens,
        sentences,
        quotations: found.quotations,
    }
}

/// The article's lines, and body lines for the text between them, so that nothing is left out.
fn covering_lines(article: &Article) -> Vec<Line> {
    let mut lines = Vec::with_capacity(article.lines.len());
    let mut end = 0;
    for line in &article.lines {
        add_body_lines(&article.text, Span::new(end, line.span.start), &mut lines);
        lines.push(*line);
        end = line.span.end;
    }
    add_body_lines(
        &article.text,
        Span::new(end, article.text.len()),
        &mut lines,
    );
    lines
}

/// Appends the lines of `text[gap]` that hold more than blanks.
fn add_body_lines(text: &str, gap: Span, lines: &mut Vec<Line>) {
    let mut start = gap.start;
    for piece in gap.of(text).split_inclusive('\n') {
        let line = piece.trim_end_matches(['\r', '\n']);
        if !line.chars().all(token::is_blank) {
            lines.push(Line {
                span: Span::new(start, start + line.len()),
                zone: Zone::Body,
            });
        }
        start += piece.len();
    }
}

#[cfg(test)]
mod tests;
