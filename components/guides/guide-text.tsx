'use client'
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { Block, Guide, GuideName } from '@/lib/guides/schema'
import { InlineText } from './inline-text'

export function GuideText({ name }: { name: GuideName }) {
  const t = useTranslations('guides')
  const locale = useLocale()
  const { data, isError, refetch } = useQuery({
    queryKey: ['guide', locale, name],
    queryFn: async ({ signal }): Promise<Guide> => {
      const response = await fetch(`/api/guides/${name}`, { signal })
      if (!response.ok) throw new Error(String(response.status))
      return (await response.json()) as Guide
    },
  })
  if (isError)
    return (
      <div role="alert" className="grid justify-items-start gap-2 pt-2">
        <p className="text-cinnabar">{t('failed')}</p>
        <Button size="sm" onClick={() => void refetch()}>
          {t('retry')}
        </Button>
      </div>
    )
  if (!data)
    return (
      <p role="status" className="pt-2 text-ink-3">
        {t('loading')}
      </p>
    )
  return (
    <div className="guide" data-part="guide">
      <p className="text-ink-2">
        <InlineText parts={data.lede} />
      </p>
      {data.sections.map((section) => (
        <section key={section.title}>
          <h3>{section.title}</h3>
          {section.blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a guide never changes once read
            <GuideBlock key={index} block={block} />
          ))}
        </section>
      ))}
    </div>
  )
}

function GuideBlock({ block }: { block: Block }) {
  if (block.kind === 'text')
    return (
      <p>
        <InlineText parts={block.text} />
      </p>
    )
  if (block.kind === 'steps')
    return (
      <ol>
        {block.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of steps is their identity
          <li key={index}>
            <InlineText parts={item} />
          </li>
        ))}
      </ol>
    )
  return (
    <dl>
      {block.items.map(({ term, meaning }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <div key={index}>
          <dt>
            <InlineText parts={term} />
          </dt>
          <dd>
            <InlineText parts={meaning} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
