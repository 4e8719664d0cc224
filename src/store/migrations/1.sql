-- The log: append-only, and the only truth. Everything else is derived from it.
CREATE TABLE event (
    id       TEXT    NOT NULL PRIMARY KEY,  -- unique over all devices
    device   TEXT    NOT NULL,              -- who wrote it
    hlc_ms   INTEGER NOT NULL,              -- hybrid logical clock: milliseconds since 1970 ...
    hlc_n    INTEGER NOT NULL,              -- ... and a count within the millisecond
    at       INTEGER NOT NULL,              -- when, in UTC milliseconds
    "offset" INTEGER NOT NULL,              -- local clock, in seconds east of UTC
    day      INTEGER NOT NULL,              -- study day, in days since 1970-01-01
    doubtful INTEGER NOT NULL,              -- 1: the clock was found wrong
    kind     TEXT    NOT NULL,              -- review, amend, revoke, ...
    version  INTEGER NOT NULL,              -- of the body's format
    body     TEXT    NOT NULL               -- JSON
) STRICT;

-- The log is read in this order, and an append must know its end.
CREATE INDEX event_order ON event (hlc_ms, hlc_n, device, id);

-- One row: the name of the device this file belongs to.
CREATE TABLE device (id TEXT NOT NULL) STRICT;
