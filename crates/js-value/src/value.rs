//! A value of JavaScript, as serde reads it.
//!
//! Each visitor of serde is given the one kind of value that it takes, and each name by its number. `serde-wasm-bindgen` and
//! `serde_path_to_error` take the same values, with code for every kind in every place, and a module would be half as large again.

use js_sys::{Array, Object, Reflect};
use serde::de::value::U32Deserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected};
use serde::de::{VariantAccess, Visitor};
use wasm_bindgen::{JsCast, JsValue};

use crate::value_error::ValueError;

/// The member of a scheme that an editor reads its file by. It is no property.
const SCHEMA: &str = "$schema";

/// A value of JavaScript. A struct is read from the own members of an object, of which an undefined one counts as left out.
#[derive(Clone)]
pub struct Value(pub JsValue);

impl Value {
    /// Returns a member of an object, if the value is an object and has it.
    pub fn member(&self, name: &str) -> Option<Self> {
        Reflect::get(&self.0, &name.into()).ok().filter(|value| !value.is_undefined()).map(Self)
    }

    /// Returns the text that a member is.
    pub fn text_member(&self, name: &str) -> Option<String> {
        self.member(name)?.0.as_string()
    }

    fn refuse(expected: &dyn Expected) -> ValueError {
        Error::invalid_type(Unexpected::Unit, expected)
    }

    /// Returns the own members of an object, a pair of name and value each.
    fn members(&self) -> Option<Array> {
        let is_object = self.0.is_object() && !Array::is_array(&self.0);
        is_object.then(|| Object::entries(self.0.unchecked_ref()))
    }

    fn is_none(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    fn array(self, expected: &dyn Expected) -> Result<Array, ValueError> {
        self.0.dyn_into().map_err(|_| Self::refuse(expected))
    }

    fn text(&self, expected: &dyn Expected) -> Result<String, ValueError> {
        self.0.as_string().ok_or_else(|| Self::refuse(expected))
    }

    /// Returns a whole number. Its visitor knows its range.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::float_cmp,
        reason = "compared with what it was"
    )]
    fn number(&self, expected: &dyn Expected) -> Result<u64, ValueError> {
        let number = self.0.as_f64().unwrap_or(f64::NAN);
        let whole = number as u64;
        if whole as f64 == number { Ok(whole) } else { Err(Self::refuse(expected)) }
    }

    /// Returns the variant that the value is: its name alone, or an object with its name and its content.
    fn variant(self, variants: &'static [&'static str]) -> Result<Variant, ValueError> {
        let (name, content) = if let Some(name) = self.0.as_string() {
            (name, JsValue::UNDEFINED)
        } else {
            let members = self.members().filter(|members| members.length() == 1);
            let (name, content) = members.map(|members| pair(&members, 0)).unwrap_or_default();
            (name.as_string().unwrap_or_default(), content)
        };
        let number = variants.iter().position(|known| *known == name);
        let number = number.ok_or_else(|| ValueError::unknown_variant("", variants))?;
        Ok(Variant { number, variants, content: Self(content) })
    }
}

/// Returns the name and the value of a member.
fn pair(members: &Array, at: u32) -> (JsValue, JsValue) {
    let pair: Array = members.get_unchecked(at).unchecked_into();
    (pair.get_unchecked(0), pair.get_unchecked(1))
}

/// Kinds of values that nothing is read from.
macro_rules! never {
    ($($method:ident($($argument:ident: $kind:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $kind,)* visitor: V) -> Result<V::Value, ValueError> {
            Err(Self::refuse(&visitor))
        })*
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = ValueError;

    /// For what may be of several kinds.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        if let Some(text) = self.0.as_string() {
            visitor.visit_string(text)
        } else if let Some(flag) = self.0.as_bool() {
            visitor.visit_bool(flag)
        } else {
            self.deserialize_seq(visitor)
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let flag = self.0.as_bool().ok_or_else(|| Self::refuse(&visitor))?;
        visitor.visit_bool(flag)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let number = self.number(&visitor)?;
        visitor.visit_u64(number)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let number = self.0.as_f64().ok_or_else(|| Self::refuse(&visitor))?;
        visitor.visit_f64(number)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let text = self.text(&visitor)?;
        visitor.visit_string(text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        if self.is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let array = self.array(&visitor)?;
        visitor.visit_seq(Elements { array, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        let pairs = self.members().ok_or_else(|| Self::refuse(&visitor))?;
        let skipped = if name == "Scheme" { SCHEMA } else { "" };
        visitor.visit_map(Members { pairs, fields, skipped, next: 0, name: "", value: JsValue::UNDEFINED })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_enum(self.variant(variants)?)
    }

    /// For what is read elsewhere.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_unit()
    }

    never! {
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_f32() deserialize_char() deserialize_bytes()
        deserialize_byte_buf() deserialize_unit() deserialize_unit_struct(_name: &'static str) deserialize_tuple(_length: usize)
        deserialize_tuple_struct(_name: &'static str, _length: usize) deserialize_map() deserialize_identifier()
    }
}

/// The elements of a list.
struct Elements {
    array: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ValueError> {
        let at = self.next;
        if at >= self.array.length() {
            return Ok(None);
        }
        self.next = at.saturating_add(1);
        seed.deserialize(Value(self.array.get(at))).map(Some).map_err(|error| error.at_index(at))
    }
}

/// The members of an object, for a struct. One that the struct does not have is an error.
struct Members {
    pairs: Array,
    fields: &'static [&'static str],
    skipped: &'static str,
    next: u32,
    /// The name and the value of the member that was read last.
    name: &'static str,
    value: JsValue,
}

impl Members {
    /// Goes on to the next member, and returns its number among the fields of the struct.
    fn advance(&mut self) -> Result<Option<U32Deserializer<ValueError>>, ValueError> {
        while self.next < self.pairs.length() {
            let (name, value) = pair(&self.pairs, self.next);
            self.next = self.next.saturating_add(1);
            let name = name.as_string().unwrap_or_default();
            if let Some((at, field)) = self.fields.iter().enumerate().find(|(_, field)| **field == name) {
                if !value.is_undefined() {
                    (self.name, self.value) = (field, value);
                    return Ok(Some(number(at)));
                }
            } else if !value.is_undefined() && name != self.skipped {
                return Err(ValueError::unknown(&name, self.fields));
            }
        }
        Ok(None)
    }
}

/// Returns the number of a field or of a variant, in place of its name.
fn number(at: usize) -> U32Deserializer<ValueError> {
    u32::try_from(at).unwrap_or(u32::MAX).into_deserializer()
}

impl<'de> MapAccess<'de> for Members {
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ValueError> {
        self.advance()?.map(|number| seed.deserialize(number)).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, ValueError> {
        let value = core::mem::take(&mut self.value);
        seed.deserialize(Value(value)).map_err(|error| error.at_member(self.name))
    }
}

/// A variant, with its content if it has one.
struct Variant {
    number: usize,
    variants: &'static [&'static str],
    content: Value,
}

impl Variant {
    fn name(&self) -> &'static str {
        self.variants.get(self.number).copied().unwrap_or_default()
    }

    /// Returns the content, which the variant must have.
    fn content(self) -> Result<(&'static str, Value), ValueError> {
        if self.content.0.is_undefined() {
            Err(ValueError::unknown_variant("", self.variants))
        } else {
            Ok((self.name(), self.content))
        }
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = ValueError;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), ValueError> {
        Ok((seed.deserialize(number(self.number))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = ValueError;

    fn unit_variant(self) -> Result<(), ValueError> {
        if self.content.is_none() { Ok(()) } else { Err(ValueError::unknown_variant("", self.variants)) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ValueError> {
        let (name, content) = self.content()?;
        seed.deserialize(content).map_err(|error| error.at_member(name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, ValueError> {
        Err(Value::refuse(&visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, ValueError> {
        let (name, content) = self.content()?;
        content.deserialize_struct(name, fields, visitor).map_err(|error| error.at_member(name))
    }
}
