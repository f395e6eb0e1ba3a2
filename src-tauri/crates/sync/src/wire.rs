//! Numbers and bytes as files on the share have them: little endian, and LEB128 for whatever is
//! mostly small.

/// The bytes ended before what they announced, or a number is written in a way nobody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

/// Reads from the front of bytes that nobody vouches for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader(bytes)
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything that is left.
    pub(crate) fn rest(self) -> &'a [u8] {
        self.0
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (taken, rest) = self.0.split_first_chunk::<N>().ok_or(Malformed)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Malformed> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// A number of up to ten bytes, written as short as it can be.
    pub(crate) fn number(&mut self) -> Result<u64, Malformed> {
        let mut number = 0_u64;
        for place in 0..10 {
            let byte = self.byte()?;
            if place == 9 && byte > 1 {
                return Err(Malformed);
            }
            number |= u64::from(byte & 0x7F) << (7 * place);
            if byte < 0x80 {
                return if byte == 0 && place > 0 { Err(Malformed) } else { Ok(number) };
            }
        }
        Err(Malformed)
    }

    /// A number that has to fit a smaller type.
    pub(crate) fn small<T: TryFrom<u64>>(&mut self) -> Result<T, Malformed> {
        T::try_from(self.number()?).map_err(|_| Malformed)
    }

    /// A number that may be negative.
    pub(crate) fn signed(&mut self) -> Result<i64, Malformed> {
        self.number().map(|number| (number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// How many things follow, of at least `least` bytes each; more than the bytes left could hold
    /// is refused before anybody makes room for them.
    pub(crate) fn count(&mut self, least: usize) -> Result<usize, Malformed> {
        let count: usize = self.small()?;
        if count > self.0.len() / least.max(1) { Err(Malformed) } else { Ok(count) }
    }

    /// A text behind its length.
    pub(crate) fn text(&mut self) -> Result<&'a str, Malformed> {
        let length = self.count(1)?;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Malformed)
    }
}

/// Appends a number, as short as it can be.
pub(crate) fn put_number(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Appends a number that may be negative.
pub(crate) fn put_signed(to: &mut Vec<u8>, number: i64) {
    put_number(to, (number << 1 ^ number >> 63) as u64);
}

/// Appends a text behind its length.
pub(crate) fn put_text(to: &mut Vec<u8>, text: &str) {
    put_number(to, text.len() as u64);
    to.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_is_read_back_as_written(number: u64, signed: i64) {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            put_signed(&mut bytes, signed);
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.number(), Ok(number));
            prop_assert_eq!(reader.signed(), Ok(signed));
            prop_assert!(reader.is_empty());
        }

        #[test]
        fn a_number_is_written_in_one_way_only(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            let mut reader = Reader::new(&bytes);
            if let Ok(number) = reader.number() {
                let mut again = Vec::new();
                put_number(&mut again, number);
                prop_assert_eq!(&bytes[..bytes.len() - reader.left()], &again[..]);
            }
        }
    }

    #[test]
    fn a_count_that_the_bytes_cannot_hold_is_refused() {
        let mut bytes = Vec::new();
        put_number(&mut bytes, 3);
        bytes.extend([0; 5]);
        assert_eq!(Reader::new(&bytes).count(2), Err(Malformed));
        bytes.push(0);
        assert_eq!(Reader::new(&bytes).count(2), Ok(3));
    }
}
