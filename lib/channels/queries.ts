import 'server-only'
import { refreshRow } from '@/lib/channels/channel-rows'
import type { ChannelBase, ChannelChecks } from '@/lib/channels/channel-views-schema'
import { conditionsFingerprint, wholeFingerprint } from '@/lib/channels/conditions-view'
import { type BaseConditions, rankNames, secretNames } from '@/lib/channels/form-schema'
import { toBase } from '@/lib/channels/read-form'
import { scopeOf } from '@/lib/channels/scope'
import { toTrouble, type UpstreamTrouble } from '@/lib/channels/upstream-failure'
import { latestNumber, latestVersion, saveVersion, secretsSetAt } from '@/lib/channels/versions'
import { openConnection } from '@/lib/connections/queries'
import { db, inTransaction } from '@/lib/db'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import type { ConditionsReading, Rank } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { countWhitelist } from '@/lib/polyv/whitelist'
import type { Json } from '@/lib/secrets/redact'

export type LoadedChannel =
  | { state: 'loaded'; channel: ChannelBase }
  | { state: 'missing'; trouble: UpstreamTrouble }
  | {
      state: 'unreadable'
      trouble: UpstreamTrouble
      name: string
      lastVersion: { number: number; createdAt: string; snapshot: Json } | null
    }

/** A channel read live for its form. What was read becomes a version when it differs from the last one we knew. */
export async function getChannelForForm(connectionId: string, channelId: string): Promise<LoadedChannel> {
  const { connection } = await openConnection(connectionId)
  const seen = await latestNumber(connectionId, channelId)
  try {
    const reading = await getConditions(connection, scopeOf(channelId))
    return { state: 'loaded', channel: await toChannelBase(connectionId, channelId, reading, seen) }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const trouble = toTrouble(error)
    if (trouble.key === 'channelMissing') return { state: 'missing', trouble }
    const last = await latestVersion(connectionId, channelId)
    return {
      state: 'unreadable',
      trouble,
      name: await channelNameOf(connectionId, channelId),
      lastVersion: last && { number: last.number, createdAt: last.createdAt.toISOString(), snapshot: last.snapshot },
    }
  }
}

/** A reading as the form takes it: names, dates and versions beside it, secrets gone. Remembers the reading; `seen` as in `saveVersion`. */
export async function toChannelBase(
  connectionId: string,
  channelId: string,
  reading: ConditionsReading,
  seen: number,
): Promise<ChannelBase> {
  await inTransaction(async (sql) => {
    await saveVersion(sql, connectionId, channelId, reading, { by: 'reading', seen })
    await refreshRow(sql, connectionId, channelId, reading)
  })
  const row = await db.channel.findUnique({
    where: { connectionId_channelId: { connectionId, channelId } },
    select: { name: true, watchStatus: true },
  })
  const version = await latestVersion(connectionId, channelId)
  return {
    connectionId,
    channelId,
    name: row?.name ?? channelId,
    watchStatus: row?.watchStatus ?? null,
    base: await withDates(connectionId, channelId, toBase(reading)),
    fingerprint: conditionsFingerprint(reading),
    followsDefault: reading.followsDefault,
    readAt: new Date().toISOString(),
    version: version && {
      number: version.number,
      source: version.source,
      createdAt: version.createdAt.toISOString(),
      operationId: version.operationId,
    },
  }
}

async function withDates(connectionId: string, channelId: string, base: BaseConditions): Promise<BaseConditions> {
  const dates = await secretsSetAt(connectionId, channelId)
  for (const rank of rankNames) {
    for (const name of secretNames) base[rank].secrets[name].setAt = dates[rank][name] ?? null
  }
  return base
}

export async function channelNameOf(connectionId: string, channelId: string): Promise<string> {
  const row = await db.channel.findUnique({
    where: { connectionId_channelId: { connectionId, channelId } },
    select: { name: true },
  })
  return row?.name ?? channelId
}

/** Live checks while the form is open: is the channel as it was loaded, and how long are the whitelists asked for. */
export async function checkChannel(
  connectionId: string,
  channelId: string,
  base: string,
  whitelists: readonly Rank[],
): Promise<ChannelChecks> {
  const { connection } = await openConnection(connectionId)
  const seen = await latestNumber(connectionId, channelId)
  const reading = await getConditions(connection, scopeOf(channelId))
  const isSame = conditionsFingerprint(reading) === base
  return {
    isSame,
    channel: isSame ? null : await toChannelBase(connectionId, channelId, reading, seen),
    accountDefault: wholeFingerprint(await getConditions(connection, { kind: 'account_default' })),
    whitelists: {
      primary: await countOrNull(connection, channelId, 1, whitelists),
      secondary: await countOrNull(connection, channelId, 2, whitelists),
    },
  }
}

const countOrNull = async (
  connection: UpstreamConnection,
  channelId: string,
  rank: Rank,
  wanted: readonly Rank[],
): Promise<number | null> => (wanted.includes(rank) ? countWhitelist(connection, scopeOf(channelId), rank) : null)
