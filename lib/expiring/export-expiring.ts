import 'server-only'
import { type ExpiringGrant, listExpiringGrants } from '@/lib/expiring/queries'
import type { ExpiringChoice } from '@/lib/expiring/schema'
import { formatDate, formatDateTime } from '@/lib/format'
import type { SheetCell } from '@/lib/sheets/write-xlsx'

const PAGE = 1_000

/** Each grant that ends on the chosen days, read a page at a time. */
export async function* exportExpiring(choice: ExpiringChoice): AsyncGenerator<SheetCell[]> {
  let last: ExpiringGrant | undefined
  do {
    const grants: ExpiringGrant[] = await listExpiringGrants(choice, PAGE, last)
    yield* grants.map(toCells)
    last = grants.length === PAGE ? grants.at(-1) : undefined
  } while (last)
}

const toCells = (grant: ExpiringGrant): SheetCell[] => [
  formatDate(grant.expiresAt),
  grant.dramaName ?? '',
  grant.dramaId,
  grant.licenseeName ?? '',
  grant.appid,
  formatDateTime(grant.expiresAt, 'second'),
  grant.contractNo ?? '',
  grant.contractEndsOn ?? '',
]
