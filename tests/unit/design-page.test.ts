import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastOf } from '@/app/(desk)/settings/design/contrast'

const PAGE = 'app/(desk)/settings/design'
const filesIn = (folder: string) => readdirSync(folder).filter((file) => /\.tsx?$/.test(file))
const page = filesIn(PAGE)
  .map((file) => readFileSync(`${PAGE}/${file}`, 'utf8'))
  .join('\n')

/** What another primitive fetches when it is needed is shown through that one. */
const isWithin = (file: string) => file === 'dialog-frame.tsx'

describe('the design page', () => {
  it.each(filesIn('components/ui').filter((file) => !isWithin(file)))('shows components/ui/%s', (file) => {
    expect(page).toContain(`from '@/components/ui/${file.replace(/\.tsx?$/, '')}'`)
  })

  it.each(['seal', 'seal-mark', 'verdict-badge', 'counts-bar', 'expiry-ribbon'])(
    'shows the signature piece components/operation/%s',
    (piece) => {
      expect(page).toContain(`from '@/components/operation/${piece}'`)
    },
  )

  it('has every sample on it, so that none is shown to nobody', () => {
    const shown = readFileSync(`${PAGE}/page.tsx`, 'utf8')
    for (const file of filesIn(PAGE).filter((name) => name.endsWith('-sample.tsx')))
      expect(shown, file).toContain(`from './${file.replace('.tsx', '')}'`)
  })

  it('measures contrast as WCAG defines it', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrastOf('#1d5a96', '#1d5a96')).toBe(1)
  })

  it.each(['light', 'dark'])('keeps every text colour of the %s theme readable on its papers', (theme) => {
    const css = readFileSync('app/styles/tokens.css', 'utf8')
    const block = css.slice(css.indexOf(`[data-theme='${theme}'] {`))
    const of = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? ''
    const pigments = ['azurite', 'malachite', 'orpiment', 'cinnabar', 'amethyst']
    for (const ink of ['ink', 'ink-2', 'ink-3', ...pigments])
      for (const paper of ['bg', 'surface', 'sunken'])
        expect(contrastOf(of(ink), of(paper)), `${ink} on ${paper}`).toBeGreaterThanOrEqual(4.6)
    for (const ink of pigments)
      expect(contrastOf(of(ink), of(`${ink}-soft`)), `${ink} on its own fill`).toBeGreaterThanOrEqual(5.2)
    for (const paper of ['bg', 'surface'])
      expect(contrastOf(of('line-strong'), of(paper)), `border on ${paper}`).toBeGreaterThanOrEqual(3.3)
  })
})
