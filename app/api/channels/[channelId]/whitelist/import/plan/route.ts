import { previewImport } from '@/lib/channels/import-whitelist'
import { whitelistPlanInput } from '@/lib/channels/whitelist-import-input-schema'
import { upload } from '@/lib/upload'

const BYTES_AT_MOST = 30 * 1024 * 1024

/** What importing these rows would do. Writes nothing. */
export const POST = upload({
  permission: 'channel.write',
  bytesAtMost: BYTES_AT_MOST,
  as: 'json',
  input: whitelistPlanInput,
  run: previewImport,
})
