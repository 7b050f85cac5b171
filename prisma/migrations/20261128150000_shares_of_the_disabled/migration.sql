-- Disabling a person closes what they showed outside; whoever was disabled before has theirs closed now.
update share
   set revoked_at = clock_timestamp(), revoked_name = ''
  from "user" person
 where person.id = share.created_by and person.banned
   and share.revoked_at is null and share.expires_at > clock_timestamp();
