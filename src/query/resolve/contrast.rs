//! `compare x across y per z`: where figures of one thing differ.

use super::frame::{Frame, Named, Shown};
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error, not_available};
use crate::query::ast::{Identifier, Path};
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::plan::{Aggregate, Binary, Expr};
use crate::span::Span;
use crate::value::Parameter;

impl Resolver<'_> {
    /// Groups of figures that share z, measure, unit and `counted_from` and come from several y.
    pub(super) fn contrast(
        &mut self,
        frame: Frame,
        (x, across, per): (&Path, &Path, &[Path]),
        span: Span,
    ) -> Outcome<Frame> {
        let mut frame = self.open(frame);
        let subject = frame.subject.clone();
        let Some(subject) = subject.filter(|it| it.noun == Noun::Figures) else {
            return error(
                QueryErrorKind::MisplacedStage {
                    stage: "compare".to_owned(),
                    needs: "rows of figures".to_owned(),
                    ended_by: frame.ended.unwrap_or("the source").to_owned(),
                    fix: None,
                },
                span,
            );
        };
        let ([] | [_]) = per else {
            return not_available("`compare … per` several fields", span);
        };
        let value = self.path(&mut frame, x)?;
        if !value.kind.is_number() {
            return self.wrong_type(&value, "a number", x.span);
        }
        let side = self.path(&mut frame, across)?;
        let cluster = Path {
            segments: vec![Identifier {
                text: "cluster".to_owned(),
                span,
            }],
            span,
        };
        let within = per.first().unwrap_or(&cluster);
        let shared = self.path(&mut frame, within)?;
        self.note_rows(&mut frame);
        for needed in [&value, &side, &shared] {
            if needed.is_nullable() {
                frame.filter(needed.is_null().negated());
            }
        }
        let mut keys = vec![Named::new(
            &within.segments[within.segments.len() - 1].text,
            shared,
        )];
        for name in ["measure", "unit", "counted_from"] {
            let key = self.known_path(&mut frame, Noun::Figures, &subject.key, &[name]);
            if !keys.iter().any(|known| *known.name == *name) {
                keys.push(Named::new(name, key));
            }
        }
        let columns = self.differences(&mut frame, &subject.key, &value, &side);
        frame.select.group_filters.push(
            Expr::Aggregate(Aggregate::CountDistinct, vec![side.expr()])
                .binary(Binary::GreaterOrEqual, Expr::Number(2)),
        );
        let first = keys[0].name.clone();
        let shown = columns
            .iter()
            .map(|column| Shown::Column(column.name.clone()));
        let shown = [Shown::Column(first)].into_iter().chain(shown).collect();
        let mut frame = self.grouped(frame, keys, columns, "compare");
        frame.shown = shown;
        Ok(frame)
    }

    fn differences(
        &mut self,
        frame: &mut Frame,
        key: &Expr,
        value: &Typed,
        side: &Typed,
    ) -> Vec<Named> {
        let of = |function, arguments: Vec<Expr>| Expr::Aggregate(function, arguments);
        let x = value.expr();
        let (low, high) = (
            of(Aggregate::Min, vec![x.clone()]),
            of(Aggregate::Max, vec![x.clone()]),
        );
        let (shown, rank) = match side.kind {
            Type::Row(noun) => {
                let label = self.label(frame, noun, &side.expr());
                let id = self.id(frame, noun, &side.expr());
                // The mark between keeps names in order that begin alike.
                let rank = label.clone().binary(Binary::Concat, Expr::text("\u{1}"));
                (label, rank.binary(Binary::Concat, id))
            }
            _ => (side.expr(), side.expr()),
        };
        let by = |function| of(function, vec![shown.clone(), x.clone(), rank.clone()]);
        let shown_kind = match side.kind {
            Type::Row(_) => Type::Text,
            ref kind => kind.clone(),
        };
        let overlap = self.overlap(frame, key);
        let as_of = self
            .known_path(frame, Noun::Figures, key, &["as_of"])
            .first();
        let dated = of(Aggregate::Count, vec![as_of.clone()])
            .binary(Binary::GreaterOrEqual, Expr::Number(2));
        let gap = of(Aggregate::Max, vec![as_of.clone()])
            .binary(Binary::Subtract, of(Aggregate::Min, vec![as_of]));
        let spread = high.clone().binary(Binary::Divide, low.clone());
        let column = |name: &str, kind: Type, expr: Expr| Named::new(name, Typed::new(kind, expr));
        vec![
            column("n", Type::Int, of(Aggregate::Count, Vec::new())),
            column("low", value.kind.clone(), low),
            column("high", value.kind.clone(), high),
            column("lowest_by", shown_kind.clone(), by(Aggregate::PickFirst)),
            column("highest_by", shown_kind, by(Aggregate::PickLast)),
            column("spread", Type::Num, spread),
            column("overlap", Type::Bool, overlap),
            column(
                "asof_gap",
                Type::Duration,
                Expr::Case(vec![(dated, gap)], None),
            ),
        ]
    }

    /// Whether all stated ranges have a number in common.
    fn overlap(&mut self, frame: &mut Frame, key: &Expr) -> Expr {
        let mut column =
            |name: &str, is_nullable| self.column(frame, (Noun::Figures, key), name, is_nullable);
        let (low, high, bound) = (
            column("low", true),
            column("high", true),
            column("bound", false),
        );
        let open = |word: &'static str, end: &Expr, far: f64| {
            let is_open = bound.clone().binary(Binary::Equal, Expr::Word(word));
            let is_open = Expr::Or(vec![is_open, end.clone().is_null()]);
            let far = Expr::Bound(Parameter::Real(far));
            Expr::Case(vec![(is_open, far)], Some(Box::new(end.clone())))
        };
        let highest_start = Expr::Aggregate(Aggregate::Max, vec![open("under", &low, f64::MIN)]);
        let lowest_end = Expr::Aggregate(Aggregate::Min, vec![open("over", &high, f64::MAX)]);
        highest_start.binary(Binary::LessOrEqual, lowest_end)
    }
}
