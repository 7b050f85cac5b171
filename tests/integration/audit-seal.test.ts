import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { Client } from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { database, headFiles, intruder, product, withSealedLog } from '@/tests/integration/audit-seal-fixture'

withSealedLog()

describe('a sealed log', () => {
  it('holds, with every head on disk', async () => {
    const { verify } = await product()
    expect(await verify()).toEqual({ count: 12, unsealed: 0, batches: 3, headsCompared: 3, firstBad: null })
  })

  it('tells what is not sealed yet, and seals nothing while nothing is new', async () => {
    const { record, seal, sealed, verify } = await product()
    expect(await seal()).toEqual({ sealed: 0, isMore: false })
    await record('d1')
    expect(await verify()).toMatchObject({ count: 12, unsealed: 1, firstBad: null })
    await sealed(1)
    expect(await verify()).toMatchObject({ count: 13, unsealed: 0, batches: 4 })
  })

  it('says how old the oldest event is that no seal covers', async () => {
    const { record, sealed, sql } = await product()
    const { readSealState } = await import('@/lib/audit/seal-state')
    expect(await readSealState(sql)).toMatchObject({ sealed: 12, batches: 3, oldestUnsealedMs: 0 })
    await record('d1')
    const [first] = await sql<{ at: Date }>('select max(occurred_at) as at from audit_event')
    await record('d2')
    const { oldestUnsealedMs } = await readSealState(sql)
    const [now] = await sql<{ age: string }>('select extract(epoch from clock_timestamp() - $1) * 1000 as age', [
      first?.at,
    ])
    expect(oldestUnsealedMs).toBeGreaterThan(0)
    expect(oldestUnsealedMs).toBeLessThanOrEqual(Number(now?.age))
    await sealed(2)
    expect(await readSealState(sql)).toMatchObject({ sealed: 14, oldestUnsealedMs: 0 })
  })

  it('leaves an event alone while its transaction, or an older one, is still running', async () => {
    const { record, seal, sealed, verify } = await product()
    const writer = new Client({ connectionString: database.url })
    await writer.connect()
    await writer.query('begin')
    await writer.query('select pg_current_xact_id()')
    await record('later')
    expect(await seal()).toEqual({ sealed: 0, isMore: false })
    await writer.query('commit')
    await sealed(1)
    await writer.end()
    expect(await verify()).toMatchObject({ count: 13, firstBad: null })
  })

  it('is sealed once by two sealers at a time', async () => {
    const { record, seal, verify } = await product()
    await record('d1', 'd2', 'd3')
    let done = 0
    await vi.waitFor(async () => {
      for (const { sealed } of await Promise.all([seal(), seal(), seal(), seal()])) done += sealed
      expect(done).toBe(3)
    }, 20_000)
    expect(await verify()).toMatchObject({ count: 15, firstBad: null })
  })

  it('gains the heads a host missed', async () => {
    const { record, sealed, verify } = await product()
    const heads = await import('@/lib/audit/heads')
    for (const file of headFiles()) writeFileSync(file, `${readFileSync(file, 'utf8').split('\n')[0]}\n`)
    heads.forgetWritten()
    await record('d1')
    await sealed(1)
    expect(await verify()).toMatchObject({ headsCompared: 4, firstBad: null })
  })

  it('goes on under a new key that the old one vouches for, and refuses one it does not', async () => {
    const { record, seal, sealed, verify, env } = await product()
    const old = env.AUDIT_SIGNING_KEYS
    const fresh = `s2:${randomBytes(32).toString('base64')}`
    await record('d1')
    env.AUDIT_SIGNING_KEYS = fresh
    await vi.waitFor(() => expect(seal()).rejects.toThrow('must still hold s1'), 20_000)
    env.AUDIT_SIGNING_KEYS = `${fresh},${old}`
    await sealed(1)
    env.AUDIT_SIGNING_KEYS = fresh
    await record('d2')
    await sealed(1)
    expect(await verify()).toMatchObject({ count: 14, firstBad: null })
    env.AUDIT_SIGNING_KEYS = old
    expect(await verify()).toMatchObject({ count: 14, firstBad: null })
  })

  it('needs more than the name of an old key once its seed is gone', async () => {
    const { record, sealed, verify, env } = await product()
    const { signingKeys } = await import('@/lib/audit/signing')
    const old = env.AUDIT_SIGNING_KEYS
    const fresh = `s2:${randomBytes(32).toString('base64')}`
    const oldPublicKey = signingKeys()[0]?.publicKey.toString('base64')
    env.AUDIT_SIGNING_KEYS = `${fresh},${old}`
    await record('d1')
    await sealed(1)
    // As it was before keys vouched for the one before them.
    const forget = () => intruder.query('delete from audit_predecessor')
    await forget()
    expect(await verify()).toMatchObject({ firstBad: null })
    env.AUDIT_SIGNING_KEYS = fresh
    expect(await verify()).toMatchObject({ firstBad: { fault: 'key_unknown', batchNo: 0 } })
    for (const given of [{ seeds: `${fresh},${old}` }, { seeds: fresh, known: `s1:${oldPublicKey}` }]) {
      await forget()
      env.AUDIT_SIGNING_KEYS = given.seeds
      env.AUDIT_PUBLIC_KEYS = given.known ?? ''
      expect(await verify()).toMatchObject({ firstBad: null })
      await record('d2')
      await sealed(1)
      env.AUDIT_SIGNING_KEYS = fresh
      env.AUDIT_PUBLIC_KEYS = ''
      expect(await verify()).toMatchObject({ firstBad: null })
    }
    env.AUDIT_SIGNING_KEYS = old
  })
})
