-- The catalogue tells beside each drama how many of its grants differ from what we know.
create index grant_drift_open_drama_idx on grant_drift (connection_id, drama_id) where closed_at is null;
