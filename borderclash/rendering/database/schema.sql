-- Tables. A column `name` or `title` is what Datasette shows in place of an id.

CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT
) WITHOUT ROWID;

CREATE TABLE parties (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  kind TEXT,
  pooled INTEGER NOT NULL CHECK (pooled IN (0, 1)),
  note TEXT,
  sequence INTEGER NOT NULL
);

CREATE TABLE sources (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT,
  author TEXT,
  publisher TEXT,
  published TEXT,
  url TEXT,
  retrieved TEXT,
  archived TEXT,
  snapshot TEXT,
  sha256 TEXT,
  language TEXT,
  note TEXT
);

CREATE TABLE events (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  date TEXT,
  place TEXT,
  timezone TEXT NOT NULL,
  sequence INTEGER NOT NULL
);

CREATE TABLE questions (
  id INTEGER PRIMARY KEY,
  event TEXT NOT NULL REFERENCES events (id),
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit TEXT,
  measure TEXT,
  options TEXT,
  cumulative INTEGER NOT NULL CHECK (cumulative IN (0, 1)),
  cut_off TEXT,
  parts TEXT,
  UNIQUE (event, slug)
);

CREATE TABLE rows (
  id INTEGER PRIMARY KEY,
  event TEXT NOT NULL REFERENCES events (id),
  question INTEGER NOT NULL REFERENCES questions (id),
  title TEXT NOT NULL,
  subject TEXT REFERENCES parties (id),
  scope TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN
    ('conflict', 'overlap', 'unlike', 'open', 'compatible', 'agree', 'one-party', 'unanswered')),
  gap NUMERIC,
  gap_seconds INTEGER,
  gap_text TEXT,
  ratio REAL,
  between_a TEXT REFERENCES parties (id),
  between_b TEXT REFERENCES parties (id),
  why TEXT NOT NULL,
  one_origin INTEGER NOT NULL CHECK (one_origin IN (0, 1))
);

CREATE TABLE accounts (
  "row" INTEGER NOT NULL REFERENCES rows (id),
  party TEXT NOT NULL REFERENCES parties (id),
  state TEXT NOT NULL CHECK (state IN ('asserts', 'denies', 'declines', 'cannot-say', 'withdrawn', 'no-claim')),
  text TEXT,
  self_contradicting INTEGER NOT NULL CHECK (self_contradicting IN (0, 1)),
  PRIMARY KEY ("row", party)
);

CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  "row" INTEGER NOT NULL REFERENCES rows (id),
  party TEXT NOT NULL REFERENCES parties (id),
  sequence INTEGER NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('asserts', 'denies', 'declines', 'cannot-say', 'withdraws')),
  stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
  text TEXT NOT NULL,
  value TEXT,
  low NUMERIC,
  low_open INTEGER CHECK (low_open IN (0, 1)),
  high NUMERIC,
  high_open INTEGER CHECK (high_open IN (0, 1)),
  stated_low NUMERIC,
  stated_high NUMERIC,
  time_low TEXT,
  time_low_open INTEGER CHECK (time_low_open IN (0, 1)),
  time_high TEXT,
  time_high_open INTEGER CHECK (time_high_open IN (0, 1)),
  time_stated_from TEXT,
  time_stated_to TEXT,
  hedge TEXT,
  measure TEXT,
  stated TEXT,
  cut_off TEXT,
  speaker TEXT,
  attribution TEXT NOT NULL CHECK (attribution IN ('on-record', 'anonymous', 'unattributed')),
  via TEXT,
  locator TEXT,
  quote TEXT,
  translation TEXT,
  note TEXT,
  slug TEXT,
  replaces INTEGER REFERENCES claims (id),
  restates INTEGER REFERENCES claims (id),
  FOREIGN KEY ("row", party) REFERENCES accounts ("row", party)
);

CREATE TABLE claim_sources (
  claim INTEGER NOT NULL REFERENCES claims (id),
  source TEXT NOT NULL REFERENCES sources (id),
  sequence INTEGER NOT NULL,
  PRIMARY KEY (claim, source)
) WITHOUT ROWID;

-- Whose claims a denial is of.
CREATE TABLE claim_of (
  claim INTEGER NOT NULL REFERENCES claims (id),
  party TEXT NOT NULL REFERENCES parties (id),
  sequence INTEGER NOT NULL,
  PRIMARY KEY (claim, party)
) WITHOUT ROWID;

CREATE TABLE derivations (
  source TEXT NOT NULL REFERENCES sources (id),
  derived_from TEXT NOT NULL REFERENCES sources (id),
  sequence INTEGER NOT NULL,
  PRIMARY KEY (source, derived_from)
) WITHOUT ROWID;

-- The different answers of an account. One that is derived is the sum of what the party says of each part: nobody
-- said it, and the claims behind it stand in other rows.
CREATE TABLE answers (
  id INTEGER PRIMARY KEY,
  "row" INTEGER NOT NULL REFERENCES rows (id),
  party TEXT NOT NULL REFERENCES parties (id),
  sequence INTEGER NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('asserts', 'denies')),
  text TEXT NOT NULL,
  value TEXT,
  low NUMERIC,
  low_open INTEGER CHECK (low_open IN (0, 1)),
  high NUMERIC,
  high_open INTEGER CHECK (high_open IN (0, 1)),
  stated_low NUMERIC,
  stated_high NUMERIC,
  measure TEXT,
  derived INTEGER NOT NULL CHECK (derived IN (0, 1)),
  sources INTEGER NOT NULL,
  origins INTEGER,
  voices INTEGER,
  FOREIGN KEY ("row", party) REFERENCES accounts ("row", party)
);

CREATE TABLE answer_claims (
  answer INTEGER NOT NULL REFERENCES answers (id),
  claim INTEGER NOT NULL REFERENCES claims (id),
  sequence INTEGER NOT NULL,
  PRIMARY KEY (answer, claim)
) WITHOUT ROWID;

CREATE TABLE pairs (
  id INTEGER PRIMARY KEY,
  "row" INTEGER NOT NULL REFERENCES rows (id),
  party_a TEXT NOT NULL REFERENCES parties (id),
  party_b TEXT NOT NULL REFERENCES parties (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('conflict', 'overlap', 'unlike', 'open', 'compatible', 'agree')),
  gap NUMERIC,
  gap_seconds INTEGER,
  gap_text TEXT,
  ratio REAL,
  said_a TEXT NOT NULL,
  said_b TEXT NOT NULL,
  day_a TEXT,
  day_b TEXT,
  why TEXT NOT NULL,
  only_a TEXT,
  only_b TEXT,
  both TEXT,
  UNIQUE ("row", party_a, party_b),
  FOREIGN KEY ("row", party_a) REFERENCES accounts ("row", party),
  FOREIGN KEY ("row", party_b) REFERENCES accounts ("row", party)
);

CREATE TABLE mirrors (
  id INTEGER PRIMARY KEY,
  question INTEGER NOT NULL REFERENCES questions (id),
  scope TEXT,
  party_a TEXT NOT NULL REFERENCES parties (id),
  party_b TEXT NOT NULL REFERENCES parties (id),
  text_a TEXT NOT NULL,
  text_b TEXT NOT NULL,
  gap NUMERIC,
  gap_seconds INTEGER,
  gap_text TEXT,
  ratio REAL
);

-- Views: what readers ask first, with names in place of ids.

CREATE VIEW disagreements AS
SELECT
  events.title AS event_title,
  rows.title AS row_title,
  pairs.verdict,
  a.name AS party_a,
  said_a.text AS says_a,
  b.name AS party_b,
  said_b.text AS says_b,
  pairs.gap,
  questions.unit,
  pairs.gap_text,
  pairs.ratio,
  pairs.why,
  rows.event,
  pairs."row",
  pairs.id AS pair
FROM pairs
JOIN rows ON rows.id = pairs."row"
JOIN questions ON questions.id = rows.question
JOIN events ON events.id = rows.event
JOIN parties AS a ON a.id = pairs.party_a
JOIN parties AS b ON b.id = pairs.party_b
JOIN accounts AS said_a ON said_a."row" = pairs."row" AND said_a.party = pairs.party_a
JOIN accounts AS said_b ON said_b."row" = pairs."row" AND said_b.party = pairs.party_b
WHERE pairs.verdict IN ('conflict', 'overlap')
ORDER BY
  pairs.ratio IS NULL, pairs.ratio DESC, pairs.gap_seconds IS NULL, pairs.gap_seconds DESC,
  pairs.verdict, pairs.id;

CREATE VIEW widest_by_event AS
SELECT
  events.title AS event_title,
  counts.rows,
  counts.conflicts,
  counts.overlaps,
  widest.row_title AS widest_row,
  widest.party_a,
  widest.says_a,
  widest.party_b,
  widest.says_b,
  widest.gap_text,
  widest.ratio,
  events.id AS event
FROM events
JOIN (
  SELECT
    event,
    count(*) AS rows,
    sum(verdict = 'conflict') AS conflicts,
    sum(verdict = 'overlap') AS overlaps
  FROM rows GROUP BY event
) AS counts ON counts.event = events.id
LEFT JOIN (
  SELECT *, row_number() OVER (
    PARTITION BY event
    ORDER BY ratio IS NULL, ratio DESC, gap_text IS NULL, verdict, pair
  ) AS place
  FROM disagreements
) AS widest ON widest.event = events.id AND widest.place = 1
ORDER BY widest.ratio IS NULL, widest.ratio DESC, counts.conflicts + counts.overlaps DESC, events.sequence;

-- One that is derived is no claim, and has none.
CREATE VIEW positions AS
SELECT
  events.title AS event_title,
  rows.title AS row_title,
  parties.name AS party_name,
  claims.stance,
  claims.text,
  claims.low,
  claims.low_open,
  claims.high,
  claims.high_open,
  claims.stated_low,
  claims.stated_high,
  claims.time_low,
  claims.time_low_open,
  claims.time_high,
  claims.time_high_open,
  claims.time_stated_from,
  claims.time_stated_to,
  questions.kind,
  questions.unit,
  claims.measure,
  claims.hedge,
  claims.stated,
  claims.cut_off,
  answers.derived,
  answers.sources,
  answers.origins,
  answers.voices,
  rows.event,
  claims."row",
  claims.party,
  claims.id AS claim
FROM claims
JOIN rows ON rows.id = claims."row"
JOIN questions ON questions.id = rows.question
JOIN events ON events.id = rows.event
JOIN parties ON parties.id = claims.party
JOIN answer_claims ON answer_claims.claim = claims.id
JOIN answers ON answers.id = answer_claims.answer AND answers."row" = claims."row"
WHERE claims.stands AND claims.restates IS NULL
UNION ALL
SELECT
  events.title,
  rows.title,
  parties.name,
  answers.stance,
  answers.text,
  answers.low,
  answers.low_open,
  answers.high,
  answers.high_open,
  answers.stated_low,
  answers.stated_high,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  questions.kind,
  questions.unit,
  answers.measure,
  NULL,
  NULL,
  NULL,
  answers.derived,
  answers.sources,
  answers.origins,
  answers.voices,
  rows.event,
  answers."row",
  answers.party,
  NULL
FROM answers
JOIN rows ON rows.id = answers."row"
JOIN questions ON questions.id = rows.question
JOIN events ON events.id = rows.event
JOIN parties ON parties.id = answers.party
WHERE answers.derived
ORDER BY "row", claim;

-- Rows in which some sources hang together, and no answer is known to have more than one origin.
CREATE VIEW rows_of_one_origin AS
SELECT
  events.title AS event_title,
  rows.title AS row_title,
  rows.verdict,
  count(DISTINCT claim_sources.source) AS sources,
  rows.why,
  rows.event,
  rows.id AS "row"
FROM rows
JOIN events ON events.id = rows.event
JOIN answers ON answers."row" = rows.id
JOIN answer_claims ON answer_claims.answer = answers.id
JOIN claim_sources ON claim_sources.claim = answer_claims.claim
WHERE rows.one_origin
GROUP BY rows.id
ORDER BY rows.id;

-- A question counts once for each subject, whatever parts it is split into: by the first of these states in any.
CREATE VIEW coverage AS
WITH answers AS (
  SELECT
    rows.event,
    accounts.party,
    min(CASE accounts.state
      WHEN 'asserts' THEN 1
      WHEN 'denies' THEN 2
      WHEN 'withdrawn' THEN 3
      WHEN 'declines' THEN 4
      WHEN 'cannot-say' THEN 5
      ELSE 6
    END) AS first_state
  FROM accounts
  JOIN rows ON rows.id = accounts."row"
  GROUP BY rows.question, rows.subject, accounts.party
)
SELECT
  events.title AS event_title,
  parties.name AS party_name,
  count(*) AS rows,
  sum(first_state IN (1, 2)) AS answered,
  sum(first_state = 1) AS asserts,
  sum(first_state = 2) AS denies,
  sum(first_state = 4) AS declined,
  sum(first_state = 5) AS cannot_say,
  sum(first_state = 3) AS withdrawn,
  sum(first_state = 6) AS no_claim,
  answers.event,
  answers.party
FROM answers
JOIN events ON events.id = answers.event
JOIN parties ON parties.id = answers.party
GROUP BY answers.event, answers.party
ORDER BY events.sequence, parties.sequence;

CREATE VIEW citations AS
SELECT
  events.title AS event_title,
  rows.title AS row_title,
  parties.name AS party_name,
  claims.text,
  claims.stands,
  claims.speaker,
  claims.attribution,
  claims.via,
  claims.stated,
  sources.publisher,
  sources.title AS source_title,
  sources.published,
  sources.url,
  claims.locator,
  claims.quote,
  claims.translation,
  rows.event,
  claims."row",
  claims.party,
  claims.id AS claim,
  sources.id AS source
FROM claims
JOIN rows ON rows.id = claims."row"
JOIN events ON events.id = rows.event
JOIN parties ON parties.id = claims.party
JOIN claim_sources ON claim_sources.claim = claims.id
JOIN sources ON sources.id = claim_sources.source
ORDER BY claims.id, claim_sources.sequence;

CREATE VIEW sources_used AS
SELECT
  sources.title,
  sources.publisher,
  sources.published,
  sources.url,
  count(claims.id) AS claims,
  count(DISTINCT claims.party) AS parties,
  count(DISTINCT rows.event) AS events,
  sources.id AS source
FROM sources
LEFT JOIN claim_sources ON claim_sources.source = sources.id
LEFT JOIN claims ON claims.id = claim_sources.claim
LEFT JOIN rows ON rows.id = claims."row"
GROUP BY sources.id
ORDER BY claims DESC, sources.id;
