-- What the team answered to a question like this one is found: tickets that were confirmed, the newest first.
CREATE INDEX ticket_solved ON ticket (closed_at)
  WHERE closed_at IS NOT NULL AND ending = 'confirmed' AND first_response_at IS NOT NULL;
