//! Reads attributes: comments, and the serde attributes that change names. An unknown attribute is an error.

use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, Error, Expr, ExprLit, Lit, LitStr, Meta, Result};

use crate::rust_types::unknown;

/// The attributes of a struct.
pub(crate) struct StructAttributes {
    pub(crate) docs: Vec<String>,
    /// The case of the names of its fields in JSON, if they are not written as in Rust.
    pub(crate) rename_all: Option<Case>,
}

/// The attributes of a field.
#[derive(Default)]
pub(crate) struct FieldAttributes {
    pub(crate) docs: Vec<String>,
    /// The name of the field in JSON, if it is renamed.
    pub(crate) rename: Option<String>,
    /// Whether the field may be absent.
    pub(crate) optional: bool,
    /// Whether the members of the field are at the same level as the other fields.
    pub(crate) flatten: bool,
}

/// The notation in JSON of names whose words are separated by `_` in Rust.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    Camel,
    Pascal,
}

impl StructAttributes {
    /// Reads the attributes of a struct.
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut rename_all = None;
        let docs = read(attributes, |meta| {
            if !meta.path.is_ident("rename_all") {
                return Ok(false);
            }
            rename_all = Some(Case::named(&meta.value()?.parse()?)?);
            Ok(true)
        })?;
        Ok(Self { docs, rename_all })
    }
}

impl FieldAttributes {
    /// Reads the attributes of a field.
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut field = Self::default();
        field.docs = read(attributes, |meta| {
            if meta.path.is_ident("rename") {
                field.rename = Some(meta.value()?.parse::<LitStr>()?.value());
            } else if meta.path.is_ident("flatten") {
                field.flatten = true;
            } else if meta.path.is_ident("default") {
                field.optional = true;
            } else if meta.path.is_ident("skip_serializing_if") {
                let condition = meta.value()?.parse::<LitStr>()?;
                if condition.value() != "Option::is_none" {
                    return Err(unknown("condition", &condition));
                }
                field.optional = true;
            } else {
                return Ok(false);
            }
            Ok(true)
        })?;
        Ok(field)
    }
}

impl Case {
    /// Returns the case with this name in serde.
    fn named(name: &LitStr) -> Result<Self> {
        match name.value().as_str() {
            "camelCase" => Ok(Self::Camel),
            "PascalCase" => Ok(Self::Pascal),
            _ => Err(unknown("case", name)),
        }
    }

    /// Returns the name in this case, as serde does.
    pub(crate) fn apply(self, name: &str) -> String {
        let mut written = String::new();
        let mut begins_word = true;
        for letter in name.chars() {
            if letter == '_' {
                begins_word = true;
                continue;
            }
            written.push(match self {
                Self::Camel if written.is_empty() => letter.to_ascii_lowercase(),
                _ if begins_word => letter.to_ascii_uppercase(),
                _ => letter,
            });
            begins_word = false;
        }
        written
    }
}

/// Reads the comments of an item that has no serde attributes.
pub(crate) fn docs(attributes: &[Attribute]) -> Result<Vec<String>> {
    read(attributes, |_| Ok(false))
}

/// Returns the lines of the comments, and passes each serde attribute to a function that returns whether it is known.
fn read(attributes: &[Attribute], mut serde: impl FnMut(&ParseNestedMeta<'_>) -> Result<bool>) -> Result<Vec<String>> {
    let mut docs = Vec::new();
    for attribute in attributes {
        let path = attribute.path();
        if path.is_ident("doc") {
            docs.extend(comment(attribute)?.split('\n').map(str::to_owned));
        } else if path.is_ident("serde") {
            attribute.parse_nested_meta(
                |meta| {
                    if serde(&meta)? { Ok(()) } else { Err(unknown("serde attribute", &meta.path)) }
                },
            )?;
        } else if !path.is_ident("derive") && !path.is_ident("non_exhaustive") {
            return Err(unknown("attribute", path));
        }
    }
    Ok(docs)
}

/// Returns the text of a comment. The compiler represents a comment as `#[doc = "…"]`.
fn comment(attribute: &Attribute) -> Result<String> {
    if let Meta::NameValue(pair) = &attribute.meta
        && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value
    {
        return Ok(text.value());
    }
    Err(Error::new(attribute.span(), "a comment that is not written here"))
}
