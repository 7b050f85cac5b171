alter table stream_sink
  -- How often it was set back: part of the ids of its deliveries from then on, for the receiver already holds the former ones.
  add column replays  integer not null default 0,
  -- Grows with every change of where the sink is or goes on from: a delivery that began before does not move it.
  add column revision integer not null default 0,
  -- A webhook's whole address, encrypted; `place` shows the part before its path. Null where it was kept plain and not changed since.
  add column address  text;
