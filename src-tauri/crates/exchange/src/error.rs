use thiserror::Error;

/// Why a file could not be read as a table.
///
/// Messages are English, name no cell content, and end with what to do next; a screen in another
/// language goes by [`code`](Self::code).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The file holds nothing, or nothing but blanks.
    #[error("the file is empty; if it is still being written, wait and read it again")]
    Empty,
    /// The file passes one of the [`Limits`](crate::Limits).
    #[error("the file has more than {allowed} {limit}, which is the limit; {}", .limit.advice())]
    OverLimit {
        /// Which limit.
        limit: LimitName,
        /// The value of the limit, in the unit the limit's name says.
        allowed: u64,
    },
    /// The file is protected by a password.
    #[error("the workbook is protected by a password; save a copy without one and use the copy")]
    Encrypted,
    /// The end of the file is missing.
    #[error(
        "the end of this {what} is missing, as after an interrupted copy; copy or export it again"
    )]
    Truncated {
        /// The kind of file.
        what: &'static str,
    },
    /// The file is of a known kind but breaks that kind's rules.
    #[error("this {what} is damaged ({reason}); export it again")]
    Damaged {
        /// The kind of file.
        what: &'static str,
        /// What is wrong, in the words of the parser.
        reason: String,
    },
    /// The file is of a known kind that is not read.
    #[error("this is {what}, which is not read; {instead}")]
    Unsupported {
        /// The kind of file, with its article.
        what: &'static str,
        /// What the user can do.
        instead: &'static str,
    },
    /// The file is nothing like a table.
    #[error("this is {what}, not a table; export the list as CSV or XLSX")]
    NotATable {
        /// The kind of file as far as it is known, with its article.
        what: &'static str,
    },
}

impl ReadError {
    /// Returns a stable code for the kind of refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::OverLimit { .. } => "over-limit",
            Self::Encrypted => "encrypted",
            Self::Truncated { .. } => "truncated",
            Self::Damaged { .. } => "damaged",
            Self::Unsupported { .. } => "unsupported",
            Self::NotATable { .. } => "not-a-table",
        }
    }
}

/// Names one of the [`Limits`](crate::Limits) a file can be refused for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitName {
    /// [`Limits::bytes`](crate::Limits::bytes), [`Limits::recoded_bytes`](crate::Limits::recoded_bytes)
    /// or [`Limits::json_bytes`](crate::Limits::json_bytes).
    Bytes,
    /// [`Limits::rows`](crate::Limits::rows).
    Rows,
    /// [`Limits::columns`](crate::Limits::columns).
    Columns,
    /// [`Limits::cells`](crate::Limits::cells).
    Cells,
    /// [`Limits::text_bytes`](crate::Limits::text_bytes).
    TextBytes,
    /// [`Limits::inflated_bytes`](crate::Limits::inflated_bytes).
    InflatedBytes,
    /// [`Limits::inflation_ratio`](crate::Limits::inflation_ratio).
    InflationRatio,
    /// [`Limits::nesting`](crate::Limits::nesting).
    Nesting,
}

impl LimitName {
    /// Returns a stable code for the limit.
    pub fn code(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Cells => "cells",
            Self::TextBytes => "text-bytes",
            Self::InflatedBytes => "inflated-bytes",
            Self::InflationRatio => "inflation-ratio",
            Self::Nesting => "nesting",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::Bytes | Self::Rows | Self::Cells | Self::TextBytes => {
                "split it into smaller files"
            }
            Self::Columns => "leave out the columns that are not needed",
            Self::InflatedBytes | Self::InflationRatio => {
                "if it is a real list, save it as CSV; otherwise do not open it"
            }
            Self::Nesting => "export the list as CSV or XLSX",
        }
    }

    pub(crate) fn refuse(self, allowed: impl TryInto<u64>) -> ReadError {
        ReadError::OverLimit { limit: self, allowed: allowed.try_into().unwrap_or(u64::MAX) }
    }
}

impl std::fmt::Display for LimitName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Bytes => "bytes",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Cells => "cells",
            Self::TextBytes => "bytes of text",
            Self::InflatedBytes => "bytes when unpacked",
            Self::InflationRatio => "bytes unpacked for each packed byte",
            Self::Nesting => "levels of nesting",
        })
    }
}
