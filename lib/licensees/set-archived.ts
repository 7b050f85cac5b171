import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { lockLicensees } from '@/lib/licensees/licensee-row'
import type { WriteContext } from '@/lib/write'

/** Done twice it is done once, with one event. */
export const setArchived = (
  appid: string,
  isArchived: boolean,
  { actor, requestId }: WriteContext,
): Promise<ActionResult<{ appid: string }>> =>
  inTransaction(async (sql) => {
    const [before] = await lockLicensees(sql, [appid])
    if (!before) return failure('not_found')
    if ((before.archivedAt !== null) === isArchived) return success({ appid })
    await sql(
      'update licensee set archived_at = case when $2 then clock_timestamp() end, updated_at = clock_timestamp() where appid = $1',
      [appid, isArchived],
    )
    await recordEvent(sql, {
      phase: 'outcome',
      action: isArchived ? 'licensee.archive' : 'licensee.restore',
      outcome: 'succeeded',
      actor,
      target: { type: 'licensee', id: appid, name: before.name },
      before: { archived: !isArchived },
      after: { archived: isArchived },
      requestId,
    })
    return success({ appid })
  })
