//! The settings file seen from outside the prompt: what is set in it, and another value for one key of it.

use std::path::PathBuf;
use std::time::Duration;

use toml_edit::{DocumentMut, Item, Value};

use super::config;
use super::settings::{Setting, Settings};
use crate::render::OutputFormat;

/// How long an answer may take at the prompt, unless `.set timeout` says otherwise.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A setting as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preference {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// What it changes.
    pub meaning: &'static str,
    /// Whether the file sets it; otherwise the value is the built-in one.
    pub is_set: bool,
}

/// Where the settings file is, or would be; `None` where the user has no home.
pub fn settings_file() -> Option<PathBuf> {
    config::file()
}

/// Every setting with its value under the text of a settings file, and what is wrong in the text, in sentences.
pub fn preferences(text: &str) -> (Vec<Preference>, Vec<String>) {
    let mut settings = Settings::new(OutputFormat::Table);
    settings.timeout = Some(PATIENCE);
    let mut is_set = [false; Setting::ALL.len()];
    let wrong = config::each(text, &mut |setting, value| {
        settings.set(setting, value)?;
        is_set[setting as usize] = true;
        Ok(())
    });
    let preference = |setting: Setting| Preference {
        name: setting.word(),
        value: settings.shown(setting),
        meaning: setting.meaning(),
        is_set: is_set[setting as usize],
    };
    (Setting::ALL.map(preference).to_vec(), wrong)
}

/// The text of a settings file with another value for one setting; comments and all else in it stay.
///
/// # Errors
/// A sentence for the user: there is no such setting, it takes no such value, or the text is no TOML.
pub fn with_preference(text: &str, name: &str, value: &str) -> Result<String, String> {
    let setting = Setting::named(name)?;
    Settings::new(OutputFormat::Table).set(setting, value)?;
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| error.to_string().trim_end().to_owned())?;
    let mut new = written(setting, value);
    if let Some(Item::Value(old)) = document.get_mut(setting.word()) {
        // The comment behind a value is a part of how it is written.
        *new.decor_mut() = old.decor().clone();
        *old = new;
    } else {
        document.insert(setting.word(), Item::Value(new));
    }
    Ok(document.to_string())
}

/// A value as the file has it: a switch is true or false, a number a number.
fn written(setting: Setting, value: &str) -> Value {
    let is_switch = setting.values() == ["on", "off"];
    match value.to_lowercase().as_str() {
        "on" | "yes" | "true" | "1" if is_switch => Value::from(true),
        "off" | "no" | "none" | "false" | "0" if is_switch => Value::from(false),
        word => match (word.parse::<i64>(), word.parse::<f64>()) {
            (Ok(whole), _) => Value::from(whole),
            (_, Ok(number)) if number.is_finite() => Value::from(number),
            _ => Value::from(word),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_value_leaves_the_rest_of_the_file() {
        let text = "# mine\ntimeout = 30 # seconds\nwidht = 3\n\n[other]\nkeep = 1\n";
        assert_eq!(
            with_preference(text, "timeout", "2.5").unwrap(),
            "# mine\ntimeout = 2.5 # seconds\nwidht = 3\n\n[other]\nkeep = 1\n"
        );
        assert_eq!(
            with_preference(text, "timer", "off").unwrap(),
            "# mine\ntimeout = 30 # seconds\nwidht = 3\ntimer = false\n\n[other]\nkeep = 1\n"
        );
        assert_eq!(
            with_preference("", "keys", "vi").unwrap(),
            "keys = \"vi\"\n"
        );
    }

    #[test]
    fn what_cannot_be_set_changes_nothing() {
        let refused = |name, value| with_preference("", name, value).unwrap_err();
        assert!(refused("timout", "3").contains("did you mean `timeout`?"));
        assert!(refused("mode", "jsn").contains("did you mean `json`?"));
        assert!(
            with_preference("mode =", "keys", "vi")
                .unwrap_err()
                .contains("line 1")
        );
    }

    #[test]
    fn every_setting_is_listed_with_where_it_comes_from() {
        let (all, wrong) = preferences("keys = \"vi\"\nwidht = 3\n");
        assert_eq!(all.len(), Setting::ALL.len());
        let set: Vec<_> = all.iter().filter(|one| one.is_set).collect();
        assert_eq!(
            (set.len(), set[0].name, set[0].value.as_str()),
            (1, "keys", "vi")
        );
        assert_eq!(wrong.len(), 1);
    }
}
