import { csvResponse } from '@/lib/csv'
import { operationLines } from '@/lib/operations/export-operations'
import { route } from '@/lib/route'
import { listExportQuery, prepareListExport } from '../list-export'

export const GET = route({
  permission: 'desk.read',
  query: listExportQuery,
  run: async (query, context) => {
    const { filter, words, fileName } = await prepareListExport(query, context)
    return csvResponse(operationLines(filter, words), `${fileName}.csv`)
  },
})
