//! Where a delivery has its event and its id.

use super::Text;

/// Where a delivery says something about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "SourceProperty", into = "SourceProperty")
)]
pub enum Source {
    /// In a header, named in lower case. Not covered by the signature, unless the signed content names it.
    Header(Text),
    /// In a member of the JSON object that the body is; names with dots between them for a member of a member. Covered by the
    /// signature.
    Body(Text),
    /// In a member of the body, as [`Source::Body`], but it is the id of an object: several deliveries may be about that.
    Object(Text),
}

/// A [`Source`] as it is read.
#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
pub(super) struct SourceProperty {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) header: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) names: Option<Named>,
}

/// What an id in a body names, where it is not the delivery.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Named {
    Object,
}

#[cfg(feature = "serde")]
impl TryFrom<SourceProperty> for Source {
    type Error = &'static str;

    fn try_from(property: SourceProperty) -> Result<Self, Self::Error> {
        match property {
            SourceProperty { header: Some(name), body: None, names: None } => Ok(Self::Header(name)),
            SourceProperty { header: None, body: Some(member), names: None } => Ok(Self::Body(member)),
            SourceProperty { header: None, body: Some(member), names: Some(Named::Object) } => Ok(Self::Object(member)),
            _ => Err("it must be an object with either `header` or `body`"),
        }
    }
}

#[cfg(feature = "serde")]
impl From<Source> for SourceProperty {
    fn from(source: Source) -> Self {
        let (header, body, names) = match source {
            Source::Header(name) => (Some(name), None, None),
            Source::Body(member) => (None, Some(member), None),
            Source::Object(member) => (None, Some(member), Some(Named::Object)),
        };
        Self { header, body, names }
    }
}
