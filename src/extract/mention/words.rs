//! A document as the search for names sees it: every token folded, with its classes.

use std::cell::Cell;
use std::ops::Range;

use foldhash::HashSet;

use crate::lexicon::Lexicon;
use crate::lexicon::key::{WordKey, WordSet};
use crate::lexicon::names::NamesLexicon;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::context::NamingWord;
use crate::lexicon::names::gazetteer::Sense;
use crate::model::fold::fold;
use crate::text::document::Document;
use crate::text::token::{Shape, Token, TokenKind};

/// Longest name in tokens.
const LONGEST_NAME: usize = 10;

/// A document with its tokens folded and classed.
pub(super) struct Words<'doc> {
    pub(super) document: &'doc Document<'doc>,
    pub(super) names: &'doc NamesLexicon,
    folded: String,
    bounds: Vec<Range<usize>>,
    classes: Vec<WordClass>,
    /// One entry a sentence: whether it capitalises nearly every word, so that capitals say nothing.
    title_case: Vec<bool>,
    /// One entry a sentence: whether it is written in capitals throughout, as old wire copy is.
    shouted: Vec<bool>,
    /// One entry a sentence: whether its paragraph is in another language than English.
    foreign: Vec<bool>,
    /// First word of its sentence, quotation or line item.
    openers: Vec<bool>,
    /// What was asked of the gazetteer last, and its answer: several rules in turn ask for the same name.
    last_match: Cell<Option<((usize, usize), Match<'doc>)>>,
}

/// One past the last token of a known name, with its meanings.
type Match<'doc> = Option<(usize, &'doc [Sense])>;

/// What the document's other lines say about a word that stands first in a sentence.
#[derive(Default)]
pub(super) struct CaseMemory<'words> {
    capitals: HashSet<&'words str>,
    lowers: HashSet<&'words str>,
}

/// The words of a sentence, by look.
#[derive(Debug, Clone, Copy, Default)]
struct WordCount {
    upper: usize,
    /// Of the long ones, those that are not in capitals throughout.
    other: usize,
    lower: usize,
    /// Of those in lower case, the ones that are known as English.
    english: usize,
}

impl WordCount {
    fn add(&mut self, word: Token, is_english: bool) {
        if word.span.len() >= 3 {
            if word.shape == Shape::Upper {
                self.upper += 1;
            } else {
                self.other += 1;
            }
        }
        if word.shape == Shape::Lower {
            self.lower += 1;
            self.english += usize::from(is_english);
        }
    }

    fn is_shouted(self) -> bool {
        self.upper >= 3 && self.upper > 6 * self.other
    }

    /// Of the words of an English paragraph, more than half are known.
    fn is_foreign(self) -> bool {
        self.lower >= 5 && self.english * 2 < self.lower
    }
}

impl<'doc> Words<'doc> {
    pub(super) fn new(document: &'doc Document<'doc>, lexicon: &'doc Lexicon) -> Self {
        let mut words = Self {
            document,
            names: &lexicon.names,
            folded: String::with_capacity(document.text.len() + document.tokens.len()),
            bounds: Vec::with_capacity(document.tokens.len()),
            classes: Vec::with_capacity(document.tokens.len()),
            title_case: Vec::with_capacity(document.sentences.len()),
            shouted: Vec::with_capacity(document.sentences.len()),
            foreign: Vec::with_capacity(document.sentences.len()),
            openers: vec![false; document.tokens.len()],
            last_match: Cell::new(None),
        };
        for position in 0..document.tokens.len() {
            words.push_folded(position);
        }
        let mut counts = Vec::with_capacity(document.sentences.len());
        for sentence in &document.sentences {
            let is_title = words.is_title_cased(&sentence.tokens);
            words.title_case.push(is_title);
            let count = words.mark_openers(&sentence.tokens);
            words.shouted.push(count.is_shouted());
            counts.push(count);
        }
        words.mark_foreign(&counts);
        words
    }

    fn push_folded(&mut self, position: usize) {
        let token = self.document.tokens[position];
        let text = token.span.of(self.document.text);
        if position > 0 && token.kind != TokenKind::Possessive {
            self.folded.push(' ');
        }
        let start = self.folded.len();
        if token.kind == TokenKind::Word && token.is_plain {
            self.folded.push_str(text);
            self.folded[start..].make_ascii_lowercase();
            self.bounds.push(start..self.folded.len());
            self.classes
                .push(self.names.classes_by_key(token.key, text));
            return;
        }
        match token.kind {
            TokenKind::Word | TokenKind::Possessive if text.is_ascii() => {
                for letter in text.bytes() {
                    match letter {
                        b'-' | b'_' | b'/' => self.folded.push(' '),
                        letter if letter.is_ascii_alphanumeric() => {
                            self.folded.push(char::from(letter.to_ascii_lowercase()));
                        }
                        _ => {}
                    }
                }
            }
            TokenKind::Word | TokenKind::Possessive => push_folded_word(&mut self.folded, text),
            _ => self.folded.push_str(text),
        }
        let range = start..self.folded.len();
        let class = if token.kind == TokenKind::Word {
            self.names.classes(&self.folded[range.clone()])
        } else {
            WordClass::NONE
        };
        self.bounds.push(range);
        self.classes.push(class);
    }

    /// A line of names with a full stop is a sentence, not a headline.
    fn is_title_cased(&self, tokens: &Range<usize>) -> bool {
        let last = self.document.token_text(tokens.end - 1);
        if matches!(last, "." | "”" | "\"") {
            return false;
        }
        let (mut capitals, mut lowers) = (0, 0);
        for position in tokens.clone() {
            let token = self.document.tokens[position];
            let is_long = token.span.len() > 3 && token.kind == TokenKind::Word;
            if !is_long || self.has(position, WordClass::FUNCTION) {
                continue;
            }
            if token.shape == Shape::Lower {
                lowers += 1;
            } else {
                capitals += 1;
            }
        }
        capitals >= 3 && capitals > 3 * lowers
    }

    /// Marks the sentences of paragraphs in another language. A sentence alone has too few words to tell.
    fn mark_foreign(&mut self, counts: &[WordCount]) {
        let sentences = &self.document.sentences;
        let mut first = 0;
        for paragraph in sentences.chunk_by(|one, other| one.paragraph == other.paragraph) {
            let mut total = WordCount::default();
            for count in &counts[first..first + paragraph.len()] {
                total.lower += count.lower;
                total.english += count.english;
            }
            first += paragraph.len();
            self.foreign.resize(first, total.is_foreign());
        }
    }

    /// Marks the words that open the sentence or a part of it, and counts its words.
    fn mark_openers(&mut self, tokens: &Range<usize>) -> WordCount {
        let mut opens = true;
        let mut count = WordCount::default();
        for position in tokens.clone() {
            let token = self.document.tokens[position];
            match token.kind {
                TokenKind::Word | TokenKind::Number => {
                    self.openers[position] = opens;
                    opens = false;
                }
                TokenKind::Punctuation => {
                    let mark = self.document.token_text(position);
                    opens |= matches!(
                        mark,
                        "“" | "\"" | ":" | "‘" | "«" | "•" | "–" | "—" | "--" | "…" | "..."
                    );
                }
                TokenKind::Symbol => opens = true,
                TokenKind::Possessive => {}
            }
            if token.kind == TokenKind::Word {
                let is_known = self.has(position, WordClass::FUNCTION | WordClass::COMMON);
                count.add(token, is_known);
            }
        }
        count
    }

    /// The folded text of a token.
    pub(super) fn folded(&self, position: usize) -> &str {
        self.bounds
            .get(position)
            .map_or("", |bounds| &self.folded[bounds.clone()])
    }

    /// Whether a token, folded, is a word of a set.
    pub(super) fn is_in<const N: usize>(&self, position: usize, words: &WordSet<N>) -> bool {
        let Some(token) = self.document.tokens.get(position) else {
            return false;
        };
        let folded = || self.folded(position);
        let key = if token.is_plain {
            token.key
        } else {
            WordKey::of(folded())
        };
        words.has(key, folded)
    }

    /// Whether a token, folded, is a word of a class.
    pub(super) fn is_of(&self, position: usize, class: NamingWord) -> bool {
        let is_plain = self
            .document
            .tokens
            .get(position)
            .map(|token| token.is_plain);
        let folded = self.folded(position);
        match is_plain {
            Some(true) => {
                let key = self.document.tokens[position].key;
                self.names.context().has_by_key(class, key, folded)
            }
            Some(false) => self.names.context().has(class, folded),
            None => false,
        }
    }

    /// The folded text of some tokens, without a leading article: what the gazetteer is asked.
    pub(super) fn key(&self, tokens: &Range<usize>) -> &str {
        let whole = &self.folded[self.bounds[tokens.start].start..self.bounds[tokens.end - 1].end];
        without_article(whole)
    }

    pub(super) fn class(&self, position: usize) -> WordClass {
        self.classes.get(position).copied().unwrap_or_default()
    }

    pub(super) fn has(&self, position: usize, class: WordClass) -> bool {
        self.class(position).has(class)
    }

    pub(super) fn is_opener(&self, position: usize) -> bool {
        self.openers[position]
    }

    pub(super) fn is_word(&self, position: usize) -> bool {
        self.kind(position) == Some(TokenKind::Word)
    }

    pub(super) fn kind(&self, position: usize) -> Option<TokenKind> {
        self.document.tokens.get(position).map(|token| token.kind)
    }

    pub(super) fn is_capital(&self, position: usize) -> bool {
        self.is_word(position) && self.document.tokens[position].shape != Shape::Lower
    }

    pub(super) fn is_lower(&self, position: usize) -> bool {
        self.is_word(position) && self.document.tokens[position].shape == Shape::Lower
    }

    pub(super) fn is_upper(&self, position: usize) -> bool {
        self.is_word(position) && self.document.tokens[position].shape == Shape::Upper
    }

    pub(super) fn is_initial(&self, position: usize) -> bool {
        self.is_word(position) && self.document.tokens[position].shape == Shape::Initial
    }

    pub(super) fn text(&self, position: usize) -> &'doc str {
        if position < self.document.tokens.len() {
            self.document.token_text(position)
        } else {
            ""
        }
    }

    pub(super) fn is_title_case(&self, sentence: usize) -> bool {
        self.title_case[sentence]
    }

    /// Whether a sentence is written in capitals throughout.
    pub(super) fn is_shouted(&self, sentence: usize) -> bool {
        self.shouted[sentence]
    }

    /// Whether a sentence stands in a paragraph in another language, whose capitals say nothing.
    pub(super) fn is_foreign(&self, sentence: usize) -> bool {
        self.foreign[sentence]
    }

    /// The longest name in the gazetteer that begins at `start`, with its meanings.
    pub(super) fn longest_match(
        &self,
        start: usize,
        end: usize,
    ) -> Option<(Range<usize>, &'doc [Sense])> {
        if let Some((asked, found)) = self.last_match.get()
            && asked == (start, end)
        {
            return found.map(|(stop, senses)| (start..stop, senses));
        }
        let found = self.search_match(start, end);
        self.last_match.set(Some(((start, end), found)));
        found.map(|(stop, senses)| (start..stop, senses))
    }

    /// One past the last token of the longest name that begins at `start`, with its meanings.
    fn search_match(&self, start: usize, end: usize) -> Match<'doc> {
        let first_word = self.first_word(start);
        let most = self.names.gazetteer.longest(first_word);
        if most == 0 {
            return None;
        }
        let limit = end.min(start + most.min(LONGEST_NAME) + 2);
        let mut last = start + 1;
        while last < limit && self.may_continue_name(last) {
            last += 1;
        }
        (start + 1..=last).rev().find_map(|stop| {
            let tokens = start..stop;
            let senses = self.names.gazetteer.senses(self.key(&tokens));
            (!senses.is_empty() && self.is_cased_like(senses, &tokens)).then_some((stop, senses))
        })
    }

    /// The first folded word of a name that begins at `start`, after an article.
    fn first_word(&self, start: usize) -> &str {
        let folded = self.folded(start);
        let is_article = matches!(folded, "al" | "el" | "the");
        let whole = if is_article && start + 1 < self.bounds.len() {
            self.folded(start + 1)
        } else {
            without_article(folded)
        };
        let end = whole.bytes().position(|byte| byte == b' ');
        end.map_or(whole, |end| &whole[..end])
    }

    fn may_continue_name(&self, position: usize) -> bool {
        match self.kind(position) {
            Some(TokenKind::Word | TokenKind::Number | TokenKind::Possessive) => true,
            Some(TokenKind::Symbol) => self.text(position) == "&",
            _ => false,
        }
    }

    fn is_cased_like(&self, senses: &[Sense], tokens: &Range<usize>) -> bool {
        let last = tokens.end - 1;
        let head = WordClass::BODY_HEAD | WordClass::GROUP_HEAD | WordClass::PLACE_HEAD;
        if !self.is_capital(last)
            && !(tokens.len() > 1 && (self.has(last, head) || !self.is_word(last)))
        {
            return false;
        }
        if self.kind(last) == Some(TokenKind::Possessive) {
            return false;
        }
        let is_upper = tokens
            .clone()
            .all(|position| !self.is_lower(position) && !self.is_mixed(position));
        is_upper || senses.iter().any(|sense| !sense.is_abbreviation)
    }

    fn is_mixed(&self, position: usize) -> bool {
        self.is_word(position) && self.document.tokens[position].shape == Shape::Capital
    }

    /// Where the part of a name ends that holds its head word: before "of" or "for".
    pub(super) fn head_end(&self, tokens: &Range<usize>) -> usize {
        tokens
            .clone()
            .skip(1)
            .find(|at| matches!(self.folded(*at), "of" | "for" | "on"))
            .unwrap_or(tokens.end)
    }

    /// What lines in sentence case say about the case of words.
    pub(super) fn case_memory(&self) -> CaseMemory<'_> {
        let mut memory = CaseMemory::default();
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            for position in sentence.tokens.clone() {
                if !self.is_word(position) || self.has(position, WordClass::FUNCTION) {
                    continue;
                }
                let shape = self.document.tokens[position].shape;
                if shape == Shape::Lower {
                    if !self.has(position, WordClass::COMMON) {
                        memory.lowers.insert(self.folded(position));
                    }
                } else if !self.openers[position] && !self.title_case[index] && !self.shouted[index]
                {
                    memory.capitals.insert(self.folded(position));
                }
            }
        }
        memory
    }
}

impl CaseMemory<'_> {
    /// Whether the word is capitalised inside some sentence.
    pub(super) fn is_capital(&self, folded: &str) -> bool {
        self.capitals.contains(folded)
    }

    /// Whether the word is written in lower case somewhere.
    pub(super) fn is_lower(&self, folded: &str) -> bool {
        self.lowers.contains(folded)
    }
}

fn without_article(key: &str) -> &str {
    if !key.starts_with(['a', 'e', 't']) {
        return key;
    }
    ["al ", "el ", "the "]
        .iter()
        .find_map(|article| key.strip_prefix(article))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(key)
}

/// Folds a word with letters beyond ASCII. `fold` drops a leading article of several words, so each
/// part is folded alone.
fn push_folded_word(out: &mut String, text: &str) {
    let is_break = |character: char| matches!(character, '-' | '_' | '/' | '\u{2010}'..='\u{2015}');
    for (index, part) in text.split(is_break).enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(&fold(part));
    }
}
