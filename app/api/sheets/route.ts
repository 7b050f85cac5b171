import { z } from 'zod'
import { failure, success } from '@/lib/errors'
import { readSheet } from '@/lib/sheets/read-sheet'
import { sheetLimits } from '@/lib/sheets/schema'
import { upload } from '@/lib/upload'

/** Reads a file and hands its rows back; keeps nothing. */
export const POST = upload({
  permission: 'grant.write',
  bytesAtMost: sheetLimits.bytes,
  as: 'bytes',
  input: z.strictObject({ bytes: z.instanceof(Uint8Array) }),
  run: async ({ bytes }) => {
    const reading = await readSheet(bytes)
    if (reading.ok) return success(reading.content)
    const detail = reading.line === undefined ? {} : { detail: { line: reading.line } }
    return failure('invalid_input', { fieldErrors: { file: reading.problem }, ...detail })
  },
})
