'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useOptimistic, useTransition } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { Checkbox } from '@/components/ui/checkbox'
import { Mono } from '@/components/ui/mono'
import { formatCount } from '@/lib/format'
import type { ShownCause } from './load-retry'

type RetryCausesProps = { causes: readonly ShownCause[]; chosen: readonly string[]; path: string }

/** Which causes to try again. What a retry alone cannot mend is left out until somebody chooses it. */
export function RetryCauses({ causes, chosen, path }: RetryCausesProps) {
  const t = useTranslations('receipt.retry')
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [ticked, setTicked] = useOptimistic(chosen)
  const choose = (key: string, isChosen: boolean) => {
    const next = isChosen ? [...ticked, key] : ticked.filter((other) => other !== key)
    const query = new URLSearchParams([['chosen', 'true'], ...next.map((cause) => ['cause', cause])])
    startTransition(() => {
      setTicked(next)
      router.replace(`${path}?${query}` as Route, { scroll: false })
    })
  }
  return (
    <section aria-busy={isPending}>
      <SectionTitle note={isPending ? t('planning') : t('causesNote')}>{t('causes')}</SectionTitle>
      <ul>
        {causes.map((cause) => (
          <li key={cause.key} className="flex gap-3 border-b border-line-soft py-2.5 last:border-0">
            <Checkbox
              checked={ticked.includes(cause.key)}
              onCheckedChange={(isChosen) => choose(cause.key, isChosen)}
              className="min-w-0 flex-1"
              hint={
                <>
                  <span className="block">{t(`hint.${cause.hint}`)}</span>
                  {cause.code && cause.code !== '0' ? <Mono quiet>{t('code', { code: cause.code })}</Mono> : null}
                </>
              }
            >
              {cause.advice}
            </Checkbox>
            <b className="text-16 whitespace-nowrap">{t('items', { count: formatCount(cause.count) })}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}
