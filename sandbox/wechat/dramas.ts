import type { Reply } from '../http.ts'
import type { World } from '../world.ts'
import { type Body, optionalId, optionalInteger, optionalText, paging, requiredId } from './fields.ts'
import { type Drama, dramasOf, type WechatAccount } from './model.ts'
import { ok, WechatError, wireId } from './reply.ts'

const secondsPerEpisode = 95

/** POST /wxa/sec/vod/listdramas: no filters, no total. */
export function listDramas(world: World, account: WechatAccount, body: Body): Reply {
  const { offset, limit } = paging(body, 100)
  const all = world.store.values<Drama>(dramasOf(account.appid))
  const page = world.switches.isOn('ignorePaging') ? all.slice(0, 100) : all.slice(offset, offset + limit)
  return ok({ drama_info_list: page.map(describeDrama) })
}

/** POST /wxa/sec/vod/getdrama */
export function getDrama(world: World, account: WechatAccount, body: Body): Reply {
  return ok({ drama_info: describeDrama(findDrama(world, account, requiredId(body, 'drama_id'))) })
}

/** POST /wxa/sec/vod/getdramalatestauditinfo */
export function getLatestAudit(world: World, account: WechatAccount, body: Body): Reply {
  const drama = findDrama(world, account, requiredId(body, 'drama_id'))
  const auditType = optionalInteger(body, 'audit_type') ?? 0
  if (auditType > 3) throw new WechatError(47003, 'argument invalid! audit_type')
  if (!drama.audit_detail) throw new WechatError(10093030, '资源不存在')
  return ok({ audit_detail: { ...drama.audit_detail, audit_type: auditType } })
}

/** POST /wxa/sec/vod/listmedia */
export function listMedia(world: World, account: WechatAccount, body: Body): Reply {
  const { offset, limit } = paging(body, 100)
  const dramaId = optionalId(body, 'drama_id')
  const name = optionalText(body, 'media_name_fuzzy') ?? optionalText(body, 'media_name')?.replaceAll('%', '') ?? ''
  const startTime = optionalInteger(body, 'start_time') ?? 0
  const endTime = optionalInteger(body, 'end_time') ?? Number.POSITIVE_INFINITY
  const media = world.store
    .values<Drama>(dramasOf(account.appid))
    .filter((drama) => dramaId === undefined || drama.drama_id === dramaId)
    .filter((drama) => drama.create_time >= startTime && drama.create_time < endTime)
    .flatMap(describeEpisodes)
    .filter((episode) => episode.name.includes(name))
  return ok({ media_info_list: media.slice(offset, offset + limit) })
}

function findDrama(world: World, account: WechatAccount, id: string): Drama {
  const drama = world.store.get<Drama>(dramasOf(account.appid), id)
  if (!drama) throw new WechatError(10093030, '资源不存在')
  return drama
}

function describeDrama(drama: Drama): Record<string, unknown> {
  const { drama_id, first_media_id, actors, ...fields } = drama
  const mediaList = Array.from({ length: drama.media_count }, (_, index) => ({ media_id: first_media_id + index }))
  return {
    drama_id: wireId(drama_id),
    ...fields,
    media_list: mediaList,
    ...(actors ? { actor_list: { actor: actors } } : {}),
  }
}

function describeEpisodes(drama: Drama): { name: string; [field: string]: unknown }[] {
  return Array.from({ length: drama.media_count }, (_, index) => ({
    media_id: drama.first_media_id + index,
    create_time: drama.create_time,
    expire_time: 0,
    drama_id: wireId(drama.drama_id),
    file_size: String(18_000_000 + ((drama.first_media_id + index) % 977) * 4096),
    duration: secondsPerEpisode + ((drama.first_media_id + index) % 40),
    name: `${drama.name} - 第${index + 1}集`,
    description: '',
    cover_url: drama.cover_url,
    original_url: '',
    mp4_url: '',
    hls_url: '',
    audit_detail: drama.audit_detail,
  }))
}
