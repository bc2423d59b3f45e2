-- What ledgers that were taken together tell of versions, where they do not agree.

CREATE TABLE also_superseded_by (     -- by what else an article was replaced; articles.superseded_by is what counts
    article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
    later INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
    PRIMARY KEY (article, later)
) WITHOUT ROWID;
CREATE INDEX also_superseded_by_later ON also_superseded_by (later);
