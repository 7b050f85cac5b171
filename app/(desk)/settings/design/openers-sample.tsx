'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { CodePointCounter } from '@/components/ui/code-point-counter'
import { Dialog } from '@/components/ui/dialog'
import { DownloadLink } from '@/components/ui/download-link'
import { DriftLink } from '@/components/ui/drift-link'
import { ExportLinks } from '@/components/ui/export-links'
import { RelativeTime } from '@/components/ui/relative-time'
import { SegmentedLinks } from '@/components/ui/segmented'
import { Tabs } from '@/components/ui/tabs'
import { ToastArea, useToastManager } from '@/components/ui/toast'

const HERE = '/settings/design'

export function OpenersSample({ now }: { now: string }) {
  const t = useTranslations('design.openers')
  const [isOpen, setOpen] = useState(false)
  return (
    <ToastArea>
      <div className="grid gap-4 pt-2">
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => setOpen(true)}>{t('dialog')}</Button>
          <ToastButton />
          <DownloadLink href="/verify-export.mjs">{t('download')}</DownloadLink>
          <ExportLinks href="/api/licensees/export" quiet />
        </div>
        <Tabs
          label={t('tabs')}
          tabs={[
            { href: HERE, label: t('tab'), count: 3 },
            { href: '/', label: t('otherTab'), current: false },
          ]}
        />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <SegmentedLinks
            ariaLabel={t('views')}
            links={[
              { href: HERE, label: t('tab'), count: 3, isCurrent: true },
              { href: '/', label: t('otherTab'), isCurrent: false },
            ]}
          />
          <span className="flex items-center gap-2">
            <Avatar name="运营甲" /> <Avatar name="Lin" small />
          </span>
          <RelativeTime at="2026-11-21T06:02:11Z" now={now} />
          <DriftLink count={2} href="/drift" />
          <span className="text-12">
            <CodePointCounter value={t('tab')} max={20} />
          </span>
          <span className="text-12">
            <CodePointCounter value={t('dialog')} max={1} />
          </span>
        </div>
      </div>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t('dialog')}
        description={t('dialogText')}
        actions={
          <Button variant="primary" onClick={() => setOpen(false)}>
            {t('done')}
          </Button>
        }
      />
    </ToastArea>
  )
}

function ToastButton() {
  const t = useTranslations('design.openers')
  const { add } = useToastManager()
  return <Button onClick={() => add({ title: t('toastTitle'), description: t('toastText') })}>{t('toast')}</Button>
}
