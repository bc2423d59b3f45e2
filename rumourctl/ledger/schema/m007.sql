-- Who says what of a club, and of whom, so that nobody need go through all of its claims to count it; and which persons
-- are more than players.

CREATE INDEX claims_working ON claims (person) WHERE role != 'player';

CREATE TABLE club_sources (           -- the live claims of a club, by who told what
    club INTEGER NOT NULL REFERENCES clubs (n),
    source INTEGER NOT NULL,          -- of sources; see UNDECLARED in structure.py
    stage TEXT NOT NULL,
    via TEXT NOT NULL,
    claims INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (club, source, stage, via)
) WITHOUT ROWID;
CREATE TABLE club_people (            -- the same, by who told something of whom
    club INTEGER NOT NULL REFERENCES clubs (n),
    source INTEGER NOT NULL,          -- of sources
    person INTEGER NOT NULL,          -- of people
    claims INTEGER NOT NULL,
    PRIMARY KEY (club, source, person)
) WITHOUT ROWID;

INSERT INTO club_sources
SELECT club, source, stage, via, count(*), min(date), max(date) FROM (
    SELECT from_club AS club, source, stage, via, date FROM claims WHERE live AND from_club IS NOT NULL
    UNION ALL
    SELECT to_club, source, stage, via, date FROM claims WHERE live AND to_club IS NOT NULL AND to_club IS NOT from_club
) GROUP BY club, source, stage, via;
INSERT INTO club_people
SELECT club, source, person, count(*) FROM (
    SELECT from_club AS club, source, person FROM claims WHERE live AND from_club IS NOT NULL
    UNION ALL
    SELECT to_club, source, person FROM claims WHERE live AND to_club IS NOT NULL AND to_club IS NOT from_club
) WHERE person IS NOT NULL GROUP BY club, source, person;

CREATE TRIGGER club_sources_au AFTER UPDATE OF claims ON club_sources WHEN new.claims < old.claims BEGIN
    DELETE FROM club_sources
    WHERE club = new.club AND source = new.source AND stage = new.stage AND via = new.via AND claims = 0;
    UPDATE club_sources SET
        first = (
            SELECT date FROM claims c WHERE c.source = new.source AND c.date >= new.first AND c.live
            AND c.stage = new.stage AND c.via = new.via AND new.club IN (c.from_club, c.to_club)
            ORDER BY c.date LIMIT 1
        ),
        last = (
            SELECT date FROM claims c WHERE c.source = new.source AND c.date <= new.last AND c.live
            AND c.stage = new.stage AND c.via = new.via AND new.club IN (c.from_club, c.to_club)
            ORDER BY c.date DESC LIMIT 1
        )
    WHERE club = new.club AND source = new.source AND stage = new.stage AND via = new.via;
END;
CREATE TRIGGER club_people_au AFTER UPDATE OF claims ON club_people WHEN new.claims = 0 BEGIN
    DELETE FROM club_people WHERE club = new.club AND source = new.source AND person = new.person;
END;

-- As in m005.sql, which goes on to count persons, clubs and sources. A claim comes in before it is known whom it is on.
DROP TRIGGER claims_counted_ai;
CREATE TRIGGER claims_counted_ai AFTER INSERT ON claims BEGIN
    UPDATE clubs SET claims = claims + new.live WHERE n IN (new.from_club, new.to_club);
    UPDATE sources SET claims = claims + new.live WHERE n = new.source;
    INSERT INTO club_sources SELECT n, new.source, new.stage, new.via, 1, new.date, new.date FROM clubs
    WHERE n IN (new.from_club, new.to_club) AND new.live
    ON CONFLICT DO UPDATE SET claims = claims + 1, first = min(first, excluded.first), last = max(last, excluded.last);
    UPDATE claims SET person = (SELECT person FROM appearances WHERE n = new.appearance)
    WHERE n = new.n AND (SELECT person FROM appearances WHERE n = new.appearance) IS NOT NULL;
    UPDATE claims SET live = 0 WHERE n = new.n AND (
        (SELECT superseded_by FROM articles WHERE n = new.article) IS NOT NULL
        OR claim_id IN (SELECT claim_id FROM retracted)
    );
END;
CREATE TRIGGER claims_told_au AFTER UPDATE OF live ON claims WHEN old.live != new.live BEGIN
    UPDATE club_sources SET claims = claims - old.live
    WHERE club IN (old.from_club, old.to_club) AND source = old.source AND stage = old.stage AND via = old.via;
    INSERT INTO club_sources SELECT n, new.source, new.stage, new.via, 1, new.date, new.date FROM clubs
    WHERE n IN (new.from_club, new.to_club) AND new.live
    ON CONFLICT DO UPDATE SET claims = claims + 1, first = min(first, excluded.first), last = max(last, excluded.last);
END;
CREATE TRIGGER claims_told_of_au AFTER UPDATE OF person, live ON claims BEGIN
    UPDATE club_people SET claims = claims - old.live
    WHERE club IN (old.from_club, old.to_club) AND source = old.source AND person = old.person;
    INSERT INTO club_people SELECT n, new.source, new.person, 1 FROM clubs
    WHERE n IN (new.from_club, new.to_club) AND new.live AND new.person IS NOT NULL
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
CREATE TRIGGER claims_told_ad AFTER DELETE ON claims BEGIN
    UPDATE club_sources SET claims = claims - old.live
    WHERE club IN (old.from_club, old.to_club) AND source = old.source AND stage = old.stage AND via = old.via;
    UPDATE club_people SET claims = claims - old.live
    WHERE club IN (old.from_club, old.to_club) AND source = old.source AND person = old.person;
END;
