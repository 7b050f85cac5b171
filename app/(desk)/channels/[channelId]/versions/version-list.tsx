'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { HeadCell, Table, TableHead } from '@/components/ui/table'
import type { VersionPage } from '@/lib/channels/versions-schema'
import { compareHref } from './version-hrefs'
import { VersionRow } from './version-row'

type Props = { channelId: string; connectionId: string; page: VersionPage; mayWrite: boolean; now: string }

/** Newest first; any two may be ticked and laid side by side. A third tick takes the place of the older one. */
export function VersionList({ channelId, connectionId, page, mayWrite, now }: Props) {
  const t = useTranslations('versions.list')
  const [chosen, setChosen] = useState<readonly number[]>([])
  const toggle = (number: number, isOn: boolean) =>
    setChosen((before) => (isOn ? [...before.slice(-1), number] : before.filter((one) => one !== number)))
  const [from, to] = [...chosen].sort((left, right) => left - right)
  return (
    <>
      <Table label={t('label')} row="l" className="stack">
        <TableHead>
          <HeadCell className="w-8">
            <span className="sr-only">{t('select')}</span>
          </HeadCell>
          <HeadCell className="w-[5em]">{t('version')}</HeadCell>
          <HeadCell className="w-[15em]">{t('how')}</HeadCell>
          <HeadCell>{t('changes')}</HeadCell>
          <HeadCell className="w-[9em]">{t('when')}</HeadCell>
          <HeadCell className="w-[15em]">
            <span className="sr-only">{t('act')}</span>
          </HeadCell>
        </TableHead>
        <tbody>
          {page.rows.map((row) => (
            <VersionRow
              key={row.number}
              row={row}
              channelId={channelId}
              connectionId={connectionId}
              isLatest={row.number === page.latest}
              isChosen={chosen.includes(row.number)}
              onChoose={(isOn) => toggle(row.number, isOn)}
              mayRestore={mayWrite}
              now={now}
            />
          ))}
        </tbody>
      </Table>
      {chosen.length > 0 ? (
        <div className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-dialog border border-line bg-surface px-4 py-2.5 shadow-lift max-tablet:bottom-16">
          <span role="status" className="mr-auto">
            {from !== undefined && to !== undefined ? t('two', { from, to }) : t('one', { number: chosen[0] ?? 0 })}
          </span>
          <Button variant="ghost" onClick={() => setChosen([])}>
            {t('clear')}
          </Button>
          {from !== undefined && to !== undefined ? (
            <ButtonLink variant="primary" href={compareHref(channelId, connectionId, from, to)}>
              {t('compare')}
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
    </>
  )
}
