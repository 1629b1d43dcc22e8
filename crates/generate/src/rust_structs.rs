//! Reads one struct of `src/events/`, with the JSON names of its fields.

use std::collections::BTreeSet;

use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Error, Fields, GenericParam, Generics, ItemStruct, Result};

use crate::attributes::{Case, FieldAttributes, StructAttributes};
use crate::rust_types::{Scope, Type, is_plain, unknown};

/// The type of the field that stores undocumented members.
const EXTRA: &str = "Extra";

/// A struct with named fields.
pub(crate) struct Struct {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    /// The names of its type parameters.
    pub(crate) parameters: Vec<String>,
    pub(crate) fields: Vec<Field>,
}

/// A field that a provider documents.
pub(crate) struct Field {
    pub(crate) docs: Vec<String>,
    /// The name of the field in JSON.
    pub(crate) name: String,
    pub(crate) kind: Type,
}

impl Struct {
    /// Reads a struct of a file. `structs` contains the names of the structs in the file.
    pub(crate) fn read(item: &ItemStruct, structs: &BTreeSet<String>) -> Result<Self> {
        let StructAttributes { docs, rename_all } = StructAttributes::read(&item.attrs)?;
        let parameters = parameters(&item.generics)?;
        let Fields::Named(named) = &item.fields else {
            return Err(Error::new(item.ident.span(), "its fields have no names"));
        };
        let scope = Scope { structs, parameters: &parameters };
        let mut fields = Vec::new();
        for field in &named.named {
            fields.extend(Field::read(field, rename_all, &scope)?);
        }
        Ok(Self { docs, name: item.ident.to_string(), parameters, fields })
    }
}

impl Field {
    /// Reads a field. Returns `None` for the field that stores undocumented members.
    fn read(field: &syn::Field, rename_all: Option<Case>, scope: &Scope<'_>) -> Result<Option<Self>> {
        let attributes = FieldAttributes::read(&field.attrs)?;
        if attributes.flatten {
            return if is_plain(&field.ty, EXTRA) { Ok(None) } else { Err(unknown("flattened type", &field.ty)) };
        }
        let kind = Type::read(&field.ty, scope)?;
        let FieldAttributes { docs, rename, optional, .. } = attributes;
        if optional && !matches!(kind, Type::Option(_)) {
            return Err(Error::new(field.ty.span(), "a field that may be absent is an `Option`"));
        }
        let name = rename.unwrap_or_else(|| {
            let name = field.ident.as_ref().map(|name| name.unraw().to_string()).unwrap_or_default();
            rename_all.map_or(name.clone(), |case| case.apply(&name))
        });
        Ok(Some(Self { docs, name, kind }))
    }
}

/// Returns the names of the type parameters.
fn parameters(generics: &Generics) -> Result<Vec<String>> {
    if let Some(clause) = &generics.where_clause {
        return Err(unknown("bound", clause));
    }
    let names = generics.params.iter().map(|parameter| match parameter {
        GenericParam::Type(plain) if plain.bounds.is_empty() && plain.default.is_none() => Ok(plain.ident.to_string()),
        other => Err(unknown("kind of parameter", other)),
    });
    names.collect()
}
