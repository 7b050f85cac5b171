import 'server-only'
import { z } from 'zod'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import { readPolyv } from '@/lib/polyv/client'
import type { ConditionScope, ConditionsReading, InfoField, RankReading } from '@/lib/polyv/conditions'
import {
  type ConditionRow,
  conditionRowSchema,
  infoRowsSchema,
  readInfoField,
  readRank,
} from '@/lib/polyv/conditions-row'

/** The query of a scope: only a channel has an id to send. */
export const scopeQuery = (scope: ConditionScope): { channelId?: string } =>
  scope.kind === 'channel' ? { channelId: scope.channelId } : {}

/**
 * Both ranks as the upstream holds them now, `GET /live/v3/channel/auth/get`; registration fields come from
 * `GET /live/v3/channel/auth/get-record-field`.
 * @throws UpstreamError
 */
export async function getConditions(connection: UpstreamConnection, scope: ConditionScope): Promise<ConditionsReading> {
  const { data } = await readPolyv({
    connection,
    path: '/live/v3/channel/auth/get',
    query: scopeQuery(scope),
    data: z.array(conditionRowSchema),
  })
  const rows = [1, 2].map(
    (rank, index) =>
      data.find((row) => Number(row.rank) === rank) ?? (data[index]?.rank == null ? data[index] : undefined),
  )
  const primary = await withInfoFields(connection, scope, readRank(1, rows[0]))
  const secondary = await withInfoFields(connection, scope, readRank(2, rows[1]))
  return { primary, secondary, followsDefault: scope.kind === 'channel' ? readFollows(data) : null }
}

export function readFollows(rows: ConditionRow[]): boolean | null {
  const said = rows.map((row) => row.globalSettingEnabled).filter((value) => value === 'Y' || value === 'N')
  return said.length === 0 ? null : said.includes('Y')
}

async function withInfoFields(
  connection: UpstreamConnection,
  scope: ConditionScope,
  reading: RankReading,
): Promise<RankReading> {
  if (reading.type !== 'info') return reading
  const recorded = await readRecordFields(connection, scope, reading)
  if (recorded === null) return reading
  const known = reading.settings.info.fields
  const fields = recorded.map((field, index) => ({ ...field, sms: field.sms ?? known[index]?.sms ?? null }))
  return {
    ...reading,
    settings: { ...reading.settings, info: { ...reading.settings.info, fields } },
    unreadable: reading.unreadable.filter((path) => path !== 'info.fields'),
  }
}

/** Null when this upstream refuses the question: then what `auth/get` carried, if anything, stands. */
async function readRecordFields(
  connection: UpstreamConnection,
  scope: ConditionScope,
  reading: RankReading,
): Promise<InfoField[] | null> {
  try {
    const { data } = await readPolyv({
      connection,
      path: '/live/v3/channel/auth/get-record-field',
      query: { ...scopeQuery(scope), rank: String(reading.rank) },
      data: infoRowsSchema,
    })
    return (data ?? []).map(readInfoField)
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === 'refused') return null
    throw error
  }
}
