import 'server-only'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import { getDrama } from '@/lib/wechat/get-drama'
import type { UpstreamDrama } from '@/lib/wechat/upstream-drama'

/** WeChat's word for a drama that is not there, or not this account's. */
const NO_SUCH_RESOURCE = '10093030'
const MOST_ASKED = 20

type Confirmed = {
  /** Asked for by id, and there after all. */
  present: UpstreamDrama[]
  gone: string[]
  /** Whether every missing drama is accounted for. */
  isSettled: boolean
}

/** One drama by its id; null when the upstream says that there is none. @throws UpstreamError for any other trouble. */
export async function findUpstreamDrama(
  connection: UpstreamConnection,
  dramaId: string,
): Promise<UpstreamDrama | null> {
  try {
    return await getDrama(connection, dramaId)
  } catch (error) {
    if (error instanceof UpstreamError && error.exchange.errcode === NO_SUCH_RESOURCE) return null
    throw error
  }
}

/**
 * Whether dramas a list no longer shows are really gone: a page may have slid past them, or the list been cut short. Each is
 * asked for by id; of many only some, spread out, and when one of those is there the list is not believed about the others.
 */
export async function confirmGone(
  connection: UpstreamConnection,
  missing: readonly string[],
  isListComplete: boolean,
): Promise<Confirmed> {
  const step = Math.max(1, Math.floor(missing.length / MOST_ASKED))
  const asked = missing.filter((_, index) => index % step === 0).slice(0, MOST_ASKED)
  const present: UpstreamDrama[] = []
  const gone: string[] = []
  for (const dramaId of asked) {
    try {
      const drama = await findUpstreamDrama(connection, dramaId)
      if (drama) present.push(drama)
      else gone.push(dramaId)
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      return { present, gone, isSettled: false }
    }
  }
  if (asked.length === missing.length) return { present, gone, isSettled: true }
  const isBelieved = isListComplete && present.length === 0
  return isBelieved ? { present, gone: [...missing], isSettled: true } : { present, gone, isSettled: false }
}
