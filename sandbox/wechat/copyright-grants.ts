import type { Reply } from '../http.ts'
import type { World } from '../world.ts'
import { type Body, optionalId, optionalInteger, optionalText, paging } from './fields.ts'
import { type CopyrightGrant, copyrightGrantsOf, type WechatAccount } from './model.ts'
import { ok, wireId } from './reply.ts'

/** POST /wxa/sec/vod/getcopyrightauthorizationlist: who may submit a drama under its own name. */
export function listCopyrightGrants(world: World, account: WechatAccount, body: Body): Reply {
  const { offset, limit } = paging(body, 1000)
  const type = optionalInteger(body, 'authorization_type') ?? 0
  const dramaId = optionalId(body, 'drama_id') ?? '0'
  const licensee = optionalText(body, 'authorized_appid') ?? ''
  const found = world.store
    .values<CopyrightGrant>(copyrightGrantsOf(account.appid))
    .filter((grant) => type === 0 || grant.authorization_type === type)
    .filter((grant) => dramaId === '0' || grant.drama_id === dramaId)
    .filter((grant) => licensee === '' || grant.authorized_appid === licensee)
  const list = found
    .slice(offset, offset + limit)
    .map((grant) => ({ ...grant, drama_id: wireId(grant.drama_id), authorizer_appid: account.appid }))
  return ok({ list, total_count: found.length })
}
