import 'server-only'

export const roles = ['admin', 'manager', 'support'] as const
export type Role = (typeof roles)[number]

/** Who may do what. A role that is not named may not. */
const permissions = {
  'desk.read': ['admin', 'manager', 'support'],
  'account.write': ['admin', 'manager', 'support'],
  'audit.verify': ['admin', 'manager', 'support'],
  'audit.note': ['admin', 'manager', 'support'],
  'audit.export': ['admin', 'manager', 'support'],
  'share.write': ['admin', 'manager', 'support'],
  'audit.view.write': ['admin', 'manager', 'support'],
  'audit.view.manage': ['admin'],
  'grant.write': ['admin', 'manager'],
  'account_grant.write': ['admin', 'manager'],
  'channel.write': ['admin', 'manager'],
  'operation.cancel': ['admin', 'manager'],
  'operation.answer': ['admin', 'manager'],
  'secret.reveal': ['admin', 'manager'],
  'whitelist.reveal': ['admin', 'manager'],
  'default.write': ['admin'],
  'connection.write': ['admin'],
  'person.write': ['admin'],
  'retention.write': ['admin'],
  'stream.write': ['admin'],
  'share.manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as Permission[]

export const toRole = (value: string): Role | null => roles.find((role) => role === value) ?? null

/** An unknown role, or none, may do nothing. */
export function can(role: string | null | undefined, permission: Permission): boolean {
  const allowed: readonly string[] = Object.hasOwn(permissions, permission) ? permissions[permission] : []
  return typeof role === 'string' && allowed.includes(role)
}
