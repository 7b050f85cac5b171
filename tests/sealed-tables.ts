/** All that the sealed log consists of in the database. */
export const sealedTables = [
  'audit_event',
  'audit_leaf',
  'audit_node',
  'audit_batch',
  'audit_key',
  'audit_predecessor',
  'audit_retired',
] as const
