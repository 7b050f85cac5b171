import type { Call, Reply } from '../http.ts'
import type { World } from '../world.ts'
import { mergeSettings } from './merge.ts'
import {
  type Channel,
  channels,
  type GlobalSetting,
  globals,
  membersOf,
  type PolyvAccount,
  type Ranks,
  type Scope,
} from './model.ts'
import { describeRanks } from './read-conditions.ts'
import { ok, PolyvError } from './reply.ts'
import { findChannel, findScope, globalSetting } from './scope.ts'

type Params = Map<string, string>

/** POST /live/v3/channel/auth/update: the channel comes from the query alone; one in the body is noise. */
export function updateConditions(world: World, call: Call, account: PolyvAccount): Reply {
  const named = findScope(world.store, account, new Map(call.query))
  const scope: Scope = call.fault?.kind === 'write_global' ? { kind: 'global', userId: account.userId } : named
  if (!call.contentType.includes('json')) throw new PolyvError(400, 'json format error')
  const settings = readSettings(call.body)
  const stored = scope.kind === 'channel' ? scope.channel.ranks : globalSetting(world.store, account.userId).ranks
  const ranks = mergeSettings(world, call.now, stored, settings, (rank) => {
    return world.store.values(membersOf(scope, rank)).length > 0
  })
  if (ranks !== stored) writeRanks(call, scope, world, ranks)
  return ok('v3', true)
}

function writeRanks(call: Call, scope: Scope, world: World, ranks: Ranks): void {
  if (scope.kind === 'channel') {
    const { channel } = scope
    const next: Channel = { ...channel, ranks, writes: channel.writes + 1 }
    call.commit([[channels, channel.channelId, next]], [{ action: 'update', channelId: channel.channelId }])
    return
  }
  const setting = globalSetting(world.store, scope.userId)
  const next: GlobalSetting = { ...setting, ranks, writes: setting.writes + 1 }
  call.commit([[globals, scope.userId, next]], [{ action: 'update', channelId: null }])
}

/** GET or POST /live/v3/channel/auth/get */
export function readConditions(world: World, account: PolyvAccount, params: Params): Reply {
  const scope = findScope(world.store, account, params)
  const at = Date.now() - world.switches.number('polyvReplicaLagMs')
  if (scope.kind === 'global') {
    const setting =
      world.store.getAsOf<GlobalSetting>(globals, account.userId, at) ?? globalSetting(world.store, account.userId)
    return ok('v3', describeRanks(world, setting.ranks, null, account.userId))
  }
  const channel = world.store.getAsOf<Channel>(channels, scope.channel.channelId, at) ?? scope.channel
  return ok('v3', describeRanks(world, channel.ranks, channel, account.userId))
}

/** GET /live/v3/channel/auth/get-record-field */
export function readRecordFields(world: World, account: PolyvAccount, params: Params): Reply {
  const rank = readRank(params)
  const scope = findScope(world.store, account, params)
  const at = Date.now() - world.switches.number('polyvReplicaLagMs')
  const ranks =
    scope.kind === 'channel'
      ? (world.store.getAsOf<Channel>(channels, scope.channel.channelId, at) ?? scope.channel).ranks
      : globalSetting(world.store, account.userId).ranks
  const fields = (ranks[rank].infoFields ?? []) as Record<string, string>[]
  const rows = fields.map(({ type, name, placeholder, options }) => ({
    type,
    name: name ?? '',
    placeholder: placeholder ?? '',
    options: options ?? '',
  }))
  return ok('v3', rows)
}

/** GET /live/v3/channel/auth/get-record-info: nobody has registered here. */
export function readRecords(world: World, account: PolyvAccount, params: Params): Reply {
  findChannel(world.store, account, params.get('channelId') ?? '')
  const pageSize = Number(params.get('pageSize') ?? 10)
  return ok('v3', { pageNumber: 1, totalPages: 0, pageSize, totalItems: 0, contents: [] })
}

/** GET or POST /live/v2/channelSetting/{channelId}/set-auth-type: opens the channel to everybody. */
export function setAuthType(world: World, call: Call, account: PolyvAccount, params: Params, channelId: string): Reply {
  const channel = findChannel(world.store, account, channelId)
  if (params.get('authType') !== 'none') throw new PolyvError(400, 'authType is error')
  const ranks: Ranks = { 1: { ...channel.ranks[1], enabled: 'N' }, 2: { ...channel.ranks[2], enabled: 'N' } }
  writeRanks(call, { kind: 'channel', channel }, world, ranks)
  return ok('v3', '修改成功')
}

/** POST /live/v3/channel/common/update-global-enabled */
export function updateGlobalEnabled(world: World, call: Call, account: PolyvAccount, params: Params): Reply {
  const channel = findChannel(world.store, account, params.get('channelId') ?? '')
  const type = params.get('globalEnabledType') ?? ''
  const enabled = params.get('enabled') ?? ''
  if (type === '') throw new PolyvError(400, 'param should not be empty: globalEnabledType')
  if (enabled !== 'Y' && enabled !== 'N') throw new PolyvError(400, 'param is not boolean (Y / N)')
  if (channel.newScene) throw new PolyvError(400, 'new scene forbidden setting')
  if (type !== 'auth') return ok('v3', true)
  const copies = enabled === 'N' && channel.followsGlobal === 'Y' && world.switches.isOn('unfollowCopiesGlobal')
  const ranks = copies ? globalSetting(world.store, account.userId).ranks : channel.ranks
  const next: Channel = { ...channel, followsGlobal: enabled, ranks, writes: channel.writes + 1 }
  call.commit(
    [[channels, channel.channelId, next]],
    [{ action: 'follow_global', channelId: channel.channelId, enabled }],
  )
  return ok('v3', true)
}

export function readRank(params: Params): 1 | 2 {
  const rank = params.get('rank') ?? ''
  if (rank === '') throw new PolyvError(400, 'param should not be empty: rank')
  if (rank === '1') return 1
  if (rank === '2') return 2
  throw new PolyvError(400, /^\d+$/.test(rank) ? 'number range error' : 'param is not digit: rank')
}

function readSettings(body: Buffer): unknown {
  try {
    const parsed = JSON.parse(body.toString('utf8')) as { authSettings?: unknown } | null
    return parsed?.authSettings
  } catch {
    throw new PolyvError(400, 'json format error')
  }
}
