import { z } from 'zod'
import { sheetLimits } from '@/lib/sheets/schema'

const cell = z.string().max(sheetLimits.cellLength)

/** Rows to hand back with what is wrong with each, to be mended and imported again. */
export const sheetFileInput = z.strictObject({
  format: z.enum(['csv', 'xlsx']),
  name: z.string().trim().min(1).max(60),
  columns: z
    .array(z.string().max(200))
    .min(1)
    .max(sheetLimits.columns + 2),
  rows: z
    .array(z.array(cell).max(sheetLimits.columns + 2))
    .min(1)
    .max(sheetLimits.rows),
})
export type SheetFileInput = z.infer<typeof sheetFileInput>
