-- What a message does by arriving, as JSON; NULL where its arrival changes nothing.
ALTER TABLE outbox ADD COLUMN intent TEXT;

-- What was said in a ticket is compared with what arrived.
CREATE INDEX outbox_by_ticket ON outbox (ticket, seq) WHERE ticket IS NOT NULL;

-- A time is a promise once the customer has it in words.
ALTER TABLE promise ADD COLUMN told_at INTEGER;
-- When word that takes its place was sent off.
ALTER TABLE promise ADD COLUMN moving_at INTEGER;
-- What is here was taken to be said; when it was, where that is still known.
UPDATE promise SET told_at = coalesce((
  SELECT min(ended_at) FROM outbox
  WHERE outbox.ticket = promise.ticket AND readership = 'customer' AND outbox.state = 'sent'
    AND queued_at >= made_at
), made_at);

-- Since when nothing reaches the customer.
ALTER TABLE ticket ADD COLUMN unreached_at INTEGER;
