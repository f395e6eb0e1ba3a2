//! What can be put on a page, independent of who spells it out.

use super::numbers::{push_integer, push_real};
use super::spell::push_literal;
use crate::ir::{Colour, Segment};

/// One piece of a line of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Piece {
    /// A glyph, by its code in the cut font.
    Glyph(u16),
    /// A move back of the pen, in thousandths of an em.
    Back(i32),
}

/// Takes the description of a page, in PDF coordinates: points from the bottom left corner.
///
/// Numbers come already rounded. The calls nest as PDF wants them: text between
/// [`Ink::begin_text`] and [`Ink::end_text`], marked content balanced within both.
pub(crate) trait Ink {
    /// Begins content that belongs to a node, under the number that its page knows it by.
    fn begin_tagged(&mut self, tag: &'static str, number: u32);
    /// Begins content without meaning.
    fn begin_artifact(&mut self);
    /// Begins content that is extracted as `text`; with a number, it belongs to a node.
    fn begin_replaced(&mut self, text: &str, number: Option<u32>);
    /// Begins letters that stand in the reverse of the order in which they are read
    /// (ISO 32000-1, 14.8.2.3.3), within other content.
    fn begin_reversed(&mut self);
    /// Ends what the last `begin` of the four above began.
    fn end_marked(&mut self);
    /// Sets the colour of fillings and letters.
    fn fill_colour(&mut self, colour: Colour);
    /// Sets the colour of lines.
    fn stroke_colour(&mut self, colour: Colour);
    /// Sets the width of lines in points.
    fn stroke_width(&mut self, width: f32);
    /// Fills an outline, non-zero winding.
    fn fill(&mut self, segments: &[Segment]);
    /// Draws an outline as a line.
    fn stroke(&mut self, segments: &[Segment]);
    /// Draws image `number` from the corner `x`, `y`, its bottom left one, over the rectangle to the
    /// right and above; with negative measures upside down, to the left and below.
    fn image(&mut self, number: usize, x: f32, y: f32, width: f32, height: f32);
    /// Sets face `face` at `size` points.
    fn font(&mut self, face: u16, size: f32);
    /// Begins a line of text at a place.
    fn begin_text(&mut self, x: f32, y: f32);
    /// Begins a line of text that is set upside down, from a place to the left.
    fn begin_turned_text(&mut self, x: f32, y: f32);
    /// Shows glyphs from where the pen is.
    fn show(&mut self, pieces: &[Piece]);
    /// Raises the glyphs that follow above the line, in points.
    fn rise(&mut self, points: f32);
    /// Ends the line of text.
    fn end_text(&mut self);
}

/// Spells a page out as the bytes of a content stream.
#[derive(Default)]
pub(crate) struct Bytes {
    /// The content so far.
    pub(crate) out: Vec<u8>,
    /// Where the first line of text has its place and nothing is shown yet.
    pub(crate) head: Option<usize>,
}

impl Bytes {
    fn numbers(&mut self, numbers: &[f32], operator: &str) {
        for number in numbers {
            push_real(&mut self.out, *number);
            self.out.push(b' ');
        }
        self.operator(operator);
    }

    fn operator(&mut self, operator: &str) {
        self.out.extend_from_slice(operator.as_bytes());
        self.out.push(b'\n');
    }

    fn outline(&mut self, segments: &[Segment]) {
        for segment in segments {
            match segment {
                Segment::Move(to) => self.numbers(&[to.x, to.y], "m"),
                Segment::Line(to) => self.numbers(&[to.x, to.y], "l"),
                Segment::Curve(a, b, to) => self.numbers(&[a.x, a.y, b.x, b.y, to.x, to.y], "c"),
                Segment::Close => self.operator("h"),
            }
        }
    }
}

impl Ink for Bytes {
    fn begin_tagged(&mut self, tag: &'static str, number: u32) {
        self.out.push(b'/');
        self.out.extend_from_slice(tag.as_bytes());
        self.out.extend_from_slice(b"<</MCID ");
        push_integer(&mut self.out, i64::from(number));
        self.operator(">>BDC");
    }

    fn begin_artifact(&mut self) {
        self.operator("/Artifact BMC");
    }

    fn begin_replaced(&mut self, text: &str, number: Option<u32>) {
        self.out.extend_from_slice(b"/Span<<");
        if let Some(number) = number {
            self.out.extend_from_slice(b"/MCID ");
            push_integer(&mut self.out, i64::from(number));
        }
        self.out.extend_from_slice(b"/ActualText");
        push_literal(&mut self.out, &utf16(text));
        self.operator(">>BDC");
    }

    fn begin_reversed(&mut self) {
        self.operator("/ReversedChars BMC");
    }

    fn end_marked(&mut self) {
        self.operator("EMC");
    }

    fn fill_colour(&mut self, colour: Colour) {
        self.numbers(&channels(colour), "rg");
    }

    fn stroke_colour(&mut self, colour: Colour) {
        self.numbers(&channels(colour), "RG");
    }

    fn stroke_width(&mut self, width: f32) {
        self.numbers(&[width], "w");
    }

    fn fill(&mut self, segments: &[Segment]) {
        self.outline(segments);
        self.operator("f");
    }

    fn stroke(&mut self, segments: &[Segment]) {
        self.outline(segments);
        self.operator("S");
    }

    fn image(&mut self, number: usize, x: f32, y: f32, width: f32, height: f32) {
        self.operator("q");
        self.numbers(&[width, 0.0, 0.0, height, x, y], "cm");
        self.out.push(b'/');
        self.out.extend_from_slice(super::images::name(number).as_bytes());
        self.operator(" Do");
        self.operator("Q");
    }

    fn font(&mut self, face: u16, size: f32) {
        self.out.push(b'/');
        self.out.extend_from_slice(super::fonts::name(face).as_bytes());
        self.out.push(b' ');
        self.numbers(&[size], "Tf");
    }

    fn begin_text(&mut self, x: f32, y: f32) {
        self.operator("BT");
        self.numbers(&[x, y], "Td");
        self.head.get_or_insert(self.out.len());
    }

    fn begin_turned_text(&mut self, x: f32, y: f32) {
        self.operator("BT");
        self.numbers(&[-1.0, 0.0, 0.0, -1.0, x, y], "Tm");
    }

    fn show(&mut self, pieces: &[Piece]) {
        self.out.push(b'[');
        let mut codes: Vec<u8> = Vec::with_capacity(pieces.len() * 2);
        for piece in pieces {
            match piece {
                Piece::Glyph(code) => codes.extend(code.to_be_bytes()),
                Piece::Back(thousandths) => {
                    if !codes.is_empty() {
                        push_literal(&mut self.out, &codes);
                        codes.clear();
                    }
                    push_integer(&mut self.out, i64::from(*thousandths));
                }
            }
        }
        if !codes.is_empty() {
            push_literal(&mut self.out, &codes);
        }
        self.operator("]TJ");
    }

    fn rise(&mut self, points: f32) {
        self.numbers(&[points], "Ts");
    }

    fn end_text(&mut self) {
        self.operator("ET");
    }
}

/// The channels as fractions, rounded to a thousandth.
pub(crate) fn channels(colour: Colour) -> [f32; 3] {
    [colour.red, colour.green, colour.blue]
        .map(|channel| super::numbers::thousandths(f32::from(channel) / 255.0))
}

/// UTF-16 with its mark, as text strings in content streams want it.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}
