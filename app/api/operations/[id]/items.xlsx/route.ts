import { itemRows } from '@/lib/operations/export-items'
import { route } from '@/lib/route'
import { xlsxResponse } from '@/lib/sheets/write-xlsx'
import { itemExportQuery, prepareItemExport } from '../item-export'

export const GET = route({
  permission: 'desk.read',
  query: itemExportQuery,
  run: async (query, context) => {
    const prepared = await prepareItemExport(query, context)
    if ('ok' in prepared) return prepared
    const { operation, filter, words, fileName } = prepared
    return xlsxResponse(words.head, itemRows(operation.id, filter, words), `${fileName}.xlsx`)
  },
})
