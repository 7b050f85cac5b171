import { describe, expect, it } from 'vitest'
import { toCsvCell, toCsvLine } from '@/lib/csv'

/** What a spreadsheet may take for the beginning of a formula, whatever twin of a sign it is written with. */
const isSign = (character: string) => /^[=+\-@−]/u.test(character.normalize('NFKC'))
const isDropped = (character: string) => /[\s\p{Cf}\p{Cc}]/u.test(character)

function* characters(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code += 1) if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code)
}

const unquoted = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)

describe('a cell', () => {
  it('that begins with any character of Unicode runs nothing', () => {
    for (const first of characters()) {
      const cell = unquoted(toCsvCell(`${first}1+1`))
      if (isSign(first)) expect(cell.startsWith("'"), first.codePointAt(0)?.toString(16)).toBe(true)
      else if (cell !== `${first}1+1`) expect(cell, first.codePointAt(0)?.toString(16)).toBe(`'${first}1+1`)
    }
  })

  it('runs nothing either when what is dropped stands before the sign', () => {
    for (const first of characters()) {
      if (!isDropped(first)) continue
      expect(unquoted(toCsvCell(`${first}=1+1`)).startsWith("'"), first.codePointAt(0)?.toString(16)).toBe(true)
    }
  })

  it('holds what a person wrote, and a number stays one', () => {
    expect(toCsvLine(['a"b', 'x,y', 'l1\nl2', -5, null, '合同 118', '1-2'])).toBe(
      '"a""b","x,y","l1\nl2",-5,,合同 118,1-2\r\n',
    )
  })
})
