import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { headFiles, intruder, product, seqOf, withSealedLog } from '@/tests/integration/audit-seal-fixture'

withSealedLog()

describe('what somebody with every right on the tables does', () => {
  const rehash = async (name: string) => {
    const { columns, rowHash } = await import('@/lib/audit/record')
    const { rows } = await intruder.query(`select ${columns.join(', ')} from audit_event where target_id = $1`, [name])
    const { row_hash: _old, ...written } = rows[0]
    await intruder.query('update audit_event set row_hash = $2 where target_id = $1', [name, rowHash(written)])
  }
  const rewriteLeaf = async (name: string) => {
    const { leafHash } = await import('@/lib/audit/leaf')
    const { rows } = await intruder.query(
      'select id, seq, occurred_at, row_hash from audit_event where target_id = $1',
      [name],
    )
    const [row] = rows
    await intruder.query('update audit_leaf set leaf_hash = $2 where event_id = $1', [
      row.id,
      leafHash({ eventId: row.id, seq: row.seq, occurredAt: row.occurred_at, rowHash: row.row_hash }),
    ])
  }
  /** Leaves, roots and predecessors made consistent again, as far as that goes without the key. */
  const rebuildTo = async (end: number) => {
    const { Frontier } = await import('@/lib/audit/merkle')
    const { hashHead } = await import('@/lib/audit/signing')
    const tree = new Frontier(0, [])
    const leaves = (await intruder.query('select leaf_hash from audit_leaf order by leaf_no')).rows
    let previous: Buffer = Buffer.alloc(32)
    for (const batch of (await intruder.query('select * from audit_batch order by batch_no')).rows) {
      while (tree.size < Number(batch.tree_size)) tree.append(leaves[tree.size].leaf_hash)
      const root = tree.root()
      await intruder.query('update audit_batch set root = $2, previous = $3, frontier = $4 where batch_no = $1', [
        batch.batch_no,
        root,
        previous,
        tree.roots,
      ])
      previous = hashHead({
        batchNo: Number(batch.batch_no),
        treeSize: Number(batch.tree_size),
        root,
        previous,
        sealedAt: batch.sealed_at,
        keyId: batch.key_id,
      })
      if (Number(batch.batch_no) === end) return
    }
  }
  const found = async () => (await (await product()).verify()).firstBad
  /** Once there is something to seal whose transaction is over. */
  const refused = async (fault: string, batchNo: number) => {
    const { record, seal } = await product()
    await record('on top')
    await vi.waitFor(() => expect(seal()).rejects.toMatchObject({ fault, batchNo }), 20_000)
  }
  /** The folder is moved aside; what is given back puts it where it was. */
  const moveHeads = (): (() => void) => {
    const folder = path.dirname(headFiles()[0] ?? '')
    const aside = `${folder}-${randomUUID()}`
    renameSync(folder, aside)
    return () => {
      renameSync(folder, `${folder}-${randomUUID()}`)
      renameSync(aside, folder)
    }
  }

  it('editing an event', async () => {
    await intruder.query(`update audit_event set outcome = 'failed' where target_id = 'b2'`)
    expect(await found()).toMatchObject({ fault: 'edited', seq: await seqOf('b2'), batchNo: 1 })
  })

  it('editing an event and its hash', async () => {
    await intruder.query(`update audit_event set reason = '合同 119' where target_id = 'b2'`)
    await rehash('b2')
    expect(await found()).toMatchObject({ fault: 'edited', seq: await seqOf('b2') })
  })

  it('editing an event, its hash, its leaf, and every root after it', async () => {
    await intruder.query(`update audit_event set reason = '合同 119' where target_id = 'b2'`)
    await rehash('b2')
    await rewriteLeaf('b2')
    expect(await found()).toMatchObject({ fault: 'root_differs', seq: await seqOf('b1'), batchNo: 1 })
    await rebuildTo(2)
    expect(await found()).toMatchObject({ fault: 'signature_invalid', seq: await seqOf('b1'), batchNo: 1 })
    await refused('signature_invalid', 2)
    moveHeads()
    await refused('signature_invalid', 2)
    const { appendHeads } = await import('@/lib/audit/heads')
    await expect(appendHeads()).rejects.toMatchObject({ fault: 'signature_invalid', batchNo: 1 })
    expect(await found()).toMatchObject({ fault: 'signature_invalid', seq: await seqOf('b1'), batchNo: 1 })
  })

  it('editing the hashes that the next batch and every proof are made of', async () => {
    const { record, sealed } = await product()
    await record(...Array.from({ length: 260 }, (_, at) => `d${at}`))
    await sealed(260)
    expect(await found()).toBeNull()
    const flip = `set_byte(hash, 3, get_byte(hash, 3) # 1)`
    await intruder.query(`update audit_node set hash = ${flip} where height = 8 and place = 0`)
    expect(await found()).toMatchObject({ fault: 'node_differs', seq: await seqOf('a1'), batchNo: 0 })
    await intruder.query(`update audit_node set hash = ${flip} where height = 8 and place = 0`)
    await intruder.query(`update audit_batch set frontier[2] = frontier[1] where batch_no = 3`)
    expect(await found()).toMatchObject({ fault: 'node_differs', batchNo: 3 })
    await refused('node_differs', 3)
  })

  it('deleting an event', async () => {
    const seq = await seqOf('b3')
    await intruder.query(`delete from audit_event where target_id = 'b3'`)
    expect(await found()).toMatchObject({ fault: 'missing', seq })
  })

  it('deleting an event and its leaf', async () => {
    const seq = await seqOf('b4')
    await intruder.query(`delete from audit_leaf where event_id = (select id from audit_event where target_id = 'b3')`)
    await intruder.query(`delete from audit_event where target_id = 'b3'`)
    expect(await found()).toMatchObject({ fault: 'leaf_missing', seq })
  })

  it('inserting an event among the sealed ones', async () => {
    await intruder.query(`
      insert into audit_event select (jsonb_populate_record(event, jsonb_build_object('id', gen_random_uuid(), 'seq', 900001))).*
        from audit_event event where target_id = 'b3'`)
    expect(await found()).toMatchObject({ fault: 'inserted', seq: '900001' })
  })

  it('inserting an event as if long ago, for the sealer to seal', async () => {
    const { sealed } = await product()
    await intruder.query(`
      insert into audit_event select (jsonb_populate_record(event, jsonb_build_object('id', gen_random_uuid(), 'seq', 900001,
             'target_id', 'late', 'occurred_at', event.occurred_at - interval '2 hours',
             'transaction_id', pg_current_xact_id()::text))).*
        from audit_event event where target_id = 'b3'`)
    await rehash('late')
    await sealed(1)
    expect(await found()).toMatchObject({ fault: 'late', seq: '900001' })
  })

  it('swapping what two events say', async () => {
    await intruder.query(`
      with pair as (select max(reason || target_name) filter (where target_id = 'a2') as one, max(target_name) filter (where target_id = 'b2') as two from audit_event)
      update audit_event set target_name = case target_id when 'a2' then pair.two else 'a2' end from pair where target_id in ('a2', 'b2')`)
    expect(await found()).toMatchObject({ fault: 'edited', seq: await seqOf('a2'), batchNo: 0 })
  })

  it('doubling an event', async () => {
    await intruder.query(`
      insert into audit_event select (jsonb_populate_record(event, jsonb_build_object('occurred_at', event.occurred_at + interval '1 millisecond'))).*
        from audit_event event where target_id = 'a3'`)
    await intruder.query(`delete from audit_event event using audit_leaf leaf
      where leaf.event_id = event.id and event.target_id = 'a3' and event.occurred_at = leaf.occurred_at`)
    expect(await found()).toMatchObject({ fault: 'missing' })
  })

  it('cutting off the tail, seal and all', async () => {
    const seq = await seqOf('c1')
    await intruder.query(`delete from audit_batch where batch_no = 2`)
    await intruder.query(`delete from audit_leaf where batch_no = 2`)
    await intruder.query(`delete from audit_event where target_id like 'c%'`)
    expect(await found()).toMatchObject({ fault: 'tail_missing', seq, batchNo: 2 })
  })

  it('dropping the whole month', async () => {
    const seq = await seqOf('a1')
    const { rows } = await intruder.query(`select tableoid::regclass::text as partition from audit_event limit 1`)
    await intruder.query(`delete from ${rows[0].partition}`)
    expect(await found()).toMatchObject({ fault: 'missing', seq })
  })

  it('naming another key', async () => {
    await intruder.query(`update audit_batch set key_id = 's9' where batch_no = 1`)
    expect(await found()).toMatchObject({ fault: 'key_unknown', seq: await seqOf('b1'), batchNo: 1 })
  })

  it('signing everything anew with a key of their own', async () => {
    const { parseSigningKeys, headText, signText, successionText } = await import('@/lib/audit/signing')
    const [own] = parseSigningKeys(`s9:${randomBytes(32).toString('base64')}`)
    if (!own) throw new Error('no key')
    await intruder.query(`update audit_batch set key_id = 's9' where batch_no >= 1`)
    await rebuildTo(2)
    for (const row of (await intruder.query('select * from audit_batch where batch_no >= 1 order by batch_no')).rows) {
      const head = {
        batchNo: Number(row.batch_no),
        treeSize: Number(row.tree_size),
        root: row.root,
        previous: row.previous,
        sealedAt: row.sealed_at,
        keyId: 's9',
      }
      await intruder.query('update audit_batch set signature = $2 where batch_no = $1', [
        row.batch_no,
        signText(own, headText(head)),
      ])
    }
    const text = successionText({ keyId: 's9', publicKey: own.publicKey, fromBatch: 1, previousKeyId: 's1' })
    await intruder.query(
      `insert into audit_key (key_id, public_key, from_batch, previous_key_id, previous_signature, signature) values ('s9', $1, 1, 's1', $2, $2)`,
      [own.publicKey, signText(own, text)],
    )
    expect(await found()).toMatchObject({ fault: 'key_unknown', seq: await seqOf('b1') })
  })

  it('restoring an older state of the whole database', async () => {
    const seq = await seqOf('b1')
    for (const batch of [1, 2]) {
      await intruder.query('delete from audit_batch where batch_no = $1', [batch])
      await intruder.query(
        'delete from audit_event using audit_leaf leaf where leaf.event_id = audit_event.id and leaf.batch_no = $1',
        [batch],
      )
      await intruder.query('delete from audit_leaf where batch_no = $1', [batch])
    }
    const behind = { sealed: 4, missing: 8, batches: 2 }
    const { sealed, verify } = await product()
    expect(await verify()).toMatchObject({ firstBad: { fault: 'tail_missing', seq, batchNo: 1 }, behind })
    await refused('tail_missing', 2)
    expect(await verify()).toMatchObject({ firstBad: { fault: 'tail_missing', seq, batchNo: 1 }, behind })
    // Whoever accepts the older state moves the record of the newer one aside, and it goes on from there.
    const putBack = moveHeads()
    await sealed(1)
    expect(await verify()).toMatchObject({ count: 5, batches: 2, headsCompared: 2, firstBad: null })
    putBack()
    ;(await import('@/lib/audit/heads')).forgetWritten()
    expect(await verify()).toMatchObject({ firstBad: { fault: 'head_differs', batchNo: 1 }, behind })
    await refused('tail_missing', 2)
  })

  it('editing a head in the database or on disk', async () => {
    await intruder.query(`update audit_batch set sealed_at = sealed_at - interval '1 hour' where batch_no = 2`)
    expect(await found()).toMatchObject({ fault: 'signature_invalid', seq: await seqOf('c1') })
    await intruder.query(`update audit_batch set sealed_at = sealed_at + interval '1 hour' where batch_no = 2`)
    expect(await found()).toBeNull()
    const [file = ''] = headFiles()
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    const head = JSON.parse(lines[1] ?? '')
    lines[1] = JSON.stringify({ ...head, root: randomBytes(32).toString('base64') })
    writeFileSync(file, `${lines.join('\n')}\n`)
    const { verify } = await product()
    const result = await verify()
    expect(result.firstBad).toMatchObject({ fault: 'head_differs', batchNo: 1 })
    expect(result.behind).toBeUndefined()
  })

  it('doubling an event to the millisecond, where the key that forbids it was taken away', async () => {
    await intruder.query('alter table audit_event drop constraint audit_event_pkey')
    expect(await found()).toBeNull()
    await intruder.query(`
      insert into audit_event select (jsonb_populate_record(event, jsonb_build_object('seq', 900001, 'reason', ''))).*
        from audit_event event where target_id = 'a3'`)
    expect(await found()).toMatchObject({ fault: 'inserted', seq: '900001', batchNo: 0 })
  })
})
