use dateline::{extract, lexicon::Lexicon, model::article::*, span::Span, text};
fn main() {
    let lex = Lexicon::built_in().unwrap();
    let ab = dateline::lexicon::abbreviation::AbbreviationLexicon::load().unwrap();
    let what = std::env::args().nth(1).unwrap();
    for f in std::env::args().skip(2) {
        let t = std::fs::read_to_string(&f).unwrap();
        let mut lines = vec![];
        let mut o = 0;
        let mut dropped = false;
        for l in t.split_inclusive('\n') {
            let s = l.trim_end_matches('\n');
            if s.starts_with("Comments (") || s.starts_with("Source link") {
                dropped = true
            }
            let zone = if s.contains("(Photo by") || s.starts_with("This handout picture") {
                Zone::Caption
            } else {
                Zone::Body
            };
            if !dropped && !s.trim().is_empty() && !s.contains('%')
                || s.contains("percent") && !dropped
            {
                lines.push(Line {
                    span: Span::new(o, o + s.len()),
                    zone,
                });
            }
            o += l.len();
        }
        // cut text to lines
        let mut text2 = String::new();
        let mut l2 = vec![];
        for l in &lines {
            let st = text2.len();
            text2.push_str(l.span.of(&t));
            l2.push(Line {
                span: Span::new(st, text2.len()),
                zone: l.zone,
            });
            text2.push_str("\n\n");
        }
        let a = Article {
            text: text2,
            lines: l2,
            ..Article::default()
        };
        let d = text::analyze(&a, &ab);
        println!("== {f}");
        let facts = extract::extract(&a, &d, &lex);
        println!(
            "published {:?}",
            facts.published.map(|p| format!("{} {}", p.0, p.1))
        );
        let name = |e: Option<dateline::model::facts::EntityIndex>| {
            e.map(|e| facts.entities[e.0].id().to_string())
        };
        if what.contains('d') {
            for t in &facts.dates {
                println!(
                    "  {:?} -> {:?} {:?} {:?}",
                    t.span.of(&a.text),
                    t.value.map(|v| v.to_string()),
                    t.timex_type,
                    t.timex_value
                );
            }
        }
        if what.contains('m') {
            for m in &facts.mentions {
                println!(
                    "  M {:?} -> {:?} {:?}",
                    m.span.of(&a.text),
                    name(Some(m.entity)),
                    m.form
                );
            }
        }
        if what.contains('q') {
            for q in &facts.quotes {
                println!(
                    "  Q {:?} {:?} speaker={:?} verb={:?} date={:?}",
                    q.form,
                    q.span.of(&a.text),
                    name(q.speaker),
                    q.verb,
                    q.date.map(|v| v.to_string())
                );
            }
        }
        if what.contains('f') {
            for q in &facts.figures {
                println!(
                    "  F {:?} {} what={:?} {:?}..{:?} {} unit={:?} from={:?} as_of={:?} place={:?} claimant={:?}",
                    q.span.of(&a.text),
                    q.measure,
                    q.what,
                    q.low,
                    q.high,
                    q.bound,
                    q.unit,
                    q.counted_from.map(|v| v.to_string()),
                    q.as_of.map(|v| v.to_string()),
                    name(q.place),
                    name(q.claimant)
                );
            }
        }
    }
}
