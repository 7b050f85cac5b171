import 'server-only'
import { openConnection } from '@/lib/connections/queries'
import { getAuthorizeApps } from '@/lib/wechat/get-authorize-apps'
import { getAuthorizeObjects } from '@/lib/wechat/get-authorize-objects'
import { getCopyrightGrants } from '@/lib/wechat/get-copyright-grants'

type End = { expiresAt: Date | null }

/** The grant of one drama to one licensee as WeChat lists it now; null when there is none. Keeps nothing. @throws UpstreamError */
export async function readDramaGrantNow(connectionId: string, dramaId: string, appid: string): Promise<End | null> {
  const { connection } = await openConnection(connectionId)
  return (await getAuthorizeObjects(connection, { dramaId, appid }))[0] ?? null
}

/** The account-level grant of one licensee as WeChat lists it now; null when there is none. @throws UpstreamError */
export async function readAccountGrantNow(connectionId: string, appid: string): Promise<End | null> {
  const { connection } = await openConnection(connectionId)
  return (await getAuthorizeApps(connection)).find((grant) => grant.appid === appid) ?? null
}

/** The right to submit a drama under another name; null when this licensee has none of its own. @throws UpstreamError */
export async function readCopyrightNow(connectionId: string, dramaId: string, appid: string): Promise<End | null> {
  const { connection } = await openConnection(connectionId)
  return (await getCopyrightGrants(connection, dramaId)).find((grant) => grant.appid === appid) ?? null
}
