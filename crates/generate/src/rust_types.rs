//! Reads the Rust types that a field may have. Each of them has a form in JSON and in TypeScript.

use std::collections::BTreeSet;

use syn::spanned::Spanned;
use syn::{Error, GenericArgument, PathArguments, Result};

/// The type of a value in JSON.
#[derive(Debug, PartialEq)]
pub(crate) enum Type {
    Boolean,
    Number,
    String,
    /// Any value.
    Value,
    /// An object with any content.
    Object,
    /// A value that may be `null`. A field of this type may also be absent.
    Option(Box<Type>),
    Array(Box<Type>),
    /// A type parameter of the surrounding struct.
    Parameter(String),
    /// A struct of the same file, with the arguments for its parameters.
    Struct(String, Vec<Type>),
}

/// The names that a type can use in addition to the names of Rust and serde.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The structs of the file.
    pub(crate) structs: &'a BTreeSet<String>,
    /// The type parameters of the struct.
    pub(crate) parameters: &'a [String],
}

impl Type {
    /// Reads a type. A type is recognized by its name, without a path.
    pub(crate) fn read(kind: &syn::Type, scope: &Scope<'_>) -> Result<Self> {
        let Some((name, arguments)) = name_of(kind) else { return Err(unknown("type", kind)) };
        let read = |argument: &syn::Type| Self::read(argument, scope);
        Ok(match (name.as_str(), arguments.as_slice()) {
            (_, []) if scope.parameters.contains(&name) => Self::Parameter(name),
            (_, arguments) if scope.structs.contains(&name) => {
                let arguments = arguments.iter().copied().map(read).collect::<Result<_>>()?;
                Self::Struct(name, arguments)
            }
            ("bool", []) => Self::Boolean,
            // JSON.parse returns a number for every integer, never a bigint.
            ("u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64" | "f32" | "f64", []) => Self::Number,
            ("String", []) => Self::String,
            ("Value", []) => Self::Value,
            ("Map", [key, value]) if is_plain(key, "String") && is_plain(value, "Value") => Self::Object,
            ("Option", [inner]) => Self::Option(Box::new(read(inner)?)),
            ("Vec", [inner]) => Self::Array(Box::new(read(inner)?)),
            _ => return Err(unknown("type", kind)),
        })
    }

    /// Returns the names of the structs in the type, from left to right.
    pub(crate) fn structs(&self) -> Vec<String> {
        match self {
            Self::Boolean | Self::Number | Self::String | Self::Value | Self::Object | Self::Parameter(_) => Vec::new(),
            Self::Option(inner) | Self::Array(inner) => inner.structs(),
            Self::Struct(name, arguments) => {
                let inner = arguments.iter().flat_map(Self::structs);
                std::iter::once(name.clone()).chain(inner).collect()
            }
        }
    }
}

/// Returns whether a type consists only of this name.
pub(crate) fn is_plain(kind: &syn::Type, name: &str) -> bool {
    name_of(kind).is_some_and(|(found, arguments)| found == name && arguments.is_empty())
}

/// Returns the name and the arguments of a type that consists only of them.
fn name_of(kind: &syn::Type) -> Option<(String, Vec<&syn::Type>)> {
    let syn::Type::Path(kind) = kind else { return None };
    let (None, None, 1) = (&kind.qself, &kind.path.leading_colon, kind.path.segments.len()) else { return None };
    let segment = kind.path.segments.first()?;
    let arguments = match &segment.arguments {
        PathArguments::None => Vec::new(),
        PathArguments::AngleBracketed(list) => list.args.iter().map(type_of).collect::<Option<_>>()?,
        PathArguments::Parenthesized(_) => return None,
    };
    Some((segment.ident.to_string(), arguments))
}

/// Returns the type of an argument, if the argument is a type.
fn type_of(argument: &GenericArgument) -> Option<&syn::Type> {
    if let GenericArgument::Type(kind) = argument { Some(kind) } else { None }
}

/// Returns the error for a piece of the source that has no counterpart in TypeScript.
pub(crate) fn unknown(what: &str, source: &impl Spanned) -> Error {
    let span = source.span();
    let text = span.source_text().unwrap_or_default();
    Error::new(span, format!("unknown {what} `{}`", text.lines().next().unwrap_or_default()))
}
