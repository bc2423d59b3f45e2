-- What makes questions fast however much there is: in each claim who is meant and whether it counts, indexes that answer
-- by themselves, and sums over sagas. All of it is kept up to date by the database itself.

ALTER TABLE claims ADD COLUMN person INTEGER REFERENCES people (n);  -- as the claim's appearance has it
ALTER TABLE claims ADD COLUMN live INTEGER NOT NULL DEFAULT 1;       -- of a current article, and not retracted
ALTER TABLE people ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;     -- how many are live
ALTER TABLE clubs ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
DROP INDEX claims_from_club;
DROP INDEX claims_to_club;
DROP INDEX claims_source;
DROP INDEX claims_date;
UPDATE claims SET
    person = (SELECT person FROM appearances ap WHERE ap.n = claims.appearance),
    live = (SELECT superseded_by IS NULL FROM articles a WHERE a.n = claims.article)
        AND claim_id NOT IN (SELECT claim_id FROM retracted);

-- Claims are gone through by their date. What follows it is looked at before a claim is read at all.
CREATE INDEX claims_person ON claims (person, date, live, stage, from_club, to_club);
CREATE INDEX claims_from_club ON claims (
    from_club, date, live, stage, move, certainty, background, person, source, to_club, via
);
CREATE INDEX claims_to_club ON claims (
    to_club, date, live, stage, move, certainty, background, person, source, from_club, via
);
CREATE INDEX claims_source ON claims (source, date, live, stage, move, certainty, background, from_club, to_club);
CREATE INDEX claims_kind ON claims (move, stage, certainty, date, live, background, source);
CREATE INDEX claims_appointments ON claims (to_club) WHERE role != 'player' AND stage = 'done';
CREATE INDEX claims_date ON claims (date, live, background, source);

UPDATE people SET claims = (SELECT count(*) FROM claims c WHERE c.person = people.n AND c.live);
UPDATE clubs SET claims =
    (SELECT count(*) FROM claims c WHERE c.from_club = clubs.n AND c.live)
    + (SELECT count(*) FROM claims c WHERE c.to_club = clubs.n AND c.live AND c.from_club IS NOT c.to_club);
UPDATE sources SET claims = (SELECT count(*) FROM claims c WHERE c.source = sources.n AND c.live);
CREATE INDEX people_claims ON people (claims DESC, known_as);

CREATE TRIGGER claims_counted_ai AFTER INSERT ON claims BEGIN
    UPDATE clubs SET claims = claims + new.live WHERE n IN (new.from_club, new.to_club);
    UPDATE sources SET claims = claims + new.live WHERE n = new.source;
    UPDATE claims SET person = (SELECT person FROM appearances WHERE n = new.appearance)
    WHERE n = new.n AND (SELECT person FROM appearances WHERE n = new.appearance) IS NOT NULL;
    UPDATE claims SET live = 0 WHERE n = new.n AND (
        (SELECT superseded_by FROM articles WHERE n = new.article) IS NOT NULL
        OR claim_id IN (SELECT claim_id FROM retracted)
    );
END;
CREATE TRIGGER claims_counted_au AFTER UPDATE OF person, live ON claims BEGIN
    UPDATE people SET claims = claims - old.live WHERE n = old.person;
    UPDATE people SET claims = claims + new.live WHERE n = new.person;
    UPDATE clubs SET claims = claims + new.live - old.live
    WHERE n IN (new.from_club, new.to_club) AND old.live != new.live;
    UPDATE sources SET claims = claims + new.live - old.live WHERE n = new.source AND old.live != new.live;
END;
CREATE TRIGGER claims_counted_ad AFTER DELETE ON claims BEGIN
    UPDATE people SET claims = claims - old.live WHERE n = old.person;
    UPDATE clubs SET claims = claims - old.live WHERE n IN (old.from_club, old.to_club);
    UPDATE sources SET claims = claims - old.live WHERE n = old.source;
END;
CREATE TRIGGER appearances_meant_au AFTER UPDATE OF person ON appearances WHEN old.person IS NOT new.person BEGIN
    UPDATE claims SET person = new.person WHERE appearance = new.n;
END;
CREATE TRIGGER articles_live_au AFTER UPDATE OF superseded_by ON articles
WHEN (old.superseded_by IS NULL) != (new.superseded_by IS NULL) BEGIN
    UPDATE claims SET live = new.superseded_by IS NULL AND claim_id NOT IN (SELECT claim_id FROM retracted)
    WHERE article = new.n;
END;
CREATE TRIGGER retracted_live_ai AFTER INSERT ON retracted BEGIN
    UPDATE claims SET live = 0 WHERE claim_id = new.claim_id;
END;
CREATE TRIGGER retracted_live_ad AFTER DELETE ON retracted BEGIN
    UPDATE claims SET live = (SELECT superseded_by IS NULL FROM articles a WHERE a.n = claims.article)
    WHERE claim_id = old.claim_id;
END;

ALTER TABLE sagas ADD COLUMN settles TEXT;  -- from which day on it is settled; empty: by its claims; null: never
ALTER TABLE sagas ADD COLUMN lessons TEXT;  -- what it tells then of how rumours come true: JSON, see saga_tallies
CREATE INDEX sagas_last ON sagas (last DESC, saga_id);
CREATE INDEX sagas_window ON sagas (window, last DESC, saga_id);
CREATE INDEX sagas_open ON sagas (settles) WHERE fate = 'open';

CREATE TABLE saga_tallies (           -- the lessons of all sagas: how many cases came true
    topic TEXT NOT NULL,
    name TEXT NOT NULL,
    day TEXT NOT NULL,                -- from which they count
    came_true INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    PRIMARY KEY (topic, name, day)
) WITHOUT ROWID;
CREATE VIEW saga_lessons AS
SELECT s.n AS saga, s.settles AS day, json_extract(told.value, '$[0]') AS topic, json_extract(told.value, '$[1]') AS name,
    json_extract(told.value, '$[2]') AS came_true, json_extract(told.value, '$[3]') AS settled
FROM sagas s, json_each(s.lessons) told;
CREATE TRIGGER sagas_tallied_ai AFTER INSERT ON sagas WHEN new.settles IS NOT NULL BEGIN
    INSERT INTO saga_tallies
    SELECT topic, name, day, came_true, settled FROM saga_lessons WHERE saga = new.n
    ON CONFLICT DO UPDATE SET came_true = came_true + excluded.came_true, settled = settled + excluded.settled;
END;
CREATE TRIGGER sagas_tallied_au AFTER UPDATE OF lessons ON sagas WHEN old.settles IS NULL AND new.settles IS NOT NULL BEGIN
    INSERT INTO saga_tallies
    SELECT topic, name, day, came_true, settled FROM saga_lessons WHERE saga = new.n
    ON CONFLICT DO UPDATE SET came_true = came_true + excluded.came_true, settled = settled + excluded.settled;
END;
CREATE TRIGGER sagas_tallied_bd BEFORE DELETE ON sagas WHEN old.settles IS NOT NULL BEGIN
    INSERT INTO saga_tallies
    SELECT topic, name, day, -came_true, -settled FROM saga_lessons WHERE saga = old.n
    ON CONFLICT DO UPDATE SET came_true = came_true + excluded.came_true, settled = settled + excluded.settled;
    DELETE FROM saga_tallies WHERE settled = 0 AND day = old.settles
    AND (topic, name) IN (SELECT topic, name FROM saga_lessons WHERE saga = old.n);
END;
