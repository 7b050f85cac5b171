import type { Store } from '../storage.ts'
import {
  type Channel,
  channels,
  type GlobalSetting,
  globals,
  type PolyvAccount,
  type Ranks,
  type Scope,
} from './model.ts'
import { PolyvError } from './reply.ts'

export function findChannel(store: Store, account: PolyvAccount, channelId: string): Channel {
  if (channelId === '') throw new PolyvError(400, 'param should not be empty: channelId')
  if (!/^\d+$/.test(channelId)) throw new PolyvError(400, 'param is not digit: channelId')
  const channel = store.get<Channel>(channels, channelId)
  if (!channel) throw new PolyvError(400, 'channel not found.')
  if (channel.userId !== account.userId) throw new PolyvError(400, `illegal channel id: ${channelId}`)
  return channel
}

/** An absent or empty channelId means the whole account: upstream's own rule, and a dangerous one. */
export function findScope(store: Store, account: PolyvAccount, params: Map<string, string>): Scope {
  const channelId = params.get('channelId') ?? ''
  if (channelId === '') return { kind: 'global', userId: account.userId }
  return { kind: 'channel', channel: findChannel(store, account, channelId) }
}

export function globalSetting(store: Store, userId: string): GlobalSetting {
  const empty: Ranks = { 1: { enabled: 'N' }, 2: { enabled: 'N' } }
  return store.get<GlobalSetting>(globals, userId) ?? { userId, ranks: empty, writes: 0 }
}

export function channelsOf(store: Store, userId: string): Channel[] {
  return store.values<Channel>(channels).filter((channel) => channel.userId === userId)
}
