//! Parses the content of `events! { … }`, the macro of `src/events/mod.rs`.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Result, Token, Type, braced, parenthesized};

/// The words between the name of the enum and its tag.
mod word {
    syn::custom_keyword!(told);
    syn::custom_keyword!(apart);
    syn::custom_keyword!(by);
}

/// An enum: `pub enum AcmeEvent told apart by "type" { … }`.
pub(crate) struct EventsMacro {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) tag: LitStr,
    pub(crate) variants: Punctuated<Variant, Token![,]>,
}

/// A variant: `OrderPaid(AcmeOrderPaid) = "order.paid"`.
pub(crate) struct Variant {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) payload: Type,
    /// The provider's name for the event.
    pub(crate) name: LitStr,
}

impl Parse for EventsMacro {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let name = input.parse()?;
        input.parse::<word::told>()?;
        input.parse::<word::apart>()?;
        input.parse::<word::by>()?;
        let tag = input.parse()?;
        let variants;
        braced!(variants in input);
        let variants = Punctuated::parse_terminated(&variants)?;
        Ok(Self { attributes, name, tag, variants })
    }
}

impl Parse for Variant {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Ident>()?;
        let payload;
        parenthesized!(payload in input);
        let payload = payload.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self { attributes, payload, name: input.parse()? })
    }
}
