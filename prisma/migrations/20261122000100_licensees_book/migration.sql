-- The address book at the size of an imported customer list, and what an upstream last refused for one of its rows.
alter table "licensee" add column "archived_at" timestamptz(3);
create index "licensee_pinyin_appid_idx" on "licensee" (pinyin, appid);
create index "licensee_contract_ends_on_appid_idx" on "licensee" (contract_ends_on, appid);
create index "licensee_tags_idx" on "licensee" using gin (tags);
create index "operation_item_refused_idx" on "operation_item" (group_key, settled_at desc) where state = 'refused';
