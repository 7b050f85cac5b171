import { z } from 'zod'
import type { ChannelChange, VariableValues } from '@/lib/channels/apply-schema'
import { settingsSchema } from '@/lib/channels/schema'

const rankChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('set'), settings: settingsSchema }),
])
const path = z.string().regex(/^(primary|secondary)\.[A-Za-z]{1,20}$/)
export const channelChangeSchema: z.ZodType<ChannelChange> = z.strictObject({
  primary: rankChange,
  secondary: rankChange,
  variables: z.array(path).max(20),
})
export const valuesSchema: z.ZodType<VariableValues> = z.record(path, z.string().max(4_096))

export const channelIdSchema = z.string().regex(/^\d{1,20}$/)
