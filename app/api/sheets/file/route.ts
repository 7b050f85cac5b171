import { sheetFileInput } from '@/lib/sheets/file-schema'
import { sheetFile } from '@/lib/sheets/sheet-file'
import { upload } from '@/lib/upload'

const BYTES_AT_MOST = 30 * 1024 * 1024

/** Rows the browser holds, as a file: the ones to mend and import again. Keeps nothing. */
export const POST = upload({
  permission: 'grant.write',
  bytesAtMost: BYTES_AT_MOST,
  as: 'json',
  input: sheetFileInput,
  run: async (input) => sheetFile(input),
})
