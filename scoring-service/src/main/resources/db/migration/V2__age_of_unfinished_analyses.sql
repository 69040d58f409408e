-- What never became complete is searched by age when it is tidied up.
CREATE INDEX finding_part_received_at ON scoring.finding_part (received_at);
CREATE INDEX completion_received_at ON scoring.completion (received_at);
