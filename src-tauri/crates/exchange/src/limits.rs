/// The bounds a file must stay within to be read at all.
///
/// They exist so that one hostile or mistaken file in a watched folder costs a bounded amount of
/// memory and time. All but [`cell_chars`](Self::cell_chars) refuse the file; an over-long cell is
/// cut and named as an [`Oddity`](crate::Oddity), because the rest of its file is still good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub bytes: u64,
    /// Size of a text file that is not UTF-8, in bytes; it is held once more, decoded.
    pub recoded_bytes: u64,
    /// Size of a JSON document, in bytes; a document is held whole, unlike lines of JSON.
    pub json_bytes: u64,
    /// Rows that hold anything, in one sheet.
    pub rows: usize,
    /// Columns up to the last one that holds anything, in one row.
    pub columns: usize,
    /// Cells of the whole workbook, empty ones before a filled one included.
    pub cells: usize,
    /// Bytes of text in all cells together; a text that cells share counts in each.
    pub text_bytes: usize,
    /// Characters of one cell before it is cut. A spreadsheet cell holds 32,767 at most.
    pub cell_chars: usize,
    /// Bytes all parts of a compressed workbook may unpack to.
    pub inflated_bytes: u64,
    /// How many times larger than packed a part may unpack to, once it unpacks to over 64 MiB.
    pub inflation_ratio: u64,
    /// How deep brackets may nest in JSON.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 160 << 20,
            recoded_bytes: 64 << 20,
            json_bytes: 32 << 20,
            rows: 1_100_000,
            columns: 2_000,
            cells: 6_000_000,
            text_bytes: 96 << 20,
            cell_chars: 32_767,
            inflated_bytes: 256 << 20,
            inflation_ratio: 400,
            nesting: 64,
        }
    }
}
