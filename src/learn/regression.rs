//! The built-in measure of whether learned weights do harm: articles of the project's own with every name
//! marked by a person.

use crate::evaluate::Score;
use crate::extract::extract;
use crate::lexicon::Lexicon;
use crate::model::article::Article;
use crate::model::entity::{EntityKind, MentionForm};
use crate::span::Span;
use crate::text::analyze;

/// Articles with an empty line between. `[P name]` is a person, `[O`
/// an organization, `[G` an armed group, `[L` a place; adjectives of countries are not marked.
const ARTICLES: &str = include_str!("regression.txt");

/// A text with its names in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Marked {
    text: String,
    names: Vec<(Span, EntityKind)>,
}

/// How well the names of the built-in articles are read: same words, same kind.
pub fn measure(lexicon: &Lexicon) -> Score {
    let mut score = Score::default();
    for marked in articles() {
        let found = found(&marked.text, lexicon);
        let is_right = |name: &&(Span, EntityKind)| marked.names.contains(name);
        let n_right = found.iter().filter(is_right).count();
        score.add(n_right, found.len(), marked.names.len());
    }
    score
}

/// Number of the built-in articles.
pub fn n_articles() -> usize {
    articles().count()
}

fn articles() -> impl Iterator<Item = Marked> {
    ARTICLES.trim_end().split("\n\n").map(unmark)
}

fn found(text: &str, lexicon: &Lexicon) -> Vec<(Span, EntityKind)> {
    let article = Article {
        text: text.to_owned(),
        ..Article::default()
    };
    let document = analyze(&article, &lexicon.abbreviations);
    let facts = extract(&article, &document, lexicon);
    let names = facts
        .mentions
        .iter()
        .filter(|mention| matches!(mention.form, MentionForm::Name | MentionForm::Metonym));
    names
        .filter_map(|mention| {
            let kind = facts.entities[mention.entity.0].kind()?;
            Some((without_article(mention.span, text), kind))
        })
        .collect()
}

fn without_article(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let is_led = words.starts_with("the ") || words.starts_with("The ");
    Span::new(span.start + if is_led { 4 } else { 0 }, span.end)
}

fn unmark(article: &str) -> Marked {
    let mut marked = Marked::default();
    let mut pieces = article.split('[');
    marked.text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let Some((name, rest)) = piece.split_once(']') else {
            continue;
        };
        let start = marked.text.len();
        let (kind, name) = name.split_once(' ').unwrap_or_default();
        marked.text.push_str(name);
        if let Some(kind) = kind_of(kind) {
            marked
                .names
                .push((Span::new(start, marked.text.len()), kind));
        }
        marked.text.push_str(rest);
    }
    marked
}

fn kind_of(letter: &str) -> Option<EntityKind> {
    Some(match letter {
        "P" => EntityKind::Person,
        "O" => EntityKind::Organization,
        "G" => EntityKind::ArmedGroup,
        "L" => EntityKind::Place,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_and_remembered() {
        let marked = unmark("In [L Goma] the [O UN] waits.");
        assert_eq!(marked.text, "In Goma the UN waits.");
        let names: Vec<(&str, EntityKind)> = marked
            .names
            .iter()
            .map(|(span, kind)| (span.of(&marked.text), *kind))
            .collect();
        assert_eq!(
            names,
            [
                ("Goma", EntityKind::Place),
                ("UN", EntityKind::Organization)
            ]
        );
    }

    #[test]
    fn every_mark_of_the_built_in_articles_is_whole() {
        for marked in articles() {
            assert!(marked.names.len() > 5, "{}", marked.text);
            assert!(!marked.text.contains(['[', ']']), "{}", marked.text);
        }
        let n_marks = ARTICLES.matches('[').count();
        let n_names: usize = articles().map(|marked| marked.names.len()).sum();
        assert_eq!(n_names, n_marks);
    }

    #[test]
    fn the_rules_read_most_names_of_the_built_in_articles() {
        let score = measure(&Lexicon::built_in().unwrap());
        assert!(score.f1().unwrap() > 0.85, "{score:?}");
        assert!(score.right < score.expected, "nothing is left to be missed");
    }
}
