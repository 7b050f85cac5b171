import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterTestDatabase, type TestDatabase } from '@/tests/fixtures'

let database: TestDatabase
let app: Client
let owner: Client

beforeAll(async () => {
  database = await enterTestDatabase()
  app = new Client({ connectionString: database.url })
  owner = new Client({ connectionString: database.ownerUrl })
  await Promise.all([app.connect(), owner.connect()])
  const { recordEvent } = await import('@/lib/audit/record')
  const { systemActor } = await import('@/lib/audit/event')
  const { sql } = await import('@/lib/db')
  await recordEvent(sql, {
    phase: 'note',
    action: 'system.start',
    outcome: 'succeeded',
    actor: systemActor('start'),
    target: { type: 'system', id: 'x', name: 'x' },
  })
})

afterAll(async () => {
  const { pool } = await import('@/lib/db')
  await Promise.all([app.end(), owner.end(), pool.end()])
  await database.drop()
})

describe('recorded events', () => {
  it.each([
    ['update audit_event set reason = $$x$$'],
    ['delete from audit_event'],
    ['truncate audit_event'],
    ['drop table audit_event'],
    ['alter table audit_event disable trigger all'],
    ['create table audit_event_copy ()'],
  ])('cannot be touched by the app: %s', async (statement) => {
    await expect(app.query(statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('are refused by the trigger even to the owner', async () => {
    await expect(owner.query('update audit_event set reason = $$x$$')).rejects.toThrow('inserted only')
    await expect(owner.query('delete from audit_event')).rejects.toThrow('inserted only')
    await expect(owner.query('truncate audit_event')).rejects.toThrow('inserted only')
  })

  it('lie in the partition of their month, not in the default one', async () => {
    const { rows } = await owner.query('select count(*)::int as stray from audit_event_default')
    expect(rows[0].stray).toBe(0)
  })
})

describe('starting', () => {
  it('is allowed to the app role', async () => {
    const { assertEventsImmutable } = await import('@/lib/audit/start-check')
    await expect(assertEventsImmutable()).resolves.toBeUndefined()
  })

  it('is refused once the app may alter events, or the guard is off', async () => {
    const { assertEventsImmutable } = await import('@/lib/audit/start-check')
    const { rows } = await app.query('select current_user as name')
    const role = rows[0].name
    for (const [harm, repair] of [
      [`grant update on audit_event to ${role}`, `revoke update on audit_event from ${role}`],
      [`grant delete on audit_event_default to ${role}`, `revoke delete on audit_event_default from ${role}`],
      [
        'alter table audit_event disable trigger audit_event_inserted_only',
        'alter table audit_event enable trigger audit_event_inserted_only',
      ],
    ] as const) {
      await owner.query(harm)
      await expect(assertEventsImmutable()).rejects.toThrow('Refusing to start')
      await owner.query(repair)
    }
    await expect(assertEventsImmutable()).resolves.toBeUndefined()
  })
})
