//! The user's settings file: every key is the name of a setting.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::answers::Answers;
use super::session::Session;
use super::settings::Setting;

/// The file: `$DATELINE_CONFIG`, else `$XDG_CONFIG_HOME/dateline/config.toml`, else below `~/.config`.
pub(super) fn file() -> Option<PathBuf> {
    let set = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("DATELINE_CONFIG").or_else(|| {
        let config = set("XDG_CONFIG_HOME").filter(|path| path.is_absolute());
        let config = config.or_else(|| Some(env::home_dir()?.join(".config")))?;
        Some(config.join("dateline").join("config.toml"))
    })
}

impl<A: Answers> Session<A> {
    /// Takes the settings of the user's file, if there is one, and gives what is wrong with it: a sentence for
    /// each key. What is right in it holds nevertheless.
    pub fn configure(&mut self) -> Vec<String> {
        let Some(path) = file() else {
            return Vec::new();
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            // Only a file that somebody has named must be there.
            Err(error) if error.kind() == ErrorKind::NotFound && !is_named() => return Vec::new(),
            Err(error) => return vec![format!("cannot read {}: {error}", path.display())],
        };
        let wrong = self.configure_by(&text);
        let told = wrong.into_iter();
        told.map(|wrong| format!("{}: {wrong}", path.display()))
            .collect()
    }

    /// Takes the settings of a text.
    fn configure_by(&mut self, text: &str) -> Vec<String> {
        each(text, &mut |setting, value| self.apply(setting, value))
    }
}

/// Hands on each setting of a text with its value as it is typed, and gives what is wrong with the others.
pub(super) fn each(
    text: &str,
    take: &mut dyn FnMut(Setting, &str) -> Result<(), String>,
) -> Vec<String> {
    let table = match text.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => return vec![error.to_string().trim_end().to_owned()],
    };
    let results = table.into_iter().map(|(name, value)| {
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Boolean(truth) => if truth { "on" } else { "off" }.to_owned(),
            number @ (toml::Value::Integer(_) | toml::Value::Float(_)) => number.to_string(),
            _ => return Err(format!("`{name}` is no setting by itself")),
        };
        let setting = Setting::named(&name)?;
        take(setting, &value).map_err(|wrong| format!("{name}: {wrong}"))
    });
    results.filter_map(Result::err).collect()
}

fn is_named() -> bool {
    env::var_os("DATELINE_CONFIG").is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tests::Echoing;
    use super::*;
    use crate::render::{OutputFormat, Page};

    #[test]
    fn a_file_sets_what_it_knows_and_tells_the_rest() {
        let mut session = Session::new(Echoing, OutputFormat::Table, Page::default());
        let wrong = session.configure_by(
            "timeout = 2.5\nmode = \"csv\"\ntimer = false\nwidht = 100\nkeys = \"nano\"\n[colors]\n",
        );
        let settings = session.settings();
        assert_eq!(
            settings.timeout,
            Some(std::time::Duration::from_millis(2_500))
        );
        assert_eq!(settings.mode, OutputFormat::Csv);
        assert!(!settings.is_timed);
        assert_eq!(
            wrong,
            [
                "`colors` is no setting by itself",
                "keys: `nano` is neither emacs nor vi",
                "there is no setting `widht`; did you mean `width`?",
            ]
        );
        assert!(
            session
                .configure_by("mode =")
                .first()
                .unwrap()
                .contains("line 1")
        );
    }
}
