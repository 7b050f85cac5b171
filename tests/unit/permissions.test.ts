import { describe, expect, test } from 'vitest'
import { can, type Permission, permissionNames, roles, toRole } from '@/lib/auth/permissions'

/** Written out by hand, so that a change of the table is a change of this one too. */
const expected: Record<Permission, string[]> = {
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
  'retention.write': ['admin'],
  'stream.write': ['admin'],
  'person.write': ['admin'],
  'share.manage': ['admin'],
}

describe('the permission table', () => {
  test('names every permission and no other', () => {
    expect([...permissionNames].sort()).toEqual(Object.keys(expected).sort())
  })

  const cells = permissionNames.flatMap((permission) => roles.map((role) => ({ permission, role })))
  test.each(cells)('$role and $permission', ({ permission, role }) => {
    expect(can(role, permission)).toBe(expected[permission].includes(role))
  })

  test('support reads, verifies, notes, exports, shares, and changes nothing but its own account and views', () => {
    const allowed = permissionNames.filter((permission) => can('support', permission))
    expect(allowed.sort()).toEqual([
      'account.write',
      'audit.export',
      'audit.note',
      'audit.verify',
      'audit.view.write',
      'desk.read',
      'share.write',
    ])
  })

  test.each([null, undefined, '', 'Admin', 'admin ', 'owner', '__proto__', 'constructor'])(
    'the role %j may do nothing',
    (role) => {
      expect(permissionNames.filter((permission) => can(role, permission))).toEqual([])
      expect(toRole(String(role))).toBeNull()
    },
  )

  test.each(['__proto__', 'constructor', 'toString', 'unknown.write'])(
    'the permission %j is nobody’s',
    (permission) => {
      expect(can('admin', permission as Permission)).toBe(false)
    },
  )
})
