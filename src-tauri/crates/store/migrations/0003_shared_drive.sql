-- Which workstation told an action, by its local number; -1 was done here, also by what this
-- workstation was before it was restored from a backup.
ALTER TABLE log_action ADD COLUMN source INTEGER NOT NULL DEFAULT -1;
CREATE INDEX log_action_own ON log_action (first_entry) WHERE source = -1;

-- From its change `from_sequence` on, `writer` had taken in the changes of `of_writer` up to `upto`.
-- Only growth has a row; both are workstations, by local number.
CREATE TABLE log_seen (
    writer INTEGER NOT NULL,
    of_writer INTEGER NOT NULL,
    from_sequence INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    PRIMARY KEY (writer, of_writer, from_sequence)
) STRICT;

-- Registers in which changes that did not know of each other say different things; -1 for a record
-- that was deleted by one and written to by another. Follows from the log.
CREATE TABLE log_conflict (
    row INTEGER NOT NULL,
    register INTEGER NOT NULL,
    PRIMARY KEY (row, register)
) STRICT, WITHOUT ROWID;

-- What was erased for good: of a register, or of the record (-1), everything that orders before
-- this change.
CREATE TABLE log_erased (
    row INTEGER NOT NULL,
    register INTEGER NOT NULL,
    class INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    writer BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (row, register)
) STRICT, WITHOUT ROWID;

-- Segments that were sealed here, by the writer that this workstation was then. Everything done
-- here up to the entry `through` is in them; `context_writer` and `context_sequence` name the last
-- change of a workstation in them, whose context colleagues know. The bytes go once the segment is
-- confirmed to be on the share. States: 0 sealed, 1 published, 2 rechecked, 3 confirmed.
CREATE TABLE sync_outbox (
    writer BLOB NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB,
    state INTEGER NOT NULL,
    at INTEGER NOT NULL,
    through INTEGER NOT NULL,
    context_writer INTEGER,
    context_sequence INTEGER,
    PRIMARY KEY (writer, number)
) STRICT;

-- The last segment taken in of each other workstation.
CREATE TABLE sync_place (
    writer BLOB PRIMARY KEY,
    segment INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What sync keeps for itself with this very database.
CREATE TABLE sync_note (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
