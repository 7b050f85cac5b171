import { setTimeout as wait } from 'node:timers/promises'
import { planApply } from '@/lib/channels/apply-prepare'
import type { ChannelChange } from '@/lib/channels/apply-schema'
import { startChange } from '@/lib/channels/apply-start'
import { getChange } from '@/lib/channels/apply-store'
import { submitApply } from '@/lib/channels/apply-submit'
import { planCosts } from '@/lib/channels/apply-views-schema'
import { currentConnection } from '@/lib/connections/queries'
import { pool, sql } from '@/lib/db'
import type { ActionResult } from '@/lib/errors'
import { stopSender } from '@/lib/jobs/queue'
import type { WriteContext } from '@/lib/write'

/** Plans one change over these channels and submits it, as the screen does. A program of its own. */
async function apply({ channelIds, content }: { channelIds: string[]; content: ChannelChange }) {
  const connection = await currentConnection('polyv')
  const [person] = await sql<{ id: string; name: string; role: string }>(
    `select id, name, role from "user" where role = 'manager' limit 1`,
  )
  if (!connection || !person) throw new Error('there is no account, or nobody to change channels')
  const context: WriteContext = {
    actor: { type: 'person', ...person, sessionPrint: null, ip: null, userAgent: null },
    requestId: 'bench',
    session: {} as WriteContext['session'],
  }
  const must = <T>(result: ActionResult<T>): T => {
    if (!result.ok) throw new Error(JSON.stringify(result))
    return result.data
  }
  const selection = { kind: 'ids' as const, ids: channelIds }
  const { changeId } = must(await startChange.run({ connectionId: connection.id, selection }, context))
  const started = performance.now()
  must(await planApply.run({ changeId, content, shared: {}, own: {} }, context))
  for (;;) {
    const view = await getChange(changeId)
    if (view?.plan.state === 'planned') {
      const planMs = Math.round(performance.now() - started)
      const input = { changeId, plan: view.plan.number, reason: '会员日统一改价' }
      const { operationId } = must(await submitApply.run(input, context))
      return { operationId, planMs, submittedAt: Date.now(), ...planCosts(view.plan.lines) }
    }
    if (view?.plan.state !== 'planning') throw new Error(`not planned: ${view?.plan.error}`)
    await wait(50)
  }
}

apply(JSON.parse(process.argv[2] ?? '{}'))
  .then((submitted) => process.stdout.write(`${JSON.stringify(submitted)}\n`))
  .then(() => Promise.all([stopSender(), pool.end()]))
  .then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
