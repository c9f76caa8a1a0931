//! Names in two scripts side by side.

use super::*;

/// The other names of the entity with this handle.
fn aliases(content: &str, id: &str) -> Vec<String> {
    let lexicon = Lexicon::built_in().unwrap();
    let article = Article {
        text: content.to_owned(),
        ..Article::default()
    };
    let document = text::analyze(&article, &lexicon.abbreviations);
    let mut found = find(&document, &lexicon).list.into_iter();
    let entity = found.find(|entity| entity.id.as_str() == id);
    let entity = entity.unwrap_or_else(|| panic!("no {id}: {content}"));
    entity.aliases
}

#[test]
fn a_name_in_another_script_in_brackets_is_a_name_of_the_same_entity() {
    for (content, id, name) in [
        (
            "The painter Lin Qiaoyun (林巧云) opened a school.",
            "lin-qiaoyun",
            "林巧云",
        ),
        (
            "Thousands fled Khartoum (الخرطوم) on Monday.",
            "khartoum",
            "الخرطوم",
        ),
        (
            "Mr Oleksandr Hrytsak (Олександр Грицак) was elected mayor.",
            "oleksandr-hrytsak",
            "Олександр Грицак",
        ),
        (
            "Mr Nikos Varelas (Νίκος Βαρέλας) resigned.",
            "nikos-varelas",
            "Νίκος Βαρέλας",
        ),
        (
            "The Sendagaya Energy Agency（千駄ヶ谷エネルギー庁） closed a plant.",
            "sendagaya-energy-agency",
            "千駄ヶ谷エネルギー庁",
        ),
    ] {
        let found = aliases(content, id);
        assert!(
            found.iter().any(|alias| alias == name),
            "{content} {found:?}"
        );
    }
}

#[test]
fn what_is_no_name_in_another_script_teaches_nothing() {
    for (content, id) in [
        (
            "Thousands fled Khartoum (see الخرطوم) on Monday.",
            "khartoum",
        ),
        (
            "Thousands fled Khartoum (مدينة كبيرة على النيل يعيش فيها الملايين) on Monday.",
            "khartoum",
        ),
        ("Thousands fled Khartoum (α) on Monday.", "khartoum"),
        ("Thousands fled Khartoum, (الخرطوم) on Monday.", "khartoum"),
        ("Thousands fled Khartoum (الخرطوم 2) on Monday.", "khartoum"),
    ] {
        let is_latin = |alias: &String| alias.is_ascii();
        assert!(aliases(content, id).iter().all(is_latin), "{content}");
    }
    // A language is no name of the people.
    let content = "She sang in Russian (русский) on Monday in Oslo.";
    assert_eq!(
        mentions(content),
        ["Russian=russia/demonym", "Oslo=oslo/name"]
    );
}

#[test]
fn a_name_in_another_script_is_a_mention_wherever_it_stands() {
    let content = "The painter Lin Qiaoyun (林巧云) opened a school. A sign reads 林巧云 in red.";
    assert_eq!(
        mentions(content),
        [
            "Lin Qiaoyun=lin-qiaoyun/name",
            "林巧云=lin-qiaoyun/name",
            "林巧云=lin-qiaoyun/name"
        ]
    );
}
