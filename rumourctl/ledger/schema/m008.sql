-- The track records of a club's sources, so that its sagas need not be gone through to ask for them.

CREATE TABLE club_records (           -- what the sources of a club's sagas come to, over all of these
    club TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    counted TEXT NOT NULL,            -- JSON: by the day from which on it counts (empty: always), what is to be added up
    PRIMARY KEY (club, kind, name)
) WITHOUT ROWID;

CREATE TABLE records_due (            -- the cases of sagas that came and went, until they are counted in club_records
    club TEXT NOT NULL,
    told TEXT NOT NULL,               -- as in saga_sources; without a verdict: the relays of a saga
    verdict TEXT,
    lead INTEGER,
    wait INTEGER,
    turns TEXT,                       -- the day on which the verdict becomes another
    turned TEXT,
    waited INTEGER,                   -- the wait from then on
    times INTEGER NOT NULL
);
CREATE VIEW club_cases AS             -- what there is to count of each saga
SELECT c.saga, c.club, j.told, j.verdict, j.lead, iif(s.fate != 'open', j.wait, NULL) AS wait, j.turns, j.turned,
    iif(s.fate != 'open' OR s.closes < j.turns, j.wait, NULL) AS waited
FROM saga_clubs c JOIN sagas s ON s.n = c.saga JOIN saga_sources j ON j.saga = c.saga
WHERE j.told IS NOT NULL
UNION ALL
SELECT c.saga, c.club, s.relays, NULL, NULL, NULL, NULL, NULL, NULL
FROM saga_clubs c JOIN sagas s ON s.n = c.saga WHERE s.relays != '[]';
CREATE TRIGGER sagas_counted_bd BEFORE DELETE ON sagas BEGIN
    INSERT INTO records_due
    SELECT club, told, verdict, lead, wait, turns, turned, waited, -1 FROM club_cases WHERE saga = old.n;
END;
