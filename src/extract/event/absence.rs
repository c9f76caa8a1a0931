//! "X was not in the convoy": what is denied is that X was hit with it.

use super::draft::Draft;
use super::syntax::Syntax;
use super::telling::Telling;
use crate::lexicon::action::word::NounClass;
use crate::model::event::{EventKind, Modality};

/// How many sentences back the attack may stand.
const REACH: usize = 3;

/// How many events back the attack may stand.
const MOST: usize = 32;

/// Adds a denied attack for every "X was not in Y" where Y was attacked shortly before.
pub(super) fn add(
    syntax: &Syntax<'_, '_>,
    sentence: usize,
    told: &[(Draft, bool)],
    drafts: &mut Vec<Draft>,
) {
    for (index, group) in syntax.groups.iter().enumerate() {
        let clause = &syntax.clauses[index];
        let is_copula =
            syntax.reading.lexicon.action.verb(group.verb).lemma == "be" && !group.is_passive;
        if !is_copula || clause.modality != Modality::Denied {
            continue;
        }
        let where_not = ["in", "inside", "aboard", "among", "at", "with"];
        let Some(place) = syntax.after_preposition(&clause.complement, &where_not) else {
            continue;
        };
        let Some(noun) = place
            .first()
            .and_then(|phrase| syntax.noun(syntax.phrases[*phrase].head))
            .filter(|noun| noun.classes.has(NounClass::Installation))
        else {
            continue;
        };
        let attack = told
            .iter()
            .rev()
            .take(MOST)
            .take_while(|(draft, _)| draft.sentence + REACH >= sentence);
        let attack = attack.map(|(draft, _)| draft).find(|draft| {
            draft.kind == EventKind::Assault
                && draft.targets.iter().any(|target| {
                    target
                        .text
                        .as_deref()
                        .is_some_and(|text| text.ends_with(noun.lemma.as_str()))
                })
        });
        let missing = syntax.subject_parties(index);
        if let Some(attack) = attack
            && missing.iter().any(|party| party.entity.is_some())
        {
            drafts.push(Draft {
                trigger: group.tokens.clone(),
                clause: clause.start..clause.complement.end,
                sentence,
                targets: missing,
                modality: Modality::Denied,
                rule: "absence",
                telling: Telling::Plain,
                confidence: 0.6,
                ..attack.clone()
            });
        }
    }
}
