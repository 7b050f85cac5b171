import 'server-only'
import { sealEvents } from '@/lib/audit/seal'
import { log } from '@/lib/log'

const EVERY_MS = 1_000

/**
 * Seals once a second, and at once again while more is waiting. What fails is tried again at the next second. Stopping
 * seals once more, so that the last second of a worker that leaves does not wait for the next one to come.
 */
export function startSealer(): { stop: () => Promise<void> } {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()

  const seal = async (): Promise<void> => {
    let isMore = false
    const started = performance.now()
    try {
      isMore = (await sealEvents()).isMore
    } catch (error) {
      log.error({ error }, 'the log could not be sealed; it is tried again')
    }
    if (!stopping)
      timer = setTimeout(
        () => {
          round = seal()
        },
        isMore ? 0 : Math.max(0, EVERY_MS - (performance.now() - started)),
      )
  }
  round = seal()
  return {
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await round
      await seal()
    },
  }
}
