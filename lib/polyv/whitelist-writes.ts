import 'server-only'
import { z } from 'zod'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import { writePolyv } from '@/lib/polyv/client'
import type { ConditionScope, Rank } from '@/lib/polyv/conditions'
import { scopeQuery } from '@/lib/polyv/get-conditions'
import type { WhitelistEntry } from '@/lib/polyv/whitelist'

const PERSONAL = '[personal]'

/** Where a write goes. Each function here sends once and throws `UpstreamError`. */
export type WhitelistTarget = { call: OpenCall; connection: UpstreamConnection; scope: ConditionScope; rank: Rank }

async function send(
  { connection, scope, rank }: WhitelistTarget,
  name: string,
  values: Record<string, string>,
  personal: readonly string[],
  body: { sent: unknown; kept: number } | null = null,
): Promise<Exchange> {
  const fixed = { ...scopeQuery(scope), rank: String(rank) }
  const kept = Object.entries(values).map(([key, value]) => [key, personal.includes(value) ? PERSONAL : value])
  const { exchange } = await writePolyv(
    {
      connection,
      path: `/live/v3/channel/auth/${name}`,
      query: { ...fixed, ...values },
      data: z.unknown(),
      keepQuery: { ...fixed, ...Object.fromEntries(kept.filter(([, value]) => value !== '')) },
      personal: personal.filter((value) => value !== ''),
    },
    body?.sent ?? null,
    ...(body ? [{ entries: body.kept }] : []),
  )
  return exchange
}

/** `POST /live/v3/channel/auth/add-white-list`; parameters in the signed query, like all of them here. */
export const addWhitelistEntry = (target: WhitelistTarget, { code, name }: WhitelistEntry): Promise<Exchange> =>
  send(target, 'add-white-list', { code, name }, [code, name])

/** `POST /live/v3/channel/auth/update-white-list`. An empty name leaves the one that stands. */
export const updateWhitelistEntry = (
  target: WhitelistTarget,
  oldCode: string,
  { code, name }: WhitelistEntry,
): Promise<Exchange> => send(target, 'update-white-list', { oldCode, code, name }, [oldCode, code, name])

/** `POST /live/v3/channel/auth/delete-white-list`: one code a call. */
export const removeWhitelistEntry = (target: WhitelistTarget, code: string): Promise<Exchange> =>
  send(target, 'delete-white-list', { isClear: 'N', code }, [code])

/** `POST /live/v3/channel/auth/delete-white-list` for all of them. */
export const clearWhitelist = (target: WhitelistTarget): Promise<Exchange> =>
  send(target, 'delete-white-list', { isClear: 'Y' }, [])

/** `POST /live/v3/channel/auth/batch-add-white-list`: both code and name of each are required; all or none. */
export const addWhitelistEntries = (target: WhitelistTarget, entries: readonly WhitelistEntry[]): Promise<Exchange> =>
  send(
    target,
    'batch-add-white-list',
    {},
    entries.flatMap(({ code, name }) => [code, name]),
    { sent: { whiteLists: entries.map(({ code, name }) => ({ code, name })) }, kept: entries.length },
  )
