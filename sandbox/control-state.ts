import {
  type Channel,
  channels,
  globals,
  type Member,
  membersPrefix,
  type Ranks,
  type StoredRank,
  templates,
} from './polyv/model.ts'
import { channelsOf, globalSetting } from './polyv/scope.ts'
import type { Change } from './storage.ts'
import {
  type AppGrant,
  accounts,
  appGrantsOf,
  type CopyrightGrant,
  copyrightGrantsOf,
  type Drama,
  dramasOf,
  type Grant,
  grantKey,
  grantsOf,
  type Licensee,
  licensees,
  type WechatAccount,
} from './wechat/model.ts'
import type { World } from './world.ts'

type Answer = { status: number; data: unknown }
type Input = Record<string, unknown>

export function showWechat(world: World, appid: string | null): Answer {
  const { store } = world
  const account = store.get<WechatAccount>(accounts, appid ?? world.credentials.wechat.appId)
  if (!account) return { status: 404, data: { error: 'no such account' } }
  return {
    status: 200,
    data: {
      appid: account.appid,
      name: account.name,
      hasApi: account.hasApi,
      accounts: store.values<WechatAccount>(accounts).map((known) => known.appid),
      dramas: store.values<Drama>(dramasOf(account.appid)),
      grants: store.values<Grant>(grantsOf(account.appid)),
      appGrants: store.values<AppGrant>(appGrantsOf(account.appid)),
      licensees: store.values<Licensee>(licensees),
    },
  }
}

export function showPolyv(world: World, userId: string | null): Answer {
  const { store } = world
  const owner = userId ?? world.credentials.polyv.userId
  const own = channelsOf(store, owner)
  const owners = new Set([...own.map((channel) => channel.channelId), `global-${owner}`])
  const whitelists: Record<string, readonly Member[]> = {}
  for (const collection of store.collectionsNamed(membersPrefix)) {
    const name = collection.slice(membersPrefix.length)
    if (owners.has(name.split(':')[0] ?? '')) whitelists[name] = store.values<Member>(collection)
  }
  return {
    status: 200,
    data: {
      userId: owner,
      channels: own,
      global: globalSetting(store, owner),
      template: store.get(templates, owner) ?? null,
      whitelists,
    },
  }
}

/** A change made in the vendor's console: nothing is checked and nothing is journalled. */
export function patchWechat(world: World, input: Input): string | null {
  const { store } = world
  const appid = typeof input.appid === 'string' ? input.appid : world.credentials.wechat.appId
  const account = store.get<WechatAccount>(accounts, appid)
  if (!account) return 'no such account'
  const nowSeconds = Math.floor(world.clock.now('wechat') / 1000)
  const changes: Change[] = []
  for (const row of rows<Grant>(input.grants, 'put')) {
    const dramaId = String(row.drama_id)
    const key = grantKey(dramaId, row.authorized_appid)
    const held = store.get<Grant>(grantsOf(appid), key)
    const fresh = { authorized_time: nowSeconds, authz_expire_time: 0, writes: held?.writes ?? 0 }
    changes.push([grantsOf(appid), key, { ...fresh, ...row, drama_id: dramaId }])
  }
  for (const row of rows<Grant>(input.grants, 'remove')) {
    changes.push([grantsOf(appid), grantKey(String(row.drama_id), row.authorized_appid), null])
  }
  for (const row of rows<AppGrant>(input.appGrants, 'put')) {
    const fresh = { authorized_time: nowSeconds, authz_expire_time: 0, writes: 0 }
    changes.push([appGrantsOf(appid), row.authorized_appid, { ...fresh, ...row }])
  }
  for (const row of rows<AppGrant>(input.appGrants, 'remove'))
    changes.push([appGrantsOf(appid), row.authorized_appid, null])
  for (const row of rows<Drama>(input.dramas, 'put')) {
    const dramaId = String(row.drama_id)
    changes.push([
      dramasOf(appid),
      dramaId,
      { ...newDrama(dramaId, nowSeconds), ...store.get<Drama>(dramasOf(appid), dramaId), ...row, drama_id: dramaId },
    ])
  }
  for (const row of rows<Drama>(input.dramas, 'remove')) changes.push([dramasOf(appid), String(row.drama_id), null])
  for (const row of rows<CopyrightGrant>(input.copyrightGrants, 'put')) {
    const fresh = { authorized_subject_cert_no: '', authorized_time: nowSeconds, expire_time: 0 }
    const holder = row.authorized_appid ?? row.authorized_subject_cert_no
    changes.push([copyrightGrantsOf(appid), grantKey(String(row.drama_id), holder), { ...fresh, ...row }])
  }
  for (const row of rows<Licensee>(input.licensees, 'put')) {
    const fresh = { name: row.appid, company: '', hasCategory: true }
    changes.push([licensees, row.appid, { ...fresh, ...store.get<Licensee>(licensees, row.appid), ...row }])
  }
  for (const row of rows<Licensee>(input.licensees, 'remove')) changes.push([licensees, row.appid, null])
  if (typeof input.hasApi === 'boolean') changes.push([accounts, appid, { ...account, hasApi: input.hasApi }])
  store.commit(changes)
  return null
}

/**
 * `{channelId|null, rank, fields}` edits one rank; a field set to null is removed. `channels.put` adds channels. `userId`
 * names another account than the usual one.
 */
export function patchPolyv(world: World, input: Input): string | null {
  const { store } = world
  const userId = typeof input.userId === 'string' ? input.userId : world.credentials.polyv.userId
  const changes: Change[] = []
  for (const row of rows<Channel>(input.channels, 'put')) {
    const channelId = String(row.channelId)
    changes.push([
      channels,
      channelId,
      { ...newChannel(channelId, userId), ...store.get<Channel>(channels, channelId), ...row, channelId },
    ])
  }
  for (const row of rows<Channel>(input.channels, 'remove')) changes.push([channels, String(row.channelId), null])
  for (const row of rows<{ channelId: string | null; rank: number; code: string; name: string }>(
    input.members,
    'put',
  )) {
    const owner = row.channelId === null ? `global-${userId}` : String(row.channelId)
    changes.push([
      `${membersPrefix}${owner}:${row.rank}`,
      row.code.toLowerCase(),
      { code: row.code, name: row.name ?? '' },
    ])
  }
  if (input.fields !== undefined || input.rank !== undefined) {
    const rank = input.rank === 1 || input.rank === 2 ? input.rank : null
    if (rank === null) return 'rank must be 1 or 2'
    if (typeof input.fields !== 'object' || input.fields === null) return 'fields must be an object'
    const fields = input.fields as StoredRank
    if (input.channelId === null) {
      const setting = globalSetting(store, userId)
      changes.push([globals, userId, { ...setting, ranks: editRank(setting.ranks, rank, fields) }])
    } else {
      const channel = store.get<Channel>(channels, String(input.channelId))
      if (!channel) return 'no such channel'
      changes.push([channels, channel.channelId, { ...channel, ranks: editRank(channel.ranks, rank, fields) }])
    }
  }
  store.commit(changes)
  return null
}

function editRank(ranks: Ranks, rank: 1 | 2, fields: StoredRank): Ranks {
  const merged = Object.entries({ ...ranks[rank], ...fields }).filter(([, value]) => value !== null)
  return { ...ranks, [rank]: Object.fromEntries(merged) }
}

function newDrama(dramaId: string, nowSeconds: number): Drama {
  return {
    drama_id: dramaId,
    name: `剧目${dramaId}`,
    create_time: nowSeconds,
    cover_url: '',
    media_count: 1,
    first_media_id: 900_000,
    status: 0,
    audit_detail: { status: 3, create_time: nowSeconds, audit_time: nowSeconds },
  }
}

function newChannel(channelId: string, userId: string): Channel {
  return {
    channelId,
    userId,
    name: `频道${channelId}`,
    channelPasswd: '000000',
    categoryId: '530100',
    scene: 'alone',
    newScene: false,
    watchStatus: 'unStart',
    startTime: null,
    createdTime: Date.now(),
    followsGlobal: 'N',
    ranks: { 1: { enabled: 'N' }, 2: { enabled: 'N' } },
    writes: 0,
  }
}

function rows<T>(group: unknown, name: 'put' | 'remove'): T[] {
  const list = (group as Record<string, unknown> | undefined)?.[name]
  return Array.isArray(list) ? (list as T[]) : []
}
