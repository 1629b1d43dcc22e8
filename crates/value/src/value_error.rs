//! The error for a value that cannot be read. It does not contain the value, which may be a secret in the wrong place.

use std::fmt::{self, Display};

use serde::de::{Error, Expected, Unexpected};

/// The problem with a value that cannot be read, and the path of the value.
#[derive(Debug)]
pub struct ValueError(Box<(String, Problem)>);

/// The problem with a value that cannot be read.
#[derive(Debug)]
pub enum Problem {
    /// A member of this name is missing.
    Missing(&'static str),
    /// The last name of the path is not a known member.
    Unknown {
        /// The known member with the same name in camelCase, if any.
        meant: Option<&'static str>,
        /// The members that are known at this place.
        known: &'static [&'static str],
    },
    /// The value must be of this type, in serde's words.
    Expected(String),
    /// The value must be one of these names.
    OneOf(&'static [&'static str]),
    /// A different problem, as a message.
    Other(String),
}

impl ValueError {
    pub(crate) fn new(problem: Problem) -> Self {
        Self(Box::new((String::new(), problem)))
    }

    /// Returns the error about a member that is not in `known`.
    pub(crate) fn unknown(name: &str, known: &'static [&'static str]) -> Self {
        let camel = camel_case(name);
        let meant = known.iter().find(|member| **member == camel).copied();
        Self::new(Problem::Unknown { meant, known }).at_member(name)
    }

    /// Adds the name of the member that contains the value to the path.
    pub(crate) fn at_member(mut self, name: &str) -> Self {
        let (path, _) = &mut *self.0;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = [name, dot, path].concat();
        self
    }

    /// Adds the position of the element that contains the value to the path.
    pub(crate) fn at_index(self, index: u32) -> Self {
        self.at_member(&["[", &index.to_string(), "]"].concat())
    }

    /// Returns the path of the value, empty for the whole value, and the problem.
    pub fn into_parts(self) -> (String, Problem) {
        *self.0
    }
}

/// Converts a name from snake case to camel case: `max_body_bytes` to `maxBodyBytes`.
fn camel_case(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut after_underscore = false;
    for letter in name.chars() {
        match letter {
            '_' => after_underscore = true,
            _ if after_underscore => {
                camel.push(letter.to_ascii_uppercase());
                after_underscore = false;
            }
            _ => camel.push(letter),
        }
    }
    camel
}

/// Replaces the constructors of serde whose messages would contain the value.
impl Error for ValueError {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(Problem::Other(message.to_string()))
    }

    fn invalid_type(_found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Problem::Expected(expected.to_string()))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(_length: usize, expected: &dyn Expected) -> Self {
        Self::invalid_type(Unexpected::Seq, expected)
    }

    fn unknown_variant(_found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Problem::OneOf(expected))
    }

    fn unknown_field(_found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Problem::OneOf(expected))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Problem::Missing(name))
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::missing_field(name)
    }
}

impl std::error::Error for ValueError {}

/// Implemented only because serde requires it.
impl Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0)
    }
}
