'use client'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Button, ButtonLink, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { type StateName, stateLook } from '@/components/ui/state'
import type { PeekView } from '@/lib/audit/overview-schema'
import { formatCount } from '@/lib/format'
import { explorerClient, read } from './explorer-client'

type PeekProps = {
  id: string
  onStep: (by: 1 | -1) => void
  onClose: () => void
  onCopy: (id: string) => void
}

export default function Peek(props: PeekProps) {
  return (
    <QueryClientProvider client={explorerClient}>
      <Panel {...props} />
    </QueryClientProvider>
  )
}

/** A look at one event beside the list, which goes on being walked by keys. */
function Panel({ id, onStep, onClose, onCopy }: PeekProps) {
  const t = useTranslations('explorer.peek')
  const tUi = useTranslations('ui')
  const { data, isError, refetch } = useQuery({
    queryKey: ['peek', id],
    queryFn: ({ signal }) => read<PeekView>(`/api/audit/peek?${new URLSearchParams({ id })}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      if (event.key === 'Enter' && document.activeElement?.closest('button, a') === null)
        window.location.assign(`/audit/${id}`)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [id, onClose])
  return (
    <aside className="peek" aria-label={`${t('facts')} ${id.slice(-12)}`}>
      <div className="peek-bar">
        <span className="mono mr-auto">{id.slice(-12)}</span>
        <IconButton icon="chevron-up" size="sm" label={t('previous')} onClick={() => onStep(-1)} />
        <IconButton icon="chevron-down" size="sm" label={t('next')} onClick={() => onStep(1)} />
        <IconButton icon="link" size="sm" label={t('copy')} onClick={() => onCopy(id)} />
        <IconButton icon="close" size="sm" label={tUi('close')} onClick={onClose} />
      </div>
      <div className="peek-body" aria-live="polite">
        {data ? <Content peek={data} /> : null}
        {data || isError ? null : <p className="text-ink-3">{t('loading')}</p>}
        {isError ? (
          <div className="grid justify-items-start gap-2">
            <p className="text-cinnabar">{t('failed')}</p>
            <Button size="sm" onClick={() => void refetch()}>
              {t('retry')}
            </Button>
          </div>
        ) : null}
      </div>
    </aside>
  )
}

function Content({ peek }: { peek: PeekView }) {
  const t = useTranslations('explorer.peek')
  // The server names only states that have a look.
  const look = stateLook(peek.state.name as StateName)
  return (
    <>
      <p className={`st ${look.pigment}`}>
        <Icon name={look.glyph} />
        {peek.state.word}
      </p>
      <h2>
        {peek.said.map((part, index) => {
          if (typeof part === 'string') return part
          const [Weight, text] = part
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence never changes once written
          return <Weight key={index}>{text}</Weight>
        })}
      </h2>
      {peek.proof.length > 0 ? (
        <p className="text-12 text-ink-2 [overflow-wrap:anywhere]">{peek.proof.join('　')}</p>
      ) : null}
      <p className="mono mt-1.5 text-12 text-ink-2" title={peek.utc}>
        {peek.when}
      </p>
      {peek.changes.length > 0 ? (
        <section>
          <h3>
            {t('changes')}
            <span>{t('changed', { count: formatCount(peek.changedCount) })}</span>
          </h3>
          <table className="peek-changes">
            <thead>
              <tr>
                <th scope="col">{t('field')}</th>
                <th scope="col">{t('before')}</th>
                <th scope="col">{t('after')}</th>
              </tr>
            </thead>
            <tbody>
              {peek.changes.map(({ label, before, after }) => (
                <tr key={label}>
                  <td className="text-ink-2">{label}</td>
                  <td className="text-cinnabar">
                    <Sign>−</Sign>
                    {before}
                  </td>
                  <td className="text-malachite">
                    <Sign>+</Sign>
                    {after}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {peek.changedCount > peek.changes.length ? (
            <p className="pt-1 text-12 text-ink-3">
              {t('more', { count: formatCount(peek.changedCount - peek.changes.length) })}
            </p>
          ) : null}
        </section>
      ) : null}
      <section>
        <h3>{t('facts')}</h3>
        <dl className="peek-facts">
          {peek.facts.map(({ label, value, href, isMono }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className={isMono ? 'mono' : undefined}>{href ? <a href={href}>{value}</a> : value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <p className="mt-4 flex flex-wrap gap-2">
        <ButtonLink variant="primary" href={`/audit/${peek.id}` as Route} prefetch={false}>
          {t('open')}
        </ButtonLink>
        {peek.receipt === null ? null : (
          <ButtonLink
            href={`/operations/R-${peek.receipt}` as Route}
            prefetch={false}
          >{`R-${peek.receipt}`}</ButtonLink>
        )}
      </p>
    </>
  )
}

const Sign = ({ children }: { children: string }) => (
  <span className="mono mr-1" aria-hidden="true">
    {children}
  </span>
)
