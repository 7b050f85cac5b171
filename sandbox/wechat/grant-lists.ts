import type { Call, Reply } from '../http.ts'
import type { World } from '../world.ts'
import { type Body, optionalId, optionalText, paging } from './fields.ts'
import { isLive } from './grants.ts'
import {
  type AppGrant,
  accountIds,
  appGrantsOf,
  type Drama,
  dramasOf,
  type Grant,
  grantKey,
  grantsOf,
  type WechatAccount,
} from './model.ts'
import { ok, wireId } from './reply.ts'

/** POST /wxa/sec/vod/getauthorizeobjects: what this account granted. */
export function listGrants(world: World, call: Call, account: WechatAccount, body: Body): Reply {
  const { offset, limit } = paging(body, 1000)
  const dramaId = optionalId(body, 'drama_id') ?? '0'
  const licensee = optionalText(body, 'authorized_appid') ?? ''
  const found = findGrants(world, account.appid, dramaId === '0' ? null : dramaId, licensee || null).filter(
    (grant) => world.switches.isOn('listExpiredGrants') || isLive(grant.authz_expire_time, call.now),
  )
  const objects = found.slice(offset, offset + limit).map((grant) => ({
    drama_id: wireId(grant.drama_id),
    authorized_appid: grant.authorized_appid,
    authorized_time: grant.authorized_time,
    authz_expire_time: grant.authz_expire_time,
  }))
  return ok({ total_count: found.length, objects })
}

/** POST /wxa/sec/vod/getauthorizedobjects: what was granted to this account. */
export function listReceivedGrants(world: World, call: Call, account: WechatAccount, body: Body): Reply {
  const { offset, limit } = paging(body, 1000)
  const grantor = optionalText(body, 'authorizer_appid') ?? ''
  const found = accountIds(world.store)
    .filter((appid) => grantor === '' || appid === grantor)
    .flatMap((appid) => {
      const direct = findGrants(world, appid, null, account.appid)
      const whole = world.switches.isOn('expandAccountGrants') ? expandAccountGrant(world, appid, account.appid) : []
      return [...direct, ...whole].map((grant) => ({ ...grant, authorizer_appid: appid }))
    })
    .filter((grant) => world.switches.isOn('listExpiredGrants') || isLive(grant.authz_expire_time, call.now))
  const objects = found.slice(offset, offset + limit).map((grant) => ({
    drama_id: wireId(grant.drama_id),
    authorizer_appid: grant.authorizer_appid,
    authorized_time: grant.authorized_time,
    authz_expire_time: grant.authz_expire_time,
  }))
  return ok({ total_count: found.length, objects })
}

function findGrants(world: World, grantor: string, dramaId: string | null, licensee: string | null): readonly Grant[] {
  const at = Date.now() - world.switches.number('wechatReplicaLagMs')
  const collection = grantsOf(grantor)
  if (dramaId !== null && licensee !== null) {
    const grant = world.store.getAsOf<Grant>(collection, grantKey(dramaId, licensee), at)
    return grant ? [grant] : []
  }
  const all = world.store.valuesAsOf<Grant>(collection, at)
  if (dramaId !== null) return all.filter((grant) => grant.drama_id === dramaId)
  return licensee === null ? all : all.filter((grant) => grant.authorized_appid === licensee)
}

function expandAccountGrant(world: World, grantor: string, licensee: string): Grant[] {
  const held = world.store.get<AppGrant>(appGrantsOf(grantor), licensee)
  if (!held) return []
  return world.store.values<Drama>(dramasOf(grantor)).map((drama) => ({ ...held, drama_id: drama.drama_id }))
}
