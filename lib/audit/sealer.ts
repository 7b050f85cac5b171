import 'server-only'
import { sealEvents } from '@/lib/audit/seal'
import { recordRefusal, SealRefused } from '@/lib/audit/seal-refused'
import { log } from '@/lib/log'

const EVERY_MS = 1_000
/** A log that must not be sealed as it stands is looked at less often. */
const REFUSED_EVERY_MS = 10_000

/**
 * Seals once a second, and at once again while more is waiting. What fails is tried again at the next second; that the log
 * is not the one it sealed is told once, however long it stays so. Stopping seals once more, so that the last second of a
 * worker that leaves does not wait for the next one to come.
 */
export function startSealer(): { stop: () => Promise<void> } {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()
  let told = ''

  const tell = async (error: unknown): Promise<void> => {
    if (!(error instanceof SealRefused)) return log.error({ error }, 'the log could not be sealed; it is tried again')
    if (told === error.message) return
    await recordRefusal(error)
    told = error.message
    log.error(
      { error },
      'the log is not the one that was sealed: nothing is sealed until it is put right, or a restored one is accepted as the README says',
    )
  }
  const seal = async (): Promise<void> => {
    let wait = EVERY_MS
    const started = performance.now()
    try {
      const { sealed, isMore } = await sealEvents()
      if (sealed > 0) told = ''
      if (isMore) wait = 0
    } catch (error) {
      if (error instanceof SealRefused) wait = REFUSED_EVERY_MS
      await tell(error).catch((fault: unknown) => log.error({ error: fault }, 'an alarm could not be recorded'))
    }
    if (!stopping)
      timer = setTimeout(
        () => {
          round = seal()
        },
        Math.max(0, wait - (performance.now() - started)),
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
