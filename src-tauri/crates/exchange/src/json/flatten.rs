use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::{Cell, delimited::text_cell};

/// The objects of a document: the one it is, or those of the array it is.
pub(super) struct Objects(pub Vec<Pairs>);

/// The keys and values of one object in the order they stand, objects inside it flattened to
/// `outer.inner` keys, arrays kept as JSON text.
pub(super) struct Pairs(pub Vec<(String, Cell)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut pairs = Vec::new();
        deserializer.deserialize_map(Flatten { prefix: "", pairs: &mut pairs })?;
        Ok(Self(pairs))
    }
}

impl<'de> Deserialize<'de> for Objects {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Outermost)
    }
}

struct Outermost;

impl<'de> Visitor<'de> for Outermost {
    type Value = Objects;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array of objects")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Objects, A::Error> {
        let mut pairs = Vec::new();
        Flatten { prefix: "", pairs: &mut pairs }.visit_map(map)?;
        Ok(Objects(vec![Pairs(pairs)]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Objects, A::Error> {
        let mut objects = Vec::new();
        while let Some(pairs) = seq.next_element()? {
            objects.push(pairs);
        }
        Ok(Objects(objects))
    }
}

/// Reads one value to the pairs, under a prefix that is the key it stands at.
struct Flatten<'p> {
    prefix: &'p str,
    pairs: &'p mut Vec<(String, Cell)>,
}

impl Flatten<'_> {
    fn put(self, cell: Cell) {
        self.pairs.push((self.prefix.to_owned(), cell));
    }
}

impl<'de> DeserializeSeed<'de> for Flatten<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Flatten<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.put(Cell::Empty);
        Ok(())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.put(Cell::Flag(flag));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.put(whole(i128::from(number)));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.put(whole(i128::from(number)));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.put(Cell::Number(number.into()));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.put(text_cell(text));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut values = Vec::<Value>::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        let cell = if values.is_empty() {
            Cell::Empty
        } else {
            text_cell(&Value::Array(values).to_string())
        };
        self.put(cell);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let key = if self.prefix.is_empty() { key } else { format!("{}.{key}", self.prefix) };
            map.next_value_seed(Flatten { prefix: &key, pairs: self.pairs })?;
        }
        Ok(())
    }
}

/// Keeps a whole number beyond what a spreadsheet number can hold as its digits.
fn whole(number: i128) -> Cell {
    const EXACT: i128 = 999_999_999_999_999;
    if number.abs() > EXACT {
        return Cell::Text(number.to_string());
    }
    Cell::Number((number as f64).into())
}
