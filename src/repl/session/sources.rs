//! From the last result to its articles: a numbered list, and one of them with its marks.

use std::io;

use super::{Done, Output, Session};
use crate::ask::Trouble;
use crate::model::dataset::CodedRow;
use crate::render::Letters;
use crate::render::cell::clean;
use crate::render::footer::counted;
use crate::render::hyperlink;
use crate::render::marked::{self, Known, Paper};
use crate::repl::answers::Answers;
use crate::store::Citation;

/// Articles that are listed at most.
const MOST_LISTED: usize = 200;

/// An article behind some rows.
struct Source {
    citation: Citation,
    /// Numbers of the rows, from 1, ascending.
    rows: Vec<usize>,
}

impl<A: Answers> Session<A> {
    /// `.sources`
    pub(super) fn sources(&mut self, output: &mut Output<'_>) -> io::Result<Done> {
        let evidence = match self.evidence() {
            Ok(Some(evidence)) => evidence,
            Ok(None) => return self.nothing_asked(output),
            Err(trouble) => return self.why_no_evidence(&trouble, output),
        };
        let sources = match self.sources_of(&evidence) {
            Ok(sources) => sources,
            Err(trouble) => return self.trouble(&trouble, "", 0, output),
        };
        if sources.is_empty() {
            return self.refuse(output, "what this result comes from is not known");
        }
        let digits = sources.len().min(MOST_LISTED).to_string().len();
        let n_rows = evidence.len();
        let mut text = String::new();
        for (position, source) in sources.iter().take(MOST_LISTED).enumerate() {
            text = format!("{text}{}", self.entry(position + 1, digits, source, n_rows));
        }
        output.long(&text)?;
        output.data.flush()?;
        let all = sources.len();
        let part = if all > MOST_LISTED {
            format!("{MOST_LISTED} of ")
        } else {
            String::new()
        };
        let more = if all > MOST_LISTED {
            " · `… | cite` gives all"
        } else {
            ""
        };
        let line = format!(
            "{part}{} · .open N reads one{more}",
            counted(all, "article")
        );
        writeln!(output.notes, "{}", self.dim(&line))?;
        if let Some(last) = self.results.last_mut() {
            last.articles = sources.into_iter().map(|it| it.citation.article).collect();
        }
        Ok(Done::Answered)
    }

    /// `.open N`: an article that `.sources` has numbered, else one behind row N.
    pub(super) fn open(&mut self, number: usize, output: &mut Output<'_>) -> io::Result<Done> {
        let Some(last) = self.results.last() else {
            return self.nothing_asked(output);
        };
        let (n_rows, n_articles) = (last.rows.records.len(), last.articles.len());
        if n_articles > 0 {
            return match last.articles.get(number - 1).cloned() {
                Some(id) => self.show_article(&id, output),
                None => self.refuse(
                    output,
                    &format!("`.sources` lists {n_articles}, no {number}"),
                ),
            };
        }
        if number > n_rows {
            return self.refuse(
                output,
                &format!(
                    "the last result has {}, no {number}",
                    counted(n_rows, "row")
                ),
            );
        }
        let evidence = match self.evidence() {
            Ok(evidence) => evidence.unwrap_or_default(),
            Err(trouble) => return self.why_no_evidence(&trouble, output),
        };
        let keys = evidence.get(number - 1).cloned().unwrap_or_default();
        let sources = match self.sources_of(&[keys]) {
            Ok(sources) => sources,
            Err(trouble) => return self.trouble(&trouble, "", 0, output),
        };
        let Some(first) = sources.first() else {
            return self.refuse(
                output,
                &format!("what row {number} comes from is not known"),
            );
        };
        if sources.len() > 1 {
            let n_sources = sources.len();
            let line = format!(
                "row {number} comes from {n_sources} articles; this is the first (`.sources` lists them)"
            );
            writeln!(output.notes, "{}", self.dim(&line))?;
        }
        let id = first.citation.article.clone();
        self.show_article(&id, output)
    }

    fn show_article(&mut self, id: &str, output: &mut Output<'_>) -> io::Result<Done> {
        let stored = match self.answers.article(id) {
            Ok(Some(stored)) => stored,
            Ok(None) => return self.refuse(output, &format!("the article {id} is no more")),
            Err(trouble) => return self.trouble(&trouble, "", 0, output),
        };
        let known = Known {
            entities: &stored.entities,
            outlet: stored.outlet.as_deref(),
        };
        let paper = Paper {
            width: self.page().width,
            letters: if self.page.is_screen {
                self.letters
            } else {
                Letters::Plain
            },
            is_ascii: self.page.is_ascii,
        };
        output.long(&marked::article(&stored.record, known, paper))?;
        Ok(Done::Answered)
    }

    /// The sentences of each row of the last result. The question is asked once more for them, and only the first
    /// time: carrying them along with every answer would make each slower, since no count that stands ready could be
    /// used.
    fn evidence(&mut self) -> Result<Option<Vec<Vec<i64>>>, Trouble> {
        let Some(script) = self.results.last().map(|last| last.script.clone()) else {
            return Ok(None);
        };
        self.give_parameters_again();
        let Some(last) = self.results.last_mut() else {
            return Ok(None);
        };
        if last.evidence.is_none() {
            let answer = self.answers.cited(&script)?;
            last.evidence = Some(answer.evidence);
        }
        Ok(last.evidence.clone())
    }

    fn why_no_evidence(&self, trouble: &Trouble, output: &mut Output<'_>) -> io::Result<Done> {
        match trouble {
            Trouble::Question(_) => self.refuse(output, "what this result comes from is not known"),
            other => self.trouble(other, "", 0, output),
        }
    }

    /// The articles of some sentences, row by row, in the order in which they come first.
    fn sources_of(&mut self, evidence: &[Vec<i64>]) -> Result<Vec<Source>, Trouble> {
        let mut keys: Vec<i64> = Vec::new();
        let mut known = std::collections::HashSet::new();
        for key in evidence.iter().flatten() {
            if known.insert(*key) {
                keys.push(*key);
            }
        }
        let citations = self.answers.citations(&keys)?;
        let mut sources: Vec<Source> = Vec::new();
        let mut by_article = std::collections::HashMap::new();
        let mut by_sentence = std::collections::HashMap::new();
        for citation in citations {
            let place = by_article
                .entry(citation.article.clone())
                .or_insert_with(|| {
                    sources.push(Source {
                        citation: citation.clone(),
                        rows: Vec::new(),
                    });
                    sources.len() - 1
                });
            by_sentence.insert(citation.sentence, *place);
        }
        for (row, keys) in evidence.iter().enumerate() {
            for place in keys.iter().filter_map(|key| by_sentence.get(key)) {
                let rows = &mut sources[*place].rows;
                if rows.last() != Some(&(row + 1)) {
                    rows.push(row + 1);
                }
            }
        }
        Ok(sources)
    }

    /// The lines of one article in the list.
    fn entry(&self, number: usize, digits: usize, source: &Source, n_rows: usize) -> String {
        let citation = &source.citation;
        let row = citation.row.as_ref().map(CodedRow::name);
        let title = citation.title.as_deref().or(row.as_deref());
        let title = title.unwrap_or("(no title)");
        let date = citation.published.map(|date| date.to_string());
        // Of a row that has a headline it is told below that it is none of the outlet's own words.
        let row = row.clone().filter(|row| row != title);
        let mut told: Vec<String> = [row, citation.source.clone(), date]
            .into_iter()
            .flatten()
            .map(|part| clean(&part))
            .collect();
        if n_rows > 1 {
            told.push(row_numbers(&source.rows));
        }
        let indent = " ".repeat(digits);
        let title = match &citation.url {
            Some(url) if self.page().has_links => hyperlink(&clean(title), url),
            _ => clean(title),
        };
        let mut text = format!("{number:>digits$}  {title}\n");
        text = format!("{text}{indent}  {}\n", self.dim(&told.join(" · ")));
        if let Some(url) = &citation.url {
            text = format!("{text}{indent}  {}\n", self.dim(&clean(url)));
        }
        text
    }
}

/// Rows that are named at most; the others are counted.
const MOST_RANGES: usize = 6;

/// `row 3`, `rows 1–4, 9`
fn row_numbers(rows: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => ranges.push((*row, *row)),
        }
    }
    let more = ranges.len().saturating_sub(MOST_RANGES);
    let shown = ranges.iter().take(MOST_RANGES).map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    });
    let shown: Vec<String> = shown.collect();
    let noun = if rows.len() == 1 { "row" } else { "rows" };
    let more = if more > 0 { ", …" } else { "" };
    format!("{noun} {}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_named_in_ranges() {
        assert_eq!(row_numbers(&[3]), "row 3");
        assert_eq!(row_numbers(&[1, 2, 3, 9]), "rows 1-3, 9");
        let many: Vec<usize> = (0..20).map(|row| row * 2 + 1).collect();
        assert_eq!(row_numbers(&many), "rows 1, 3, 5, 7, 9, 11, …");
    }
}
