-- Receipts with an undecided outcome: few among many, and listed by themselves.
create index operation_unknown_idx on operation (number) where verdict = 'unknown';
