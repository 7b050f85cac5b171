import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { headFiles, intruder, product, seqOf, withSealedLog } from '@/tests/integration/audit-seal-fixture'

withSealedLog()

describe('what somebody with every right on the tables does with keys', () => {
  const found = async () => (await (await product()).verify()).firstBad
  const idOf = async (name: string): Promise<string> =>
    (await intruder.query('select id from audit_event where target_id = $1', [name])).rows[0].id

  it('putting a key without a name before the first one, to pass a deletion off as retention', async () => {
    const { putBeforeFirst, retireOne } = await import('@/tests/faults/own-keys')
    const seq = await seqOf('b3')
    const own = await putBeforeFirst(intruder)
    expect(await found()).toMatchObject({ fault: 'key_differs', seq: await seqOf('a1') })
    await retireOne(intruder, own, await idOf('b3'))
    expect(await found()).toMatchObject({ fault: 'missing', seq })
  })

  it('taking the place of a key whose seed has left the ring', async () => {
    const { putInPlaceOf, retireOne } = await import('@/tests/faults/own-keys')
    const { record, sealed, env } = await product()
    const ring = env.AUDIT_SIGNING_KEYS
    const fresh = `s2:${randomBytes(32).toString('base64')}`
    env.AUDIT_SIGNING_KEYS = `${fresh},${ring}`
    await record('d1')
    await sealed(1)
    env.AUDIT_SIGNING_KEYS = fresh
    expect(await found()).toBeNull()
    const seq = await seqOf('a2')
    const own = await putInPlaceOf(intruder, 's1')
    // Nobody but this host has what is on its disk.
    for (const file of headFiles()) rmSync(file)
    expect(await found()).toMatchObject({ fault: 'key_unknown', seq: await seqOf('a1'), batchNo: 0 })
    await retireOne(intruder, own, await idOf('a2'))
    expect(await found()).toMatchObject({ fault: 'missing', seq })
    env.AUDIT_SIGNING_KEYS = ring
  })

  it('a signed manifest that reaches into another month, or names other leaves than are gone', async () => {
    const { retireOne } = await import('@/tests/faults/own-keys')
    const { signingKeys } = await import('@/lib/audit/signing')
    const [key] = signingKeys()
    if (!key) throw new Error('no key')
    const [seq, id] = [await seqOf('c2'), await idOf('c2')]
    const { rows } = await intruder.query(
      `select to_char(occurred_at at time zone 'UTC', 'YYYY-MM') as month from audit_event where id = $1`,
      [id],
    )
    await retireOne(intruder, key, id)
    expect(await found()).toMatchObject({ fault: 'missing', seq })
    await intruder.query('delete from audit_retired')
    await retireOne(intruder, key, id, { month: rows[0].month, firstLeaf: 0 })
    expect(await found()).toMatchObject({ fault: 'retired_differs' })
  })

  it('replacing a public key, which the page and proofs do not hand on and the sealer does not use', async () => {
    const { readIntegrity } = await import('@/lib/integrity/queries')
    const { proveEvent } = await import('@/lib/audit/prove')
    const { signingKeys } = await import('@/lib/audit/signing')
    const { record, seal } = await product()
    const real = signingKeys()[0]?.publicKey.toString('base64')
    await intruder.query(`update audit_key set public_key = sha256(public_key)`)
    await intruder.query(
      `insert into audit_key (key_id, public_key, from_batch, signature) values ('s9', sha256('own'), 1, sha512('own'))`,
    )
    expect(await found()).toMatchObject({ fault: 'key_differs', seq: await seqOf('a1'), batchNo: 0 })
    expect((await readIntegrity()).keys).toMatchObject([{ keyId: 's1', publicKey: real }])
    expect(await proveEvent(await idOf('a1'))).toMatchObject({ proof: { publicKey: real } })
    await record('d1')
    await vi.waitFor(() => expect(seal()).rejects.toThrow('recorded under this id'), 20_000)
    await intruder.query(`delete from audit_key where key_id = 's1'`)
    expect(await found()).toMatchObject({ fault: 'key_differs', seq: await seqOf('b1'), batchNo: 1 })
  })
})
