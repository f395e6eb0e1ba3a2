//! Pixels row by row, averaged down to what paper needs while they arrive.

use super::LONGEST_SIDE;
use crate::ir::Pixels;

/// Takes the rows of a picture from the top and keeps at most [`LONGEST_SIDE`] pixels a side.
///
/// Each kept pixel is the mean of the area that it stands for, weighted by opacity.
pub(super) struct Shrink {
    from: (u32, u32),
    to: (u32, u32),
    taken: u32,
    row: Vec<[f32; 4]>,
    sums: Vec<[f32; 4]>,
    kept: Kept,
}

impl Shrink {
    /// For a picture of these sides, both at least 1.
    pub(super) fn new(width: u32, height: u32) -> Shrink {
        let longest = width.max(height).max(1);
        let side = |length: u32| {
            if longest <= LONGEST_SIDE {
                return length;
            }
            let scaled = u64::from(length) * u64::from(LONGEST_SIDE);
            ((scaled + u64::from(longest) / 2) / u64::from(longest)).max(1) as u32
        };
        let to = (side(width), side(height));
        let blank = vec![[0.0; 4]; to.0 as usize];
        Shrink {
            from: (width, height),
            to,
            taken: 0,
            row: blank.clone(),
            sums: blank,
            kept: Kept::with_room(to),
        }
    }

    /// Takes the next row, as red, green, blue and opacity of each pixel.
    pub(super) fn take(&mut self, row: impl Iterator<Item = [u8; 4]>) {
        if self.to == self.from {
            row.take(self.to.0 as usize).for_each(|pixel| self.kept.push(pixel));
            self.taken += 1;
            return;
        }
        self.row.fill([0.0; 4]);
        for (across, [red, green, blue, opacity]) in (0..self.from.0).zip(row) {
            let opaque = f32::from(opacity) / 255.0;
            let pixel = [
                f32::from(red) * opaque,
                f32::from(green) * opaque,
                f32::from(blue) * opaque,
                opaque,
            ];
            for (place, weight) in shares(across, self.from.0, self.to.0) {
                add(&mut self.row[place], pixel, weight);
            }
        }
        let last = u64::from(self.taken + 1) * u64::from(self.to.1);
        for (place, weight) in shares(self.taken, self.from.1, self.to.1) {
            for (sum, pixel) in self.sums.iter_mut().zip(&self.row) {
                add(sum, *pixel, weight);
            }
            if (place as u64 + 1) * u64::from(self.from.1) <= last {
                for sum in &mut self.sums {
                    self.kept.push(whole(std::mem::take(sum)));
                }
            }
        }
        self.taken += 1;
    }

    /// The kept pixels; none unless every row was taken, and whole.
    pub(super) fn finish(self) -> Option<Pixels> {
        let Shrink { to: (width, height), kept: Kept { rgb, opacity, opaque }, .. } = self;
        let whole = rgb.len() as u64 == u64::from(width) * u64::from(height) * 3;
        let alpha = (!opaque).then_some(opacity);
        (whole && !rgb.is_empty()).then_some(Pixels { width, height, rgb, alpha })
    }
}

struct Kept {
    rgb: Vec<u8>,
    opacity: Vec<u8>,
    opaque: bool,
}

impl Kept {
    fn with_room((width, height): (u32, u32)) -> Kept {
        let area = width as usize * height as usize;
        let (rgb, opacity) = (Vec::with_capacity(area * 3), Vec::with_capacity(area));
        Kept { rgb, opacity, opaque: true }
    }

    fn push(&mut self, [red, green, blue, opacity]: [u8; 4]) {
        self.rgb.extend([red, green, blue]);
        self.opacity.push(opacity);
        self.opaque &= opacity == u8::MAX;
    }
}

/// Which of `to` places the pixel `at` of `from` falls on, and by how much of each place.
fn shares(at: u32, from: u32, to: u32) -> impl Iterator<Item = (usize, f32)> {
    let (at, from, to) = (u64::from(at), u64::from(from), u64::from(to));
    let (begin, end) = (at * to, (at + 1) * to);
    (begin / from..=(end - 1) / from).map(move |place| {
        let covered = end.min((place + 1) * from) - begin.max(place * from);
        (place as usize, covered as f32 / from as f32)
    })
}

fn add(sum: &mut [f32; 4], pixel: [f32; 4], weight: f32) {
    for (sum, channel) in sum.iter_mut().zip(pixel) {
        *sum += channel * weight;
    }
}

fn whole([red, green, blue, opaque]: [f32; 4]) -> [u8; 4] {
    let channel = |sum: f32| if opaque > 0.0 { (sum / opaque).round() as u8 } else { 0 };
    [channel(red), channel(green), channel(blue), (opaque * 255.0).round() as u8]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shrunk(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Pixels {
        let mut shrink = Shrink::new(width, height);
        for down in 0..height {
            shrink.take((0..width).map(|across| pixel(across, down)));
        }
        shrink.finish().unwrap()
    }

    #[test]
    fn a_picture_within_the_bound_is_kept_as_it_is() {
        let pixels = shrunk(2, 1, |across, _| [across as u8, 7, 9, 200 + across as u8]);
        assert_eq!(pixels.rgb, [0, 7, 9, 1, 7, 9]);
        assert_eq!(pixels.alpha, Some(vec![200, 201]));
    }

    #[test]
    fn a_larger_one_keeps_its_proportions_and_its_mean() {
        let pixels =
            shrunk(5_000, 30, |across, _| if across % 2 == 0 { [255; 4] } else { [0, 0, 0, 255] });
        assert_eq!((pixels.width, pixels.height), (2_000, 12));
        assert_eq!(pixels.alpha, None);
        let mean = pixels.rgb.iter().map(|&channel| u64::from(channel)).sum::<u64>() as f64
            / pixels.rgb.len() as f64;
        assert!((mean - 127.5).abs() < 1.0, "{mean}");
    }

    #[test]
    fn what_is_transparent_does_not_colour_its_neighbours() {
        let pixels =
            shrunk(
                4_000,
                2,
                |across, _| {
                    if across % 2 == 0 { [200, 0, 0, 255] } else { [0, 255, 0, 0] }
                },
            );
        assert!(pixels.rgb.chunks(3).all(|colour| colour == [200, 0, 0]));
        assert!(pixels.alpha.unwrap().iter().all(|&opacity| opacity == 128));
    }

    #[test]
    fn a_thin_line_keeps_one_pixel_of_breadth() {
        let pixels = shrunk(60_000, 1, |_, _| [1, 2, 3, 255]);
        assert_eq!((pixels.width, pixels.height), (2_000, 1));
        assert_eq!(&pixels.rgb[..3], [1, 2, 3]);
    }

    #[test]
    fn a_missing_row_is_not_made_up() {
        let mut shrink = Shrink::new(2, 2);
        shrink.take([[0; 4]; 2].into_iter());
        assert_eq!(shrink.finish(), None);
    }
}
