//! What is wrong with a report, in words; shown by the one renderer of errors.

use super::source::{Fault, FaultKind, Picture};
use super::{BriefError, Told, Trouble};
use crate::render::diagnostic::{DiagnosticStyle, diagnostics, fault, warning};

/// All errors of a report's file, which is the style's origin, each with the place and the block where it stands.
pub fn errors(trouble: &Trouble, text: &str, style: DiagnosticStyle<'_>) -> String {
    match trouble {
        Trouble::Form(faults) => {
            let texts: Vec<String> = faults.iter().map(|it| written(it, text, style)).collect();
            texts.join("\n\n")
        }
        Trouble::Questions(wrong) => {
            let texts = wrong.iter().map(|(block, errors)| {
                let origin = origin(style.origin.unwrap_or_default(), block);
                let style = DiagnosticStyle {
                    origin: Some(&origin),
                    ..style
                };
                diagnostics(errors, text, style)
            });
            texts.collect::<Vec<_>>().join("\n\n")
        }
        Trouble::Stopped => "stopped".to_owned(),
        Trouble::Failed(reason) => reason.clone(),
    }
}

/// Why there is no brief about what was typed.
pub fn no_brief(error: &BriefError, style: DiagnosticStyle<'_>) -> String {
    match error {
        BriefError::Question(question, errors) => diagnostics(errors, question, style),
        BriefError::Rows {
            question,
            stage,
            instead,
        } => {
            let made_of = "a brief is made of a name, or of a question whose rows are articles, events, quotes or figures";
            let help = match instead {
                Some(question) => format!("{made_of}: `dateline brief '{question}'`"),
                None => format!("{made_of}: `dateline brief 'events of assault during 2016'`"),
            };
            let title = "no brief can be made of these rows: they lead to no articles";
            fault(title, Some(help), (question, *stage), style)
        }
        BriefError::Trouble(_) => "the database cannot be asked".to_owned(),
    }
}

/// What is worth saying of a block's question.
pub fn told(told: &Told, text: &str, style: DiagnosticStyle<'_>) -> Vec<String> {
    let origin = origin(style.origin.unwrap_or_default(), &told.block);
    let style = DiagnosticStyle {
        origin: Some(&origin),
        ..style
    };
    let echoes = told
        .echoes
        .iter()
        .map(|echo| format!("{}: {echo}", told.block));
    let warnings = told
        .warnings
        .iter()
        .map(|found| warning(found, text, style));
    echoes.chain(warnings).collect()
}

/// What a block is called behind `-->`; the line follows.
fn origin(file: &str, block: &str) -> String {
    if block.is_empty() {
        return file.to_owned();
    }
    format!("block \"{block}\" of {file}")
}

fn written(found: &Fault, text: &str, style: DiagnosticStyle<'_>) -> String {
    let near = |similar: Option<&str>| similar.map(|word| format!("did you mean `{word}`?"));
    let (title, help) = match &found.kind {
        FaultKind::OpenFront => (
            "the front matter does not end".to_owned(),
            Some("write a line `---` behind it".to_owned()),
        ),
        FaultKind::NoKey => (
            "a line of the front matter is `key: value`".to_owned(),
            Some("declarations of parameters stand indented below `params:`".to_owned()),
        ),
        FaultKind::UnknownKey { key, similar } => (
            format!("the front matter has no key `{key}`"),
            near(*similar)
                .or_else(|| Some("keys: title, subtitle, db, tz, lang, params".to_owned())),
        ),
        FaultKind::OpenBlock => (
            "the block does not end".to_owned(),
            Some("close it with a line of as many backticks as it begins with".to_owned()),
        ),
        FaultKind::UnknownWord { word, similar } => (
            format!("`{word}` means nothing here"),
            near(*similar).or_else(|| {
                Some("write: dateline NAME table|list|hidden|chart=KIND caption=\"…\"".to_owned())
            }),
        ),
        FaultKind::UnknownChart { word, similar } => (
            format!("there is no chart `{word}`"),
            near(*similar).or_else(|| {
                let words: Vec<&str> = Picture::ALL.iter().map(|(word, _)| *word).collect();
                Some(format!("charts: {}", words.join(", ")))
            }),
        ),
        FaultKind::BadName { name } => (
            format!("`{name}` is no name for a block"),
            Some("use letters, digits and `_`, a letter first; `params` is taken".to_owned()),
        ),
        FaultKind::SameName { name } => (format!("two blocks are called `{name}`"), None),
        FaultKind::OpenCaption => (
            "the caption does not end".to_owned(),
            Some("write caption=\"…\"; inside it use “ ” or ' '".to_owned()),
        ),
        FaultKind::Text { message, help } => (message.clone(), help.clone()),
    };
    fault(&title, help, (text, found.span), style)
}
