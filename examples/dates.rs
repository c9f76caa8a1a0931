use dateline::{extract::temporal, lexicon::Lexicon, model::article::Article, text};
fn main() {
    let lex = Lexicon::built_in().unwrap();
    let ab = dateline::lexicon::abbreviation::AbbreviationLexicon::load().unwrap();
    let file = std::env::args().nth(1).unwrap();
    for l in std::fs::read_to_string(file).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(l).unwrap();
        let a = Article {
            text: v["text"].as_str().unwrap().to_owned(),
            published: v["date"].as_str().and_then(|d| d.parse().ok()),
            ..Article::default()
        };
        let d = text::analyze(&a, &ab);
        let (ts, p) = temporal::find(&a, &d, &lex);
        let mut map = vec![0u32; a.text.len() + 1];
        let mut n = 0;
        for (i, c) in a.text.char_indices() {
            for k in 0..c.len_utf8() {
                map[i + k] = n;
            }
            n += 1;
        }
        map[a.text.len()] = n;
        let spans:Vec<_>=ts.iter().map(|t|serde_json::json!({"start":map[t.fact.span.start],"end":map[t.fact.span.end],"timex_type":t.fact.timex_type.word(),"value":t.fact.timex_value,"date":t.fact.value,"since":t.is_since,"text":t.fact.span.of(&a.text)})).collect();
        println!(
            "{}",
            serde_json::json!({"id":v["id"],"spans":spans,"published":p.map(|p|format!("{} {}",p.0,p.1))})
        );
    }
}
