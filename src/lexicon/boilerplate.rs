//! What marks a line of a page as no part of its article, and what else the loading knows about words.

use std::collections::{HashMap, HashSet};

use super::byline::{self, BylineWord};
use super::classed::ClassedWords;
use super::error::LexiconError;
use super::language::LanguageLexicon;
use super::read::read;
use crate::model::fold as names;

/// What a line turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineEffect {
    /// The line is no part of the article.
    Drop,
    /// Nor is anything after it.
    Cut,
    /// Nor are the short lines after it.
    Section,
    /// The line is a caption.
    Caption,
    /// The line names a photographer and nothing else.
    Credit,
    /// The line is no part of the article, though it reads like a sentence of one.
    Furniture,
}

/// Patterns of lines, and words of outlets and adverts.
#[derive(Debug, Default)]
pub struct BoilerplateLexicon {
    lines: HashMap<String, LineEffect>,
    starts: Vec<(String, LineEffect)>,
    ends: Vec<(String, LineEffect)>,
    within: Vec<(String, LineEffect)>,
    outlet_words: HashSet<String>,
    masthead_words: HashSet<String>,
    role_words: HashSet<String>,
    call_words: HashSet<String>,
    given_names: HashSet<String>,
    byline: ClassedWords<BylineWord>,
    /// Outlets by folded name and by domain.
    outlets: HashMap<String, KnownOutlet>,
    /// What tells languages apart.
    pub languages: LanguageLexicon,
}

/// An outlet that is known beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownOutlet {
    /// Its handle.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
}

impl BoilerplateLexicon {
    /// Reads the data file that is built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        let mut lexicon = Self {
            languages: LanguageLexicon::load()?,
            byline: byline::load()?,
            ..Self::default()
        };
        read(
            "boilerplate.tsv",
            include_str!("data/boilerplate.tsv"),
            |record| {
                let pattern = record.cell("pattern")?.to_owned();
                let effect = match record.cell("effect")? {
                    "drop" => LineEffect::Drop,
                    "cut" => LineEffect::Cut,
                    "section" => LineEffect::Section,
                    "caption" => LineEffect::Caption,
                    "credit" => LineEffect::Credit,
                    "furniture" => LineEffect::Furniture,
                    "outlet" => {
                        lexicon.outlet_words.insert(pattern);
                        return Ok(());
                    }
                    "masthead" => {
                        lexicon.masthead_words.insert(pattern);
                        return Ok(());
                    }
                    "role" => {
                        lexicon.role_words.insert(pattern);
                        return Ok(());
                    }
                    "call" => {
                        lexicon.call_words.insert(pattern);
                        return Ok(());
                    }
                    other => return Err(record.error(format!("`{other}` is no effect"))),
                };
                match record.cell("place")? {
                    "line" => {
                        lexicon.lines.insert(pattern, effect);
                    }
                    "start" => lexicon.starts.push((pattern, effect)),
                    "end" => lexicon.ends.push((pattern, effect)),
                    "within" => lexicon.within.push((pattern, effect)),
                    other => return Err(record.error(format!("`{other}` is no place"))),
                }
                Ok(())
            },
        )?;
        lexicon.read_names()?;
        Ok(lexicon)
    }

    /// Reads whom and what a byline may name.
    fn read_names(&mut self) -> Result<(), LexiconError> {
        let given = include_str!("data/given_names.tsv");
        read("given_names.tsv", given, |record| {
            self.given_names.insert(names::fold(record.cell("name")?));
            Ok(())
        })?;
        let bodies = include_str!("data/organizations.tsv");
        read("organizations.tsv", bodies, |record| {
            if record.cell("class")? != "media" {
                return Ok(());
            }
            let name = record.cell("name")?;
            let outlet = KnownOutlet {
                id: record.cell("id")?.to_owned(),
                name: name.to_owned(),
            };
            let aliases = record.cell("aliases")?.split(';');
            let domains = record.cell("domain")?.split(';');
            for name in std::iter::once(name).chain(aliases) {
                self.outlets.insert(names::compact(name), outlet.clone());
            }
            for domain in domains {
                self.outlets.insert(domain.to_owned(), outlet.clone());
            }
            self.outlets.remove("");
            Ok(())
        })
    }

    /// Words of the lines that name author, outlet or day, by class.
    pub fn byline(&self) -> &ClassedWords<BylineWord> {
        &self.byline
    }

    /// What a line shows itself to be; none if it may be part of an article.
    pub fn effect(&self, line: &str) -> Option<LineEffect> {
        let line = fold(line);
        if let Some(effect) = self.lines.get(&line) {
            return Some(*effect);
        }
        let is_short = line.len() <= 120;
        let starts = self.starts.iter().filter(|(pattern, effect)| {
            (is_short || matches!(effect, LineEffect::Caption | LineEffect::Furniture))
                && line.starts_with(pattern)
        });
        let ends = self
            .ends
            .iter()
            .filter(|(pattern, _)| is_short && line.ends_with(pattern));
        let within = self
            .within
            .iter()
            .filter(|(pattern, _)| line.contains(pattern));
        starts
            .chain(ends)
            .chain(within)
            .map(|(_, effect)| *effect)
            .next()
    }

    /// Whether a word of a byline shows that it names an outlet and no person.
    pub fn is_outlet_word(&self, word: &str) -> bool {
        self.outlet_words.contains(&word.to_lowercase())
    }

    /// Whether the last word of a name shows that it is that of an outlet.
    pub fn is_masthead(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.masthead_words.contains(&word) || self.outlet_words.contains(&word)
    }

    /// Whether a word of a byline says what somebody does, and names nobody.
    pub fn is_role(&self, word: &str) -> bool {
        self.role_words.contains(&word.to_lowercase())
    }

    /// Whether a word is a given name.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(&names::fold(word))
    }

    /// The outlet that is known by a name, however it is spaced, or by a domain.
    pub fn outlet(&self, name_or_domain: &str) -> Option<&KnownOutlet> {
        self.outlets
            .get(&names::compact(name_or_domain))
            .or_else(|| self.outlets.get(name_or_domain))
    }

    /// Whether a word calls the reader to do something.
    pub fn is_call(&self, word: &str) -> bool {
        self.call_words.contains(&word.to_lowercase())
    }
}

/// Lower case, straight apostrophes, single spaces, `#` for every run of digits.
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    for character in line.trim().chars() {
        let character = match character {
            '’' | '‘' => '\'',
            letter if letter.is_whitespace() => ' ',
            digit if digit.is_ascii_digit() => '#',
            letter => letter,
        };
        if matches!(character, ' ' | '#') && folded.ends_with(character) {
            continue;
        }
        folded.extend(character.to_lowercase());
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_by_their_patterns() {
        let lexicon = BoilerplateLexicon::load().unwrap();
        let cases = [
            ("Comments (26)", Some(LineEffect::Cut)),
            ("Image 1 of  23", Some(LineEffect::Drop)),
            (
                "You’ll find that this site uses cookies for ads.",
                Some(LineEffect::Furniture),
            ),
            (
                "Troops cross a bridge. (Photo by Jo Roe)",
                Some(LineEffect::Caption),
            ),
            ("The council met in Geneva on Tuesday.", None),
            ("Commentators said the talks had failed.", None),
        ];
        for (line, expect) in cases {
            assert_eq!(lexicon.effect(line), expect, "{line}");
        }
    }
}
