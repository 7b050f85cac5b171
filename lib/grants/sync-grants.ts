import 'server-only'
import { openConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { storeAccountGrants, storeGrants } from '@/lib/grants/grant-store'
import { getAuthorizeApps } from '@/lib/wechat/get-authorize-apps'
import { getAuthorizeObjects } from '@/lib/wechat/get-authorize-objects'

/** Reads every grant this account gave, per drama and per account, and makes our dated copy equal to it. @throws UpstreamError */
export async function syncGrants(connectionId: string): Promise<{ grants: number; accountGrants: number }> {
  const readAt = new Date()
  const { connection } = await openConnection(connectionId)
  const grants = await getAuthorizeObjects(connection)
  const accountGrants = await getAuthorizeApps(connection)
  await inTransaction(async (sql) => {
    await storeGrants(sql, connectionId, { appid: null, readAt }, grants)
    await storeAccountGrants(sql, connectionId, readAt, accountGrants)
  })
  return { grants: grants.length, accountGrants: accountGrants.length }
}
