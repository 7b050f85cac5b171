import { licenseeImport } from '@/lib/licensees/import-input-schema'
import { importLicensees } from '@/lib/licensees/import-licensees'
import { upload } from '@/lib/upload'

const BYTES_AT_MOST = 30 * 1024 * 1024

/** Adds and changes the licensees of a sheet, all or none; a preview only counts. */
export const POST = upload({
  permission: 'grant.write',
  bytesAtMost: BYTES_AT_MOST,
  as: 'json',
  input: licenseeImport,
  run: importLicensees,
})
