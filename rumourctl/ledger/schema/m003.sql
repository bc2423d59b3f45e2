-- Sagas with their verdicts, and the user's rulings.
--
-- A club's and a source's ``shown`` is the name under which an alias puts it, otherwise its own.

CREATE TABLE rulings (                -- the user's word: added to, never changed
    n INTEGER PRIMARY KEY,
    ruling_id TEXT NOT NULL UNIQUE,
    made TEXT NOT NULL,               -- the day
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,            -- JSON object
    note TEXT,
    undoes INTEGER UNIQUE REFERENCES rulings (n)
);
CREATE TRIGGER rulings_bu BEFORE UPDATE ON rulings BEGIN
    SELECT raise(ABORT, 'rulings are never changed');
END;
CREATE TRIGGER rulings_bd BEFORE DELETE ON rulings BEGIN
    SELECT raise(ABORT, 'rulings are never deleted');
END;
CREATE VIEW rulings_in_force AS
SELECT * FROM rulings r
WHERE r.kind != 'undo' AND NOT EXISTS (SELECT 1 FROM rulings u WHERE u.undoes = r.n);

CREATE TABLE retracted (              -- claims that count no more
    claim_id TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE VIEW live_claims AS
SELECT * FROM claims WHERE claim_id NOT IN (SELECT claim_id FROM retracted);

ALTER TABLE clubs ADD COLUMN shown TEXT;
ALTER TABLE clubs ADD COLUMN country TEXT;   -- null: not known
UPDATE clubs SET shown = name;
CREATE INDEX clubs_shown ON clubs (shown);
ALTER TABLE sources ADD COLUMN shown TEXT;
UPDATE sources SET shown = name;

CREATE TABLE sagas (                  -- one person's possible change, as its claims leave it; the clock is looked at later
    n INTEGER PRIMARY KEY,
    saga_id TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES people (n) ON DELETE CASCADE,
    role TEXT NOT NULL,
    window TEXT NOT NULL,             -- in which it began
    closes TEXT,                      -- last day of the window to which it runs; null: it knows none
    from_club TEXT,
    status TEXT NOT NULL,
    stage TEXT,
    club TEXT,
    trend TEXT NOT NULL,
    fate TEXT NOT NULL,
    destination TEXT,
    ended_on TEXT,
    ended_by TEXT,                    -- the claim or ruling
    left INTEGER NOT NULL,
    move TEXT,
    fee TEXT,                         -- fees are JSON: text, amount, currency
    lowest_fee TEXT,
    highest_fee TEXT,
    relays TEXT NOT NULL,             -- JSON: pairs of relay and origin
    first TEXT NOT NULL,
    last TEXT NOT NULL
);
CREATE INDEX sagas_saga_id ON sagas (saga_id);
CREATE INDEX sagas_person ON sagas (person);

CREATE TABLE saga_clubs (
    club TEXT NOT NULL,
    saga INTEGER NOT NULL REFERENCES sagas (n) ON DELETE CASCADE,
    PRIMARY KEY (club, saga)
) WITHOUT ROWID;
CREATE INDEX saga_clubs_saga ON saga_clubs (saga);

CREATE TABLE saga_claims (
    saga INTEGER NOT NULL REFERENCES sagas (n) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    PRIMARY KEY (saga, position)
) WITHOUT ROWID;
CREATE INDEX saga_claims_claim_id ON saga_claims (claim_id);

CREATE TABLE saga_ways (              -- where the person may go
    saga INTEGER NOT NULL REFERENCES sagas (n) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    club TEXT,                        -- null: away
    stage TEXT NOT NULL,
    reached TEXT NOT NULL,            -- the furthest before it was done
    fate TEXT NOT NULL,
    sources TEXT NOT NULL,            -- JSON: the independent ones
    rumour INTEGER NOT NULL,
    PRIMARY KEY (saga, position)
) WITHOUT ROWID;

CREATE TABLE saga_sources (           -- who was right: one verdict a source and saga
    saga INTEGER NOT NULL REFERENCES sagas (n) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    outlet TEXT,
    sort TEXT NOT NULL,
    club TEXT,
    away INTEGER NOT NULL,
    move TEXT NOT NULL,
    stage TEXT NOT NULL,
    certainty TEXT NOT NULL,
    first TEXT NOT NULL,
    verdict TEXT NOT NULL,
    turns TEXT,                       -- the day on which the verdict becomes another without any new claim
    turned TEXT,
    lead INTEGER,
    fee TEXT,
    deal TEXT,
    claim_ids TEXT NOT NULL,          -- JSON array
    PRIMARY KEY (saga, position)
) WITHOUT ROWID;
CREATE INDEX saga_sources_name ON saga_sources (name);

-- Whose sagas must be made anew is noted by the database itself, so that no way of writing can forget it. Who takes a
-- manager's post also ends the sagas of the other candidates.

CREATE TABLE stale_people (
    person INTEGER PRIMARY KEY
);
INSERT INTO stale_people SELECT n FROM people;
CREATE TABLE saga_version (
    version TEXT NOT NULL             -- of the rules by which all sagas here were made
);

CREATE VIEW candidates AS             -- of whoever takes a post: everybody who is told to be in for it
SELECT c.n AS claim, c.article, c.appearance, ap.person
FROM claims c
JOIN claims other ON other.to_club = c.to_club AND other.role != 'player'
JOIN appearances ap ON ap.n = other.appearance
WHERE c.role != 'player' AND c.stage = 'done' AND ap.person IS NOT NULL;

CREATE TABLE article_marks (          -- by which near-copies of an article are found
    mark INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
    PRIMARY KEY (mark, article)
) WITHOUT ROWID;
CREATE TABLE article_copies (         -- which articles are near-copies of each other, both ways round
    article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE VIEW article_voices AS         -- whose voice an article's own is: of near-copies, that of the first
SELECT a.n AS article, o.n AS original, CASE WHEN o.n IS NULL THEN a.publisher ELSE o.publisher END AS voice
FROM articles a LEFT JOIN articles o ON o.n = (
    SELECT first.n FROM article_copies k JOIN articles first ON first.n = k.other
    WHERE k.article = a.n AND first.superseded_by IS NULL
    AND (first.published, first.article_id) < (a.published, a.article_id)
    ORDER BY first.published, first.article_id LIMIT 1
);
CREATE TRIGGER article_copies_ai AFTER INSERT ON article_copies BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT person FROM appearances WHERE article = new.article AND person IS NOT NULL;
END;

CREATE TRIGGER claims_ai AFTER INSERT ON claims BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT person FROM appearances WHERE n = new.appearance AND person IS NOT NULL
    UNION SELECT person FROM candidates WHERE claim = new.n;
END;
CREATE TRIGGER claims_bd BEFORE DELETE ON claims BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT person FROM appearances WHERE n = old.appearance AND person IS NOT NULL
    UNION SELECT person FROM candidates WHERE claim = old.n;
END;
CREATE TRIGGER appearances_au AFTER UPDATE OF person ON appearances BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT old.person WHERE old.person IS NOT NULL
    UNION SELECT new.person WHERE new.person IS NOT NULL
    UNION SELECT person FROM candidates WHERE appearance = new.n;
END;
CREATE TRIGGER articles_superseded_au AFTER UPDATE OF superseded_by ON articles BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT person FROM appearances WHERE person IS NOT NULL
    AND article IN (SELECT new.n UNION SELECT other FROM article_copies WHERE article = new.n)
    UNION SELECT person FROM candidates WHERE article = new.n;
END;
CREATE TRIGGER clubs_au AFTER UPDATE OF country, shown ON clubs
WHEN old.country IS NOT new.country OR old.shown IS NOT new.shown BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT ap.person FROM claims c JOIN appearances ap ON ap.n = c.appearance
    WHERE ap.person IS NOT NULL AND c.n IN (
        SELECT n FROM claims WHERE from_club = new.n UNION SELECT n FROM claims WHERE to_club = new.n
    );
END;
CREATE TRIGGER sources_au AFTER UPDATE OF shown ON sources WHEN old.shown IS NOT new.shown BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT ap.person FROM claims c JOIN appearances ap ON ap.n = c.appearance
    WHERE c.source = new.n AND ap.person IS NOT NULL;
END;
CREATE TRIGGER retracted_ai AFTER INSERT ON retracted BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT ap.person FROM claims c JOIN appearances ap ON ap.n = c.appearance
    WHERE c.claim_id = new.claim_id AND ap.person IS NOT NULL
    UNION SELECT k.person FROM candidates k JOIN claims c ON c.n = k.claim WHERE c.claim_id = new.claim_id;
END;
CREATE TRIGGER retracted_ad AFTER DELETE ON retracted BEGIN
    INSERT OR IGNORE INTO stale_people
    SELECT ap.person FROM claims c JOIN appearances ap ON ap.n = c.appearance
    WHERE c.claim_id = old.claim_id AND ap.person IS NOT NULL
    UNION SELECT k.person FROM candidates k JOIN claims c ON c.n = k.claim WHERE c.claim_id = old.claim_id;
END;

DROP VIEW timeline;
CREATE VIEW timeline AS               -- every claim of a current article, in plain words
SELECT
    c.date, c.date_precision, p.known_as AS person, c.role, c.move, c.stage, c.certainty,
    f.shown AS from_club, t.shown AS to_club, c.actor, s.shown AS source, s.kind AS source_kind, c.via,
    c.deal, c.fee_text AS fee, c.contract_until, c.background,
    (SELECT e.text FROM evidence e WHERE e.claim = c.n ORDER BY e.n LIMIT 1) AS evidence,
    a.path AS article, a.publisher, a.published, nm.name AS person_in_article, c.claim_id, a.article_id
FROM live_claims c
JOIN articles a ON a.n = c.article AND a.superseded_by IS NULL
JOIN appearances ap ON ap.n = c.appearance
JOIN names nm ON nm.n = ap.name
JOIN people p ON p.n = ap.person
JOIN sources s ON s.n = c.source
LEFT JOIN clubs f ON f.n = c.from_club
LEFT JOIN clubs t ON t.n = c.to_club
ORDER BY c.date, a.published, a.article_id, c.position;

DROP VIEW sources_summary;
CREATE VIEW sources_summary AS        -- every source of a current article, and how far what it said had come
SELECT
    s.shown AS source, s.kind, count(*) AS claims, count(DISTINCT ap.person) AS people,
    min(c.date) AS first, max(c.date) AS last,
    sum(c.stage = 'interest') AS interest, sum(c.stage = 'talks') AS talks, sum(c.stage = 'bid') AS bid,
    sum(c.stage = 'rejected') AS rejected, sum(c.stage = 'terms') AS terms, sum(c.stage = 'close') AS close,
    sum(c.stage = 'agreed') AS agreed, sum(c.stage = 'medical') AS medical, sum(c.stage = 'done') AS done,
    sum(c.stage = 'off') AS off, sum(c.certainty = 'denied') AS denied
FROM live_claims c
JOIN articles a ON a.n = c.article AND a.superseded_by IS NULL
JOIN appearances ap ON ap.n = c.appearance
JOIN sources s ON s.n = c.source
GROUP BY s.kind, s.shown
ORDER BY claims DESC, s.kind, s.shown;
