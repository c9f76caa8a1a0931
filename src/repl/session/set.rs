//! Settings and values of parameters.

use std::io;

use super::{Done, Output, Session};
use crate::render::cell::clean;
use crate::render::in_lines;
use crate::repl::answers::Answers;
use crate::repl::settings::Setting;

impl<A: Answers> Session<A> {
    /// `.set`, `.mode`, `.timer`: sets, or shows what is set.
    pub(super) fn set(
        &mut self,
        name: Option<&str>,
        value: Option<&str>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let Some(name) = name else {
            for setting in Setting::ALL {
                let value = self.settings.shown(setting);
                let (word, meaning) = (setting.word(), setting.meaning());
                let line = format!("{word:<9} {value:<9} {meaning}");
                writeln!(output.data, "{}", in_lines(&line, self.page.width, 20))?;
            }
            return Ok(Done::Answered);
        };
        let setting = match Setting::named(name) {
            Ok(setting) => setting,
            Err(message) => return self.reject(output, &message),
        };
        let Some(value) = value else {
            let value = self.settings.shown(setting);
            writeln!(output.data, "{} {value}", setting.word())?;
            return Ok(Done::Answered);
        };
        match self.apply(setting, value) {
            Ok(()) => Ok(Done::Answered),
            Err(message) => self.reject(output, &message),
        }
    }

    /// Sets one setting by the value as it is typed.
    ///
    /// # Errors
    /// A sentence for the user.
    pub(in crate::repl) fn apply(&mut self, setting: Setting, value: &str) -> Result<(), String> {
        self.settings.set(setting, value)?;
        if setting == Setting::Timeout {
            self.answers.set_limit(self.settings.timeout);
        }
        Ok(())
    }

    /// `.param`
    pub(super) fn set_parameter(
        &mut self,
        pair: Option<(String, String)>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        if let Some((name, value)) = pair {
            self.parameters.insert(name, value);
            return Ok(Done::Answered);
        }
        for (name, value) in &self.parameters {
            writeln!(output.data, "${} = {}", clean(name), clean(value))?;
        }
        Ok(Done::Answered)
    }
}
