//! Layout of scripts, statements, pipelines and sources.

use super::layout::Piece;
use super::tokens::Comment;
use super::writer::Writer;
use crate::query::ast::{
    Follow, LinkKind, Meta, Network, Path, Pipeline, Script, Source, SourceKind, Statement,
    StatementKind, Step, Walk,
};

/// Comments at the end of a script.
pub(super) fn last_comments<'a>(comments: &[Comment<'a>]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for comment in comments {
        if comment.is_apart {
            pieces.push(Piece::Empty);
        }
        pieces.push(Piece::Comment {
            text: comment.text,
            is_alone: true,
        });
    }
    pieces
}

impl Writer<'_> {
    pub(super) fn script(&mut self, script: &Script) {
        for (position, statement) in script.statements.iter().enumerate() {
            if position > 0 {
                self.known(";");
                self.push(Piece::Hard);
            }
            self.comments_before();
            if self.next().is_some_and(|word| word.is_apart) {
                self.push(Piece::Empty);
            }
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Let { name: _, pipeline } => self.group(|writer| {
                writer.known("let");
                writer.space();
                writer.word();
                writer.space();
                writer.known("=");
                writer.nest(|writer| {
                    writer.push(Piece::Line);
                    writer.pipeline(pipeline);
                });
            }),
            StatementKind::Param {
                name: _,
                type_name,
                defaults,
            } => {
                self.known("param");
                self.space();
                self.word();
                if let Some(type_name) = type_name {
                    self.known(":");
                    self.space();
                    self.glued(type_name.span);
                }
                if !defaults.is_empty() {
                    self.space();
                    self.known("=");
                    self.space();
                    self.nest(|writer| match defaults.as_slice() {
                        [default] => writer.expr(default),
                        all => writer.brackets(|writer| writer.list(all, Self::expr)),
                    });
                }
            }
            StatementKind::Meta { meta, pipeline } => {
                self.known(match meta {
                    Meta::Explain => "explain",
                    Meta::Sql => "sql",
                    Meta::Describe => "describe",
                });
                self.space();
                self.pipeline(pipeline);
            }
            StatementKind::DescribeField(path) => {
                self.known("describe");
                self.space();
                self.path(path);
            }
            StatementKind::Pipeline(pipeline) => self.pipeline(pipeline),
        }
    }

    pub(super) fn pipeline(&mut self, pipeline: &Pipeline) {
        let Pipeline {
            source,
            steps,
            span: _,
        } = pipeline;
        self.group(|writer| {
            writer.source(source);
            for step in steps {
                writer.push(Piece::Line);
                match step {
                    Step::Stage(stage) => {
                        writer.known("|");
                        writer.space();
                        writer.nest(|writer| writer.stage(stage));
                    }
                    Step::Follow(follow) => writer.follow(follow),
                }
            }
        });
    }

    /// Brackets round a pipeline.
    pub(super) fn enclosed(&mut self, pipeline: &Pipeline) {
        self.brackets(|writer| writer.pipeline(pipeline));
    }

    fn source(&mut self, source: &Source) {
        let Source {
            kind,
            clauses,
            span: _,
        } = source;
        self.group(|writer| {
            match kind {
                SourceKind::Name(_) => writer.word(),
                SourceKind::Group(pipeline) => writer.enclosed(pipeline),
                SourceKind::Network(network) => writer.network(network),
                SourceKind::Walk(walk) => writer.walk(walk),
            }
            writer.nest(|writer| writer.following(clauses));
        });
    }

    fn follow(&mut self, follow: &Follow) {
        let Follow {
            noun: _,
            clauses,
            span: _,
        } = follow;
        self.group(|writer| {
            writer.known("->");
            writer.space();
            writer.word();
            writer.nest(|writer| writer.following(clauses));
        });
    }

    fn network(&mut self, network: &Network) {
        let Network { link, of, span: _ } = network;
        self.known("network");
        self.space();
        self.link_kind(*link);
        if let Some(name) = of {
            self.space();
            self.known("of");
            self.space();
            self.name(name);
        }
    }

    fn walk(&mut self, walk: &Walk) {
        let Walk {
            from,
            to,
            via,
            max,
            span: _,
        } = walk;
        self.known("path");
        for (word, name) in [("from", from), ("to", to)] {
            self.space();
            self.known(word);
            self.space();
            self.name(name);
        }
        if let Some(link) = via {
            self.space();
            self.known("via");
            self.space();
            self.link_kind(*link);
        }
        self.counted("max", max.as_ref());
    }

    fn link_kind(&mut self, link: LinkKind) {
        self.known(match link {
            LinkKind::Comention => "comention",
            LinkKind::Coevent => "coevent",
            LinkKind::Quotes => "quotes",
        });
    }

    pub(super) fn path(&mut self, path: &Path) {
        self.glued(path.span);
    }
}
