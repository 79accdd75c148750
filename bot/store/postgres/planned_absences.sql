-- As SQLite's step of this name, where it is said what is new.
ALTER TABLE absence ADD COLUMN since bigint NOT NULL DEFAULT 0;
ALTER TABLE absence ADD COLUMN "by" text COLLATE "C";
ALTER TABLE absence ADD COLUMN alarm_at bigint;
UPDATE absence SET since = at;
UPDATE absence SET alarm_at = until WHERE ended_at IS NULL;
DROP INDEX absence_standing;
-- Nobody goes away twice at one moment.
CREATE UNIQUE INDEX absence_standing ON absence (person_id, since) WHERE ended_at IS NULL;
CREATE INDEX absence_due ON absence (alarm_at) WHERE alarm_at IS NOT NULL;

-- A shift that begins gives out what waits.
ALTER TABLE shift ADD COLUMN "by" text COLLATE "C";
ALTER TABLE shift ADD COLUMN alarm_at bigint;
UPDATE shift SET alarm_at = at WHERE hours <> ''
  AND number IN (SELECT max(number) FROM shift GROUP BY person_id);
CREATE INDEX shift_due ON shift (alarm_at) WHERE alarm_at IS NOT NULL;
