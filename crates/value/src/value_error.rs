//! Why a value cannot be read. What was found is not kept: it may be a secret that was written into the wrong place.

use std::fmt::{self, Display};

use serde::de::{Error, Expected, Unexpected};

/// Why a value cannot be read, and where it is.
#[derive(Debug)]
pub struct ValueError(Box<(String, Problem)>);

/// What is wrong with a value.
#[derive(Debug)]
pub enum Problem {
    /// An object lacks this member.
    Missing(&'static str),
    /// The last name of the path is no member that is read.
    Unknown {
        /// The member that was meant, if that has the same name in camelCase.
        meant: Option<&'static str>,
        /// The members that are read there.
        known: &'static [&'static str],
    },
    /// It must be this, in serde's words.
    Expected(String),
    /// It must be one of these names.
    OneOf(&'static [&'static str]),
    /// Anything else, in whole words.
    Other(String),
}

impl ValueError {
    pub(crate) fn new(problem: Problem) -> Self {
        Self(Box::new((String::new(), problem)))
    }

    /// Returns the error about a member that a struct with these does not have.
    pub(crate) fn unknown(name: &str, known: &'static [&'static str]) -> Self {
        let camel = camel_case(name);
        let meant = known.iter().find(|member| **member == camel).copied();
        Self::new(Problem::Unknown { meant, known }).at_member(name)
    }

    /// Returns the error with the name of the member that it is in.
    pub(crate) fn at_member(mut self, name: &str) -> Self {
        let (path, _) = &mut *self.0;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = [name, dot, path].concat();
        self
    }

    /// Returns the error with the position of the element that it is in.
    pub(crate) fn at_index(self, index: u32) -> Self {
        self.at_member(&["[", &index.to_string(), "]"].concat())
    }

    /// Returns the path of the value, empty for the whole, and what is wrong with it.
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

/// Replaces those constructors of serde whose message would show the value.
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

/// For serde alone, which asks for it.
impl Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0)
    }
}
