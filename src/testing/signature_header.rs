//! The value of a signature header: right, and wrong in one way.

use alloc::string::String;
use alloc::vec::Vec;

use crate::scheme::{Scheme, Syntax, Timestamp};

/// What is written around the signatures of a header, as the scheme has it. Each part can be left out, or be another.
pub(super) struct SignatureHeader {
    /// What the value begins with.
    prefix: String,
    /// The entry or the field with the timestamp, where the value has it.
    timestamp: Option<String>,
    /// What each signature has before it: the tag of its entry, the name of its field.
    mark: String,
    separator: String,
    /// What is between two groups, each with its timestamp and its signature.
    groups: String,
}

impl SignatureHeader {
    /// Returns what the provider writes, with this timestamp.
    pub(super) fn of(scheme: &Scheme, timestamp: &str) -> Self {
        let spaced = |separator: &str, space: bool| [separator, if space { " " } else { "" }].concat();
        let (prefix, mark, separator, groups) = match &scheme.signature.syntax {
            Syntax::Plain => ("", String::new(), String::new(), ""),
            Syntax::Prefixed(prefix) => (prefix.as_ref(), String::new(), String::new(), ""),
            Syntax::Fields { separator, key, optional_space, groups } => {
                ("", [key, "="].concat(), spaced(separator, *optional_space), groups.as_deref().unwrap_or_default())
            }
            Syntax::List { separator, tag, prefix, optional_space } => {
                let [prefix, tag] = [prefix, tag].map(|text| text.as_deref().unwrap_or_default());
                (prefix, tag.into(), spaced(separator, *optional_space), "")
            }
        };
        let timestamp = match &scheme.timestamp {
            Some(Timestamp::Field { field, .. }) => Some([field, "=", timestamp].concat()),
            Some(Timestamp::Position { .. }) => Some(timestamp.into()),
            _ => None,
        };
        Self { prefix: prefix.into(), timestamp, mark, separator, groups: groups.into() }
    }

    /// Writes the value with these signatures, which are encoded already.
    pub(super) fn write(&self, signatures: &[&str]) -> String {
        let signatures = signatures.iter().map(|signature| [&self.mark, *signature].concat());
        let entries: Vec<String> = self.timestamp.iter().cloned().chain(signatures).collect();
        [&*self.prefix, &entries.join(&self.separator)].concat()
    }

    /// Writes the value with one signature and, before it, that of `before`, whatever its place: in a group of its own where there are groups.
    pub(super) fn write_behind(&self, before: &Self, forged: &str, signature: &str) -> String {
        if self.groups.is_empty() {
            return self.write(&[forged, signature]);
        }
        [before.write(&[forged]), self.groups.clone(), self.write(&[signature])].concat()
    }

    /// Leaves out what names the signature.
    pub(super) fn without_names(self) -> Self {
        Self { prefix: String::new(), mark: String::new(), ..self }
    }

    /// Leaves out the timestamp.
    pub(super) fn without_timestamp(self) -> Self {
        Self { timestamp: None, ..self }
    }

    /// Names the signature as another algorithm's or version's.
    pub(super) fn misnamed(self) -> Self {
        let other = |own: &str, names: [&str; 3]| {
            let end = own.chars().last().filter(|end| !end.is_alphanumeric()).map_or(String::new(), Into::into);
            let named =
                |name: &&str| ![Some(own), self.timestamp.as_deref()].into_iter().flatten().any(|own| own.starts_with(name));
            [names.into_iter().find(named).unwrap_or_default(), &end].concat()
        };
        let versions = ["v0", "v9", "v8"];
        match (self.prefix.is_empty(), self.mark.is_empty()) {
            (_, false) => Self { mark: other(&self.mark, versions), ..self },
            (false, true) if self.separator.is_empty() => Self { prefix: other(&self.prefix, ["sha1", "md5", "none"]), ..self },
            (false, true) => Self { prefix: other(&self.prefix, versions), ..self },
            (true, true) => self,
        }
    }
}
