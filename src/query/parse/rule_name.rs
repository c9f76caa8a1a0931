//! Grammar rules as words that a user knows: what could stand at a place.

use super::grammar::Rule;

macro_rules! keywords {
    ($($rule:ident $word:literal),+ $(,)?) => {
        /// The word of a keyword rule; `None` for other rules.
        pub(super) fn keyword(rule: Rule) -> Option<&'static str> {
            match rule {
                $(Rule::$rule => Some($word),)+
                _ => None,
            }
        }
    };
}

keywords! {
    kw_about "about",
    kw_according "according",
    kw_across "across",
    kw_after "after",
    kw_against "against",
    kw_all "all",
    kw_and "and",
    kw_any "any",
    kw_as "as",
    kw_at "at",
    kw_bar "bar",
    kw_before "before",
    kw_by "by",
    kw_case "case",
    kw_chart "chart",
    kw_cite "cite",
    kw_coevent "coevent",
    kw_comention "comention",
    kw_compare "compare",
    kw_count "count",
    kw_derive "derive",
    kw_describe "describe",
    kw_distinct "distinct",
    kw_drop "drop",
    kw_during "during",
    kw_each "each",
    kw_else "else",
    kw_except "except",
    kw_explain "explain",
    kw_facet "facet",
    kw_false "false",
    kw_fill "fill",
    kw_first "first",
    kw_from "from",
    kw_graph "graph",
    kw_heat "heat",
    kw_hist "hist",
    kw_in "in",
    kw_intersect "intersect",
    kw_is "is",
    kw_join "join",
    kw_let "let",
    kw_line "line",
    kw_lookup "lookup",
    kw_matching "matching",
    kw_max "max",
    kw_mentioning "mentioning",
    kw_named "named",
    kw_near "near",
    kw_network "network",
    kw_none "none",
    kw_not "not",
    kw_null "null",
    kw_nulls "nulls",
    kw_of "of",
    kw_on "on",
    kw_or "or",
    kw_param "param",
    kw_path "path",
    kw_per "per",
    kw_pivot "pivot",
    kw_possibly "possibly",
    kw_quotes "quotes",
    kw_sample "sample",
    kw_seed "seed",
    kw_select "select",
    kw_since "since",
    kw_skip "skip",
    kw_sort "sort",
    kw_sql "sql",
    kw_summarize "summarize",
    kw_take "take",
    kw_timeline "timeline",
    kw_to "to",
    kw_top "top",
    kw_true "true",
    kw_union "union",
    kw_until "until",
    kw_via "via",
    kw_where "where",
    kw_with "with",
    kw_within "within",
}

/// What a rule stands for in a message; `None` where the user would not know what to do with it.
pub(super) fn description(rule: Rule) -> Option<&'static str> {
    if let Some(word) = keyword(rule) {
        return Some(word);
    }
    Some(match rule {
        Rule::string | Rule::term | Rule::phrase | Rule::text_near => "a text in quotes",
        Rule::name | Rule::name_set | Rule::handle => "a name in quotes",
        Rule::param => "a parameter such as `$who`",
        Rule::number | Rule::int => "a number",
        Rule::date | Rule::year | Rule::moment | Rule::when => "a date such as `2016-06`",
        Rule::duration | Rule::shift => "a duration such as `30d`",
        Rule::distance => "a distance such as `30km`",
        Rule::ident | Rule::bare | Rule::path | Rule::atom | Rule::column | Rule::columns => {
            "a field"
        }
        Rule::expr | Rule::primary | Rule::literal | Rule::sort_key | Rule::sort_keys => "a value",
        Rule::word | Rule::word_set => "a word",
        Rule::source | Rule::pipeline | Rule::head => "a noun such as `events`",
        Rule::clause | Rule::clause_body => "a clause such as `by \"Russia\"`",
        Rule::stage | Rule::stage_only => "a stage such as `where`",
        Rule::chart_word => "`bar`, `line`, `hist`, `timeline`, `heat` or `graph`",
        Rule::link_word => "`comention`, `coevent` or `quotes`",
        Rule::eq => "=",
        Rule::follow => "->",
        _ => return None,
    })
}
