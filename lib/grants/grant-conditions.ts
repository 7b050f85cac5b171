import 'server-only'
import { Conditions } from '@/lib/audit/conditions'
import { parseBeijingDateTime } from '@/lib/format'
import type { ExpiryState, GrantFilter } from '@/lib/grants/filter-schema'
import { toLikePattern } from '@/lib/pinyin'

const DAY_MS = 86_400_000

/** The tables `toGrantConditions` speaks of. */
export const GRANT_TABLES = `"grant" held
  left join drama on drama.connection_id = held.connection_id and drama.drama_id = held.drama_id
  left join licensee on licensee.appid = held.appid`

const stateConditions: Record<ExpiryState, string> = {
  permanent: 'held.expires_at is null',
  lapsed: 'held.expires_at <= clock_timestamp()',
  week: `held.expires_at > clock_timestamp() and held.expires_at <= clock_timestamp() + interval '7 days'`,
  month: `held.expires_at > clock_timestamp() and held.expires_at <= clock_timestamp() + interval '30 days'`,
  later: `held.expires_at > clock_timestamp() + interval '30 days'`,
}

/** A filter as `where` conditions over `GRANT_TABLES`. */
export function toGrantConditions(connectionId: string, filter: GrantFilter): Conditions {
  const conditions = new Conditions()
  conditions.add((place) => `held.connection_id = ${place}`, connectionId)
  if (filter.q !== '') {
    conditions.add(
      (name, initials, id) =>
        `(drama.name ilike ${name} or drama.pinyin like ${initials} or held.drama_id like ${id}
          or licensee.name ilike ${name} or licensee.pinyin like ${initials} or held.appid like ${id})`,
      toLikePattern(filter.q),
      toLikePattern(filter.q.toLowerCase().replace(/[\s']/g, '')),
      toLikePattern(filter.q.toLowerCase()).slice(1),
    )
  }
  if (filter.appid) conditions.add((place) => `held.appid = ${place}`, filter.appid)
  if (filter.drama) conditions.add((place) => `held.drama_id = ${place}`, filter.drama)
  if (filter.contract) conditions.add((place) => `licensee.contract_no = ${place}`, filter.contract)
  if (filter.tag) conditions.add((place) => `${place} = any(licensee.tags)`, filter.tag)
  if (filter.state) conditions.addPlain(`(${stateConditions[filter.state]})`)
  const from = filter.from ? parseBeijingDateTime(`${filter.from} 00:00`) : null
  if (from) conditions.add((place) => `held.expires_at >= ${place}`, from)
  const until = filter.until ? parseBeijingDateTime(`${filter.until} 00:00`) : null
  if (until) conditions.add((place) => `held.expires_at < ${place}`, new Date(until.getTime() + DAY_MS))
  if (filter.source) conditions.addPlain(`held.last_operation_id is ${filter.source === 'ours' ? 'not null' : 'null'}`)
  return conditions
}
