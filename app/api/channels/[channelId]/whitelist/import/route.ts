import { importWhitelist } from '@/lib/channels/import-whitelist'
import { whitelistImportInput } from '@/lib/channels/whitelist-import-input-schema'
import { upload } from '@/lib/upload'

const BYTES_AT_MOST = 30 * 1024 * 1024

/** Submits the rows of a sheet as one operation. */
export const POST = upload({
  permission: 'channel.write',
  bytesAtMost: BYTES_AT_MOST,
  as: 'json',
  input: whitelistImportInput,
  run: importWhitelist,
})
