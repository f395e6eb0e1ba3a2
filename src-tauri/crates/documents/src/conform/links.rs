//! Clickable areas (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18.5).

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use crate::pdf::PdfError;
use crate::pdf::paint::Bounds;
use crate::pdf::spell::text;

/// The kinds of addresses that paper links to.
const SCHEMES: [&str; 3] = ["https:", "http:", "mailto:"];

/// A clickable area of a page.
#[derive(Debug)]
pub(crate) struct Area {
    bounds: Bounds,
    address: Vec<u8>,
    description: String,
}

impl Area {
    /// An area that opens an address.
    ///
    /// # Errors
    /// When the address is of another kind, or nothing says where it leads.
    pub(crate) fn new(bounds: Bounds, address: &str, description: &str) -> Result<Area, PdfError> {
        let lower = address.trim().to_ascii_lowercase();
        if !SCHEMES.iter().any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len()) {
            return Err(PdfError::Address { address: address.to_owned() });
        }
        if description.trim().is_empty() {
            return Err(PdfError::LinkWithoutDescription { address: address.to_owned() });
        }
        let address = ascii_address(address.trim());
        Ok(Area { bounds, address, description: description.trim().to_owned() })
    }

    /// The annotation for the area: printed, borderless, known to the parent tree by `key`.
    pub(crate) fn annotation(&self, page: ObjectId, key: i64) -> Dictionary {
        let address = Object::String(self.address.clone(), StringFormat::Literal);
        dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => self.bounds.0.map(Object::Real).to_vec(),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => PRINTED,
            "P" => page,
            "Contents" => text(&self.description),
            "StructParent" => key,
            "A" => dictionary! { "Type" => "Action", "S" => "URI", "URI" => address },
        }
    }
}

/// The annotation flag “Print” (ISO 32000-1, table 165).
const PRINTED: i64 = 1 << 2;

/// The address in the seven bits that PDF allows (12.6.4.7): everything else percent-encoded.
fn ascii_address(address: &str) -> Vec<u8> {
    let mut ascii = Vec::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&byte) {
            ascii.push(byte);
        } else {
            ascii.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Bounds = Bounds([0.0, 0.0, 10.0, 10.0]);

    #[test]
    fn addresses_are_written_in_seven_bits() {
        let area = Area::new(BOX, "https://esimerkki.fi/ohjelma/ä b", "Ohjelma").unwrap();
        assert_eq!(area.address, b"https://esimerkki.fi/ohjelma/%C3%A4%20b");
    }

    #[test]
    fn addresses_that_run_something_are_refused() {
        for address in ["javascript:alert(1)", "file:///etc/passwd", "ohjelma", "https:", ""] {
            assert!(
                matches!(Area::new(BOX, address, "x"), Err(PdfError::Address { .. })),
                "{address}"
            );
        }
    }

    #[test]
    fn a_link_that_says_nothing_is_refused() {
        let refused = Area::new(BOX, "mailto:a@b.fi", " ");
        assert!(matches!(refused, Err(PdfError::LinkWithoutDescription { .. })));
    }
}
