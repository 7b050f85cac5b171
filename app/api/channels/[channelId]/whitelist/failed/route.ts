import { getTranslations } from 'next-intl/server'
import { explainCauses } from '@/app/(desk)/operations/[id]/explain-cause'
import { exportFailedMembers } from '@/lib/channels/export-failed-members'
import { exportFailedSchema } from '@/lib/channels/whitelist-input-schema'
import { upload } from '@/lib/upload'

const BYTES_AT_MOST = 8_192

/** The rows of an import that did not get through, with full codes and why, to be mended and imported again. */
export const POST = upload({
  permission: 'whitelist.reveal',
  bytesAtMost: BYTES_AT_MOST,
  as: 'json',
  input: exportFailedSchema,
  run: async (input, context) => {
    const [t, tSheets] = await Promise.all([getTranslations('whitelist.column'), getTranslations('sheets.rejected')])
    const explain: Parameters<typeof exportFailedMembers>[1]['explain'] = async (causes) =>
      (
        await explainCauses(
          causes.map((cause) => ({ ...cause, rid: null })),
          'polyv',
        )
      ).map(({ advice }) => advice)
    const columns = [t('code'), t('name'), tSheets('line'), tSheets('problem')]
    return exportFailedMembers(input, { columns, explain }, context)
  },
})
