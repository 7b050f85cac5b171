import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendLines, mendLastLine } from '@/lib/append-lines'

let folder: string
let file: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-lines-'))
  file = path.join(folder, 'within', 'lines.ndjson')
})
afterAll(() => rmSync(folder, { recursive: true }))

const content = () => readFileSync(file, 'utf8')
const long = JSON.stringify({ text: '钤'.repeat(60_000) })

describe('lines appended to a file', () => {
  it('stand behind each other in a file and a folder that nobody else may read', async () => {
    await appendLines(file, ['{"a":1}'])
    await appendLines(file, ['{"b":2}', '{"c":3}'])
    expect(content()).toBe('{"a":1}\n{"b":2}\n{"c":3}\n')
    expect([file, path.dirname(file)].map((at) => statSync(at).mode & 0o777)).toEqual([0o600, 0o700])
  })

  it.each([
    ['what is left of a line goes', '{"a":1}\n{"b":', '{"a":1}\n'],
    ['however long it is', `{"a":1}\n${long.slice(0, -1)}`, '{"a":1}\n'],
    ['even where it is all there is', '{"a"', ''],
    ['a whole line that only lacks its end keeps it', '{"a":1}\n{"b":2}', '{"a":1}\n{"b":2}\n'],
    ['however long it is, too', long, `${long}\n`],
    ['and nothing happens to a whole file', `${long}\n`, `${long}\n`],
  ])('before them, %s', async (_what, before, after) => {
    writeFileSync(file, before)
    await mendLastLine(file)
    expect(content()).toBe(after)
    writeFileSync(file, before)
    await appendLines(file, ['{"z":26}'])
    expect(content()).toBe(`${after}{"z":26}\n`)
  })

  it('are written whole or not at all when the file cannot grow so far', async () => {
    writeFileSync(file, '{"a":1}\n')
    const script = `import('${path.resolve('lib/append-lines.ts')}').then(({ appendLines }) => appendLines(process.argv[1], [process.argv[2]]))
      .catch(({ code }) => console.log(code))`
    const limited = ['-c', 'ulimit -f 16 && exec "$0" "$@"', process.execPath, '--conditions=react-server']
    const { stdout } = await promisify(execFile)('sh', [
      ...limited,
      '-e',
      script,
      file,
      JSON.stringify('x'.repeat(90_000)),
    ])
    expect([stdout.trim(), content()]).toEqual(['EFBIG', '{"a":1}\n'])
  })
})
