-- The bytes that records of the kind `document` name by their hash (BLAKE3, hexadecimal), each once.
CREATE TABLE attachment (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT;
