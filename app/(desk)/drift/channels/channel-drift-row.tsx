'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { Cell } from '@/components/ui/table'
import type { ChannelDriftLine } from '@/lib/channels/drift-schema'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { useVersionWords } from '../../channels/[channelId]/versions/use-version-words'
import { compareHref, restoreHref } from '../../channels/[channelId]/versions/version-hrefs'
import { DriftTimes } from '../drift-times'

type Props = {
  row: ChannelDriftLine
  connectionId: string
  now: string
  hasActions: boolean
  selected?: boolean
  onSelect?: (selected: boolean) => void
  onAdopt?: () => void
}

export function ChannelDriftRow({ row, connectionId, now, hasActions, selected, onSelect, onAdopt }: Props) {
  const t = useTranslations('channel-drift')
  const tDrift = useTranslations('drift')
  const tVersions = useTranslations('versions')
  const words = useVersionWords()
  const isDefault = row.channelId === ACCOUNT_DEFAULT
  const name = isDefault ? tVersions('defaultName') : (row.channelName ?? row.channelId)
  const { closed } = row
  const resolution = closed && t(`resolution.${closed.resolution}`, { name: closed.byName ?? '' })
  return (
    <tr aria-selected={selected ?? false}>
      {hasActions ? (
        <Cell>
          {onSelect ? (
            <Checkbox
              ariaLabel={tDrift('list.select', { name })}
              checked={selected ?? false}
              onCheckedChange={onSelect}
            />
          ) : null}
        </Cell>
      ) : null}
      <Cell wrap>
        <Link
          href={`/channels/${row.channelId}?connection=${connectionId}` as Route}
          className="link font-medium"
          prefetch={false}
        >
          {name}
        </Link>{' '}
        {isDefault ? <State name="warning">{t('everyChannel')}</State> : <Mono quiet>{row.channelId}</Mono>}
      </Cell>
      <Cell wrap>
        {words.doors(row.known)}
        <span className="block text-12 text-ink-3">{tVersions('number', { number: row.knownNumber })}</span>
      </Cell>
      <Cell wrap>
        <span className="text-amethyst">
          <State name="drift" className="whitespace-normal">
            {words.doors(row.found)}
          </State>
        </span>
        <Changes row={row} />
      </Cell>
      <Cell wrap>
        <DriftTimes row={row} now={now} resolution={resolution} />
      </Cell>
      {hasActions ? (
        <Cell className="text-right max-tablet:text-left">
          <span className="inline-flex flex-wrap justify-end gap-1.5">
            <ButtonLink
              size="sm"
              variant="ghost"
              href={compareHref(row.channelId, connectionId, row.knownNumber, row.foundNumber)}
              prefetch={false}
            >
              {t('row.compare')}
            </ButtonLink>
            {onAdopt ? (
              <>
                <ButtonLink size="sm" href={restoreHref(row.channelId, connectionId, row.knownNumber)} prefetch={false}>
                  {t('row.restore')}
                </ButtonLink>
                <Button size="sm" onClick={onAdopt}>
                  {t('row.adopt')}
                </Button>
              </>
            ) : null}
          </span>
        </Cell>
      ) : null}
    </tr>
  )
}

const SHOWN = 2

function Changes({ row }: { row: ChannelDriftLine }) {
  const t = useTranslations('versions.list')
  const words = useVersionWords()
  const rest = row.changes.length - SHOWN
  return (
    <span className="block text-12 text-ink-2 [overflow-wrap:anywhere]">
      {row.changes.slice(0, SHOWN).map((field) => (
        <span key={`${field.rank}.${field.path}`} className="block">
          {words.sentence(field)}
        </span>
      ))}
      {rest > 0 ? <span className="block text-ink-3">{t('more', { count: rest })}</span> : null}
    </span>
  )
}
