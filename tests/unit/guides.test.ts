import { globSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { labelText } from '@/lib/guides/labels'
import { parseGuide } from '@/lib/guides/parse-guide'
import { readGuide } from '@/lib/guides/read-guide'
import { type Block, guideNames, guideOfPage, guidesOfPages } from '@/lib/guides/schema'
import { locales } from '@/lib/i18n/locales'

const root = path.resolve(import.meta.dirname, '../..')
const fileOf = (locale: string, name: string) => path.join(root, 'lib', 'guides', locale, `${name}.md`)
const sourceOf = (locale: string, name: string) => readFileSync(fileOf(locale, name), 'utf8')

/** `app/(desk)/channels/[channelId]/page.tsx` → `/channels/1`; an address that leads nowhere needs no guide. */
const files = globSync('app/(desk)/**/page.tsx', { cwd: root }).filter((file) => !file.includes('[...'))
const pages = files.map((file) => {
  const steps = file.split(path.sep).slice(2, -1)
  return `/${steps
    .filter((step) => !step.startsWith('('))
    .map((step) => (step.startsWith('[') ? '1' : step))
    .join('/')}`
})

const shapeOf = (block: Block) => (block.kind === 'text' ? 'text' : `${block.kind} ${block.items.length}`)

describe('guides', () => {
  test.each(guideNames)('%s says the same in both languages, part by part', async (name) => {
    const [zh, en] = await Promise.all(locales.map((locale) => readGuide(name, locale)))
    expect(zh?.lede.length).toBeGreaterThan(0)
    expect(zh?.sections.length).toBeGreaterThanOrEqual(3)
    const shape = (guide: typeof zh) => guide?.sections.map(({ blocks }) => blocks.map(shapeOf))
    expect(shape(en)).toEqual(shape(zh))
  })

  const cited = guideNames.flatMap((name) =>
    locales.flatMap((locale) =>
      [...sourceOf(locale, name).matchAll(/\{([^}]*)\}/g)].map(([, key = '']) => ({ name, locale, key })),
    ),
  )
  test.each(cited)('$locale $name cites $key as the screen writes it', ({ locale, key }) => {
    expect(labelText(locale, key)).toMatch(/\S/)
  })

  test.each(guideNames)('%s leads to guides that exist, and never to itself', (name) => {
    for (const locale of locales)
      for (const [, other] of sourceOf(locale, name).matchAll(/\[\[([^\]]*)\]\]/g)) {
        expect(guideNames).toContain(other)
        expect(other).not.toBe(name)
      }
  })

  it('has no file that nobody can open', () => {
    for (const locale of locales)
      expect(readdirSync(path.dirname(fileOf(locale, 'x'))).sort()).toEqual(
        guideNames.map((name) => `${name}.md`).sort(),
      )
  })
})

describe('the guide of a page', () => {
  test.each(pages)('%s has one chosen for it', (page) => {
    expect(guideOfPage(page) === 'start').toBe(page === '/' || page === '/settings/design')
  })

  test.each(guidesOfPages.map(([page, guide]) => ({ page, guide })))(
    '$page is the page of something',
    ({ page, guide }) => {
      const address = page.replaceAll('*', '1')
      expect(guideOfPage(address)).toBe(guide)
      expect(pages.some((one) => one === address || one.startsWith(`${address}/`))).toBe(true)
    },
  )

  test.each([
    ['/channels/4021046', 'conditions'],
    ['/channels/4021046/whitelist/import', 'whitelist'],
    ['/channels/default', 'account-default'],
    ['/audit/019a0000-0000-7000-8000-000000000000', 'handing-on'],
    ['/audit/integrity', 'integrity'],
    ['/operations/R-3/retry', 'receipts'],
  ])('%s is explained by %s', (page, guide) => {
    expect(guideOfPage(page)).toBe(guide)
  })
})

describe('reading a guide', () => {
  const read = (text: string) => parseGuide(text, (key) => ({ label: `<${key}>` }))

  it('tells steps, terms and text apart, and labels, typed text and guides within them', () => {
    expect(read('First.\n\n## Head\n\n1. Press {a.b}.\n2. Type `x:y`.\n\n- `k` | see [[start]]\n\nPlain.')).toEqual({
      lede: ['First.'],
      sections: [
        {
          title: 'Head',
          blocks: [
            {
              kind: 'steps',
              items: [
                ['Press ', { label: '<a.b>' }, '.'],
                ['Type ', { typed: 'x:y' }, '.'],
              ],
            },
            { kind: 'terms', items: [{ term: [{ typed: 'k' }], meaning: ['see ', { guide: 'start' }] }] },
            { kind: 'text', text: ['Plain.'] },
          ],
        },
      ],
    })
  })

  it('shows what a label would fill in as an ellipsis, and refuses one that is more than plain', () => {
    expect(labelText('zh-CN', 'receipt.retryFailed')).toBe('只重试失败 … 项')
    expect(labelText('en', 'diagnose.form.found')).toBeNull()
    expect(labelText('en', 'no.such.label')).toBeNull()
    expect(labelText('en', 'constructor.name')).toBeNull()
  })
})
