//! How a camera was held: the tag Orientation of Exif data (CIPA DC-008, 4.6.5.1.6).

use crate::ir::Pixels;

/// The tag of the first directory that says how the picture is to be turned.
const TAG: u16 = 0x0112;

/// A way to turn or mirror stored pixels so that they stand upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Orientation(Option<u8>);

impl Orientation {
    /// The orientation that Exif data say, which begin with their TIFF header; upright if they say
    /// none or cannot be read.
    pub(super) fn of_exif(data: &[u8]) -> Orientation {
        Orientation(tag(data).filter(|number| (2..=8).contains(number)))
    }

    /// The pixels as they are to be seen.
    pub(super) fn upright(self, pixels: Pixels) -> Pixels {
        let Some(number) = self.0 else { return pixels };
        let (wide, tall) = (pixels.width as usize, pixels.height as usize);
        let (width, height) = if number < 5 { (wide, tall) } else { (tall, wide) };
        let mut rgb = Vec::with_capacity(pixels.rgb.len());
        let mut alpha = pixels.alpha.as_ref().map(|alpha| Vec::with_capacity(alpha.len()));
        for y in 0..height {
            for x in 0..width {
                let (column, row) = match number {
                    2 => (wide - 1 - x, y),
                    3 => (wide - 1 - x, tall - 1 - y),
                    4 => (x, tall - 1 - y),
                    5 => (y, x),
                    6 => (y, tall - 1 - x),
                    7 => (wide - 1 - y, tall - 1 - x),
                    _ => (wide - 1 - y, x),
                };
                let place = row * wide + column;
                rgb.extend_from_slice(&pixels.rgb[place * 3..place * 3 + 3]);
                if let (Some(turned), Some(stored)) = (&mut alpha, &pixels.alpha) {
                    turned.push(stored[place]);
                }
            }
        }
        Pixels { width: width as u32, height: height as u32, rgb, alpha }
    }
}

fn tag(data: &[u8]) -> Option<u8> {
    let big = match data.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = data.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let offset: [u8; 4] = data.get(4..8)?.try_into().ok()?;
    let offset = if big { u32::from_be_bytes(offset) } else { u32::from_le_bytes(offset) } as usize;
    let entries = usize::from(short(offset)?);
    let entry = (0..entries)
        .map_while(|number| offset.checked_add(2 + number * 12))
        .find(|&at| short(at) == Some(TAG))?;
    u8::try_from(short(entry.checked_add(8)?)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_turns_the_same_way_as_the_standard_says() {
        // The letters of the stored picture, by the place of the first stored row and column.
        for (number, seen) in [
            (1, "abc\ndef"),
            (2, "cba\nfed"),
            (3, "fed\ncba"),
            (4, "def\nabc"),
            (5, "ad\nbe\ncf"),
            (6, "da\neb\nfc"),
            (7, "fc\neb\nda"),
            (8, "cf\nbe\nad"),
        ] {
            let stored = Pixels {
                width: 3,
                height: 2,
                rgb: b"abcdef".iter().flat_map(|&letter| [letter; 3]).collect(),
                alpha: Some(b"abcdef".to_vec()),
            };
            let exif = [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[number]];
            let turned = Orientation::of_exif(&exif.concat()).upright(stored);
            let rows: Vec<&str> = turned
                .alpha
                .as_ref()
                .unwrap()
                .chunks(turned.width as usize)
                .map(|row| std::str::from_utf8(row).unwrap())
                .collect();
            assert_eq!(rows.join("\n"), seen, "orientation {number}");
            let colours: Vec<u8> = turned.rgb.chunks(3).map(|colour| colour[0]).collect();
            assert_eq!(Some(colours), turned.alpha);
        }
    }

    #[test]
    fn data_that_break_off_leave_the_picture_as_it_is() {
        let whole = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0";
        assert_eq!(Orientation::of_exif(whole), Orientation(Some(6)));
        for end in 0..whole.len() - 1 {
            assert_eq!(Orientation::of_exif(&whole[..end]), Orientation::default());
        }
        assert_eq!(Orientation::of_exif(b"II*\0\xff\xff\xff\xff"), Orientation::default());
    }
}
