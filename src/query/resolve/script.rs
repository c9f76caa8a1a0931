//! Statements of a script: what is declared, and which pipeline gives the result.

use super::frame::Frame;
use super::{Outcome, Resolver};
use crate::query::Action;
use crate::query::ast::{self, StatementKind};
use crate::query::catalog::{FieldType, Narrowed, NounWord, noun_word};
use crate::query::error::{Warning, WarningKind};

/// What a script asks for.
pub(super) enum Asked<'a> {
    /// The rows of a pipeline, or something about them.
    Rows(Box<Frame>, Option<ast::Meta>),
    /// What a field is.
    Field(&'a ast::Path),
    /// Nothing: it only declares.
    Nothing,
}

impl<'a> Resolver<'a> {
    /// Resolves every statement; the last pipeline gives the result.
    pub(super) fn script(&mut self, script: &'a ast::Script) -> Asked<'a> {
        let mut asked = Asked::Nothing;
        for statement in &script.statements {
            match &statement.kind {
                StatementKind::Let { name, pipeline } => self.declare_rows(name, pipeline),
                StatementKind::Param {
                    name,
                    type_name,
                    defaults,
                } => {
                    let declared = self.declare_parameter(name, type_name.as_ref(), defaults);
                    self.kept(declared);
                }
                StatementKind::Pipeline(pipeline) => self.ask(&mut asked, pipeline, None),
                StatementKind::Meta { meta, pipeline } => {
                    self.ask(&mut asked, pipeline, Some(*meta));
                }
                StatementKind::DescribeField(path) => {
                    if self.is_whole {
                        let described = self.described(path);
                        self.kept(described);
                    }
                    asked = Asked::Field(path);
                }
            }
        }
        self.look_at_unused();
        asked
    }

    /// What nobody uses may still be wrong.
    fn look_at_unused(&mut self) {
        let checks = self.checks.clone();
        for at in (0..self.lets.len()).rev() {
            if !self.used.contains(&at) {
                let visible = std::mem::replace(&mut self.visible, at);
                self.begin_whole();
                let frame = self.pipeline(self.lets[at].1);
                if let Some(frame) = self.kept(frame)
                    && self.is_whole
                {
                    self.projected(frame);
                }
                self.visible = visible;
            }
        }
        self.checks = checks;
    }

    /// What `describe noun.field` names.
    pub(super) fn described(&self, path: &ast::Path) -> Outcome<Action> {
        let [noun, links @ .., field] = path.segments.as_slice() else {
            return self.unknown_source(&path.segments[0]);
        };
        let Some(mut word) = noun_word(&noun.text) else {
            return self.unknown_source(noun);
        };
        for link in links {
            word = linked(word, link)?;
        }
        let fields = word.noun.info().fields;
        if let Some(found) = fields.iter().find(|known| known.name == field.text) {
            return Ok(Action::Field {
                noun: word.word,
                field: found.name,
            });
        }
        let names = fields.iter().map(|known| known.name.to_owned()).collect();
        super::field::unknown_field(word.word, field, names)
    }

    fn ask(&mut self, asked: &mut Asked<'a>, pipeline: &ast::Pipeline, meta: Option<ast::Meta>) {
        self.checks.clear();
        self.begin_whole();
        let frame = self.pipeline(pipeline);
        if let Some(frame) = self.kept(frame) {
            if self.is_whole {
                self.projected(frame.clone());
            }
            *asked = Asked::Rows(Box::new(frame), meta);
        }
    }

    /// Where every pipeline is looked at as a result, each has the limits of one.
    fn begin_whole(&mut self) {
        if self.is_whole {
            self.pipelines = 0;
        }
    }

    fn declare_rows(&mut self, name: &ast::Identifier, pipeline: &'a ast::Pipeline) {
        let hides_another = noun_word(&name.text).is_some()
            || self.lets.iter().any(|(known, _)| *known == name.text);
        if hides_another {
            self.warnings.push(Warning {
                kind: WarningKind::Shadowed {
                    name: name.text.clone(),
                },
                span: name.span,
            });
        }
        self.lets.push((name.text.clone(), pipeline));
        self.visible = self.lets.len();
    }
}

/// The noun to which a field leads.
fn linked(from: NounWord, link: &ast::Identifier) -> Outcome<NounWord> {
    let fields = from.noun.info().fields;
    let field = fields.iter().find(|known| known.name == link.text);
    if let Some(FieldType::Row(noun)) = field.map(|field| field.kind) {
        return Ok(NounWord {
            word: noun.word(),
            noun,
            narrowed: Narrowed::No,
        });
    }
    let links = fields
        .iter()
        .filter(|known| matches!(known.kind, FieldType::Row(_)));
    let names = links.map(|known| known.name.to_owned()).collect();
    super::field::unknown_field(from.word, link, names)
}
