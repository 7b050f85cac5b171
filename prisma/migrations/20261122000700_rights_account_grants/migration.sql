-- Which operation of ours gave an account-level grant its present shape.
alter table account_grant add column last_operation_id uuid;
