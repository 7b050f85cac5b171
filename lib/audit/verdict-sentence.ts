import 'server-only'
import type { Behind, Fault, Verification } from '@/lib/audit/verify'

const faults: Record<Fault, string> = {
  edited: 'is not what was written',
  missing: 'was sealed and is gone',
  inserted: 'was put in afterwards: no seal covers it',
  leaf_changed: 'stands under another batch than it was sealed in',
  leaf_missing: 'has lost its place in the seal',
  late: 'lies further back than the batch before its own: it was put in afterwards',
  root_differs: 'begins a batch whose leaves no longer add up to its root',
  chain_broken: 'begins a batch that does not follow the one before',
  signature_invalid: 'begins a batch whose signature is not right',
  key_unknown: 'begins a batch signed with a key that nobody vouches for',
  key_differs: 'begins the batch from which a public key is listed that is not the trusted one of its id',
  tail_missing: 'and everything after it are gone: a later head is on record',
  retired_differs: 'begins a month that went by retention and is not the one its manifest speaks of',
  node_differs: 'lies under a kept hash of the tree that is not the one its leaves give',
  head_differs: 'begins a batch that reads differently from the head on record outside the database',
}

const tailOf = ({ sealed, sealedAt, missing, batches, recordedAt }: Behind): string =>
  `The database is sealed up to event ${sealed}${sealedAt ? ` (${sealedAt})` : ''}; by the record outside it ${missing} events in ${batches} batches are missing, sealed until ${recordedAt}.`

const goneOf = (retired: NonNullable<Verification['retired']>): string =>
  `Of these, ${retired.reduce((sum, { events }) => sum + events, 0)} went by retention (${retired.map(({ month }) => month).join(', ')}): their signed manifests and leaves are in place.`

/** The result of a verification in one sentence for a terminal. */
export function sentenceOf({
  count,
  unsealed,
  waitingMs,
  batches,
  headsCompared,
  firstBad,
  behind,
  retired = [],
}: Verification): string {
  const whole = `${count} sealed events in ${batches} batches and ${unsealed} not sealed yet are what was written; ${headsCompared} heads on disk agree${headsCompared < batches ? `, ${batches - headsCompared} stand only in the database` : ''}.`
  const late = waitingMs
    ? ` One has waited ${Math.floor(waitingMs / 60_000)} minutes for its seal: is a worker running?`
    : ''
  if (!firstBad) return `${whole}${late}${retired.length > 0 ? ` ${goneOf(retired)}` : ''}`
  const where = [firstBad.id, firstBad.occurredAt, firstBad.batchNo === null ? null : `batch ${firstBad.batchNo}`]
  return `Event ${firstBad.seq ?? '?'} (${where.filter(Boolean).join(', ')}) ${faults[firstBad.fault]}. ${count} events up to the batch before hold.${behind ? ` ${tailOf(behind)}` : ''}`
}
