import { randomUUID } from 'node:crypto'
import { currentConnection } from '@/lib/connections/queries'
import { pool, sql } from '@/lib/db'
import { stopSender } from '@/lib/jobs/queue'
import { submitOperation } from '@/lib/operations/submit'
import type { PairsToSubmit, SubmittedPairs } from './pairs'

/** Hands rectangles of drama × licensee to the ledger as the composer does once its plan is confirmed. A program of its own. */
async function submitAll({ expiresAt, rectangles, plan }: PairsToSubmit): Promise<SubmittedPairs[]> {
  const connection = await currentConnection('wechat')
  const [person] = await sql<{ id: string; name: string; role: string }>(
    `select id, name, role from "user" where role = 'manager' limit 1`,
  )
  if (!connection || !person) throw new Error('there is no account, or nobody to grant')
  const submitted: SubmittedPairs[] = []
  for (const { dramaIds, appids } of rectangles) {
    const started = performance.now()
    const result = await submitOperation({
      action: 'drama.grant',
      connectionId: connection.id,
      requestKey: randomUUID(),
      input: { dramaIds, appids, expiresAt },
      reason: '合同 HT-2026-118 全量续期',
      actor: { type: 'person', ...person, sessionPrint: null, ip: null, userAgent: null },
      target: { type: 'drama_grant', id: connection.accountId, name: connection.name },
      summary: {
        dramas: dramaIds.length,
        licensees: appids.length,
        toSend: dramaIds.length * appids.length,
        ...plan,
        expiresAt,
      },
      items: appids.flatMap((appid) =>
        dramaIds.map((dramaId) => ({
          targetKey: `drama:${dramaId}@${appid}`,
          groupKey: appid,
          targetType: 'drama_grant' as const,
          targetId: `${dramaId}@${appid}`,
          targetName: `《剧目 ${dramaId}》→ ${appid}`,
          plan: 'new' as const,
          intent: { dramaId, appid, expiresAt, dramaName: `剧目 ${dramaId}`, licenseeName: appid },
        })),
      ),
    })
    if (!result.ok) throw new Error(JSON.stringify(result))
    submitted.push({ ...result.data, connectionId: connection.id, submitMs: Math.round(performance.now() - started) })
  }
  return submitted
}

submitAll(JSON.parse(process.argv[2] ?? '{}'))
  .then((submitted) => process.stdout.write(`${JSON.stringify(submitted)}\n`))
  .then(() => Promise.all([stopSender(), pool.end()]))
  .then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
