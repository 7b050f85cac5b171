import 'server-only'

/**
 * How a formula can begin: the four signs and every character that stands for one of them, after whatever a spreadsheet
 * trims; or a character that lets the rest slip into the next cell.
 */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−﬩⩵⩶]|^[\t\r\n]/u

/** A plain letter, digit or Han character begins nearly every cell, and no formula. */
const isPlain = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x30 && code <= 0x39) ||
  ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a)

/** Spreadsheets run a cell that starts like a formula; a leading apostrophe keeps it text. */
export function toCsvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = typeof value === 'string' && !isPlain(text.charCodeAt(0)) && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const toCsvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(toCsvCell).join(',')}\r\n`

/** Spreadsheets take a file for UTF-8 only when it opens with this mark. */
export const CSV_MARK = '\uFEFF'

/** A download that is written while it is read, so its size costs no memory. */
export function csvResponse(lines: AsyncIterable<string>, fileName: string): Response {
  return new Response(toStream(lines), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
    },
  })
}

function toStream(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const source = lines[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await source.return?.()
    },
  })
}
