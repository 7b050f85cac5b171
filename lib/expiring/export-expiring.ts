import 'server-only'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import { type ExpiringGrant, listExpiringGrants } from '@/lib/expiring/queries'
import type { ExpiringChoice } from '@/lib/expiring/schema'
import { formatDate, formatDateTime } from '@/lib/format'

const PAGE = 1_000

/** Each grant that ends on the chosen days, read a page at a time while it is sent. */
export async function* exportExpiring(choice: ExpiringChoice, head: readonly string[]): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(head)
  let last: ExpiringGrant | undefined
  do {
    const grants: ExpiringGrant[] = await listExpiringGrants(choice, PAGE, last)
    yield grants.map((grant) => toCsvLine(toCells(grant))).join('')
    last = grants.length === PAGE ? grants.at(-1) : undefined
  } while (last)
}

const toCells = (grant: ExpiringGrant): string[] => [
  formatDate(grant.expiresAt),
  grant.dramaName ?? '',
  grant.dramaId,
  grant.licenseeName ?? '',
  grant.appid,
  formatDateTime(grant.expiresAt, 'second'),
  grant.contractNo ?? '',
  grant.contractEndsOn ?? '',
]
