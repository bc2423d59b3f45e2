-- Articles and their claims, the names in them, and the search over both.
--
-- The integer keys say in what order rows arrived and mean nothing outside this file; article_id and claim_id come
-- from content. All that is text in a claim and repeats (names, clubs, sources) stands once in a table of its own.

CREATE TABLE articles (
    n INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,  -- from the content: the same on every machine
    path TEXT NOT NULL,               -- as it was given; '-' is standard input
    location TEXT,                    -- the absolute path, by which a changed file is known again
    published TEXT NOT NULL,
    publisher TEXT,
    title TEXT,
    url TEXT,
    author TEXT,
    characters INTEGER NOT NULL,
    body_start INTEGER NOT NULL,      -- where prose begins, after a header
    extractor TEXT NOT NULL,          -- version of the reading that gave the claims
    superseded_by INTEGER REFERENCES articles (n),
    text TEXT NOT NULL                -- exactly as read
);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_path ON articles (path);
CREATE INDEX articles_location ON articles (location);
CREATE INDEX articles_superseded_by ON articles (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE TABLE clubs (
    n INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE sources (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT,                        -- null: no name is given
    folded TEXT,                      -- the name without case and accents
    surname TEXT                      -- of a person or journalist
);
CREATE UNIQUE INDEX sources_kind_name ON sources (kind, coalesce(name, ''));
CREATE INDEX sources_folded ON sources (folded);
CREATE INDEX sources_surname ON sources (surname);

CREATE TABLE people (
    n INTEGER PRIMARY KEY,
    known_as TEXT NOT NULL UNIQUE     -- the fullest form of the name
);

CREATE TABLE names (
    n INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,        -- as articles give it
    surname TEXT NOT NULL,            -- folded; who is meant is decided within a surname
    person INTEGER REFERENCES people (n)  -- null: a short name, which means this one here and that one there
);
CREATE INDEX names_surname ON names (surname);
CREATE INDEX names_person ON names (person);

CREATE TABLE name_words (             -- finds a name by any part of it
    word TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES names (n) ON DELETE CASCADE,
    PRIMARY KEY (word, name)
) WITHOUT ROWID;
CREATE INDEX name_words_name ON name_words (name);

CREATE TABLE name_clubs (             -- where a name was seen: tells namesakes apart
    name INTEGER NOT NULL REFERENCES names (n) ON DELETE CASCADE,
    club INTEGER NOT NULL REFERENCES clubs (n),
    year INTEGER NOT NULL,
    PRIMARY KEY (name, club, year)
) WITHOUT ROWID;
CREATE INDEX name_clubs_club ON name_clubs (club);

CREATE TABLE appearances (            -- a name in an article, and who is meant by it
    n INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
    name INTEGER NOT NULL REFERENCES names (n),
    person INTEGER REFERENCES people (n),
    UNIQUE (article, name)
);
CREATE INDEX appearances_name ON appearances (name, person);
CREATE INDEX appearances_person ON appearances (person);

CREATE TABLE claims (
    n INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL,           -- from the content: the same on every machine
    article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
    position INTEGER NOT NULL,        -- place in the article, from 0
    appearance INTEGER NOT NULL REFERENCES appearances (n),
    role TEXT NOT NULL,
    move TEXT NOT NULL,
    stage TEXT NOT NULL,
    from_club INTEGER REFERENCES clubs (n),
    to_club INTEGER REFERENCES clubs (n),
    actor TEXT,
    certainty TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES sources (n),
    via TEXT NOT NULL,                -- JSON array, outermost first
    deal TEXT,
    fee_text TEXT,
    fee_amount INTEGER,               -- in whole units of fee_currency
    fee_currency TEXT,
    contract_until TEXT,
    date TEXT NOT NULL,
    date_precision TEXT NOT NULL,
    background INTEGER NOT NULL,
    rules TEXT NOT NULL,              -- JSON array
    UNIQUE (article, position),
    UNIQUE (claim_id, article)
);
CREATE INDEX claims_appearance ON claims (appearance, date);
CREATE INDEX claims_from_club ON claims (from_club, date);
CREATE INDEX claims_to_club ON claims (to_club, date);
CREATE INDEX claims_source ON claims (source, date);
CREATE INDEX claims_date ON claims (date);

CREATE TABLE evidence (               -- the sentences that prove a claim
    n INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (n) ON DELETE CASCADE,
    start INTEGER NOT NULL,           -- offsets into the article's text, in characters, stop exclusive
    stop INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX evidence_claim ON evidence (claim);

-- The articles' update trigger names its columns: a new extractor version must not index every text again.
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content="articles", content_rowid='n', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER articles_ad AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;
CREATE TRIGGER articles_au AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.n, new.title, new.text);
END;

CREATE VIRTUAL TABLE evidence_fts USING fts5 (
    text, content="evidence", content_rowid='n', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER evidence_ai AFTER INSERT ON evidence BEGIN
    INSERT INTO evidence_fts (rowid, text) VALUES (new.n, new.text);
END;
CREATE TRIGGER evidence_ad AFTER DELETE ON evidence BEGIN
    INSERT INTO evidence_fts (evidence_fts, rowid, text) VALUES ('delete', old.n, old.text);
END;
CREATE TRIGGER evidence_au AFTER UPDATE OF text ON evidence BEGIN
    INSERT INTO evidence_fts (evidence_fts, rowid, text) VALUES ('delete', old.n, old.text);
    INSERT INTO evidence_fts (rowid, text) VALUES (new.n, new.text);
END;

CREATE VIEW timeline AS               -- every claim of a current article, in plain words
SELECT
    c.date, c.date_precision, p.known_as AS person, c.role, c.move, c.stage, c.certainty,
    f.name AS from_club, t.name AS to_club, c.actor, s.name AS source, s.kind AS source_kind, c.via,
    c.deal, c.fee_text AS fee, c.contract_until, c.background,
    (SELECT e.text FROM evidence e WHERE e.claim = c.n ORDER BY e.n LIMIT 1) AS evidence,
    a.path AS article, a.publisher, a.published, nm.name AS person_in_article, c.claim_id, a.article_id
FROM claims c
JOIN articles a ON a.n = c.article AND a.superseded_by IS NULL
JOIN appearances ap ON ap.n = c.appearance
JOIN names nm ON nm.n = ap.name
JOIN people p ON p.n = ap.person
JOIN sources s ON s.n = c.source
LEFT JOIN clubs f ON f.n = c.from_club
LEFT JOIN clubs t ON t.n = c.to_club
ORDER BY c.date, a.published, a.article_id, c.position;

CREATE VIEW sources_summary AS        -- every source of a current article, and how far what it said had come
SELECT
    s.name AS source, s.kind, count(*) AS claims, count(DISTINCT ap.person) AS people,
    min(c.date) AS first, max(c.date) AS last,
    sum(c.stage = 'interest') AS interest, sum(c.stage = 'talks') AS talks, sum(c.stage = 'bid') AS bid,
    sum(c.stage = 'rejected') AS rejected, sum(c.stage = 'terms') AS terms, sum(c.stage = 'close') AS close,
    sum(c.stage = 'agreed') AS agreed, sum(c.stage = 'medical') AS medical, sum(c.stage = 'done') AS done,
    sum(c.stage = 'off') AS off, sum(c.certainty = 'denied') AS denied
FROM claims c
JOIN articles a ON a.n = c.article AND a.superseded_by IS NULL
JOIN appearances ap ON ap.n = c.appearance
JOIN sources s ON s.n = c.source
GROUP BY s.n
ORDER BY claims DESC, s.kind, s.name;
