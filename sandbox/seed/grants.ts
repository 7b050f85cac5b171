import type { Change } from '../storage.ts'
import { type AppGrant, appGrantsOf, type Drama, type Grant, grantKey, grantsOf, isPlayable } from '../wechat/model.ts'
import { licenseeAppId, licenseeCount } from './licensees.ts'
import { createRandom, daySeconds } from './random.ts'

const grantCount = 620
const firstOpenLicensee = 4

/** Permanent, long, near their end and ended grants, and a few for the whole account. */
export function seedGrants(appid: string, dramas: readonly Drama[], now: number): Change[] {
  const random = createRandom(620)
  const playable = dramas.filter(isPlayable)
  const rows = new Map<string, Grant>()
  while (rows.size < grantCount) {
    const drama = playable[random.integer(playable.length)]
    const index = firstOpenLicensee + random.integer(licenseeCount - firstOpenLicensee - 8)
    if (!drama || index % 11 === 10) continue
    const licensee = licenseeAppId(index)
    const granted = now - (10 + random.integer(200)) * daySeconds
    rows.set(grantKey(drama.drama_id, licensee), {
      drama_id: drama.drama_id,
      authorized_appid: licensee,
      authorized_time: granted,
      authz_expire_time: expiry(random.integer(10), random.integer(daySeconds), now),
      writes: 1,
    })
  }
  const whole = [0, 1, 2, 3].map((index): Change => {
    const grant: AppGrant = {
      authorized_appid: licenseeAppId(index),
      authorized_time: now - (30 + index * 12) * daySeconds,
      authz_expire_time: index % 2 === 0 ? 0 : now + (90 + index * 30) * daySeconds,
      writes: 1,
    }
    return [appGrantsOf(appid), grant.authorized_appid, grant]
  })
  return [...[...rows].map(([key, grant]): Change => [grantsOf(appid), key, grant]), ...whole]
}

/** What the neighbour granted to us, so that the grantee's view is not empty. */
export function seedReceivedGrants(grantor: string, grantee: string, dramas: readonly Drama[], now: number): Change[] {
  return dramas
    .filter(isPlayable)
    .slice(0, 6)
    .map((drama, index): Change => {
      const grant: Grant = {
        drama_id: drama.drama_id,
        authorized_appid: grantee,
        authorized_time: now - 40 * daySeconds,
        authz_expire_time: index % 2 === 0 ? 0 : now + 60 * daySeconds,
        writes: 1,
      }
      return [grantsOf(grantor), grantKey(drama.drama_id, grantee), grant]
    })
}

function expiry(draw: number, jitter: number, now: number): number {
  if (draw < 3) return 0
  if (draw === 3) return now - 3 * daySeconds - jitter
  if (draw === 4) return now + daySeconds + jitter * 7
  if (draw === 5) return now + 8 * daySeconds + jitter * 22
  return now + (20 + draw * 25) * daySeconds + jitter
}
