//! What clauses are called, which of them a noun can answer, and the error of the others.

use super::frame::Subject;
use super::function::FUNCTIONS;
use super::{Outcome, Resolver, error};
use crate::query::ast::{self, Clause, ClauseKind, PlaceTest, Role};
use crate::query::catalog::{Members, Noun, noun_word, noun_words, reach};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::suggest::nearest;
use crate::span::Span;

/// The first word of a clause.
pub(super) fn word(kind: &ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Who { role, .. } => role.word(),
        ClauseKind::About(_) => "about",
        ClauseKind::Matching(_) => "matching",
        ClauseKind::Of(_) => "of",
        ClauseKind::As(_) => "as",
        ClauseKind::Place(PlaceTest::Within(_)) => "within",
        ClauseKind::Place(PlaceTest::At(_)) => "at",
        ClauseKind::Place(PlaceTest::Near { .. }) => "near",
        ClauseKind::Time(test) => test.relation.word(),
        ClauseKind::According(_) => "according to",
    }
}

/// The error of a clause that the noun cannot answer.
pub(super) fn wrong_clause<T>(
    subject: &Subject,
    kind: &ClauseKind,
    lacks: &str,
    span: Span,
) -> Outcome<T> {
    wrong(subject, (word(kind), None), lacks, span)
}

/// The error of a clause of names that the noun cannot answer.
pub(super) fn wrong_who<T>(
    subject: &Subject,
    (role, names): (Role, &str),
    lacks: &str,
    span: Span,
) -> Outcome<T> {
    wrong(subject, (role.word(), Some(names)), lacks, span)
}

/// The first clause that can stand instead is told with the names as typed, if both take names.
fn wrong<T>(
    subject: &Subject,
    (clause, names): (&str, Option<&str>),
    lacks: &str,
    span: Span,
) -> Outcome<T> {
    let mut names = names.filter(|_| clause != "from" && clause != "named");
    let mut typed = |clause: &str| {
        let takes_names = matches!(clause, "by" | "with" | "mentioning" | "according to");
        match names.take_if(|_| takes_names) {
            Some(names) => format!("{clause} {names}"),
            None => clause.to_owned(),
        }
    };
    let instead = answers(subject.noun).iter();
    error(
        QueryErrorKind::WrongClause {
            noun: subject.word.to_owned(),
            clause: clause.to_owned(),
            lacks: lacks.to_owned(),
            instead: instead
                .map(|(clause, meaning)| (typed(clause), (*meaning).to_owned()))
                .collect(),
        },
        span,
    )
}

/// The clauses that a noun can answer, with what they mean for it.
fn answers(noun: Noun) -> &'static [(&'static str, &'static str)] {
    match noun {
        Noun::Articles => &[
            ("from", "outlet"),
            ("by", "author"),
            ("about", "words in it"),
            ("mentioning", "who is mentioned in it"),
            ("during", "when it was published"),
        ],
        Noun::Sentences => &[
            ("about", "words in it"),
            ("mentioning", "who is mentioned in it"),
            ("by", "who speaks in it"),
            ("from", "outlet"),
            ("during", "when the article was published"),
        ],
        Noun::Sources => &[],
        Noun::Entities => &[
            ("named", "one of its names"),
            ("within", "where a place lies"),
        ],
        Noun::Mentions => &[
            ("mentioning", "who else is mentioned in the sentence"),
            ("from", "outlet"),
            ("about", "words in the sentence"),
            ("during", "when the article was published"),
        ],
        Noun::Events => &[
            ("by", "who did it"),
            ("against", "to whom"),
            ("with", "who took part"),
            ("of", "kind or mode"),
            ("as", "modality"),
            ("within", "where"),
            ("during", "when"),
            ("according to", "who claims it"),
            ("from", "outlet"),
        ],
        Noun::Quotes => &[
            ("by", "speaker"),
            ("of", "form"),
            ("about", "words in the sentence"),
            ("mentioning", "who is mentioned in the sentence"),
            ("during", "when it was said"),
            ("from", "outlet"),
        ],
        Noun::Figures => &[
            ("according to", "who claims it"),
            ("from", "outlet"),
            ("of", "measure"),
            ("within", "where"),
            ("mentioning", "who is mentioned in the sentence"),
            ("during", "as of when"),
        ],
        Noun::Clusters => &[
            ("mentioning", "who is mentioned in the articles"),
            ("during", "when"),
        ],
    }
}

/// The words that begin a clause which a noun can answer, the likeliest first.
pub(in crate::query) fn clause_words(noun: Noun) -> Vec<&'static str> {
    // What nobody who erred is led to, but can be asked.
    let further: &'static [&'static str] = match noun {
        Noun::Events => &["mentioning", "about"],
        Noun::Figures => &["about"],
        Noun::Quotes => &["according to"],
        _ => &[],
    };
    let told = answers(noun).iter().map(|(clause, _)| clause);
    let spelled = |clause: &'static &'static str| -> &'static [&'static str] {
        match *clause {
            "during" => &["since", "during", "until", "before", "after", "possibly"],
            "within" => &["within", "at", "near"],
            "about" => &["about", "matching"],
            "against" => &["against", "to"],
            "according to" => &["according"],
            _ => std::slice::from_ref(clause),
        }
    };
    told.chain(further).flat_map(spelled).copied().collect()
}

/// The clauses about somebody that a noun can answer, the widest first, at most two.
pub(super) fn clauses_of_names(noun: Noun) -> impl Iterator<Item = &'static str> {
    let known = move |clause: &&str| answers(noun).iter().any(|(known, _)| known == clause);
    let mentioned = (noun != Noun::Entities).then_some("mentioning");
    let others = ["by", "according to", "with"].into_iter().filter(known);
    mentioned.into_iter().chain(others).take(2)
}

/// What is said for words of closed sets, and the words themselves.
const MEMBER_SYNONYMS: [(&str, &str); 31] = [
    ("deaths", "killed"),
    ("dead", "killed"),
    ("casualties", "killed"),
    ("fatalities", "killed"),
    ("injured", "wounded"),
    ("injuries", "wounded"),
    ("refugees", "displaced"),
    ("prisoners", "captured"),
    ("bombing", "airstrike"),
    ("air_strike", "airstrike"),
    ("strike", "airstrike"),
    ("attack", "assault"),
    ("talks", "meeting"),
    ("ceasefire", "truce"),
    ("verdict", "conviction"),
    ("trial", "conviction"),
    ("sentence", "conviction"),
    ("kidnapping", "abduction"),
    ("murder", "assassination"),
    ("invasion", "ground_advance"),
    ("offensive", "ground_advance"),
    ("battle", "clash"),
    ("fighting", "clash"),
    ("march", "demonstration"),
    ("confirmed", "asserted"),
    ("reported", "asserted"),
    ("rumoured", "alleged"),
    ("claimed", "alleged"),
    ("spoken", "direct"),
    ("company", "organization"),
    ("militia", "armed_group"),
];

/// The member that is called so in other words, if the set has it.
pub(super) fn member_elsewhere(typed: &str, known: &[&'static str]) -> Option<&'static str> {
    let one = typed.strip_suffix('s').unwrap_or(typed);
    if let Some(member) = known.iter().find(|member| **member == one) {
        return Some(member);
    }
    // `resigned` asks for resignations.
    let stem = ["ed", "ing"].iter().find_map(|end| one.strip_suffix(end));
    if let Some(stem) = stem.filter(|stem| stem.len() >= 5)
        && let Some(member) = known.iter().find(|member| member.starts_with(stem))
    {
        return Some(member);
    }
    let is_typed = |(word, _): &&(&str, &str)| *word == typed || *word == one;
    let (_, own) = MEMBER_SYNONYMS.iter().find(is_typed)?;
    known.iter().find(|member| *member == own).copied()
}

/// The clause that has a word as its member where another one does not: `as denied` for `of denied`.
pub(super) fn other_clause(members: Members, typed: &str) -> Option<(String, String)> {
    let others: &[(Members, &str)] = match members {
        Members::EventKind => &[(Members::Modality, "as")],
        Members::Modality => &[(Members::EventKind, "of"), (Members::EventMode, "of")],
        _ => &[],
    };
    let has_it = |(members, _): &&(Members, &str)| members.words().contains(&typed);
    if let Some((found, clause)) = others.iter().find(has_it) {
        return Some((found.singular().to_owned(), format!("{clause} {typed}")));
    }
    let measure = measure_meant(typed).filter(|_| members == Members::EventKind)?;
    Some((
        "measure of figures".to_owned(),
        format!("figures of {measure}"),
    ))
}

/// What functions are called in other languages.
const FUNCTION_SYNONYMS: [(&str, &str); 29] = [
    ("length", "len"),
    ("size", "len"),
    ("strlen", "len"),
    ("char_length", "len"),
    ("substr", "left"),
    ("substring", "left"),
    ("lcase", "lower"),
    ("tolower", "lower"),
    ("ucase", "upper"),
    ("toupper", "upper"),
    ("mean", "avg"),
    ("average", "avg"),
    ("stddev", "stdev"),
    ("stdevp", "stdev"),
    ("percentile", "quantile"),
    ("dcount", "distinct"),
    ("dc", "distinct"),
    ("count_distinct", "distinct"),
    ("values", "list"),
    ("make_set", "list"),
    ("array_agg", "list"),
    ("group_concat", "list"),
    ("string_agg", "list"),
    ("iif", "if"),
    ("ceiling", "ceil"),
    ("date_format", "format"),
    ("strftime", "format"),
    ("arg_max", "argmax"),
    ("row_number", "rank"),
];

/// What was meant by a function that there is not, or what says the same without one: `title ~ "x"` for
/// `contains(title, "x")`.
pub(super) fn function_meant(typed: &str, arguments: &[&str]) -> Option<String> {
    let holding = ["contains", "includes", "has", "like", "matches", "instr"];
    if let [text, part] = arguments
        && holding.contains(&typed)
    {
        return Some(format!("{text} ~ {part}"));
    }
    let known = FUNCTIONS.iter().map(|known| known.name);
    let others = FUNCTION_SYNONYMS.iter().map(|(name, _)| *name);
    function_elsewhere(typed)
        .or_else(|| nearest(typed, known))
        .or_else(|| function_elsewhere(nearest(typed, others)?))
        .map(str::to_owned)
}

/// The function that is called so in another language.
fn function_elsewhere(typed: &str) -> Option<&'static str> {
    let known = FUNCTION_SYNONYMS.iter().find(|(name, _)| *name == typed);
    known.map(|(_, own)| *own)
}

/// Words that people begin with to ask what is new.
const NEWS: [&str; 7] = [
    "new", "news", "changes", "updates", "latest", "recent", "whatsnew",
];

/// What may be asked for a word that is no noun, each with what that tells: `killed` measures figures.
pub(super) fn asked_instead(typed: &str) -> Vec<(String, String)> {
    let pair = |query: &str, tells: &str| (query.to_owned(), tells.to_owned());
    let word = typed.to_lowercase();
    if NEWS.contains(&word.as_str()) {
        return vec![
            pair("articles since ago(7d)", "what was published lately"),
            pair(
                "dateline brief NAME --since DATE",
                "on the command line: what is new about somebody",
            ),
            pair(
                "dateline loads",
                "on the command line: what was loaded when",
            ),
        ];
    }
    if let Some(measure) = measure_meant(&word) {
        let query = format!("figures of {measure}");
        return vec![(query, "the numbers that were stated".to_owned())];
    }
    let has = |members: Members| {
        let words = members.words();
        let plain = word.strip_suffix('s').unwrap_or(&word);
        let found = words
            .iter()
            .find(|known| **known == word || **known == plain);
        found.copied().or_else(|| member_elsewhere(plain, &words))
    };
    if let Some(kind) = has(Members::EventMode).or_else(|| has(Members::EventKind)) {
        return vec![(format!("events of {kind}"), "what happened".to_owned())];
    }
    if let Some(modality) = has(Members::Modality) {
        return vec![(format!("events as {modality}"), String::new())];
    }
    match word.as_str() {
        "functions" | "stages" | "clauses" | "fields" | "nouns" => vec![pair(
            &format!("dateline help {word}"),
            "on the command line: all there are",
        )],
        _ => Vec::new(),
    }
}

/// A name where a noun should be: `Kherson`.
pub(super) fn name_alone(typed: &str) -> Option<(String, String)> {
    let is_name = typed.starts_with(char::is_uppercase);
    let query = format!("articles about \"{typed}\"");
    is_name.then(|| (query, "articles with this word".to_owned()))
}

/// What figures measure, as people call it: `deaths`, `casualties`, `killing`.
fn measure_meant(word: &str) -> Option<&'static str> {
    let measures = Members::Measure.words();
    let exact = measures.iter().find(|measure| **measure == word).copied();
    let killing = [
        "kill", "kills", "killing", "killings", "kiling", "murder", "murders",
    ];
    exact
        .filter(|measure| !["other", "share", "distance", "duration"].contains(measure))
        .or_else(|| member_elsewhere(word, &measures))
        .or_else(|| killing.contains(&word).then_some("killed"))
}

/// The clause that has a word of a closed set: `as denied`.
pub(super) fn clause_of_member(noun: Noun, typed: &str) -> Option<String> {
    let sets: &[(Members, &str)] = match noun {
        Noun::Events => &[
            (Members::Modality, "as"),
            (Members::EventKind, "of"),
            (Members::EventMode, "of"),
        ],
        Noun::Figures => &[(Members::Measure, "of")],
        Noun::Quotes => &[(Members::QuoteForm, "of")],
        _ => return None,
    };
    let has_it = |(members, _): &&(Members, &str)| members.words().contains(&typed);
    let (_, clause) = sets.iter().find(has_it)?;
    Some(format!("{clause} {typed}"))
}

impl Resolver<'_> {
    /// The error of a word that is neither a noun nor the name of a query.
    pub(super) fn unknown_source<T>(&self, name: &ast::Identifier) -> Outcome<T> {
        if let Some(kind) = unfinished(&name.text) {
            return error(kind, name.span);
        }
        let nouns: Vec<String> = noun_words().map(|word| word.word.to_owned()).collect();
        let known = self.lets[..self.visible].iter();
        let words = nouns
            .iter()
            .map(String::as_str)
            .chain(known.map(|(name, _)| name.as_str()));
        let mut instead = asked_instead(&name.text);
        // What has a meaning of its own is no slip of the hand.
        let similar = nearest(&name.text, words).filter(|_| instead.is_empty());
        let similar = similar.map(str::to_owned);
        if similar.is_none() {
            instead.extend(name_alone(&name.text));
        }
        error(
            QueryErrorKind::UnknownSource {
                name: name.text.clone(),
                similar,
                instead,
                nouns,
            },
            name.span,
        )
    }
}

/// What must follow a word that begins a query and is no noun.
pub(super) fn unfinished(word: &str) -> Option<QueryErrorKind> {
    let (needs, examples): (&str, &[&str]) = match word.to_ascii_lowercase().as_str() {
        "network" => ("a kind of link", &["comention", "coevent", "quotes"]),
        "path" => ("two ends", &["from \"Russia\" to \"Iran\""]),
        "explain" | "sql" | "describe" => ("a query", &["events | count by kind"]),
        "let" => ("a name and a query", &["x = events by \"Russia\""]),
        "param" => ("a parameter", &["$who: entity"]),
        _ => return None,
    };
    Some(QueryErrorKind::Incomplete {
        after: word.to_owned(),
        needs: needs.to_owned(),
        examples: examples.iter().map(|text| (*text).to_owned()).collect(),
    })
}

/// The error of a clause that a noun cannot answer, with rows it leads to that can: outlets have no date,
/// their articles have one.
pub(super) fn with_followed(
    mut wrong: Box<QueryError>,
    clause: &Clause,
    text: &str,
) -> Box<QueryError> {
    if let QueryErrorKind::WrongClause { noun, instead, .. } = &mut wrong.kind
        && let Some(from) = noun_word(noun)
        && instead.len() < 3
    {
        let word = word(&clause.kind);
        let asked = if matches!(clause.kind, ClauseKind::Time(_)) {
            "during"
        } else {
            word
        };
        let nouns = [Noun::Articles, Noun::Events, Noun::Quotes, Noun::Sentences];
        let answering = nouns.into_iter().find(|to| {
            let is_answered = answers(*to).iter().any(|(known, _)| *known == asked);
            is_answered && noun_word(to.word()).is_some_and(|to| reach(from.noun, to).is_some())
        });
        if let Some(to) = answering {
            let followed = format!("-> {} {text}", to.word());
            instead.insert(0, (followed, format!("their {}", to.word())));
        }
    }
    wrong
}
