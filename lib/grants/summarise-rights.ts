import 'server-only'
import { createHash } from 'node:crypto'
import { env } from '@/lib/env'
import { isSent, type RightsEffect, type RightsLicensee, type RightsPlan } from '@/lib/grants/rights-plan-schema'

/** Counts, calls and time of what a revocation or replacement would do. */
export function summariseRights(
  licensees: RightsLicensee[],
  cost: { callsPerChunk: number; readsPerLicensee: number; callsPerSecond: number; facts?: unknown },
): RightsPlan {
  const counts: Record<RightsEffect, number> = { loses: 0, covered: 0, lapsed: 0, same: 0, not_held: 0, blocked: 0 }
  const dramas = new Set<string>()
  let [calls, reads] = [0, 0]
  for (const { cells } of licensees) {
    let sent = 0
    for (const { dramaId, effect } of cells) {
      counts[effect] += 1
      if (!isSent(effect)) continue
      sent += 1
      dramas.add(dramaId)
    }
    calls += Math.ceil(sent / env.WECHAT_CHUNK_SIZE) * cost.callsPerChunk
    if (sent > 0) reads += cost.readsPerLicensee
  }
  return {
    licensees,
    counts,
    dramas: dramas.size,
    toSend: counts.loses + counts.covered + counts.lapsed,
    calls,
    reads,
    predictedMs: Math.round(((calls + reads) / cost.callsPerSecond) * 1000),
    plannedAt: new Date().toISOString(),
    planKey: createHash('sha256')
      .update(
        JSON.stringify([
          cost.facts ?? null,
          licensees.map(({ appid, account, cells }) => [
            appid,
            account,
            cells.map((cell) => [cell.dramaId, cell.held, cell.effect]),
          ]),
        ]),
      )
      .digest('base64url'),
  }
}
