import { z } from 'zod'
import { listedChoices } from '@/lib/channels/whitelist-import-schema'
import { whitelistList, whitelistWrite } from '@/lib/channels/whitelist-input-schema'
import { sheetLimits } from '@/lib/sheets/schema'

const text = z.string().max(sheetLimits.cellLength)
const rows = z
  .array(z.strictObject({ line: z.int().min(1).max(1_000_000), code: text, name: text }))
  .min(1)
  .max(sheetLimits.rows)
const content = { fileName: z.string().trim().min(1).max(200), listed: z.enum(listedChoices), rows }

export const whitelistPlanInput = z.strictObject({ ...whitelistList, ...content })
export type WhitelistPlanInput = z.output<typeof whitelistPlanInput>

/** `planKey` names the plan the person saw; another one by now is not sent. */
export const whitelistImportInput = z.strictObject({
  ...whitelistWrite,
  ...content,
  planKey: z.string().length(64),
})
export type WhitelistImportInput = z.output<typeof whitelistImportInput>
