-- Which workspace this is, and which workstation. One row.
CREATE TABLE local_workspace (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    id BLOB NOT NULL,
    key BLOB NOT NULL,
    name TEXT NOT NULL,
    institution TEXT NOT NULL,
    writer BLOB NOT NULL,
    created INTEGER NOT NULL
) STRICT;

-- Settings of this workstation, never synced.
CREATE TABLE local_setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the table of each kind was derived from, so that a changed declaration is noticed.
CREATE TABLE local_kind (
    kind INTEGER PRIMARY KEY,
    fingerprint BLOB NOT NULL
) STRICT;

-- The ledger of the watched folder, never synced.
CREATE TABLE local_inbox (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    content_hash BLOB,
    state TEXT NOT NULL,
    event BLOB,
    reason_code TEXT,
    action TEXT,
    seen_at INTEGER NOT NULL,
    report TEXT
) STRICT, WITHOUT ROWID;

-- Logical writers: workstations and files. The number is local, the id is not. `last` is the last
-- change held of it; `clock` is kept for this workstation only.
CREATE TABLE log_writer (
    writer INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    last INTEGER NOT NULL,
    clock INTEGER NOT NULL
) STRICT;

-- Every record that any change names, of kinds known or not, living or not. `state` is what merging
-- needs to know of it (see `record_state.rs`).
CREATE TABLE log_record (
    row INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    state BLOB NOT NULL,
    UNIQUE (kind, id)
) STRICT;

-- What was done, by whom and why: one row for each piece of an action, as it became known here. Its
-- entries are numbered from `first_entry` to `last_entry`.
CREATE TABLE log_action (
    first_entry INTEGER PRIMARY KEY,
    last_entry INTEGER NOT NULL,
    writer BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    actor TEXT NOT NULL,
    purpose TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX log_action_id ON log_action (sequence, writer);

-- What one action did to one record by one writer: changes `first`, `first + 1`, … of the writer, in
-- `body` as a JSON array: [register, value] for a set, 0 for a touch, hexadecimal for a delete.
CREATE TABLE log_entry (
    entry INTEGER PRIMARY KEY,
    writer INTEGER NOT NULL,
    first INTEGER NOT NULL,
    size INTEGER NOT NULL,
    class INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    row INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX log_entry_writer ON log_entry (writer, first);
CREATE INDEX log_entry_row ON log_entry (row);

-- E-mail addresses, business ids and the like, for matching many at once.
CREATE TABLE match_key (
    kind INTEGER NOT NULL,
    field INTEGER NOT NULL,
    key TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (kind, field, key, row)
) STRICT, WITHOUT ROWID;
