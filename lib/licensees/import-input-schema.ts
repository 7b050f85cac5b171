import { z } from 'zod'
import { sheetLimits } from '@/lib/sheets/schema'

const text = z.string().max(sheetLimits.cellLength)

/** Rows as the browser read them; each is checked again. A preview writes nothing. */
export const licenseeImport = z.strictObject({
  fileName: z.string().trim().min(1).max(200),
  isPreview: z.boolean(),
  rows: z
    .array(
      z.strictObject({
        line: z.int().min(1).max(1_000_000),
        appid: text,
        name: text,
        subject: text,
        contact: text,
        contractNo: text,
        contractEndsOn: text,
        tags: text,
        notes: text,
      }),
    )
    .min(1)
    .max(sheetLimits.rows),
})
export type LicenseeImport = z.output<typeof licenseeImport>
