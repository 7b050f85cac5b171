import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exchange, type Ledger, openLedger } from './ledger-fixture'

let ledger: Ledger
beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger.close())
beforeEach(() => {
  ledger.upstream.next = async () => 'apply'
  ledger.upstream.reads = (target) => ledger.upstream.held.get(target)
  ledger.upstream.sent.length = 0
  ledger.setMayStill(true)
  ledger.setClosed(null)
})

const fresh = (count: number) => Array.from({ length: count }, () => randomUUID())

async function ambiguous() {
  const { UpstreamError } = await import('@/lib/http')
  return new UpstreamError('ambiguous', { ...exchange, httpStatus: null, errcode: null }, 'TIMEOUT')
}

describe('submitting', () => {
  it('makes one operation of a hundred identical submits', async () => {
    const [requestKey, targets] = [randomUUID(), fresh(2)]
    const results = await Promise.all(Array.from({ length: 100 }, () => ledger.submit(targets, { requestKey })))
    expect(new Set(results.map((result) => (result.ok ? result.data.operationId : result.code))).size).toBe(1)
    expect(await ledger.sql('select 1 from operation where request_key = $1', [requestKey])).toHaveLength(1)
    expect(
      await ledger.sql(
        `select 1 from audit_event where phase = 'requested' and operation_id = (select id from operation where request_key = $1)`,
        [requestKey],
      ),
    ).toHaveLength(1)
  })

  it('refuses the same key with another body', async () => {
    const requestKey = randomUUID()
    await ledger.submit(fresh(1), { requestKey })
    expect(await ledger.submit(fresh(1), { requestKey })).toEqual({ ok: false, code: 'request_key_reused' })
  })

  it('commits nothing when the event cannot be recorded', async () => {
    const requestKey = randomUUID()
    const withNul = ledger.submit(fresh(1), { requestKey, reason: 'a'.repeat(10) })
    await expect(withNul).resolves.toMatchObject({ ok: true })
    const [{ user }] = (await ledger.sql<{ user: string }>('select current_user as user')) as [{ user: string }]
    const { Client } = await import('pg')
    const owner = new Client({ connectionString: ledger.database.ownerUrl })
    await owner.connect()
    const lost = randomUUID()
    try {
      await owner.query(`revoke insert on audit_event from ${user}`)
      await expect(ledger.submit(fresh(1), { requestKey: lost })).rejects.toThrow('permission denied')
    } finally {
      await owner.query(`grant insert on audit_event to ${user}`)
      await owner.end()
    }
    expect(await ledger.sql('select 1 from operation where request_key = $1', [lost])).toHaveLength(0)
  })
})

describe('running', () => {
  it('sends in chunks, reads back, and is verified only then', async () => {
    const operationId = await ledger.start(fresh(5))
    await ledger.runToEnd(operationId)
    expect(ledger.upstream.sent.map((targets) => targets.length)).toEqual([2, 2, 1])
    expect(await ledger.verdictOf(operationId)).toMatchObject({ verdict: 'verified' })
  })

  it('says mismatch when the upstream said ok and holds nothing', async () => {
    ledger.upstream.reads = () => undefined
    const operationId = await ledger.start(fresh(1))
    await ledger.runToEnd(operationId)
    expect(await ledger.verdictOf(operationId)).toMatchObject({
      verdict: 'mismatch',
      items: [{ verdict: 'mismatch', cause: 'read_back_absent' }],
    })
  })

  it('waits for a slow replica before it says so', async () => {
    let reads = 0
    ledger.upstream.reads = () => (++reads > 2 ? 1 : undefined)
    const operationId = await ledger.start(fresh(1))
    await ledger.runToEnd(operationId)
    expect((await ledger.verdictOf(operationId)).verdict).toBe('verified')
  })

  it('treats an item missing from the answer as unknown, and settles it by reading', async () => {
    ledger.upstream.next = async (targets) => {
      for (const target of targets) ledger.upstream.held.set(target, 1)
      return { exchange, answers: [] }
    }
    const operationId = await ledger.start(fresh(2))
    await ledger.runToEnd(operationId)
    expect((await ledger.verdictOf(operationId)).verdict).toBe('verified')
    expect(ledger.upstream.sent).toHaveLength(1)
  })
})

describe('an unknown outcome', () => {
  it('found present is settled at once and never resent', async () => {
    ledger.upstream.next = async ([target = '']) => {
      ledger.upstream.held.set(target, 1)
      throw await ambiguous()
    }
    const operationId = await ledger.start(fresh(1))
    await ledger.runToEnd(operationId)
    expect((await ledger.verdictOf(operationId)).verdict).toBe('verified')
    expect(ledger.upstream.sent).toHaveLength(1)
  })

  it('that applies late is not resent in between', async () => {
    ledger.upstream.next = async ([target = '']) => {
      setTimeout(() => ledger.upstream.held.set(target, 1), 250)
      throw await ambiguous()
    }
    const operationId = await ledger.start(fresh(1))
    await ledger.runToEnd(operationId)
    expect((await ledger.verdictOf(operationId)).verdict).toBe('verified')
    expect(ledger.upstream.sent).toHaveLength(1)
  })

  it('proven absent is sent again, no earlier than the window', async () => {
    const started = Date.now()
    let calls = 0
    ledger.upstream.next = async () => {
      calls += 1
      if (calls === 1) throw await ambiguous()
      return 'apply'
    }
    const operationId = await ledger.start(fresh(1))
    await ledger.runToEnd(operationId)
    expect(await ledger.verdictOf(operationId)).toMatchObject({ verdict: 'verified' })
    expect(calls).toBe(2)
    expect(Date.now() - started).toBeGreaterThanOrEqual(500)
  })

  it('keeps the lane of its target closed to other operations', async () => {
    const [target = ''] = fresh(1)
    ledger.upstream.next = async () => {
      throw await ambiguous()
    }
    const first = await ledger.start([target])
    await ledger.run(first)
    ledger.upstream.next = async () => 'apply'
    const second = await ledger.start([target])
    await ledger.run(second)
    expect(ledger.upstream.sent).toHaveLength(1)
    ledger.upstream.held.set(target, 1)
    await ledger.runToEnd(first)
    await ledger.runToEnd(second)
    expect(ledger.upstream.sent).toHaveLength(2)
    expect((await ledger.verdictOf(second)).verdict).toBe('verified')
  })
})

describe('taking over', () => {
  it('lets a late worker change nothing', async () => {
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    ledger.upstream.next = async () => {
      await held
      return { exchange: { ...exchange, errcode: '10090038' }, answers: [] }
    }
    const operationId = await ledger.start(fresh(1))
    const late = ledger.run(operationId, 0)
    await expect.poll(() => ledger.upstream.sent.length).toBe(1)
    // A frozen worker: its session lives, its heartbeat is old, and it cannot know.
    await ledger.sql(`update runner set heartbeat_at = now() - interval '1 minute' where id = $1`, [
      ledger.runners[0]?.id,
    ])
    const { claimOperation } = await import('@/lib/operations/claim')
    const claim = await claimOperation(operationId, ledger.runners[1]?.id ?? 0)
    expect(claim?.fence).toBe(2)
    release()
    await late
    const [call] = await ledger.sql<{ state: string }>('select state from operation_call where operation_id = $1', [
      operationId,
    ])
    expect(call?.state).toBe('open')
    const [item] = await ledger.sql<{ state: string }>('select state from operation_item where operation_id = $1', [
      operationId,
    ])
    expect(item?.state).toBe('in_flight')
  })

  it('lets go of an operation that met an error nobody expected, so that it is taken up again', async () => {
    const { chunk } = ledger.upstream.driver
    ledger.upstream.driver.chunk = () => {
      throw new TypeError('a bug')
    }
    const operationId = await ledger.start(fresh(1))
    await expect(ledger.run(operationId)).rejects.toThrow('a bug')
    const [row] = await ledger.sql<{ runner_id: number | null; state: string }>(
      'select runner_id, state from operation where id = $1',
      [operationId],
    )
    expect(row).toEqual({ runner_id: null, state: 'waiting' })
    ledger.upstream.driver.chunk = chunk
    await ledger.runToEnd(operationId)
    expect((await ledger.verdictOf(operationId)).verdict).toBe('verified')
  })

  it('refuses a claim while a live worker holds the operation', async () => {
    const operationId = await ledger.start(fresh(1))
    const { claimOperation } = await import('@/lib/operations/claim')
    await ledger.sql('update runner set heartbeat_at = now()')
    expect(await claimOperation(operationId, ledger.runners[1]?.id ?? 0)).not.toBeNull()
    expect(await claimOperation(operationId, ledger.runners[0]?.id ?? 0)).toBeNull()
  })
})

describe('stopping', () => {
  it('cancels what was not sent and lets what was sent settle', async () => {
    const operationId = await ledger.start(fresh(4))
    const { cancelOperation } = await import('@/lib/operations/cancel')
    const actor = {
      type: 'person' as const,
      id: 'p1',
      name: '运营甲',
      role: 'manager',
      sessionPrint: null,
      ip: null,
      userAgent: null,
    }
    ledger.upstream.next = async () => {
      await cancelOperation(operationId, actor, 'r')
      return 'apply'
    }
    await ledger.runToEnd(operationId)
    expect(ledger.upstream.sent).toHaveLength(1)
    const { verdict, items } = await ledger.verdictOf(operationId)
    expect(items.map((item) => item.verdict)).toEqual(['verified', 'verified', 'cancelled', 'cancelled'])
    expect(verdict).toBe('partial')
  })

  it('sends nothing more for a person who lost the permission, nor on a closed connection', async () => {
    const operationId = await ledger.start(fresh(1))
    ledger.setMayStill(false)
    await ledger.runToEnd(operationId)
    expect(await ledger.verdictOf(operationId)).toMatchObject({
      verdict: 'failed',
      items: [{ code: 'permission_lost', cause: 'not_sent' }],
    })
    ledger.setMayStill(true)
    ledger.setClosed('default_touched')
    const other = await ledger.start(fresh(1))
    await ledger.runToEnd(other)
    expect(await ledger.verdictOf(other)).toMatchObject({ items: [{ code: 'connection_closed' }] })
    expect(ledger.upstream.sent).toHaveLength(0)
  })
})

describe('the ledger itself', () => {
  it('refuses to move a settled item, a finished operation or a fence backwards', async () => {
    const operationId = await ledger.start(fresh(1))
    await ledger.runToEnd(operationId)
    await expect(
      ledger.sql(`update operation_item set state = 'queued' where operation_id = $1`, [operationId]),
    ).rejects.toThrow('is settled')
    await expect(ledger.sql(`update operation set verdict = 'failed' where id = $1`, [operationId])).rejects.toThrow(
      'is done',
    )
    const open = await ledger.start(fresh(1))
    await expect(ledger.sql(`update operation set fence = -1 where id = $1`, [open])).rejects.toThrow(
      'cannot lower its fence',
    )
    await expect(
      ledger.sql(`update operation_item set state = 'succeeded' where operation_id = $1`, [open]),
    ).rejects.toThrow('cannot move')
  })
})
