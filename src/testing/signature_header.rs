//! The value of a signature header, either right or with one flaw.

use alloc::string::String;
use alloc::vec::Vec;

use crate::scheme::{Scheme, Syntax, Timestamp};

/// The texts around the signatures of a header, as the scheme defines them. Each part can be omitted or replaced.
pub(super) struct SignatureHeader {
    /// The prefix of the value.
    prefix: String,
    /// The entry or the field with the timestamp, if the value has one.
    timestamp: Option<String>,
    /// The text before each signature: the tag of its entry, or the name of its field.
    mark: String,
    separator: String,
    /// The text between two groups. Each group has its own timestamp and signature.
    groups: String,
}

impl SignatureHeader {
    /// Creates the texts that the provider writes, with this timestamp.
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

    /// Writes the value with these encoded signatures.
    pub(super) fn write(&self, signatures: &[&str]) -> String {
        let signatures = signatures.iter().map(|signature| [&self.mark, *signature].concat());
        let entries: Vec<String> = self.timestamp.iter().cloned().chain(signatures).collect();
        [&*self.prefix, &entries.join(&self.separator)].concat()
    }

    /// Writes the value with two signatures, `forged` before `signature`. If the scheme has groups, each is in its own group, and
    /// `before` contains the timestamp of the first group.
    pub(super) fn write_behind(&self, before: &Self, forged: &str, signature: &str) -> String {
        if self.groups.is_empty() {
            return self.write(&[forged, signature]);
        }
        [before.write(&[forged]), self.groups.clone(), self.write(&[signature])].concat()
    }

    /// Removes the prefix and the mark that identify the signature.
    pub(super) fn without_names(self) -> Self {
        Self { prefix: String::new(), mark: String::new(), ..self }
    }

    /// Removes the timestamp.
    pub(super) fn without_timestamp(self) -> Self {
        Self { timestamp: None, ..self }
    }

    /// Replaces the name of the signature with the name of a different algorithm or version.
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
