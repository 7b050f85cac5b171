import { PolyvError } from './reply.ts'

export function readPaging(
  params: Map<string, string>,
  pageName: 'page' | 'pageNumber',
  defaultSize: number,
  maximum: number,
): { page: number; pageSize: number } {
  const page = readCount(params, pageName, 1)
  const pageSize = readCount(params, 'pageSize', defaultSize)
  if (pageSize > maximum) throw new PolyvError(400, 'number range error')
  return { page, pageSize }
}

function readCount(params: Map<string, string>, name: string, fallback: number): number {
  const text = params.get(name) ?? ''
  if (text === '') return fallback
  if (!/^\d{1,9}$/.test(text)) throw new PolyvError(400, `param is not digit: ${name}`)
  if (Number(text) < 1) throw new PolyvError(400, 'number range error')
  return Number(text)
}

export function v4Page<T>(rows: T[], page: number, pageSize: number): unknown {
  const contents = rows.slice((page - 1) * pageSize, page * pageSize)
  return {
    pageNumber: page,
    pageSize,
    totalPages: Math.ceil(rows.length / pageSize),
    totalItems: rows.length,
    contents,
  }
}

/** v3 pages carry a dozen more counters than anybody needs; real replies have them, so these do too. */
export function v3Page<T>(rows: T[], page: number, pageSize: number): unknown {
  const totalPages = Math.max(1, Math.ceil(rows.length / pageSize))
  const offset = (page - 1) * pageSize
  const contents = rows.slice(offset, offset + pageSize)
  return {
    pageNumber: page,
    pageSize,
    totalItems: rows.length,
    totalPages,
    startRow: contents.length === 0 ? 0 : offset + 1,
    endRow: offset + contents.length,
    firstPage: page === 1,
    lastPage: page >= totalPages,
    prePageNumber: Math.max(1, page - 1),
    nextPageNumber: Math.min(totalPages, page + 1),
    limit: pageSize,
    offset,
    contents,
  }
}
