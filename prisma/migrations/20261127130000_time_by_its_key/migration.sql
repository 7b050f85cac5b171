-- The key of an event begins with its time: what few events share a millisecond are put in order when they are read.
drop index audit_event_time_idx;
