import { csvResponse } from '@/lib/csv'
import { itemLines } from '@/lib/operations/export-items'
import { route } from '@/lib/route'
import { itemExportQuery, prepareItemExport } from '../item-export'

export const GET = route({
  permission: 'desk.read',
  query: itemExportQuery,
  run: async (query, context) => {
    const prepared = await prepareItemExport(query, context)
    if ('ok' in prepared) return prepared
    const { operation, filter, words, fileName } = prepared
    return csvResponse(itemLines(operation.id, filter, words), `${fileName}.csv`)
  },
})
