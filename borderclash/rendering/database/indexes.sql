-- Made once the tables are filled, which is faster. One for each way that a view or a foreign key is followed.

CREATE INDEX rows_by_event ON rows (event, verdict);
CREATE INDEX rows_by_question ON rows (question);
CREATE INDEX rows_by_verdict ON rows (verdict);
CREATE INDEX rows_by_subject ON rows (subject);
CREATE INDEX accounts_by_party ON accounts (party, state);
CREATE INDEX claims_by_account ON claims ("row", party, sequence);
CREATE INDEX claims_by_party ON claims (party);
CREATE INDEX claim_sources_by_source ON claim_sources (source);
CREATE INDEX claim_of_by_party ON claim_of (party);
CREATE INDEX derivations_by_derived_from ON derivations (derived_from);
CREATE INDEX answers_by_account ON answers ("row", party);
CREATE INDEX answers_by_party ON answers (party);
CREATE INDEX answer_claims_by_claim ON answer_claims (claim);
CREATE INDEX pairs_by_verdict ON pairs (verdict, ratio);
CREATE INDEX pairs_by_party_a ON pairs (party_a);
CREATE INDEX pairs_by_party_b ON pairs (party_b);
CREATE INDEX mirrors_by_question ON mirrors (question);
