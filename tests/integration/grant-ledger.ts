import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Actor } from '@/lib/audit/event'
import type { GrantInput } from '@/lib/grants/schema'
import { type GrantDesk, inDays, openGrantDesk } from './grant-desk'

export const person: Actor = {
  type: 'person',
  id: 'p1',
  name: '运营甲',
  role: 'manager',
  sessionPrint: null,
  ip: null,
  userAgent: null,
}
/** Set by `withLedger`: one desk per test file. */
export let desk: GrantDesk
let worker: { stop: () => Promise<void> }

/** A desk with a worker, for one file of tests. After each of them faults go and `switches` are set back. */
export function withLedger(switches: Record<string, string> = {}): void {
  beforeAll(openLedger)
  afterAll(closeLedger)
  afterEach(async () => {
    await desk.control.clearFaults()
    await desk.control.switches(switches)
  })
}

async function openLedger(): Promise<void> {
  desk = await openGrantDesk()
  const { startWorker } = await import('@/lib/jobs/start-worker')
  const { openConnection } = await import('@/lib/connections/queries')
  const { grantDriver } = await import('@/lib/grants/driver')
  const { revokeDriver } = await import('@/lib/grants/revoke-driver')
  const { replaceDriver } = await import('@/lib/grants/replace-driver')
  const { accountGrantDriver } = await import('@/lib/grants/account-driver')
  const { accountRevokeDriver } = await import('@/lib/grants/account-revoke-driver')
  const drivers = [grantDriver, revokeDriver, replaceDriver, accountGrantDriver, accountRevokeDriver]
  const idle = async () => {}
  worker = await startWorker({
    drivers: new Map(drivers.map((driver) => [driver.action, driver])),
    connect: openConnection,
    mayStill: async () => true,
    handlers: {
      'catalogue.sync': idle,
      'channels.sync': idle,
      'channels.plan': idle,
      'schedules.run': idle,
      'grants.sync': idle,
      'grants.sweep': idle,
      'expiry.remind': idle,
      'operation.recheck': idle,
      'audit.partitions': idle,
      'audit.verify': idle,
      'retention.run': idle,
      'channels.sweep': idle,
      'audit.export.run': async () => undefined,
      'audit.export.tidy': async () => undefined,
    },
    onLost: () => {},
  })
}

async function closeLedger(): Promise<void> {
  await worker.stop()
  const { stopSender } = await import('@/lib/jobs/queue')
  await stopSender()
  await desk.close()
}

export async function choose(dramas: number, licensees: number, days = 120) {
  const state = await desk.control.wechat()
  const playable = state.dramas.filter((drama) => drama.status === 0 && drama.audit_detail?.status === 3)
  const covered = new Set(state.appGrants.map((grant) => grant.authorized_appid))
  const able = state.licensees.filter((licensee) => licensee.hasCategory && !covered.has(licensee.appid))
  const held = new Set(state.grants.map((grant) => `${grant.drama_id}@${grant.authorized_appid}`))
  const appids = able.slice(0, licensees).map((licensee) => licensee.appid)
  const free = playable.filter((drama) => appids.every((appid) => !held.has(`${drama.drama_id}@${appid}`)))
  const { formatDateTime } = await import('@/lib/format')
  return {
    connectionId: desk.connectionId,
    dramaIds: free.slice(0, dramas).map((drama) => drama.drama_id),
    appids,
    expiry: { kind: 'date' as const, at: formatDateTime(inDays(days) * 1000) },
  }
}

export type Choice = Omit<Awaited<ReturnType<typeof choose>>, 'expiry'> & { expiry: GrantInput['expiry'] }

/** Tests change the sandbox under the desk's feet, so they never preview from an older reading. */
export const readNow = { catalogueMs: 60_000, grantsMs: 0 }

export async function submit(choice: Choice, more: Partial<GrantInput> = {}) {
  const { planGrants } = await import('@/lib/grants/plan')
  const { grantDramas } = await import('@/lib/grants/grant-dramas')
  const plan = await planGrants(choice, readNow)
  const input = {
    ...choice,
    reason: '合同 118 首批',
    planKey: plan.planKey,
    confirmedCount: null,
    requestKey: randomUUID(),
    ...more,
  }
  const parsed = grantDramas.input.safeParse(input)
  if (!parsed.success) return { plan, result: { ok: false as const, code: 'invalid_input' as const } }
  const result = await grantDramas.run(parsed.data, { actor: person, requestId: 'r', session: {} as never })
  return { plan, result }
}

export async function finished(operationId: string) {
  await expect
    .poll(
      async () =>
        (await desk.sql<{ state: string }>('select state from operation where id = $1', [operationId]))[0]?.state,
      { timeout: 20_000 },
    )
    .toBe('done')
  const [operation] = await desk.sql<{ verdict: string }>('select verdict from operation where id = $1', [operationId])
  const items = await desk.sql<{
    target_id: string
    state: string
    verdict: string
    code: string | null
    message: string | null
    rid: string | null
    cause: string | null
  }>(
    'select target_id, state, verdict, code, message, rid, cause from operation_item where operation_id = $1 order by position',
    [operationId],
  )
  return { verdict: operation?.verdict, items }
}

export async function submitAndFinish(choice: Choice, more: Partial<GrantInput> = {}) {
  const { result } = await submit(choice, more)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
  return finished(result.data.operationId)
}

/** What the door hands to a write. */
export const context = () => ({ actor: person, requestId: 'r', session: {} as never })

export const writes = async (since: number) => desk.control.journal({ since, path: 'authorizedrama' })
export const heldNow = async () =>
  new Map((await desk.control.wechat()).grants.map((grant) => [`${grant.drama_id}@${grant.authorized_appid}`, grant]))
