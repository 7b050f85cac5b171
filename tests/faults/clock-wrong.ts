import { setTimeout as wait } from 'node:timers/promises'
import { readConnectionHealth } from '@/lib/connections/health'
import { CLOCK_WARNING_MS } from '@/lib/connections/judge-health'
import { sql } from '@/lib/db'
import { formEdits, formOf, load, startAnew, submit, WRITE_PATH } from '@/tests/faults/channel-editors'
import { itemsOf, shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { allDone, type OpenScenario, once, until } from '@/tests/faults/scenario'
import type { JournalView } from '@/tests/sandbox-control'

const HOUR_MS = 3_600_000
/** An answer's `Date` tells whole seconds. */
const CORRECT_TO_MS = 3_000
/** How long a timestamp is good; an error this side of it would not be noticed. */
const WINDOW_MS = 180_000
const HEALTH_KNOWN_MS = 8_000

const refused = ({ response }: JournalView) => response?.body.includes('invalid timestamp') === true

/**
 * F20: the upstream's clock and ours part by half a minute to an hour, either way, between one save and the next. The offset
 * is learnt from the `Date` of the first answer, and from then on no timestamp is refused. Where even that `Date` is wrong,
 * nothing can be corrected: the save is refused in plain words and nothing is written.
 */
export const clockWrong: OpenScenario = async (stage) => {
  const worker = await stage.startWorker().ready()
  const { channelId } = (await stage.control.polyv()).channels.find((one) => one.followsGlobal === 'N') ?? {}
  if (!channelId) throw new Error('no channel')
  const edit = async (random: Random) => {
    const channel = await load(stage, channelId)
    const form = formOf(channel)
    formEdits[0]?.(form, random)
    return submit(stage, channel, form)
  }
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const skewMs = (random.below(2) ? 1 : -1) * (30_000 + random.below(HOUR_MS - 30_000))
      await startAnew(stage, channelId)
      const violations: string[] = []
      const isHopeless = seed % 5 === 0
      const errorMs = (random.below(2) ? 1 : -1) * (WINDOW_MS + 20_000 + random.below(HOUR_MS))
      await stage.control.switches({ polyvClockSkewMs: skewMs, polyvDateErrorMs: isHopeless ? errorMs : 0 })
      const since = await stage.control.lastSeq()
      if (isHopeless) {
        const told = await edit(random).then(
          (result) => (result.ok ? 'accepted' : String(result.detail?.key)),
          (error: unknown) => String(error),
        )
        if (!told.includes('clockOff')) violations.push(`an uncorrectable clock was told as ${told}`)
        const sent = await stage.control.journal({ since, path: WRITE_PATH })
        if (sent.length > 0) violations.push(`${sent.length} writes left with a clock nobody could correct`)
        return once(violations)
      }
      const result = await edit(random)
      if (!result.ok) return once([`refused: ${JSON.stringify(result)}`])
      violations.push(...(await allDone([result.data.operationId])))
      for (const { verdict } of await itemsOf(result.data.operationId))
        if (verdict !== 'verified') violations.push(`ended ${verdict}`)
      const entries = await stage.control.journal({ since, upstream: 'polyv' })
      const bad = entries.filter(refused)
      // One process reads and submits, the other writes: each may be surprised once.
      if (bad.length > 2) violations.push(`${bad.length} timestamps were refused by two processes`)
      if (bad.some((entry) => entry.path === WRITE_PATH)) violations.push('a write left with a wrong timestamp')
      for (const entry of entries.filter((one) => one.path === WRITE_PATH)) {
        const off = Number(entry.query.timestamp) - (Date.parse(entry.at) + skewMs)
        if (Math.abs(off) > CORRECT_TO_MS) violations.push(`a write was signed ${off} ms beside the upstream's clock`)
      }
      if (seed % 10 === 1) violations.push(...(await isWarned(stage.polyvId, skewMs, () => load(stage, channelId))))
      return once(shorten(violations))
    },
    close: async () => {
      await stage.control.switches({ polyvClockSkewMs: 0, polyvDateErrorMs: 0 })
      await sql('update connection set clock_offset_ms = null where id = $1', [stage.polyvId])
      await worker.kill('SIGTERM')
    },
  }
}

/** The connection says so wherever health is shown. */
async function isWarned(connectionId: string, skewMs: number, read: () => Promise<unknown>): Promise<string[]> {
  const warned = await until(async () => {
    await read()
    await wait(300)
    const health = (await readConnectionHealth()).find((one) => one.id === connectionId)
    const isKnown = Math.abs((health?.clockOffsetMs ?? 0) - skewMs) < CORRECT_TO_MS
    return isKnown && (health?.state === 'clock') === Math.abs(skewMs) > CLOCK_WARNING_MS
  }, HEALTH_KNOWN_MS)
  return warned ? [] : [`a clock off by ${skewMs} ms is not warned of`]
}
