import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { Cell, Table } from '@/components/ui/table'

const sizes = [
  { name: '34/42', className: 'font-serif text-34 font-semibold', use: 'verdict' },
  { name: '26/34', className: 'font-serif text-26 font-semibold', use: 'page' },
  { name: '20/28', className: 'font-serif text-20 font-semibold', use: 'drawer' },
  { name: '16/24', className: 'font-serif text-16 font-semibold', use: 'section' },
  { name: '14/22', className: 'text-14', use: 'cause' },
  { name: '13/20', className: 'text-13', use: 'body' },
  { name: '12/18', className: 'text-12', use: 'caption' },
] as const
const rows = ['s', 'm', 'l'] as const
const heights = { s: 32, m: 36, l: 44 }

/** Seven sizes, each with its place, and the three heights of a row. */
export function ScaleSample() {
  const t = useTranslations('design.scale')
  return (
    <div className="grid gap-6 pt-1">
      <dl>
        {sizes.map(({ name, className, use }) => (
          <div key={name} className="flex flex-wrap items-baseline gap-x-5 border-b border-line-soft py-1.5">
            <dt className="w-14">
              <Mono quiet>{name}</Mono>
            </dt>
            <dd className={className}>{t(`use.${use}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="grid gap-x-8 gap-y-4 desk:grid-cols-3">
        {rows.map((row) => (
          <Table key={row} label={t('density', { pixels: heights[row] })} row={row}>
            <tbody>
              {[1, 2].map((line) => (
                <tr key={line} className="lively">
                  <Cell>{t('density', { pixels: heights[row] })}</Cell>
                  <Cell numeric>2 778</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        ))}
      </div>
    </div>
  )
}
