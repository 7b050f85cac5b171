import type { Client } from 'pg'
import { leafHash } from '@/lib/audit/leaf'
import { Frontier } from '@/lib/audit/merkle'
import { columns, rowHash } from '@/lib/audit/record'
import { type Head, hashHead } from '@/lib/audit/signing'
import { putBeforeFirst, putInPlaceOf, retireOne } from '@/tests/faults/own-keys'
import type { Random } from '@/tests/faults/random'

/** An event as the intruder sees it, in the order of the seal. */
export type Sealed = { id: string; seq: string; leafNo: number; batchNo: number; at: Date; partition: string }
type Attack = { sql: Client; random: Random; log: readonly Sealed[] }
/** Alters something and gives the sequence number that must be named: the first event no longer as it was. */
type Tamper = (attack: Attack) => Promise<string>

export async function readLog(sql: Client): Promise<Sealed[]> {
  const { rows } = await sql.query(
    `select event.id, event.seq, leaf_no::int as "leafNo", batch_no::int as "batchNo", event.occurred_at as at,
            event.tableoid::regclass::text as partition
       from audit_leaf join audit_event event on event.id = event_id order by leaf_no`,
  )
  return rows
}

const pick = ({ random, log }: Attack): Sealed => random.one(log)
const batchOf = ({ log }: Attack, batchNo: number): Sealed => {
  const first = log.find((event) => event.batchNo === batchNo)
  if (!first) throw new Error(`no batch ${batchNo}`)
  return first
}

async function rehash(sql: Client, id: string): Promise<void> {
  const { rows } = await sql.query(`select ${columns.join(', ')} from audit_event where id = $1`, [id])
  const { row_hash: _old, ...content } = rows[0]
  await sql.query('update audit_event set row_hash = $2 where id = $1', [id, rowHash(content)])
}

async function releaf(sql: Client, id: string): Promise<void> {
  const { rows } = await sql.query('select id, seq, occurred_at, row_hash from audit_event where id = $1', [id])
  const [{ seq, occurred_at: occurredAt, row_hash: hash }] = rows
  await sql.query('update audit_leaf set leaf_hash = $2 where event_id = $1', [
    id,
    leafHash({ eventId: id, seq, occurredAt, rowHash: hash }),
  ])
}

/** Every root, predecessor and frontier made right again, as far as that goes without the key. */
async function rebuild(sql: Client): Promise<void> {
  const tree = new Frontier(0, [])
  const { rows: leaves } = await sql.query('select leaf_hash from audit_leaf order by leaf_no')
  let previous: Buffer = Buffer.alloc(32)
  for (const batch of (await sql.query('select * from audit_batch order by batch_no')).rows) {
    while (tree.size < Number(batch.tree_size)) tree.append(leaves[tree.size].leaf_hash)
    const head: Head = {
      batchNo: Number(batch.batch_no),
      treeSize: tree.size,
      root: tree.root(),
      previous,
      sealedAt: batch.sealed_at,
      keyId: batch.key_id,
    }
    await sql.query('update audit_batch set root = $2, previous = $3, frontier = $4 where batch_no = $1', [
      head.batchNo,
      head.root,
      previous,
      tree.roots,
    ])
    previous = hashHead(head)
  }
}

async function cutFrom(sql: Client, batchNo: number): Promise<void> {
  await sql.query('delete from audit_event using audit_leaf where event_id = id and batch_no >= $1', [batchNo])
  await sql.query('delete from audit_leaf where batch_no >= $1', [batchNo])
  await sql.query('delete from audit_batch where batch_no >= $1', [batchNo])
}

const copyOf = (changes: string) =>
  `insert into audit_event select (jsonb_populate_record(event, jsonb_build_object(${changes}))).* from audit_event event where id = $1`

type Product = {
  /** Writes more, and seals it unless the product sees that it must not. */
  goOn: () => Promise<void>
  /** The heads on disk are gone, as on a host that is new. */
  loseHeads: () => void
}

/** The twelve classes, some of them done in several ways, and what a key of one's own is tried for. */
export const tampers = ({ goOn, loseHeads }: Product): Record<string, Tamper> => ({
  edit: async (attack) => {
    const event = pick(attack)
    await attack.sql.query(`update audit_event set outcome = 'failed' where id = $1`, [event.id])
    return event.seq
  },
  delete: async (attack) => {
    const event = pick(attack)
    await attack.sql.query('delete from audit_event where id = $1', [event.id])
    return event.seq
  },
  insert: async (attack) => {
    const event = pick(attack)
    await attack.sql.query(copyOf(`'id', gen_random_uuid(), 'seq', 900000001`), [event.id])
    return '900000001'
  },
  swap: async (attack) => {
    const [one, other] = attack.random.some(attack.log, 2)
    if (!one || !other) throw new Error('too short a log')
    await attack.sql.query(
      `with pair as (select max(reason) filter (where id = $1) || '.' as one, max(reason) filter (where id = $2) as other from audit_event)
       update audit_event set reason = case id when $1 then pair.other || '.' else pair.one end from pair where id in ($1, $2)`,
      [one.id, other.id],
    )
    return one.leafNo < other.leafNo ? one.seq : other.seq
  },
  duplicate: async (attack) => {
    const event = pick(attack)
    const isExact = attack.random.next() < 0.5
    if (isExact) await attack.sql.query('alter table audit_event drop constraint audit_event_pkey')
    const later = isExact ? '' : `, 'occurred_at', event.occurred_at + interval '1 millisecond'`
    await attack.sql.query(copyOf(`'seq', 900000001${later}`), [event.id])
    return '900000001'
  },
  're-hash one row': async (attack) => {
    const event = pick(attack)
    await attack.sql.query(`update audit_event set reason = '合同 119' where id = $1`, [event.id])
    await rehash(attack.sql, event.id)
    return event.seq
  },
  're-hash to the end': async (attack) => {
    const event = pick(attack)
    await attack.sql.query(`update audit_event set reason = '合同 119' where id = $1`, [event.id])
    await rehash(attack.sql, event.id)
    await releaf(attack.sql, event.id)
    await rebuild(attack.sql)
    if (attack.random.next() < 0.5) loseHeads()
    if (attack.random.next() < 0.5) await goOn()
    return batchOf(attack, event.batchNo).seq
  },
  'cut tail': async (attack) => {
    const from = 1 + attack.random.below(attack.log.at(-1)?.batchNo ?? 1)
    await cutFrom(attack.sql, from)
    return afterLast(attack, from)
  },
  'drop partition': async (attack) => {
    const { partition } = pick(attack)
    await attack.sql.query(`drop table ${partition}`)
    return attack.log.find((event) => event.partition === partition)?.seq ?? ''
  },
  'change key id': async (attack) => {
    const { batchNo } = pick(attack)
    await attack.sql.query(`update audit_batch set key_id = 's9' where batch_no = $1`, [batchNo])
    return batchOf(attack, batchNo).seq
  },
  'roll back whole DB': async (attack) => {
    const from = 1 + attack.random.below(attack.log.at(-1)?.batchNo ?? 1)
    await cutFrom(attack.sql, from)
    const expected = afterLast(attack, from)
    if (attack.random.next() < 0.5) return expected
    await goOn()
    return expected
  },
  'edit manifest': async (attack) => {
    const { batchNo } = pick(attack)
    await attack.sql.query(
      attack.random.one([
        `update audit_batch set sealed_at = sealed_at - interval '1 hour' where batch_no = $1`,
        `update audit_batch set signature = set_byte(signature, 7, get_byte(signature, 7) # 1) where batch_no = $1`,
        `update audit_batch set root = set_byte(root, 3, get_byte(root, 3) # 1) where batch_no = $1`,
      ]),
      [batchNo],
    )
    return batchOf(attack, batchNo).seq
  },
  'delete, retired under a key put before the first': async (attack) => {
    const event = pick(attack)
    await retireOne(attack.sql, await putBeforeFirst(attack.sql), event.id)
    return event.seq
  },
  'delete, retired under a key in place of an old one': async (attack) => {
    const event = pick(attack)
    const { rows } = await attack.sql.query('select key_id from audit_key order by from_batch limit 1')
    await retireOne(attack.sql, await putInPlaceOf(attack.sql, rows[0].key_id), event.id)
    // Every head that the old key signed was signed anew.
    return event.batchNo === 0 ? event.seq : batchOf(attack, 0).seq
  },
  'another key under a known id': async (attack) => {
    const { rows } = await attack.sql.query('select key_id, from_batch::int as "batchNo" from audit_key')
    const { key_id: keyId, batchNo } = attack.random.one(rows as { key_id: string; batchNo: number }[])
    await attack.sql.query(`update audit_key set public_key = sha256(public_key) where key_id = $1`, [keyId])
    return batchOf(attack, batchNo).seq
  },
  'a key nobody used': async (attack) => {
    const { batchNo } = pick(attack)
    await attack.sql.query(
      `insert into audit_key (key_id, public_key, from_batch, signature) values ('s9', sha256('own'), $1, sha512('own'))`,
      [batchNo],
    )
    return batchOf(attack, batchNo).seq
  },
})

/** The first of those cut off had at least the number after the last that is left. */
function afterLast({ log }: Attack, from: number): string {
  const last = log.filter((event) => event.batchNo < from).at(-1)
  return last ? String(BigInt(last.seq) + 1n) : '1'
}
