import { readWhitelistPage } from '@/lib/channels/list-whitelist'
import { whitelistPageInput } from '@/lib/channels/whitelist-input-schema'
import { upload } from '@/lib/upload'

const BYTES_AT_MOST = 4_096

/** A page of the list. It changes nothing, and is no GET because what is searched for may be a phone number. */
export const POST = upload({
  permission: 'desk.read',
  bytesAtMost: BYTES_AT_MOST,
  as: 'json',
  input: whitelistPageInput,
  run: readWhitelistPage,
})
