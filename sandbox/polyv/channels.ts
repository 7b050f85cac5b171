import type { Reply } from '../http.ts'
import type { World } from '../world.ts'
import { type Channel, channels, type PolyvAccount, sceneTexts, watchStatusTexts } from './model.ts'
import { readPaging, v3Page, v4Page } from './paging.ts'
import { describeRanks } from './read-conditions.ts'
import { ok } from './reply.ts'
import { channelsOf, findChannel } from './scope.ts'

type Params = Map<string, string>

/** GET /live/v4/channel/simple/list */
export function listSimple(world: World, account: PolyvAccount, params: Params): Reply {
  const { page, pageSize } = readPaging(params, 'pageNumber', 10, 1000)
  const swaps = world.switches.isOn('swapWatchStatus')
  const rows = order(select(world, account, params), params).map((channel) => {
    const row = describeChannel(channel)
    return swaps ? { ...row, watchStatus: row.watchStatusText, watchStatusText: row.watchStatus } : row
  })
  return ok('v4', v4Page(rows, page, pageSize))
}

/** GET /live/v4/channel/detail/list: rows carry authSetting. */
export function listDetail(world: World, account: PolyvAccount, params: Params): Reply {
  const { page, pageSize } = readPaging(params, 'pageNumber', 10, 1000)
  const rows = order(select(world, account, params), params).map((channel) => ({
    ...describeChannel(channel),
    channelId: Number(channel.channelId),
    authSetting: visibleRows(world, channel, account),
  }))
  return ok('v4', v4Page(rows, page, pageSize))
}

/** GET /live/v4/channel/basic/list: by ids, no keyword. */
export function listBasic(world: World, account: PolyvAccount, params: Params): Reply {
  const { page, pageSize } = readPaging(params, 'pageNumber', 10, 1000)
  const ids = splitIds(params.get('channelIds'))
  const startTime = Number(params.get('startTime') || 0)
  const endTime = Number(params.get('endTime') || Number.POSITIVE_INFINITY)
  const rows = order(select(world, account, withoutKeyword(params)), params)
    .filter((channel) => ids.length === 0 || ids.includes(channel.channelId))
    .filter((channel) => (channel.startTime ?? 0) >= startTime && (channel.startTime ?? 0) < endTime)
    .map((channel) => ({ ...describeChannel(channel), channelId: Number(channel.channelId) }))
  return ok('v4', v4Page(rows, page, pageSize))
}

/** GET /live/v4/channel/basic/get */
export function getBasic(world: World, account: PolyvAccount, params: Params): Reply {
  const channel = findChannel(world.store, account, params.get('channelId') ?? '')
  return ok('v4', { ...describeChannel(channel), authSettings: visibleRows(world, channel, account) })
}

/** GET /live/v3/channel/management/list */
export function listManagement(world: World, account: PolyvAccount, params: Params): Reply {
  const { page, pageSize } = readPaging(params, 'page', 20, 1000)
  const rows = select(world, account, params).map((channel) => ({
    ...describeChannel(channel),
    channelId: Number(channel.channelId),
  }))
  return ok('v3', v3Page(rows, page, pageSize))
}

/** GET /live/v3/channel/basic/list: twenty a page at most. */
export function listOlderBasic(world: World, account: PolyvAccount, params: Params): Reply {
  const { page, pageSize } = readPaging(params, 'page', 20, 20)
  return ok('v3', v3Page(select(world, account, withoutKeyword(params)).map(describeChannel), page, pageSize))
}

/** POST /live/v3/channel/management/list-detail */
export function listManagementDetail(world: World, account: PolyvAccount, params: Params): Reply {
  const { page, pageSize } = readPaging(params, 'page', 20, 1000)
  const rows = select(world, account, params).map((channel) => ({
    ...describeChannel(channel),
    authSetting: visibleRows(world, channel, account),
  }))
  return ok('v3', v3Page(rows, page, pageSize))
}

/** GET /live/v3/user/channels: numbers only. */
export function listNumbers(world: World, account: PolyvAccount, params: Params): Reply {
  const numbers = select(world, account, params).map((channel) => Number(channel.channelId))
  return ok('v3', { userId: account.userId, channels: numbers })
}

/** GET /live/v3/channel/basic/get */
export function getOlderBasic(world: World, account: PolyvAccount, params: Params): Reply {
  const channel = findChannel(world.store, account, params.get('channelId') ?? '')
  return ok('v3', { ...describeChannel(channel), authSettings: visibleRows(world, channel, account) })
}

function visibleRows(world: World, channel: Channel, account: PolyvAccount): unknown[] {
  const at = Date.now() - world.switches.number('polyvReplicaLagMs')
  const seen = world.store.getAsOf<Channel>(channels, channel.channelId, at) ?? channel
  return describeRanks(world, seen.ranks, seen, account.userId)
}

function select(world: World, account: PolyvAccount, params: Params): Channel[] {
  const keyword = (params.get('keyword') ?? '').toLowerCase()
  const watchStatus = params.get('watchStatus') ?? ''
  const categories = splitIds(params.get('categoryId') ?? params.get('categoryIds'))
  return channelsOf(world.store, account.userId)
    .filter((channel) => channel.name.toLowerCase().includes(keyword))
    .filter((channel) => watchStatus === '' || channel.watchStatus === watchStatus)
    .filter((channel) => categories.length === 0 || categories.includes(channel.categoryId))
}

function order(rows: Channel[], params: Params): Channel[] {
  const start = (channel: Channel): number => channel.startTime ?? 0
  switch (params.get('orderBy')) {
    case 'startTimeDesc':
      return rows.toSorted((left, right) => start(right) - start(left))
    case 'startTimeAsc':
      return rows.toSorted((left, right) => start(left) - start(right))
    case 'channelCreatedTimeDesc':
      return rows.toSorted((left, right) => right.createdTime - left.createdTime)
    default:
      return rows.toSorted((left, right) => left.createdTime - right.createdTime)
  }
}

function describeChannel(channel: Channel): Record<string, unknown> {
  return {
    channelId: channel.channelId,
    name: channel.name,
    channelPasswd: channel.channelPasswd,
    categoryId: Number(channel.categoryId),
    scene: channel.scene,
    sceneText: sceneTexts[channel.scene] ?? channel.scene,
    newScene: channel.newScene ? 'Y' : 'N',
    watchStatus: channel.watchStatus,
    watchStatusText: watchStatusTexts[channel.watchStatus] ?? channel.watchStatus,
    watchUrl: `https://live.sandbox.invalid/watch/${channel.channelId}`,
    startTime: channel.startTime,
    createdTime: channel.createdTime,
  }
}

function splitIds(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((id) => id !== '')
}

function withoutKeyword(params: Params): Params {
  const kept = new Map(params)
  kept.delete('keyword')
  return kept
}
