//! Pages in many languages, and in several at once: each loads as an article of its language, and nothing is
//! read out of words that the rules do not know. The articles tell of invented happenings.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{dateline, outcome};

fn fixture(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/languages")
        .join(file)
}

/// The article that `extract` prints for a file.
fn article(path: &Path) -> Value {
    let (status, out, err) = outcome(dateline().arg("extract").arg(path));
    assert_eq!(status, 0, "{}: {err}", path.display());
    let records = out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    records
        .into_iter()
        .find(|record| record["record"] == "article")
        .unwrap()
}

fn n_items(article: &Value, list: &str) -> usize {
    article[list].as_array().unwrap().len()
}

/// File, language, how the text begins and ends, sentences.
const FOREIGN: &[(&str, &str, &str, &str, usize)] = &[
    ("arabic.html", "ar", "صورة للسد", "خمسين عاما.", 7),
    (
        "arabic_called_english.html",
        "ar",
        "عاد مئات المزارعين",
        "الجسر الصغير.",
        4,
    ),
    (
        "chinese.html",
        "zh",
        "从西侧看到的大坝。",
        "修建的坝体。",
        7,
    ),
    ("french.html", "fr", "Le barrage vu", "cinquante ans.", 7),
    ("hebrew.html", "he", "הסכר כפי", "חמישים שנה.", 7),
    ("hindi.txt", "hi", "दोनों देशों", "जांच करेगा।", 7),
    ("indonesian.txt", "id", "Menteri kedua", "hari Selasa.", 7),
    (
        "japanese.html",
        "ja",
        "西側から見たダム。",
        "調べる予定だ。",
        8,
    ),
    ("persian.html", "fa", "نمایی از سد", "بررسی می‌کنند.", 7),
    (
        "polish.txt",
        "pl",
        "Ministrowie obu",
        "pięćdziesiąt lat temu.",
        7,
    ),
    (
        "russian.html",
        "ru",
        "Плотина с западной",
        "пятьдесят лет назад.",
        7,
    ),
    ("spanish.txt", "es", "Los ministros", "cincuenta años.", 7),
    ("turkish.txt", "tr", "İki ülkenin", "inceleyecek.", 7),
    (
        "ukrainian.html",
        "uk",
        "Гребля із",
        "п’ятдесят років тому.",
        7,
    ),
];

#[test]
fn pages_in_other_languages_are_articles_of_their_language_without_facts() {
    for (file, language, start, end, n_sentences) in FOREIGN {
        let article = article(&fixture(file));
        assert_eq!(article["language"], *language, "{file}");
        let text = article["text"].as_str().unwrap();
        assert!(text.starts_with(start), "{file}: {text}");
        assert!(text.ends_with(end), "{file}: {text}");
        assert!(
            article["title"].as_str().unwrap().chars().count() > 10,
            "{file}"
        );
        assert_eq!(n_items(&article, "sentences"), *n_sentences, "{file}");
        for list in ["mentions", "events", "quotes", "figures", "dates"] {
            assert_eq!(n_items(&article, list), 0, "{file}: {list}");
        }
    }
}

#[test]
fn every_fixture_is_tried() {
    let named = |file: &str| {
        FOREIGN.iter().any(|(known, ..)| *known == file)
            || ENGLISH.iter().any(|(known, _)| *known == file)
    };
    for file in fs::read_dir(fixture("")).unwrap() {
        let file = file.unwrap().file_name();
        assert!(named(&file.to_string_lossy()), "{}", file.display());
    }
}

/// File, and the names that a reader finds in its English parts; none is in what is said in other languages,
/// but for places that are written as in English.
const ENGLISH: &[(&str, &[&str])] = &[
    ("english_called_turkish.html", &["Selim Karahan", "Turkey"]),
    (
        "mixed.txt",
        &[
            "Daniel Okafor",
            "Nairobi",
            "Moscow",
            "Genève",
            "Okafor",
            "Kenya",
            "United Nations",
        ],
    ),
    (
        "two_languages.txt",
        &[
            "City council",
            "Laredo",
            "Pete Saenz",
            "Laredo",
            "Maria Garza",
        ],
    ),
];

#[test]
fn nothing_is_made_of_the_words_of_other_languages_in_an_english_article() {
    let folder = tempfile::tempdir().unwrap();
    for (file, names) in ENGLISH {
        let mut path = fixture(file);
        if *file == "two_languages.txt" {
            // Half of it is English: what the page says of itself decides.
            let text = fs::read_to_string(&path).unwrap();
            path = folder.path().join("two_languages.jsonl");
            fs::write(
                &path,
                serde_json::json!({"text": text, "language": "en-US"}).to_string(),
            )
            .unwrap();
        }
        let article = article(&path);
        assert_eq!(article["language"], "en", "{file}");
        let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
        let mentions = article["mentions"].as_array().unwrap().iter();
        let is_name = |mention: &&Value| mention["form"].as_str().is_none_or(|form| form == "name");
        let found: Vec<String> = mentions
            .filter(is_name)
            .map(|mention| {
                let place = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
                text[place("start")..place("end")].iter().collect()
            })
            .collect();
        assert_eq!(found, *names, "{file}");
    }
}

#[test]
fn a_language_is_told_by_its_letters_or_its_small_words() {
    let folder = tempfile::tempdir().unwrap();
    for (language, text) in [
        (
            "el",
            "Ο δήμαρχος είπε την Κυριακή ότι η παλιά γέφυρα θα κλείσει για δύο μήνες.",
        ),
        (
            "ko",
            "시장은 일요일에 오래된 다리를 두 달 동안 닫는다고 말했다. 주민들은 배를 타고 강을 건너야 한다.",
        ),
        (
            "th",
            "นายกเทศมนตรีกล่าวเมื่อวันอาทิตย์ว่าสะพานเก่าจะปิดเป็นเวลาสองเดือน",
        ),
        (
            "ur",
            "میئر نے اتوار کو کہا کہ پرانا پل دو ماہ کے لیے بند رہے گا اور لوگوں کو کشتی سے جانا پڑے گا۔",
        ),
        (
            "bg",
            "Кметът каза в неделя, че старият мост ще бъде затворен за два месеца заради ремонт на основите.",
        ),
        (
            "sr",
            "Градоначелник је у недељу рекао да ће стари мост бити затворен два месеца због поправке.",
        ),
        (
            "ka",
            "მერმა კვირას თქვა, რომ ძველი ხიდი ორი თვით დაიკეტება.",
        ),
        ("am", "ከንቲባው እሁድ ዕለት አሮጌው ድልድይ ለሁለት ወራት እንደሚዘጋ ተናግረዋል።"),
        (
            "sw",
            "Meya alisema siku ya Jumapili kwamba daraja la zamani litafungwa kwa miezi miwili na kwamba watu wa kijiji hicho watavuka mto kwa mashua katika wakati huo.",
        ),
        (
            "ro",
            "Primarul a declarat duminică după-amiază că podul vechi va fi închis pentru două luni și că locuitorii vor trece râul cu barca, potrivit unui comunicat din partea primăriei.",
        ),
        (
            "de",
            "Der Bürgermeister sagte am Sonntag, dass die alte Brücke für zwei Monate geschlossen wird und die Leute mit dem Boot über den Fluss fahren müssen.",
        ),
        (
            "en",
            "The mayor said on Sunday that the old bridge would be closed for two months and that people would have to cross the river by boat.",
        ),
    ] {
        let path = folder.path().join("text.txt");
        fs::write(&path, format!("{text}\n")).unwrap();
        assert_eq!(article(&path)["language"], language, "{text}");
    }
}

#[test]
fn a_name_in_another_script_finds_whom_an_article_equates_it_with() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("article.json");
    fs::write(
        &article,
        r#"{"title":"A school opens","url":"https://post.example/1","date":"2024-03-04",
            "text":"The painter Lin Qiaoyun (林巧云) opened a school in Khartoum (الخرطوم) on Monday."}"#,
    )
    .unwrap();
    let database = folder.path().join("news.db");
    let load = outcome(
        dateline()
            .arg("load")
            .arg("--db")
            .arg(&database)
            .arg(&article),
    );
    assert_eq!(load.0, 0, "{}", load.2);
    for (name, surfaces) in [
        ("林巧云", "Lin Qiaoyun\n林巧云\n"),
        ("الخرطوم", "Khartoum\nالخرطوم\n"),
    ] {
        let question = format!("mentions | where entity = \"{name}\" | select surface");
        let (status, out, err) = outcome(
            dateline()
                .args(["query", "--format", "csv", "--db"])
                .arg(&database)
                .arg(question),
        );
        assert_eq!(status, 0, "{err}");
        assert_eq!(out.split_once('\n').unwrap().1, surfaces, "{name}");
    }
}
