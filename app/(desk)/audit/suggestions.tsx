'use client'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import type { Suggestion } from '@/lib/audit/suggestion-schema'
import { explorerClient, read } from './explorer-client'

type SuggestionsProps = {
  id: string
  fragment: string
  active: number
  onOffer: (offered: readonly Suggestion[]) => void
  onTake: (suggestion: Suggestion) => void
}

export default function Suggestions(props: SuggestionsProps) {
  return (
    <QueryClientProvider client={explorerClient}>
      <List {...props} />
    </QueryClientProvider>
  )
}

const none: readonly Suggestion[] = []

function List({ id, fragment, active, onOffer, onTake }: SuggestionsProps) {
  const t = useTranslations('explorer.box')
  const { data = none } = useQuery({
    queryKey: ['suggest', fragment],
    queryFn: ({ signal }) =>
      read<Suggestion[]>(`/api/audit/suggest?${new URLSearchParams({ fragment: fragment.slice(0, 200) })}`, signal),
    placeholderData: (former) => former,
  })
  useEffect(() => {
    onOffer(data)
    return () => onOffer(none)
  }, [data, onOffer])
  return (
    <>
      <p role="status" className="sr-only">
        {data.length > 0 ? t('suggested', { count: data.length }) : ''}
      </p>
      <div id={id} role="listbox" aria-label={t('suggestions')} className="query-list popup" hidden={data.length === 0}>
        {data.map((suggestion, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points here
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive in the field
          <div
            key={suggestion.insert}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className="option"
            data-highlighted={index === active || undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(suggestion)}
          >
            <span className="clip">{suggestion.label}</span>
            <span className="mono ml-auto clip text-ink-3">{suggestion.note}</span>
          </div>
        ))}
      </div>
    </>
  )
}
