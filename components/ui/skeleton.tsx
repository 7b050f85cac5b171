'use client'
import { useTranslations } from 'next-intl'

export function Bone({ width, height = 10 }: { width: string; height?: number }) {
  return <span className="bone block max-w-full" style={{ width, height }} />
}

const columnWidths = ['62%', '48%', '70%', '40%', '55%', '34%']

/** The shape of a list while its rows are on the way. */
export function TableSkeleton({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  const t = useTranslations('ui')
  return (
    <div role="status">
      <span className="sr-only">{t('loading')}</span>
      <div className="h-[30px] border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a placeholder have no identity
          key={row}
          className="grid h-9 items-center gap-4 border-b border-line-soft px-2.5"
          style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
        >
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Bone key={column} width={columnWidths[(row + column) % columnWidths.length] ?? '50%'} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** The shape of a form while its values are read. */
export function FormSkeleton({ fields = 5 }: { fields?: number }) {
  const t = useTranslations('ui')
  return (
    <div role="status" className="grid max-w-xl gap-4">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: fields }, (_, field) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder has no identity
        <div key={field} className="grid gap-1.5">
          <Bone width="96px" />
          <Bone width="100%" height={32} />
        </div>
      ))}
    </div>
  )
}

/** The shape of a bar of filters above a list. */
export function FilterSkeleton({ count = 5 }: { count?: number }) {
  return (
    <div aria-hidden="true" className="mb-3 flex flex-wrap items-center gap-1.5">
      <Bone width="280px" height={30} />
      {Array.from({ length: count }, (_, filter) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder has no identity
        <Bone key={filter} width="64px" height={26} />
      ))}
    </div>
  )
}
