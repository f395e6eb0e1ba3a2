//! The objects of many pages of one shape, spelled as rows of a table: in each, every number
//! stands at the same place and is one more than in the row above. Written as the difference from
//! the row above (PNG predictor “Up”, ISO 32000-1, 7.4.4.4), a row is next to nothing but zeros,
//! and the tags of a page, thirty objects, take some thirty bytes.

use lopdf::{Object, ObjectId};

use super::file::Objects;
use super::spell::{Spelling, push_object};

/// Numbers from here on stand in a [`Record`] for numbers that each page has its own of. No file
/// has objects with such numbers ([`super::file::MOST_OBJECTS`]).
const OWN: u32 = 1 << 30;
/// Of these, numbers from here on are given by page, rather than reserved.
const GIVEN: u32 = 1 << 31;

/// The objects of one page, with gaps where the numbers of each page go.
pub(crate) struct Record {
    /// Letters of a gap.
    digits: usize,
    text: Vec<u8>,
    gaps: Vec<Gap>,
    objects: Vec<Start>,
    reserved: u32,
}

/// A gap for a number.
struct Gap {
    begin: usize,
    number: Own,
}

/// An object of the record.
struct Start {
    column: u32,
    begin: usize,
}

/// Where a page has a number from.
#[derive(Clone, Copy)]
enum Own {
    /// The number reserved for this column.
    Reserved(u32),
    /// The number at this place among those given.
    Given(usize),
}

impl Record {
    /// A record of pages none of whose numbers is above `largest`.
    pub(crate) fn new(largest: u32) -> Record {
        let digits = largest.max(1).ilog10() as usize + 1;
        Record { digits, text: Vec::new(), gaps: Vec::new(), objects: Vec::new(), reserved: 0 }
    }

    /// The number at place `index` among those that are given with each page.
    pub(crate) fn given(index: usize) -> u32 {
        GIVEN + index as u32
    }

    /// The objects of a page.
    pub(crate) fn columns(&self) -> u32 {
        self.reserved
    }

    /// The column of an object that was reserved.
    pub(crate) fn column(&self, id: ObjectId) -> u32 {
        id.0 - OWN
    }

    /// The columns in the order in which their objects were put.
    pub(crate) fn order(&self) -> impl Iterator<Item = u32> {
        self.objects.iter().map(|object| object.column)
    }

    fn gap(&mut self, number: u32) {
        let number = match number.checked_sub(GIVEN) {
            Some(index) => Own::Given(index as usize),
            None => Own::Reserved(number - OWN),
        };
        self.gaps.push(Gap { begin: self.text.len(), number });
        self.text.resize(self.text.len() + self.digits, b' ');
    }
}

impl Objects for Record {
    fn reserve(&mut self) -> ObjectId {
        self.reserved += 1;
        (OWN + self.reserved - 1, 0)
    }

    fn put(&mut self, id: ObjectId, object: Object) {
        self.objects.push(Start { column: self.column(id), begin: self.text.len() });
        push_object(self, &object);
        self.text.push(b'\n');
    }
}

impl Spelling for Record {
    fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.text
    }

    fn integer(&mut self, value: i64) {
        match u32::try_from(value) {
            Ok(number) if number >= OWN => self.gap(number),
            _ => super::numbers::push_integer(&mut self.text, value),
        }
    }

    fn reference(&mut self, (number, generation): ObjectId) {
        self.integer(i64::from(number));
        self.text.push(b' ');
        super::numbers::push_integer(&mut self.text, i64::from(generation));
        self.text.extend_from_slice(b" R");
    }
}

/// Numbers for the objects of all rows: those of one column follow each other.
#[derive(Clone, Copy)]
pub(crate) struct Numbers {
    /// The first.
    pub(crate) first: u32,
    /// The number of rows.
    pub(crate) rows: u32,
}

impl Numbers {
    /// The number of the object of a column in a row.
    pub(crate) fn of(self, column: u32, row: u32) -> u32 {
        self.first + column * self.rows + row
    }
}

/// Rows as an object stream holds them, each as its difference from the row above.
pub(crate) struct Table {
    /// The rows, filtered.
    pub(crate) content: Vec<u8>,
    /// Letters of a row.
    pub(crate) width: usize,
    /// Where the first object begins when the filter is undone.
    pub(crate) first: usize,
}

/// Widths are round, so that the places of objects differ from row to row in few digits.
const ROUND: usize = 100;

/// Letters that the number and the place of an object take at most, with a space after each.
const MOST_INDEX: usize = 20;

/// The table of rows from number `from` on; `given` are the numbers given with each.
pub(crate) fn table(record: &Record, numbers: Numbers, from: u32, given: &[Vec<u32>]) -> Table {
    let digits = record.digits;
    let objects = record.objects.len();
    let widest = record.text.len().max(objects * MOST_INDEX).next_multiple_of(ROUND);
    let places = (widest * given.len()).max(1).ilog10() as usize + 1;
    let index_width = objects * (digits + places + 2);
    let width = record.text.len().max(index_width).next_multiple_of(ROUND);
    let rows_a_line = width / index_width.max(1);
    let lines = given.len().div_ceil(rows_a_line);
    let mut content = Vec::with_capacity((lines + given.len()) * (width + 1));
    let (mut above, mut line) = (vec![0; width], Vec::with_capacity(width));

    for first in (0..given.len()).step_by(rows_a_line) {
        line.clear();
        for row in first..given.len().min(first + rows_a_line) {
            for object in &record.objects {
                push_number(&mut line, numbers.of(object.column, from + row as u32), digits);
                push_number(&mut line, (row * width + object.begin) as u32, places);
            }
        }
        push_difference(&mut content, &mut line, &mut above);
    }
    for (row, given) in given.iter().enumerate() {
        line.clear();
        line.extend_from_slice(&record.text);
        for gap in &record.gaps {
            let number = match gap.number {
                Own::Reserved(column) => numbers.of(column, from + row as u32),
                Own::Given(index) => given[index],
            };
            fill(&mut line[gap.begin..gap.begin + digits], number);
        }
        push_difference(&mut content, &mut line, &mut above);
    }
    Table { content, width, first: lines * width }
}

/// Appends a row as its difference from the row above, which it then is.
fn push_difference(content: &mut Vec<u8>, line: &mut Vec<u8>, above: &mut Vec<u8>) {
    const UP: u8 = 2;
    line.resize(above.len(), b' ');
    content.push(UP);
    content.extend(line.iter().zip(&*above).map(|(now, before)| now.wrapping_sub(*before)));
    std::mem::swap(line, above);
}

fn push_number(line: &mut Vec<u8>, number: u32, digits: usize) {
    let begin = line.len();
    line.resize(begin + digits + 1, b' ');
    fill(&mut line[begin..begin + digits], number);
}

/// Writes a number to the right end of a gap of spaces.
fn fill(gap: &mut [u8], mut number: u32) {
    for digit in gap.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    /// The rows as they were before the filter.
    fn unfiltered(table: &Table) -> String {
        let mut above = vec![0; table.width];
        let mut whole = Vec::new();
        for row in table.content.chunks(table.width + 1) {
            assert_eq!(row[0], 2);
            above.iter_mut().zip(&row[1..]).for_each(|(a, d)| *a = u8::wrapping_add(*a, *d));
            whole.extend_from_slice(&above);
        }
        String::from_utf8(whole).unwrap()
    }

    #[test]
    fn every_row_has_its_own_numbers_and_is_found_by_its_index() {
        let mut record = Record::new(1_100);
        let (page, element) = (record.reserve(), record.reserve());
        let given = |index| i64::from(Record::given(index));
        record.put(element, dictionary! { "P" => page, "K" => 5, "Pg" => (77, 0) }.into());
        record.put(page, dictionary! { "Key" => given(0), "K" => vec![element.into()] }.into());
        let numbers = Numbers { first: 95, rows: 12 };
        let keys: Vec<Vec<u32>> = (0..12).map(|row| vec![990 + row]).collect();
        let table = table(&record, numbers, 0, &keys);
        let whole = unfiltered(&table);
        let index: Vec<usize> = whole[..table.first]
            .split_ascii_whitespace()
            .map(|number| number.parse().unwrap())
            .collect();
        assert_eq!(index.len(), 12 * 2 * 2);
        for (row, pairs) in index.chunks(4).enumerate() {
            let [at_element, at_page] =
                [pairs[1], pairs[3]].map(|at| whole[table.first + at..].lines().next().unwrap());
            assert_eq!([pairs[0], pairs[2]], [95 + 12 + row, 95 + row]);
            let plain = |line: &str| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            let expected = format!("<</P {} 0 R/K 5/Pg 77 0 R>>", 95 + row);
            assert_eq!(plain(at_element), expected);
            let expected = format!("<</Key {}/K[ {} 0 R]>>", 990 + row, 107 + row);
            assert_eq!(plain(at_page), expected);
        }
    }

    #[test]
    fn rows_with_numbers_one_higher_differ_in_digits_alone() {
        let mut record = Record::new(1_100);
        let page = record.reserve();
        record.put(page, dictionary! { "Type" => "Page", "Self" => page }.into());
        let table = table(&record, Numbers { first: 100, rows: 9 }, 0, &vec![Vec::new(); 9]);
        let index = table.first / table.width;
        let rows: Vec<&[u8]> = table.content.chunks(table.width + 1).skip(index + 1).collect();
        assert_eq!(rows.len(), 8);
        for row in rows {
            assert_eq!(row.iter().skip(1).filter(|byte| **byte != 0).count(), 1);
        }
    }
}
