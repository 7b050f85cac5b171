import { getTranslations } from 'next-intl/server'
import { exportWhitelist } from '@/lib/channels/export-whitelist'
import { exportWhitelistSchema } from '@/lib/channels/whitelist-input-schema'
import { upload } from '@/lib/upload'

const BYTES_AT_MOST = 8_192

/** The whole list as a file; a reason for full codes travels in the body. */
export const POST = upload({
  permission: 'desk.read',
  bytesAtMost: BYTES_AT_MOST,
  as: 'json',
  input: exportWhitelistSchema,
  run: async (input, context) => {
    const t = await getTranslations('whitelist.column')
    return exportWhitelist(input, [t('code'), t('name')], context)
  },
})
