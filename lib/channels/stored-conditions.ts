import 'server-only'
import { z } from 'zod'
import type { Json } from '@/lib/secrets/redact'

const rankSecrets = z.object({
  authCode: z.string().nullable(),
  customKey: z.string().nullable(),
  externalKey: z.string().nullable(),
  directKey: z.string().nullable(),
})
export const storedSecretsSchema = z.object({ primary: rankSecrets, secondary: rankSecrets })
export type StoredSecrets = z.infer<typeof storedSecretsSchema>

/** A version as kept: the snapshot of `viewConditions`, and its secrets in the clear, which never leave the server. */
export type StoredConditions = { snapshot: Json; secrets: StoredSecrets }

const json: z.ZodType<Json> = z.json()
const rankSnapshot = z.looseObject({
  enabled: z.boolean(),
  type: z.string().nullable(),
  settings: z.record(z.string(), json).optional(),
  privacy: z.object({ enabled: z.boolean(), content: z.string() }).optional(),
})
export type RankSnapshot = z.infer<typeof rankSnapshot>

export const snapshotSchema = z.object({
  primary: rankSnapshot,
  secondary: rankSnapshot,
  followsDefault: z.boolean().nullish().default(null),
})
export type Snapshot = z.infer<typeof snapshotSchema>
