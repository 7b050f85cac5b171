import { describe, expect, it } from 'vitest'
import { readmePictures } from '@/scripts/readme-pictures'
import { checkDocuments } from '@/scripts/structure/documents'
import { checkDoors } from '@/scripts/structure/doors'
import { checkLength, checkNames, checkServerOnly } from '@/scripts/structure/files'
import { checkCycles, checkImports } from '@/scripts/structure/imports'
import { checkMessages, placeholders } from '@/scripts/structure/messages'
import { checkReadmes } from '@/scripts/structure/readmes'
import type { Source } from '@/scripts/structure/sources'
import { checkBannedWords, checkUpstreamWords } from '@/scripts/structure/words'

const source = (file: string, text: string): Source => ({
  file,
  module: file.replace(/\.\w+$/, ''),
  text,
  lines: text.split('\n'),
})

describe('who may import whom', () => {
  it.each([
    ['app/(desk)/grants/page.tsx', "import { db } from '@/lib/db'"],
    ['app/(desk)/grants/page.tsx', "import { call } from '@/lib/wechat/client'"],
    ['lib/grants/plan.ts', "import { change } from '@/lib/channels/update-conditions'"],
    ['lib/grants/plan.ts', "import { change } from '../channels/update-conditions'"],
    ['lib/grants/plan.ts', "export { change } from '@/lib/channels/update-conditions'"],
    ['lib/grants/plan.ts', "const late = import('@/lib/channels/update-conditions')"],
    ['lib/channels/plan.ts', "import { call } from '@/lib/wechat/client'"],
    ['lib/wechat/client.ts', "import { openCall } from '@/lib/operations/open-call'"],
    ['lib/wechat/client.ts', "import { sign } from '@/lib/polyv/sign'"],
    ['lib/operations/runner.ts', "import { plan } from '@/lib/grants/plan'"],
    ['components/ui/button.tsx', "import { Receipt } from '@/components/operation/receipt'"],
    ['sandbox/main.ts', "import { env } from '../lib/env.ts'"],
    ['app/(desk)/grants/grant-form.tsx', "'use client'\nimport { listGrants } from '@/lib/grants/queries'"],
  ])('%s refuses %s', (file, text) => {
    expect(checkImports([source(file, text)])).toHaveLength(1)
  })

  it.each([
    ['app/(desk)/grants/page.tsx', "import { listGrants } from '@/lib/grants/queries'"],
    ['lib/grants/plan.ts', "import { listDramas } from '@/lib/dramas/queries'\nimport { z } from 'zod'"],
    ['lib/wechat/client.ts', "import type { OpenCall } from '@/lib/operations/open-call'"],
    ['lib/wechat/client.ts', "import { type OpenCall } from '@/lib/operations/open-call'"],
    ['lib/jobs/worker.ts', "import { driver } from '@/lib/channels/driver'"],
    ['lib/grants/plan.ts', "// import { change } from '@/lib/channels/update-conditions'"],
    ['app/(desk)/grants/grant-form.tsx', "'use client'\nimport { grantSchema } from '@/lib/grants/schema'"],
  ])('%s accepts %s', (file, text) => {
    expect(checkImports([source(file, text)])).toEqual([])
  })

  it('finds a circle of values and lets types pass', () => {
    const back = (kind: string) => [
      source('lib/grants/queries.ts', "import { a } from '@/lib/dramas/queries'"),
      source('lib/dramas/queries.ts', `import ${kind} { b } from '@/lib/grants/queries'`),
    ]
    expect(checkCycles(back(''))).toHaveLength(1)
    expect(checkCycles(back('type'))).toEqual([])
  })
})

describe('doors', () => {
  it('refuses an action that is more than one line, or lies elsewhere', () => {
    const open = "'use server'\nexport async function grant() {}"
    expect(checkDoors([source('app/(desk)/grants/actions.ts', open)])).toHaveLength(1)
    expect(checkDoors([source('lib/grants/write.ts', "'use server'")])).toHaveLength(1)
    const plain = "'use server'\nexport const grant = action(grantWrite)"
    expect(checkDoors([source('app/(desk)/grants/actions.ts', plain)])).toEqual([])
  })

  it('refuses a handler that writes on its own', () => {
    const text = 'export async function POST() {}'
    expect(checkDoors([source('app/api/grants/route.ts', text)])).toHaveLength(1)
  })
})

describe('files', () => {
  it('refuses vague names, other cases and long files', () => {
    expect(checkNames([source('lib/utils/format.ts', '')])).toHaveLength(1)
    expect(checkNames([source('lib/grants/planGrants.ts', '')])).toHaveLength(1)
    expect(checkNames([source('app/(desk)/channels/[channelId]/page.tsx', '')])).toEqual([])
    expect(checkLength([source('lib/long.ts', 'x\n'.repeat(301))])).toHaveLength(1)
    expect(checkLength([source('lib/fits.ts', 'x\n'.repeat(300))])).toEqual([])
  })

  it('wants server files to say so on their first line', () => {
    expect(checkServerOnly([source('lib/grants/queries.ts', "import { z } from 'zod'")])).toHaveLength(1)
    expect(checkServerOnly([source('lib/grants/schema.ts', "import { z } from 'zod'")])).toEqual([])
  })
})

describe('words', () => {
  it('keeps an upstream word in its folder', () => {
    const text = 'const row = { authz_expire_time: 1 }'
    expect(checkUpstreamWords([source('lib/grants/plan.ts', text)])).toHaveLength(1)
    expect(checkUpstreamWords([source('lib/wechat/grants.ts', text)])).toEqual([])
  })

  it('finds what is unfinished or silenced', () => {
    const log = ['console', 'log(1)'].join('.')
    expect(checkBannedWords([source('lib/a.ts', log)])).toHaveLength(1)
    expect(checkBannedWords([source('lib/a.ts', `// ${['TO', 'DO'].join('')}`)])).toHaveLength(1)
    expect(checkBannedWords([source('tests/unit/a.test.ts', `${['it', 'skip'].join('.')}('x')`)])).toHaveLength(1)
    expect(checkBannedWords([source('lib/a.ts', "const many = 'company'")])).toEqual([])
  })
})

describe('messages and documents', () => {
  const pair = (zh: string, en: string) => [
    source('lib/i18n/messages/zh-CN/x.json', zh),
    source('lib/i18n/messages/en/x.json', en),
  ]

  it('wants both languages complete and with the same placeholders', () => {
    expect(checkMessages(pair('{"a":"甲"}', '{"a":"A","b":"B"}'))).toHaveLength(1)
    expect(checkMessages(pair('{"a":"{n} 部"}', '{"a":"{m} dramas"}'))).toHaveLength(1)
    expect(checkMessages(pair('{"a":"{n} 部"}', '{"a":"{n, plural, one {drama} other {# dramas}}"}'))).toEqual([])
    expect(placeholders('{n, plural, one {{name} has one} other {many}}')).toBe('n name')
  })

  it('wants one README in two languages, with pictures that a script makes', () => {
    const shown = Object.keys(readmePictures).map((name) => `![x](docs/pictures/${name}.png)`)
    const write = (other: string, lines: readonly string[]) =>
      [`[y](${other})`, ...lines, '```sh', 'npm test', '```'].join('\n')
    const readmes = (en: readonly string[], zh: readonly string[]) => [
      source('README.md', write('README.zh-CN.md', en)),
      source('README.zh-CN.md', write('README.md', zh)),
    ]
    expect(checkReadmes(readmes(shown, shown))).toEqual([])
    const byHand = [...shown, '![x](docs/pictures/by-hand.png)']
    expect(checkReadmes(readmes(byHand, byHand))).toHaveLength(1)
    expect(checkReadmes(readmes(shown, byHand))).toHaveLength(1)
    expect(checkReadmes(readmes(shown.slice(1), shown.slice(1)))).toHaveLength(1)
    expect(checkReadmes(readmes([...shown, '## Start'], shown))).toHaveLength(1)
    expect(checkReadmes(readmes([...shown, '```sh', 'npm start', '```'], shown))).toHaveLength(1)
    expect(checkReadmes([source('README.md', '')])).toHaveLength(1)
  })

  it('finds a cited file that is gone', () => {
    expect(checkDocuments([source('README.md', 'see `lib/no-such-file.ts`')])).toHaveLength(1)
    expect(checkDocuments([source('README.md', 'see `scripts/import-rules.ts`')])).toEqual([])
  })
})
