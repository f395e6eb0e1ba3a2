//! The sRGB colour profile, made from its published constants: a display profile of ICC version
//! 2.1 with a matrix and one tone curve (ICC.1:2001-04; IEC 61966-2-1).

/// The primaries of sRGB adapted to the D50 white of the connection space, as X, Y, Z.
const RED: [f64; 3] = [0.436_065_67, 0.222_488_40, 0.013_916_02];
const GREEN: [f64; 3] = [0.385_147_09, 0.716_873_17, 0.097_076_42];
const BLUE: [f64; 3] = [0.143_066_41, 0.060_607_91, 0.714_096_07];

/// The white of the connection space, D50.
const WHITE: [f64; 3] = [0.964_202_88, 1.0, 0.824_905_40];

/// With straight lines between 256 points the curve is exact to half a step of 16 bits.
const CURVE_POINTS: u16 = 256;

const HEADER: usize = 128;

/// The bytes of the profile.
pub(crate) fn srgb() -> Vec<u8> {
    let curve = tone_curve();
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description("sRGB IEC61966-2.1")),
        (b"cprt", copyright("No copyright is claimed on the constants of sRGB")),
        (b"wtpt", xyz(WHITE)),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", Vec::new()),
        (b"bTRC", Vec::new()),
    ];
    let table = HEADER + 4 + tags.len() * 12;
    let mut directory = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let mut last = (0, 0);
    for (signature, content) in &tags {
        // Green and blue share the curve of red.
        if !content.is_empty() {
            last = ((table + data.len()) as u32, content.len() as u32);
            data.extend_from_slice(content);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        directory.extend_from_slice(*signature);
        directory.extend(last.0.to_be_bytes());
        directory.extend(last.1.to_be_bytes());
    }
    let mut profile = header((table + data.len()) as u32);
    profile.extend(directory);
    profile.extend(data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    header[..4].copy_from_slice(&size.to_be_bytes());
    header[8..12].copy_from_slice(&[2, 0x10, 0, 0]);
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    // The day that the constants were published, for want of a better one: 1 October 1999.
    for (place, number) in [1999_u16, 10, 1, 0, 0, 0].into_iter().enumerate() {
        header[24 + place * 2..26 + place * 2].copy_from_slice(&number.to_be_bytes());
    }
    header[36..40].copy_from_slice(b"acsp");
    for (place, number) in WHITE.into_iter().enumerate() {
        header[68 + place * 4..72 + place * 4].copy_from_slice(&fixed(number));
    }
    header
}

/// A number of 16 bits before and 16 after the point.
fn fixed(number: f64) -> [u8; 4] {
    ((number * 65_536.0).round() as i32).to_be_bytes()
}

fn xyz(numbers: [f64; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    tag.extend(numbers.into_iter().flat_map(fixed));
    tag
}

fn tone_curve() -> Vec<u8> {
    let mut tag = b"curv\0\0\0\0".to_vec();
    tag.extend(u32::from(CURVE_POINTS).to_be_bytes());
    for point in 0..CURVE_POINTS {
        let value = f64::from(point) / f64::from(CURVE_POINTS - 1);
        tag.extend(((linear(value) * 65_535.0).round() as u16).to_be_bytes());
    }
    tag
}

/// Light from signal (IEC 61966-2-1, 5.2).
fn linear(signal: f64) -> f64 {
    if signal <= 0.040_45 { signal / 12.92 } else { ((signal + 0.055) / 1.055).powf(2.4) }
}

/// A description in ASCII, with the empty Unicode and Macintosh forms that version 2 asks for.
fn description(words: &str) -> Vec<u8> {
    let mut tag = b"desc\0\0\0\0".to_vec();
    tag.extend((words.len() as u32 + 1).to_be_bytes());
    tag.extend(words.bytes());
    tag.resize(tag.len() + 1 + 8 + 3 + 67, 0);
    tag
}

fn copyright(words: &str) -> Vec<u8> {
    let mut tag = b"text\0\0\0\0".to_vec();
    tag.extend(words.bytes());
    tag.push(0);
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(profile: &[u8], at: usize) -> u32 {
        u32::from_be_bytes(profile[at..at + 4].try_into().unwrap())
    }

    #[test]
    fn the_profile_says_its_own_size_and_every_tag_lies_inside() {
        let profile = srgb();
        assert_eq!(number(&profile, 0) as usize, profile.len());
        assert_eq!(&profile[12..24], b"mntrRGB XYZ ");
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..number(&profile, HEADER) as usize {
            let entry = HEADER + 4 + tag * 12;
            let (start, length) = (number(&profile, entry + 4), number(&profile, entry + 8));
            assert_eq!(start % 4, 0);
            assert!((start + length) as usize <= profile.len());
            assert!(length > 0);
        }
    }

    #[test]
    fn the_primaries_add_up_to_the_white() {
        for axis in 0..3 {
            let sum = RED[axis] + GREEN[axis] + BLUE[axis];
            assert!((sum - WHITE[axis]).abs() < 2e-4, "axis {axis}: {sum}");
        }
    }

    #[test]
    fn the_curve_runs_from_black_to_white_through_the_known_middle() {
        assert_eq!(linear(0.0), 0.0);
        assert!((linear(1.0) - 1.0).abs() < 1e-12);
        assert!((linear(0.5) - 0.214_041).abs() < 1e-6);
    }
}
