-- Looked up before every step of an operation, among all calls it ever made.
create index operation_call_abandoned_idx on operation_call (operation_id, number) where state = 'open';
