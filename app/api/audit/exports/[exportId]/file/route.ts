import { downloadExport } from '@/lib/exports/download'
import { exportChoice } from '@/lib/exports/schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'audit.export',
  query: exportChoice,
  run: ({ exportId }, { session, requestId }) => downloadExport(exportId, 'data', { actor: session.actor, requestId }),
})
