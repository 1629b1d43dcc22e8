//! A value of the configuration, as serde reads it: it knows where it stands.
//!
//! `serde-wasm-bindgen` reads JavaScript's values too, but of a table only what it looks for: of a misspelt `tolerance` it would
//! hear nothing. Nor does it say where a fault is. Here a fault has its place, `signature.syntax.fields.key`, and says what is
//! expected there and not what was found: that may be a secret that was written into the file.

use std::fmt::{self, Display};
use std::vec;

use js_sys::{Array, Object, Reflect};
use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use wasm_bindgen::{JsCast, JsValue};

/// A value and its place.
#[derive(Clone)]
pub(crate) struct Placed {
    value: JsValue,
    /// From where reading began; empty there.
    place: String,
}

/// Why a value cannot be read: where, and what is expected there.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(crate) place: Option<String>,
    pub(crate) words: String,
}

impl Placed {
    /// A value from which reading begins.
    pub(crate) fn new(value: JsValue) -> Self {
        Self { value, place: String::new() }
    }

    /// A member of a table, if it is one and has it.
    pub(crate) fn member(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.value, &name.into()).ok().filter(|value| !value.is_undefined())
    }

    /// The text of a member.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.member(name)?.as_string()
    }

    fn below(&self, name: &str, value: JsValue) -> Self {
        let place = if self.place.is_empty() { name.to_owned() } else { [&self.place, ".", name].concat() };
        Self { value, place }
    }

    /// The members of a table, as its JSON would have them.
    fn members(&self) -> Option<Vec<(String, Self)>> {
        let table = self.value.is_object() && !Array::is_array(&self.value);
        let keys = table.then(|| Object::keys(self.value.unchecked_ref::<Object>()))?;
        let member = |key: JsValue| {
            let key = key.as_string()?;
            let value = self.member(&key)?;
            Some((key.clone(), self.below(&key, value)))
        };
        Some(keys.iter().filter_map(member).collect())
    }

    fn elements(&self) -> Vec<Self> {
        let place = |index| format!("{}[{index}]", self.place);
        Array::from(&self.value).iter().enumerate().map(|(index, value)| Self { value, place: place(index) }).collect()
    }
}

impl Misfit {
    /// The fault, in this place if it has none yet.
    fn at(mut self, place: &str) -> Self {
        self.place.get_or_insert_with(|| place.to_owned());
        self
    }
}

impl<'de> Deserializer<'de> for Placed {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let outcome = if let Some(text) = self.value.as_string() {
            visitor.visit_string(text)
        } else if let Some(flag) = self.value.as_bool() {
            visitor.visit_bool(flag)
        } else if let Some(number) = self.value.as_f64() {
            visit_number(number, visitor)
        } else if Array::is_array(&self.value) {
            visitor.visit_seq(Elements(self.elements().into_iter()))
        } else if let Some(members) = self.members() {
            visitor.visit_map(Members { rest: members.into_iter(), next: None })
        } else {
            visitor.visit_unit()
        };
        outcome.map_err(|misfit| misfit.at(&self.place))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let outcome = if let Some(text) = self.value.as_string() {
            visitor.visit_enum(StringDeserializer::new(text))
        } else if let Some(Ok([(name, below)])) = self.members().map(<[_; 1]>::try_from) {
            visitor.visit_enum(Variant { name, below })
        } else {
            Err(Misfit::custom("it must be a text, or a table with one key"))
        };
        outcome.map_err(|misfit| misfit.at(&self.place))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier
    }
}

/// JavaScript has one kind of number, and serde takes no fraction for a whole one, however whole it is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "what is not exact stays as it is"
)]
fn visit_number<'de, V: Visitor<'de>>(number: f64, visitor: V) -> Result<V::Value, Misfit> {
    let whole = number as i64;
    if whole as f64 == number { visitor.visit_i64(whole) } else { visitor.visit_f64(number) }
}

struct Elements(vec::IntoIter<Placed>);

impl<'de> SeqAccess<'de> for Elements {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.0.next().map(|element| seed.deserialize(element)).transpose()
    }
}

struct Members {
    rest: vec::IntoIter<(String, Placed)>,
    /// The value of the key that was read last.
    next: Option<Placed>,
}

impl<'de> MapAccess<'de> for Members {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((name, below)) = self.rest.next() else { return Ok(None) };
        let place = self.next.insert(below).place.as_str();
        seed.deserialize(StringDeserializer::new(name)).map(Some).map_err(|misfit: Misfit| misfit.at(place))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Misfit> {
        let below = self.next.take().ok_or_else(|| Misfit::custom("it must have a value"))?;
        seed.deserialize(below)
    }
}

/// A variant that brings something: `{ prefixed: "sha256=" }`.
struct Variant {
    name: String,
    below: Placed,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Misfit;
    type Variant = Placed;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Placed), Misfit> {
        Ok((seed.deserialize(StringDeserializer::<Misfit>::new(self.name))?, self.below))
    }
}

impl<'de> VariantAccess<'de> for Placed {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Err(Misfit::custom("it must be a text").at(&self.place))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_any(visitor)
    }
}

impl Error for Misfit {
    fn custom<T: Display>(words: T) -> Self {
        Self { place: None, words: words.to_string() }
    }

    fn invalid_type(_found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("it must be {expected}"))
    }

    fn invalid_value(_found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("it must be {expected}"))
    }
}

impl std::error::Error for Misfit {}

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}
