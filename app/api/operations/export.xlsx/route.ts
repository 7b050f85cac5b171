import { operationRows } from '@/lib/operations/export-operations'
import { route } from '@/lib/route'
import { xlsxResponse } from '@/lib/sheets/write-xlsx'
import { listExportQuery, prepareListExport } from '../list-export'

export const GET = route({
  permission: 'desk.read',
  query: listExportQuery,
  run: async (query, context) => {
    const { filter, words, fileName } = await prepareListExport(query, context)
    return xlsxResponse(words.head, operationRows(filter, words), `${fileName}.xlsx`)
  },
})
