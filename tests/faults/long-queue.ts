import { openConnection } from '@/lib/connections/open-connection'
import type { UpstreamConnection } from '@/lib/http'
import { formEdits, formOf, load, startAnew, submit, WRITE_PATH } from '@/tests/faults/channel-editors'
import { openDrive } from '@/tests/faults/drive'
import { itemsOf, shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { type OpenScenario, once } from '@/tests/faults/scenario'

/** The longest wait; a signature lives three minutes. */
const LONGEST_MS = 10 * 60_000
const SHORTEST_MS = 4 * 60_000

const realNow = Date.now

/**
 * F21: a call waits four minutes and more for its slot. The clock of this process is moved instead of waiting: it jumps
 * while the call stands in the queue, and the upstream's clock already stands where it jumps to. A signature made before
 * the wait would be minutes too old; every one of them must be good.
 */
export const longQueue: OpenScenario = async (stage) => {
  const { drive, stop } = await openDrive()
  const { channelId } = (await stage.control.polyv()).channels.find((one) => one.followsGlobal === 'N') ?? {}
  if (!channelId) throw new Error('no channel')
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const waitedMs = SHORTEST_MS + random.below(LONGEST_MS - SHORTEST_MS)
      await startAnew(stage, channelId)
      const channel = await load(stage, channelId)
      const form = formOf(channel)
      formEdits[random.below(2)]?.(form, random)
      const result = await submit(stage, channel, form)
      if (!result.ok) return once([`refused: ${JSON.stringify(result)}`])
      const since = await stage.control.lastSeq()
      await stage.control.switches({ polyvClockSkewMs: waitedMs })
      let waits = 0
      const slow = (connection: UpstreamConnection): UpstreamConnection => ({
        ...connection,
        clockOffsetMs: () => 0,
        pace: async () => {
          await connection.pace()
          waits += 1
          Date.now = () => realNow() + waitedMs
        },
        observe: () => {
          Date.now = realNow
        },
      })
      const finished = await drive(result.data.operationId, async (id) => {
        const opened = await openConnection(id)
        return { ...opened, connection: slow(opened.connection) }
      }).finally(() => {
        Date.now = realNow
      })
      await stage.control.switches({ polyvClockSkewMs: 0 })
      const entries = await stage.control.journal({ since, upstream: 'polyv' })
      const stale = entries.filter(({ response }) => /invalid (timestamp|signature)/.test(response?.body ?? ''))
      const violations = stale.map((entry) => `${entry.method} ${entry.path} left with a stale signature`)
      const writes = entries.filter((entry) => entry.path === WRITE_PATH)
      if (!finished) violations.push('not finished')
      if (waits < 3) violations.push(`only ${waits} calls waited`)
      if (writes.length !== 1) violations.push(`${writes.length} writes`)
      for (const { verdict } of await itemsOf(result.data.operationId))
        if (verdict !== 'verified') violations.push(`ended ${verdict}`)
      return once(shorten(violations))
    },
    close: stop,
  }
}
