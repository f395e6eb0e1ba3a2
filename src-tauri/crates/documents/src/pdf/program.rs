//! A cut font program without what paper has no use for: hinting, names, and the table for
//! PostScript printers (ISO 32000-1, 9.9, table 126 lists what must stay).
//!
//! Hints fit outlines to coarse screens; on paper, and on screens of our days, outlines are drawn
//! as they are. Of some faces the hints are a third of the file.

/// The tables that stay, in the order of their tags.
const TABLES: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// The program without hints and names; nothing if it is not built as TrueType wants it.
pub(crate) fn slim(program: &[u8]) -> Option<Vec<u8>> {
    let mut head = table(program, b"head")?.to_vec();
    let mut maxp = table(program, b"maxp")?.to_vec();
    let glyphs = usize::from(short(&maxp, 4)?);
    let starts = starts(table(program, b"loca")?, glyphs, short(&head, 50)? != 0)?;
    let outlines = table(program, b"glyf")?;
    let mut glyf = Vec::with_capacity(outlines.len());
    let mut loca = Vec::with_capacity(glyphs * 4 + 4);
    for bounds in starts.windows(2) {
        loca.extend((glyf.len() as u32).to_be_bytes());
        push_glyph(&mut glyf, outlines.get(bounds[0]..bounds[1])?)?;
        glyf.resize(glyf.len().next_multiple_of(4), 0);
    }
    loca.extend((glyf.len() as u32).to_be_bytes());
    let is_short = glyf.len() <= 2 * usize::from(u16::MAX);
    if is_short {
        loca = loca.chunks_exact(4).flat_map(half).collect();
    }
    head.get_mut(50..52)?.copy_from_slice(&u16::from(!is_short).to_be_bytes());
    // No twilight points, storage, functions, instructions or stack.
    maxp.get_mut(16..28)?.fill(0);
    head.get_mut(8..12)?.fill(0);
    let (hhea, hmtx) = (table(program, b"hhea")?, table(program, b"hmtx")?);
    Some(assembled([&glyf, &head, hhea, hmtx, &loca, &maxp]))
}

fn assembled(tables: [&[u8]; 6]) -> Vec<u8> {
    let mut out = vec![0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32];
    let mut place = out.len() + 16 * tables.len();
    let mut head = 0;
    for (tag, content) in TABLES.iter().zip(tables) {
        if *tag == b"head" {
            head = place;
        }
        out.extend_from_slice(*tag);
        out.extend(checksum(content).to_be_bytes());
        out.extend((place as u32).to_be_bytes());
        out.extend((content.len() as u32).to_be_bytes());
        place += content.len().next_multiple_of(4);
    }
    for content in tables {
        out.extend_from_slice(content);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = WHOLE_CHECKSUM.wrapping_sub(checksum(&out));
    out[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    out
}

/// What the words of a font file add up to (OpenType, head table).
const WHOLE_CHECKSUM: u32 = 0xB1B0_AFBA;

/// Appends a glyph without its instructions.
fn push_glyph(out: &mut Vec<u8>, glyph: &[u8]) -> Option<()> {
    if glyph.is_empty() {
        return Some(());
    }
    let contours = short(glyph, 0)? as i16;
    if contours < 0 {
        return push_composite(out, glyph);
    }
    let length = 10 + 2 * contours as usize;
    let instructions = usize::from(short(glyph, length)?);
    out.extend_from_slice(glyph.get(..length)?);
    out.extend([0, 0]);
    out.extend_from_slice(glyph.get(length + 2 + instructions..)?);
    Some(())
}

/// Flags of a component (OpenType, glyf table).
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;
const INSTRUCTIONS: u16 = 0x0100;

fn push_composite(out: &mut Vec<u8>, glyph: &[u8]) -> Option<()> {
    out.extend_from_slice(glyph.get(..10)?);
    let mut at = 10;
    loop {
        let flags = short(glyph, at)?;
        let arguments = if flags & WORDS != 0 { 4 } else { 2 };
        let transform = match flags & (SCALE | TWO_SCALES | MATRIX) {
            SCALE => 2,
            TWO_SCALES => 4,
            MATRIX => 8,
            _ => 0,
        };
        let end = at + 4 + arguments + transform;
        out.extend((flags & !INSTRUCTIONS).to_be_bytes());
        out.extend_from_slice(glyph.get(at + 2..end)?);
        at = end;
        if flags & MORE == 0 {
            return Some(());
        }
    }
}

/// Where each glyph begins, and where the last ends.
fn starts(loca: &[u8], glyphs: usize, long: bool) -> Option<Vec<usize>> {
    let start = |index: usize| {
        if long {
            Some(u32::from_be_bytes(loca.get(index * 4..)?.first_chunk().copied()?) as usize)
        } else {
            Some(usize::from(short(loca, index * 2)?) * 2)
        }
    };
    (0..=glyphs).map(start).collect()
}

fn half(offset: &[u8]) -> [u8; 2] {
    let offset = offset.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes));
    ((offset / 2) as u16).to_be_bytes()
}

fn table<'a>(program: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(short(program, 4)?);
    let records = program.get(12..12 + count * 16)?;
    let record = records.chunks_exact(16).find(|record| record.starts_with(tag))?;
    let number =
        |at: usize| record.get(at..)?.first_chunk().map(|n| u32::from_be_bytes(*n) as usize);
    let (place, length) = (number(8)?, number(12)?);
    program.get(place..place.checked_add(length)?)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum, word| {
        let mut whole = [0; 4];
        whole[..word.len()].copy_from_slice(word);
        sum.wrapping_add(u32::from_be_bytes(whole))
    })
}

#[cfg(test)]
mod tests {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::{DrawSettings, OutlinePen};
    use skrifa::{FontRef, GlyphId, MetadataProvider as _};
    use subsetter::GlyphRemapper;

    use super::*;

    /// Writes an outline down, to be compared.
    #[derive(Default)]
    struct Written(String);

    impl OutlinePen for Written {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0 += &format!("m{x},{y}");
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0 += &format!("l{x},{y}");
        }
        fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
            self.0 += &format!("q{a},{b},{x},{y}");
        }
        fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
            self.0 += &format!("c{a},{b},{c},{d},{x},{y}");
        }
        fn close(&mut self) {
            self.0.push('h');
        }
    }

    fn drawn(font: &FontRef<'_>, glyph: u32) -> String {
        let mut pen = Written::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = font.outline_glyphs().get(GlyphId::new(glyph)) {
            outline.draw(settings, &mut pen).unwrap();
        }
        pen.0
    }

    #[test]
    fn a_slim_program_draws_every_letter_as_before() {
        let files: [&[u8]; 3] = [
            include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
            include_bytes!("../../fonts/Ubuntu-Regular.ttf"),
            include_bytes!("../../fonts/DejaVuSans.ttf"),
        ];
        for file in files {
            let whole = FontRef::new(file).unwrap();
            let mut remapper = GlyphRemapper::new();
            for letter in "aÅäŠžŋđ ,–”1€".chars() {
                remapper.remap(whole.charmap().map(letter).unwrap().to_u32() as u16);
            }
            let cut = subsetter::subset(file, 0, &remapper).unwrap();
            let slim = slim(&cut).unwrap();
            assert!(slim.len() < cut.len());
            assert_eq!(checksum(&slim), WHOLE_CHECKSUM);
            let (before, after) = (FontRef::new(&cut).unwrap(), FontRef::new(&slim).unwrap());
            let mut inked = 0;
            for glyph in 0..u32::from(remapper.num_gids()) {
                let outline = drawn(&before, glyph);
                inked += usize::from(!outline.is_empty());
                assert_eq!(outline, drawn(&after, glyph));
                let width = |font: &FontRef<'_>| {
                    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
                    metrics.advance_width(GlyphId::new(glyph))
                };
                assert_eq!(width(&before), width(&after));
            }
            assert!(inked >= 12, "{inked}");
        }
    }

    #[test]
    fn what_is_no_font_is_left_alone() {
        assert_eq!(slim(b"no font at all"), None);
        assert_eq!(slim(&[0, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0]), None);
    }
}
