import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { Frontier } from '@/lib/audit/merkle'
import { type RetiredMonth, retiredText } from '@/lib/audit/retired'
import {
  headText,
  parseSigningKeys,
  predecessorText,
  type SigningKey,
  signText,
  successionText,
} from '@/lib/audit/signing'

function makeKey(id: string): SigningKey {
  const [key] = parseSigningKeys(`own:${randomBytes(32).toString('base64')}`)
  if (!key) throw new Error('no key')
  return { ...key, id }
}

/** A predecessor without a name for the key that has none, whose statement reads the same with it. */
export async function putBeforeFirst(sql: Client): Promise<SigningKey> {
  const own = makeKey('')
  const { rows } = await sql.query('select * from audit_key where previous_key_id is null order by from_batch limit 1')
  const [{ key_id: keyId, public_key: publicKey, from_batch: fromBatch }] = rows
  const text = successionText({ keyId, publicKey, fromBatch: Number(fromBatch), previousKeyId: null })
  await sql.query(`update audit_key set previous_key_id = '', previous_signature = $2 where key_id = $1`, [
    keyId,
    signText(own, text),
  ])
  await sql.query(
    `insert into audit_key (key_id, public_key, from_batch, signature) values ('', $1, 0, $2)
     on conflict (key_id) do nothing`,
    [own.publicKey, signText(own, text)],
  )
  await sayAsPredecessor(sql, keyId, own)
  return own
}

/** Another public key under the id of a key that another one followed; everything it signed is signed anew. */
export async function putInPlaceOf(sql: Client, keyId: string): Promise<SigningKey> {
  const own = makeKey(keyId)
  const { rows } = await sql.query('select * from audit_key where previous_key_id = $1', [keyId])
  for (const { key_id: nextId, public_key: publicKey, from_batch: fromBatch } of rows) {
    const text = successionText({ keyId: nextId, publicKey, fromBatch: Number(fromBatch), previousKeyId: keyId })
    await sql.query('update audit_key set previous_signature = $2 where key_id = $1', [nextId, signText(own, text)])
    await sayAsPredecessor(sql, nextId, own)
  }
  await sql.query('update audit_key set public_key = $2 where key_id = $1', [keyId, own.publicKey])
  for (const row of (await sql.query('select * from audit_batch where key_id = $1', [keyId])).rows) {
    const head = { root: row.root, previous: row.previous, sealedAt: row.sealed_at, keyId }
    const text = headText({ ...head, batchNo: Number(row.batch_no), treeSize: Number(row.tree_size) })
    await sql.query('update audit_batch set signature = $2 where batch_no = $1', [row.batch_no, signText(own, text)])
  }
  return own
}

async function sayAsPredecessor(sql: Client, keyId: string, own: SigningKey): Promise<void> {
  await sql.query('delete from audit_predecessor where key_id = $1', [keyId])
  await sql.query(
    'insert into audit_predecessor (key_id, previous_key_id, previous_public_key, signature) values ($1, $2, $3, $4)',
    [
      keyId,
      own.id,
      own.publicKey,
      signText(own, predecessorText({ keyId, previousKeyId: own.id, previousPublicKey: own.publicKey })),
    ],
  )
}

/** Deletes one event and passes it off as a month that went by retention, over that millisecond alone. */
export async function retireOne(sql: Client, key: SigningKey, eventId: string, changes: Partial<RetiredMonth> = {}) {
  const { rows } = await sql.query('select leaf_no, occurred_at, leaf_hash from audit_leaf where event_id = $1', [
    eventId,
  ])
  const [leaf] = rows
  const tree = new Frontier(0, [])
  tree.append(leaf.leaf_hash)
  const manifest = {
    month: '2023-01',
    firstLeaf: Number(leaf.leaf_no),
    lastLeaf: Number(leaf.leaf_no),
    events: 1,
    root: tree.root().toString('base64'),
    keyId: key.id,
    from: leaf.occurred_at.toISOString(),
    until: new Date(leaf.occurred_at.getTime() + 1).toISOString(),
    ...changes,
  }
  await sql.query(
    `insert into audit_retired (month, from_at, until_at, first_leaf, last_leaf, events, root, key_id, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      `${manifest.month}-01`,
      manifest.from,
      manifest.until,
      manifest.firstLeaf,
      manifest.lastLeaf,
      manifest.events,
      tree.root(),
      manifest.keyId,
      signText(key, retiredText(manifest)),
    ],
  )
  await sql.query('delete from audit_event where id = $1', [eventId])
}
