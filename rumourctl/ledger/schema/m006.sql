-- What track records count of each source of a saga, so that sagas need not be read to be counted.

ALTER TABLE saga_sources ADD COLUMN told TEXT;     -- JSON: what it said, and what of that is right once it is right
ALTER TABLE saga_sources ADD COLUMN wait INTEGER;  -- days from there to the end of the saga, once it has ended
