import { z } from 'zod'
import { channelIdSchema } from '@/lib/channels/apply-input-schema'
import type { ConditionType, RankName } from '@/lib/channels/form-schema'

export const MOST_CHECKED = 100

export const preflightQuerySchema = z.strictObject({
  connection: z.uuid(),
  ids: z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(channelIdSchema).min(1).max(MOST_CHECKED)),
})

export const checkStates = ['fail', 'attention', 'ok'] as const
export type CheckState = (typeof checkStates)[number]

const checkKeys = [
  'unreadable',
  'follows_default',
  'open_to_all',
  'type_locked',
  'whitelist',
  'whitelist_empty',
  'code',
  'code_missing',
  'qr_missing',
  'qr_http',
  'price',
  'price_missing',
  'until',
  'until_past',
  'until_tonight',
  'url',
  'url_http',
  'key_missing',
  'fields',
  'fields_missing',
  'drift',
  'scheduled',
] as const
export type CheckKey = (typeof checkKeys)[number]

/** `rank` is the door it speaks of; null for the channel as a whole. `value` is a count, a price or a time, ready to show. */
export type PreflightCheck = { key: CheckKey; state: CheckState; rank: RankName | null; value: string }

export type PreflightDoor = { enabled: boolean; type: ConditionType | null; otherType: string | null }

export type PreflightLine = {
  channelId: string
  name: string
  doors: { primary: PreflightDoor; secondary: PreflightDoor } | null
  checks: PreflightCheck[]
}

/** The worst of its checks. */
export const stateOf = (line: Pick<PreflightLine, 'checks'>): CheckState =>
  checkStates.find((state) => line.checks.some((check) => check.state === state)) ?? 'ok'
