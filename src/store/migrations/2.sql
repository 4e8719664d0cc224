-- Finding what the log says of one facet or one deck without reading all of it.
CREATE INDEX event_facet ON event (json_extract(body, '$.facet')) WHERE kind = 'review';
CREATE INDEX event_target ON event (json_extract(body, '$.target')) WHERE kind IN ('amend', 'revoke');
CREATE INDEX event_seen ON event (json_extract(body, '$.deck')) WHERE kind = 'seen';

-- What is made of the log to be fast. It may be deleted at any time; `upto` is the last row of
-- the log that is in it.
CREATE TABLE derived (
    name TEXT    NOT NULL PRIMARY KEY,
    made TEXT    NOT NULL,                  -- by which version of the program
    upto INTEGER NOT NULL,
    body BLOB    NOT NULL
) STRICT;
