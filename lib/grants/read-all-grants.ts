import 'server-only'
import { sql } from '@/lib/db'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import { getAuthorizeApps, type UpstreamAccountGrant } from '@/lib/wechat/get-authorize-apps'
import { getAuthorizeObjects, type UpstreamGrant } from '@/lib/wechat/get-authorize-objects'

export type ReadProgress = { read: number; expected: number | null }
export type GrantReading = {
  grants: UpstreamGrant[]
  /** null: the one list was read; else the licensees that were read one by one. */
  readLicensees: string[] | null
  unreadable: string[]
  /** null: that list could not be read. */
  accountGrants: UpstreamAccountGrant[] | null
  isComplete: boolean
}

const MOST_LICENSEES = 500
const MOST_CONFIRMED = 200
const GIVE_UP_AFTER = 3

/**
 * Every grant of an account, in one list. If that list breaks off, licensee by licensee, telling which could not be read.
 * @throws UpstreamError when nothing can be read.
 */
export async function readAllGrants(
  connection: UpstreamConnection,
  onProgress: (progress: ReadProgress) => Promise<void>,
): Promise<GrantReading> {
  const listed = await readList(connection, onProgress)
  const accountGrants = await orNull(getAuthorizeApps(connection))
  const isComplete = listed.readLicensees === null && listed.unreadable.length === 0 && accountGrants !== null
  return { ...listed, accountGrants, isComplete }
}

type Listed = Pick<GrantReading, 'grants' | 'readLicensees' | 'unreadable'>

async function readList(
  connection: UpstreamConnection,
  onProgress: (progress: ReadProgress) => Promise<void>,
): Promise<Listed> {
  try {
    const grants = await getAuthorizeObjects(connection, {}, onProgress)
    return await confirmMissing(connection, grants)
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    return readOneByOne(connection, error, onProgress)
  }
}

/** A list read page by page may lose a row when another leaves it meanwhile: who seems to miss one is read again. */
async function confirmMissing(connection: UpstreamConnection, grants: UpstreamGrant[]): Promise<Listed> {
  const rows = await sql<{ appid: string }>(
    `select distinct appid from known_grant known
      where connection_id = $1 and drama_id <> '' and is_held and (expires_at is null or expires_at > clock_timestamp())
        and not exists (select 1 from unnest($2::text[], $3::text[]) as listed(drama_id, appid)
                         where listed.drama_id = known.drama_id and listed.appid = known.appid)
        and not exists (select 1 from grant_drift drift where drift.connection_id = $1 and drift.drama_id = known.drama_id
                         and drift.appid = known.appid and drift.closed_at is null and drift.kind = 'missing')
      limit ${MOST_CONFIRMED}`,
    [connection.id, grants.map((grant) => grant.dramaId), grants.map((grant) => grant.appid)],
  )
  const doubtful = new Set(rows.map((row) => row.appid))
  const confirmed = grants.filter((grant) => !doubtful.has(grant.appid))
  const unreadable: string[] = []
  for (const appid of doubtful) {
    const own = await orNull(getAuthorizeObjects(connection, { appid }))
    if (own) confirmed.push(...own)
    else unreadable.push(appid)
  }
  return { grants: confirmed, readLicensees: null, unreadable }
}

async function readOneByOne(
  connection: UpstreamConnection,
  cause: UpstreamError,
  onProgress: (progress: ReadProgress) => Promise<void>,
): Promise<Listed> {
  const rows = await sql<{ appid: string }>(
    `select appid from known_grant where connection_id = $1 and drama_id <> ''
      union select appid from "grant" where connection_id = $1 order by appid`,
    [connection.id],
  )
  const appids = rows.map((row) => row.appid)
  const result = { grants: [] as UpstreamGrant[], readLicensees: [] as string[], unreadable: [] as string[] }
  for (const [index, appid] of appids.entries()) {
    const hasGivenUp = result.readLicensees.length === 0 && result.unreadable.length >= GIVE_UP_AFTER
    if (hasGivenUp) throw cause
    const own = index < MOST_LICENSEES ? await orNull(getAuthorizeObjects(connection, { appid })) : null
    if (own) {
      result.grants.push(...own)
      result.readLicensees.push(appid)
    } else result.unreadable.push(appid)
    await onProgress({ read: result.grants.length, expected: null })
  }
  if (result.readLicensees.length === 0) throw cause
  return result
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof UpstreamError) return null
    throw error
  }
}
