'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { IconButton } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { State, type StateName } from '@/components/ui/state'
import type { PlanEffect } from '@/lib/channels/apply-schema'
import type { PlanLine } from '@/lib/channels/apply-views-schema'
import { formatCount } from '@/lib/format'
import { ChangeSentences } from '../[channelId]/change-sentences'

export const effectStates: Record<PlanEffect, StateName> = { change: 'scheduled', same: 'skipped', blocked: 'blocked' }
const order: readonly PlanEffect[] = ['blocked', 'change', 'same']

/** Channel by channel, what the change would do as each was just read. */
export function PlanSection({
  lines,
  readOnly,
  onRemove,
}: {
  lines: readonly PlanLine[]
  readOnly: boolean
  onRemove: (channelIds: string[]) => void
}) {
  const t = useTranslations('apply.plan')
  return (
    <section aria-label={t('title')} className="mt-4">
      <SectionTitle note={t('note')}>{t('title')}</SectionTitle>
      {order.map((effect) => {
        const group = lines.filter((line) => line.effect === effect)
        if (group.length === 0) return null
        return (
          <details key={effect} open={effect !== 'same'} className="group">
            <summary className="flex min-h-[30px] list-none flex-wrap items-center gap-1.5 border-b border-line bg-[color-mix(in_srgb,var(--sunken)_55%,transparent)] px-2.5 font-medium">
              <Icon name="chevron-right" small className="transition-transform group-open:rotate-90" />
              <State name={effectStates[effect]}>{t(`effect.${effect}`)}</State> {formatCount(group.length)}
            </summary>
            <ul>
              {group.map((line) => (
                <Line key={line.channelId} line={line} {...(readOnly ? {} : { onRemove })} />
              ))}
            </ul>
            {effect === 'blocked' && !readOnly ? (
              <p className="px-2.5 py-1.5 text-12">
                <button type="button" className="link" onClick={() => onRemove(group.map((line) => line.channelId))}>
                  {t('removeBlocked')}
                </button>
              </p>
            ) : null}
          </details>
        )
      })}
    </section>
  )
}

function Line({ line, onRemove }: { line: PlanLine; onRemove?: (channelIds: string[]) => void }) {
  const t = useTranslations('apply.plan')
  return (
    <li
      className="flex items-start gap-3 border-b border-line-soft py-2 pl-2.5"
      data-channel={line.channelId}
      data-effect={line.effect}
    >
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-1 desk:grid-cols-[minmax(0,240px)_minmax(0,1fr)]">
        <p className="min-w-0">
          <Link href={`/channels/${line.channelId}` as Route} className="link font-medium" prefetch={false}>
            {line.name}
          </Link>{' '}
          <Mono quiet>{line.channelId}</Mono> {line.hasMoved ? <Chip tone="amethyst">{t('moved')}</Chip> : null}
        </p>
        <div className="min-w-0">
          {line.effect === 'change' ? <ChangeSentences changes={line.changes} /> : null}
          {line.effect === 'same' ? <p className="text-ink-3">{t('same')}</p> : null}
          {line.effect === 'blocked' ? <Blocked line={line} /> : null}
        </div>
      </div>
      {onRemove ? (
        <IconButton
          icon="close"
          size="sm"
          label={t('remove', { name: line.name })}
          onClick={() => onRemove([line.channelId])}
        />
      ) : null}
    </li>
  )
}

function Blocked({ line }: { line: PlanLine }) {
  const t = useTranslations('apply.plan')
  const tErrors = useTranslations('channels.errors')
  const key = line.detail?.split(':')[1] ?? ''
  return (
    <p className="text-ink-2">
      {line.cause ? t(`cause.${line.cause}`) : null}
      {tErrors.has(key as 'required') ? (
        <span className="ml-2 text-12 text-ink-3">{tErrors(key as 'required')}</span>
      ) : null}
      {line.cause === 'unreadable' && line.detail ? (
        <span className="ml-2 text-12 text-ink-3">{line.detail}</span>
      ) : null}
    </p>
  )
}
