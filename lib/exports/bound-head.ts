import 'server-only'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import { sql } from '@/lib/db'

/** The head an export is bound to: what it says of the log, and the key it is signed with. Base64, as in a proof. */
export type BoundHead = {
  batchNo: number
  treeSize: number
  root: string
  previous: string
  sealedAt: string
  keyId: string
  signature: string
  publicKey: string
}

export async function readHead(batchNo: number): Promise<BoundHead | null> {
  const [row] = await sql<{
    tree_size: string
    root: Buffer
    previous: Buffer
    sealed_at: Date
    key_id: string
    signature: Buffer
  }>('select tree_size, root, previous, sealed_at, key_id, signature from audit_batch where batch_no = $1', [batchNo])
  if (!row) return null
  const publicKey = (await trustedKeys(sql)).get(row.key_id)
  if (!publicKey) throw new Error(`head ${batchNo} is signed with ${row.key_id}, which nobody vouches for`)
  return {
    batchNo,
    treeSize: Number(row.tree_size),
    root: row.root.toString('base64'),
    previous: row.previous.toString('base64'),
    sealedAt: row.sealed_at.toISOString(),
    keyId: row.key_id,
    signature: row.signature.toString('base64'),
    publicKey: publicKey.toString('base64'),
  }
}

/**
 * The newest head once every event from before `moment` is under it; null while some wait for their seal. Where transaction
 * ids have begun anew, as in a database restored elsewhere, they tell nothing of what is sealed.
 */
export async function headCovering(moment: Date): Promise<number | null> {
  const [row] = await sql<{ batch_no: string; is_waiting: boolean }>(
    `select last.batch_no,
            exists (select 1 from audit_event event
                     where event.transaction_id >= last.since_id and event.occurred_at between last.since and $1
                       and not exists (select 1 from audit_leaf where audit_leaf.event_id = event.id)) as is_waiting
       from (select batch_no, least(sealed_at, clock_timestamp()) - interval '1 day' as since,
                    case when pg_snapshot_xmin(pg_current_snapshot())::text::bigint < sealed_before then 0
                         else sealed_before end as since_id
               from audit_batch order by batch_no desc limit 1) last`,
    [moment],
  )
  return row && !row.is_waiting ? Number(row.batch_no) : null
}
