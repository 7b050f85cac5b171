import 'server-only'
import type { NewEvent } from '@/lib/audit/event'
import { recordEvent, recordEvents } from '@/lib/audit/record'
import { inTransaction, type Sql } from '@/lib/db'
import { type ActionFailure, type ActionResult, failure, success } from '@/lib/errors'
import type { LicenseeImport } from '@/lib/licensees/import-input-schema'
import { checkLicenseeRow, type ImportOutcome, type LicenseeRow } from '@/lib/licensees/import-schema'
import {
  inputToFacts,
  isSame,
  type LicenseeFacts,
  lockLicensees,
  type StoredLicensee,
  storeLicensees,
  toFacts,
} from '@/lib/licensees/licensee-row'
import type { WriteContext } from '@/lib/write'

/** Rows taken at a time: other people's requests get their turn in between. */
const BATCH = 500
const LINES_NAMED = 200

type Change = { appid: string; before: LicenseeFacts | null; after: LicenseeFacts }

/**
 * Adds the licensees that are new and changes the known ones, all in one transaction or none; an empty cell leaves what
 * is known. A preview counts the same way and writes nothing. One event for each row that changed and one for the import.
 */
export async function importLicensees(
  { fileName, isPreview, rows }: LicenseeImport,
  context: Pick<WriteContext, 'actor' | 'requestId'>,
): Promise<ActionResult<ImportOutcome>> {
  const wanted = new Map<string, LicenseeRow & { line: number }>()
  for (const { line, ...raw } of rows) {
    const { value, problems } = checkLicenseeRow(raw)
    if (!value) return failure('invalid_input', { fieldErrors: { rows: 'row' }, detail: { line, problems } })
    if (wanted.has(value.appid))
      return failure('invalid_input', { fieldErrors: { rows: 'repeated' }, detail: { line } })
    wanted.set(value.appid, { ...value, line })
  }
  // Sorted, so that two imports lock their rows in the same order and never wait for each other in a ring.
  const sorted = [...wanted.values()].sort((left, right) => (left.appid < right.appid ? -1 : 1))
  const outcome: ImportOutcome = { added: 0, changed: 0, same: 0, nameless: [] }
  try {
    await inTransaction(async (sql) => {
      for (let start = 0; start < sorted.length; start += BATCH) {
        const changes = await planBatch(sql, sorted.slice(start, start + BATCH), outcome)
        if (!isPreview && outcome.nameless.length === 0) await writeBatch(sql, changes, context)
      }
      if (isPreview || outcome.nameless.length > 0) throw new WrittenNothing(null)
      await recordEvent(sql, importEvent(fileName, outcome, context))
    })
  } catch (error) {
    if (!(error instanceof WrittenNothing)) throw error
    if (error.refusal) return error.refusal
  }
  if (isPreview || outcome.nameless.length === 0) return success(outcome)
  return failure('invalid_input', { fieldErrors: { rows: 'nameless' }, detail: { lines: outcome.nameless } })
}

/** Ends the transaction without a trace. */
class WrittenNothing extends Error {
  readonly refusal: ActionFailure | null

  constructor(refusal: ActionFailure | null) {
    super('nothing was written')
    this.refusal = refusal
  }
}

async function planBatch(
  sql: Sql,
  rows: readonly (LicenseeRow & { line: number })[],
  outcome: ImportOutcome,
): Promise<Change[]> {
  const appids = rows.map(({ appid }) => appid)
  const known = new Map((await lockLicensees(sql, appids)).map((row) => [row.appid, row]))
  const changes: Change[] = []
  for (const row of rows) {
    const before = known.get(row.appid)
    const after = before ? merge(before, row) : inputToFacts(row)
    if (after.name === '') {
      if (outcome.nameless.length < LINES_NAMED) outcome.nameless.push({ line: row.line, appid: row.appid })
    } else if (before && isSame(before, after)) outcome.same += 1
    else {
      outcome[before ? 'changed' : 'added'] += 1
      changes.push({ appid: row.appid, before: before ? toFacts(before) : null, after })
    }
  }
  return changes
}

const merge = (known: StoredLicensee, row: LicenseeRow): LicenseeFacts => ({
  name: row.name || known.name,
  subject: row.subject || known.subject,
  contact: row.contact || known.contact,
  contractNo: row.contractNo || known.contractNo,
  contractEndsOn: row.contractEndsOn || known.contractEndsOn,
  tags: row.tags.length > 0 ? row.tags : known.tags,
  notes: row.notes || known.notes,
})

async function writeBatch(
  sql: Sql,
  changes: readonly Change[],
  { actor, requestId }: Pick<WriteContext, 'actor' | 'requestId'>,
): Promise<void> {
  if (changes.length === 0) return
  const fresh = changes.filter(({ before }) => before === null).map(({ appid, after }) => ({ appid, ...after }))
  const known = changes.filter(({ before }) => before !== null).map(({ appid, after }) => ({ appid, ...after }))
  const added = fresh.length > 0 ? await storeLicensees(sql, fresh, { onlyNew: true }) : []
  // Somebody added one of these since it was looked up; its own words are not written over.
  if (added.length < fresh.length) throw new WrittenNothing(failure('conflict', { detail: { cause: 'changed' } }))
  if (known.length > 0) await storeLicensees(sql, known)
  const events = changes.map(
    ({ appid, before, after }): NewEvent => ({
      phase: 'outcome',
      action: before ? 'licensee.update' : 'licensee.add',
      outcome: 'succeeded',
      actor,
      target: { type: 'licensee', id: appid, name: after.name },
      before,
      after,
      detail: { source: 'import' },
      requestId,
    }),
  )
  await recordEvents(sql, events)
}

const importEvent = (
  fileName: string,
  { added, changed, same }: ImportOutcome,
  { actor, requestId }: Pick<WriteContext, 'actor' | 'requestId'>,
): NewEvent => ({
  phase: 'outcome',
  action: 'licensee.import',
  outcome: 'succeeded',
  actor,
  target: { type: 'system', id: 'licensees', name: fileName },
  detail: { added, changed, same },
  requestId,
})
