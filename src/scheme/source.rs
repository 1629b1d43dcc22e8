//! The place of the event and of the id in a delivery.

use super::Text;

/// The place of a value in a delivery, such as its event or its id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "SourceProperty", into = "SourceProperty")
)]
pub enum Source {
    /// A header, named in lower case. The signature covers it only if the signed content names it.
    Header(Text),
    /// A member of the JSON body, by its path. Dots separate the names in the path. The signature covers it.
    Body(Text),
    /// A member of the body, like [`Source::Body`], that contains the id of an object. Several deliveries may be about the same
    /// object.
    Object(Text),
}

/// A [`Source`] as it is serialized.
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

/// The thing that an id in a body names, if it is not the delivery.
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
