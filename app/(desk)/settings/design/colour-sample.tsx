'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { contrastOf } from './contrast'

const papers = ['bg', 'surface', 'sunken'] as const
/** Each ink, what it must reach on paper, and on its own soft fill when it has one. */
const inks = [
  { name: 'ink', least: 4.6 },
  { name: 'ink-2', least: 4.6 },
  { name: 'ink-3', least: 4.6 },
  { name: 'azurite', least: 4.6, soft: 5.2 },
  { name: 'malachite', least: 4.6, soft: 5.2 },
  { name: 'orpiment', least: 4.6, soft: 5.2 },
  { name: 'cinnabar', least: 4.6, soft: 5.2 },
  { name: 'amethyst', least: 4.6, soft: 5.2 },
  // No control stands in a well, so its border is not measured there.
  { name: 'line-strong', least: 3.3, notOn: 'sunken' },
] as const

/** Every pigment on every paper, measured in the theme on screen. */
export function ColourSample() {
  const t = useTranslations('design.colour')
  const [values, setValues] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    const style = getComputedStyle(document.documentElement)
    const names = [...papers, ...inks.flatMap(({ name }) => [name, `${name}-soft`])]
    const read = () => setValues(new Map(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])))
    read()
    const watch = new MutationObserver(read)
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => watch.disconnect()
  }, [])
  const ratio = (ink: string, paper: string, least: number) => {
    const [over, under] = [values.get(ink), values.get(paper)]
    if (!over || !under) return <span className="text-ink-3">—</span>
    const measured = contrastOf(over, under)
    return (
      <span className="inline-flex items-center gap-2">
        {measured.toFixed(2)}
        {measured < least ? <State name="failed">{t('under', { least })}</State> : null}
      </span>
    )
  }
  return (
    <Table label={t('title')} row="m">
      <TableHead stick={false}>
        <HeadCell>{t('pigment')}</HeadCell>
        {papers.map((paper) => (
          <HeadCell key={paper}>{t(`paper.${paper}`)}</HeadCell>
        ))}
        <HeadCell>{t('soft')}</HeadCell>
      </TableHead>
      <tbody>
        {inks.map((ink) => (
          <tr key={ink.name}>
            <Cell>
              <span className="flex items-center gap-2">
                <i className="size-4 rounded-chip" style={{ background: `var(--${ink.name})` }} />
                {t(`ink.${ink.name}`)} <Mono quiet>{values.get(ink.name) ?? ''}</Mono>
              </span>
            </Cell>
            {papers.map((paper) => (
              <Cell key={paper}>{'notOn' in ink && ink.notOn === paper ? '—' : ratio(ink.name, paper, ink.least)}</Cell>
            ))}
            <Cell>{'soft' in ink ? ratio(ink.name, `${ink.name}-soft`, ink.soft) : '—'}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
