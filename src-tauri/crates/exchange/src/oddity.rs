use crate::Encoding;

/// Something about a file that its reader noticed and a person may want to know.
///
/// An oddity never stops a file. Rows and columns are 1-based, as a spreadsheet shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oddity {
    /// The file's extension promises another format than the content shows.
    NameSaysOtherwise {
        /// The extension, lower case.
        extension: String,
    },
    /// Some lines are UTF-8 and some are not; each was read in its own encoding.
    MixedEncodings {
        /// The encoding the other lines were read in.
        other: Encoding,
        /// How many lines were read in it.
        lines: usize,
    },
    /// Bytes or code units that mean nothing in the file's encoding became `U+FFFD`.
    UnreadableCharacters,
    /// The file ends in zero bytes, as one that is still being copied may.
    TrailingZeroBytes {
        /// How many.
        bytes: usize,
    },
    /// A row has more filled cells than the table has columns.
    RowTooLong {
        /// The row.
        row: u32,
        /// Cells up to the last filled one.
        cells: usize,
        /// Cells most rows have.
        expected: usize,
    },
    /// A row has fewer cells than most.
    RowTooShort {
        /// The row.
        row: u32,
        /// Cells in the row.
        cells: usize,
        /// Cells most rows have.
        expected: usize,
    },
    /// A quoted cell never ends; the rest of the file was read as part of it.
    UnclosedQuote {
        /// The row of the cell.
        row: u32,
    },
    /// A cell was longer than allowed and was cut.
    CellCut {
        /// The row.
        row: u32,
        /// The column.
        column: u32,
        /// Characters that were kept.
        kept: usize,
    },
    /// A cell holds a spreadsheet error instead of a value; it was read as empty.
    ErrorValue {
        /// The row.
        row: u32,
        /// The column.
        column: u32,
        /// The error as the spreadsheet shows it, such as `#N/A`.
        shown: String,
    },
    /// A line of a file of JSON lines is not a JSON object; it was left out.
    BrokenLine {
        /// The line.
        row: u32,
    },
    /// There were more oddities than are listed.
    AndMore {
        /// How many were left out.
        count: usize,
    },
}

impl Oddity {
    /// Returns a stable code for the kind of oddity.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameSaysOtherwise { .. } => "name-says-otherwise",
            Self::MixedEncodings { .. } => "mixed-encodings",
            Self::UnreadableCharacters => "unreadable-characters",
            Self::TrailingZeroBytes { .. } => "trailing-zero-bytes",
            Self::RowTooLong { .. } => "row-too-long",
            Self::RowTooShort { .. } => "row-too-short",
            Self::UnclosedQuote { .. } => "unclosed-quote",
            Self::CellCut { .. } => "cell-cut",
            Self::ErrorValue { .. } => "error-value",
            Self::BrokenLine { .. } => "broken-line",
            Self::AndMore { .. } => "and-more",
        }
    }

    /// Returns the row the oddity stands in, where it stands in one.
    pub fn row(&self) -> Option<u32> {
        match self {
            Self::RowTooLong { row, .. }
            | Self::RowTooShort { row, .. }
            | Self::UnclosedQuote { row }
            | Self::CellCut { row, .. }
            | Self::ErrorValue { row, .. }
            | Self::BrokenLine { row } => Some(*row),
            _ => None,
        }
    }
}

/// Collects oddities up to a bound, so that a million ragged rows stay a short list.
#[derive(Debug, Default)]
pub(crate) struct Oddities {
    listed: Vec<Oddity>,
    left_out: usize,
}

impl Oddities {
    const LISTED: usize = 1_000;

    pub(crate) fn push(&mut self, oddity: Oddity) {
        if self.listed.len() < Self::LISTED {
            self.listed.push(oddity);
        } else {
            self.left_out += 1;
        }
    }

    pub(crate) fn into_vec(mut self) -> Vec<Oddity> {
        if self.left_out > 0 {
            self.listed.push(Oddity::AndMore { count: self.left_out });
        }
        self.listed
    }
}
