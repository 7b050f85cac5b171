import type { Call, Reply } from '../http.ts'
import type { World } from '../world.ts'
import { type Body, checkAppId, refuseUnknownNames, requiredText } from './fields.ts'
import { keepsOld, licenseeRefusal, readExpiry } from './grants.ts'
import { type AppGrant, accountIds, appGrantsOf, type WechatAccount } from './model.ts'
import { ok, WechatError } from './reply.ts'

/** POST /wxa/sec/vod/authorizeapp */
export function authorizeApp(world: World, call: Call, account: WechatAccount, body: Body): Reply {
  if (world.switches.text('STRICT_NAMES') === 'on') refuseUnknownNames(body, ['authorized_appid', 'authz_expire_time'])
  const licensee = requiredText(body, 'authorized_appid')
  const expiresAt = readExpiry(body, call.now)
  checkAppId(licensee)
  const refusal = licenseeRefusal(world, licensee)
  if (refusal) throw refusal
  const held = world.store.get<AppGrant>(appGrantsOf(account.appid), licensee)
  if (held && world.switches.text('regrant') === 'error') throw new WechatError(1, '账号已授权')
  if (held && keepsOld(world.switches.text('regrant'), held.authz_expire_time, expiresAt)) return ok({})
  const grant: AppGrant = {
    authorized_appid: licensee,
    authorized_time: Math.floor(call.now / 1000),
    authz_expire_time: expiresAt,
    writes: (held?.writes ?? 0) + 1,
  }
  call.commit(
    [[appGrantsOf(account.appid), licensee, grant]],
    [{ action: 'grant_account', authorized_appid: licensee, authz_expire_time: expiresAt }],
  )
  return ok({})
}

/** POST /wxa/sec/vod/deauthorizeapp */
export function deauthorizeApp(world: World, call: Call, account: WechatAccount, body: Body): Reply {
  const licensee = requiredText(body, 'authorized_appid')
  checkAppId(licensee)
  if (!world.store.get(appGrantsOf(account.appid), licensee)) {
    const code = Number(world.switches.text('revokeMissing'))
    throw new WechatError(code, code === 10090039 ? '已经被解除授权' : '不存在授权关系')
  }
  call.commit(
    [[appGrantsOf(account.appid), licensee, null]],
    [{ action: 'revoke_account', authorized_appid: licensee }],
  )
  return ok({})
}

/** POST /wxa/sec/vod/getauthorizeapps: no paging, no total. */
export function listAppGrants(world: World, account: WechatAccount): Reply {
  const at = Date.now() - world.switches.number('wechatReplicaLagMs')
  const objects = world.store
    .valuesAsOf<AppGrant>(appGrantsOf(account.appid), at)
    .map(({ authorized_appid, authorized_time, authz_expire_time }) => ({
      authorized_appid,
      authorized_time,
      authz_expire_time,
    }))
  return ok({ objects })
}

/** /wxa/sec/vod/getauthorizedapps, an older page: accounts that granted themselves to this one. */
export function listReceivedAppGrants(world: World, account: WechatAccount): Reply {
  const objects = accountIds(world.store).flatMap((appid) => {
    const grant = world.store.get<AppGrant>(appGrantsOf(appid), account.appid)
    if (!grant) return []
    const { authorized_time, authz_expire_time } = grant
    return [{ authorizer_appid: appid, authorized_time, authz_expire_time }]
  })
  return ok({ objects })
}
