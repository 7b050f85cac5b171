import 'server-only'
import { z } from 'zod'
import type { UpstreamConnection } from '@/lib/http'
import { readPolyv } from '@/lib/polyv/client'
import {
  type ConditionsReading,
  type ConditionType,
  privacyTypes,
  type Rank,
  type RankReading,
} from '@/lib/polyv/conditions'
import { type ConditionRow, conditionRowSchema, readRank } from '@/lib/polyv/conditions-row'
import { readFollows } from '@/lib/polyv/get-conditions'
import type { Json } from '@/lib/secrets/redact'

export type ListedRank = {
  rank: Rank
  enabled: boolean
  type: ConditionType | null
  unsupportedType: string | null
  /** The price of a paid way, in fen; null for every other way. */
  priceFen: number | null
  /** Whether the code or key of the way is there; null for a way that has none. */
  isSecretSet: boolean | null
}
type ListedChannel = { channelId: string; name: string; watchStatus: string; scene: string | null }
export type DetailedChannel = ListedChannel & {
  ranks: ListedRank[]
  followsDefault: boolean | null
  /** Null when the row does not tell everything that `auth/get` would: then only that can say what the channel is. */
  reading: ConditionsReading | null
}
export type ChannelPage<T> = { page: number; totalPages: number; totalItems: number; channels: T[] }

const watchStatuses = ['live', 'playback', 'end', 'waiting', 'unStart', 'banpush']
const text = z.union([z.string(), z.number()]).nullish()

/** Only what is named here leaves this file: rows also carry the channel's password. */
const listedRow = z.object({
  channelId: z.union([z.string(), z.number()]).transform(String),
  name: z.string().nullish(),
  scene: text,
  watchStatus: text,
  watchStatusText: text,
})
const detailedRow = listedRow.extend({
  authSetting: z.array(conditionRowSchema).nullish(),
  authSettings: z.array(conditionRowSchema).nullish(),
})

const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ pageNumber: z.number(), totalPages: z.number(), totalItems: z.number(), contents: z.array(row).nullish() })

type Paging = { page: number; pageSize: number }

/** `GET /live/v4/channel/simple/list`: a search by name. Says nothing about conditions. */
export async function searchChannels(
  connection: UpstreamConnection,
  query: Paging & { keyword: string; watchStatus?: string },
): Promise<ChannelPage<ListedChannel>> {
  const { data } = await readPolyv({
    connection,
    path: '/live/v4/channel/simple/list',
    query: { keyword: query.keyword, watchStatus: query.watchStatus, ...paging(query) },
    data: pageOf(listedRow),
    keepData: keepPage,
  })
  return { ...totals(data), channels: (data.contents ?? []).map(toListed) }
}

/** `GET /live/v4/channel/detail/list`: every channel with a hint of its conditions, for lists and sweeps. */
export async function listChannelDetails(
  connection: UpstreamConnection,
  query: Paging,
): Promise<ChannelPage<DetailedChannel>> {
  const { data } = await readPolyv({
    connection,
    path: '/live/v4/channel/detail/list',
    query: paging(query),
    data: pageOf(detailedRow),
    keepData: keepPage,
  })
  return { ...totals(data), channels: (data.contents ?? []).map(toDetailed) }
}

function toListed(row: z.infer<typeof listedRow>): ListedChannel {
  const status = [row.watchStatus, row.watchStatusText].find((value) => watchStatuses.includes(String(value)))
  return {
    channelId: row.channelId,
    name: row.name ?? '',
    watchStatus: String(status ?? row.watchStatus ?? ''),
    scene: row.scene == null ? null : String(row.scene),
  }
}

function toDetailed(row: z.infer<typeof detailedRow>): DetailedChannel {
  const settings = row.authSetting ?? row.authSettings ?? []
  const ranks = ([1, 2] as const).map((rank): ListedRank => {
    const stored = settings.find((setting) => Number(setting.rank) === rank)
    return toListedRank(readRank(rank, stored ?? {}))
  })
  return { ...toListed(row), ranks, followsDefault: readFollows(settings), reading: toReading(settings) }
}

function toReading(settings: ConditionRow[]): ConditionsReading | null {
  const [primary, secondary] = ([1, 2] as const).map((rank) => {
    const row = settings.find((setting) => Number(setting.rank) === rank)
    return row ? readRank(rank, row) : null
  })
  if (!primary || !secondary || ![primary, secondary].every(tellsAll)) return null
  return { primary, secondary, followsDefault: readFollows(settings) }
}

/** Registration fields are asked for separately, so a list never tells all of them. */
const tellsAll = ({ type, unreadable }: RankReading): boolean =>
  type !== 'info' &&
  !unreadable.some(
    (path) =>
      path.startsWith(`${type}.`) || (type !== null && privacyTypes.includes(type) && path.startsWith('privacy.')),
  )

/** What a list may know of a rank: no secret, only whether one is there. */
export function toListedRank({ rank, enabled, type, unsupportedType, settings }: RankReading): ListedRank {
  const { code, custom, external, direct, pay } = settings
  const secrets = {
    code: code.authCode,
    custom: custom.customKey,
    external: external.externalKey,
    direct: direct.directKey,
  }
  return {
    rank,
    enabled,
    type,
    unsupportedType,
    priceFen: type === 'pay' ? pay.priceFen : null,
    isSecretSet: type !== null && type in secrets ? secrets[type as keyof typeof secrets] !== null : null,
  }
}

const paging = ({ page, pageSize }: Paging) => ({ pageNumber: String(page), pageSize: String(pageSize) })
const totals = (data: { pageNumber: number; totalPages: number; totalItems: number }) => ({
  page: data.pageNumber,
  totalPages: data.totalPages,
  totalItems: data.totalItems,
})

function keepPage(data: unknown): Json {
  const page = z
    .looseObject({
      pageNumber: z.number().optional(),
      totalItems: z.number().optional(),
      contents: z.array(z.unknown()).nullish(),
    })
    .safeParse(data)
  if (!page.success) return null
  return {
    pageNumber: page.data.pageNumber ?? null,
    totalItems: page.data.totalItems ?? null,
    rows: page.data.contents?.length ?? 0,
  }
}
