'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { settle } from '@/components/shell/reach'
import { IconButton } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Menu, MenuItem, MenuLink } from '@/components/ui/menu'
import { variablesOf } from '@/lib/channels/apply-schema'
import { TEMPLATE_NAME_MAX, type TemplateView } from '@/lib/channels/template-schema'
import type { ActionResult } from '@/lib/errors'
import { formatShortDateTime } from '@/lib/format'
import { ChangeSummary } from '../change-summary'
import { archiveTemplate, duplicateTemplate } from './actions'

export function TemplatesTable({ templates, mayWrite }: { templates: readonly TemplateView[]; mayWrite: boolean }) {
  const t = useTranslations('templates')
  const tChannels = useTranslations('channels')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [said, setSaid] = useState('')
  const run = async (work: () => Promise<ActionResult<unknown>>) => {
    const result = await settle(work)
    setSaid(result.ok ? '' : result.fieldErrors ? t('nameTaken') : tErrors(result.code))
    router.refresh()
  }
  const copyName = (name: string) => [...t('copyOf', { name })].slice(0, TEMPLATE_NAME_MAX).join('')
  return (
    <>
      <p role="status" className="text-12 text-cinnabar">
        {said}
      </p>
      <DataTable
        label={t('title')}
        rows={templates}
        rowKey={(row) => row.id}
        rowHref={(row) => `/channels/templates/${row.id}` as Route}
        row="l"
        empty={null}
        columns={[
          {
            key: 'name',
            head: t('name'),
            width: '26%',
            wrap: true,
            cell: (row) => (
              <>
                {row.name}
                {row.note ? <span className="block text-12 font-normal text-ink-3">{row.note}</span> : null}
              </>
            ),
          },
          { key: 'doors', head: t('doors'), wrap: true, cell: (row) => <ChangeSummary change={row.content} /> },
          {
            key: 'variables',
            head: t('variables'),
            width: '20%',
            wrap: true,
            wideOnly: true,
            cell: (row) => (
              <span className="flex flex-wrap gap-1">
                {variablesOf(row.content).map(({ path, type, field }) => (
                  <Chip key={path}>{tChannels(`fields.${type}.${field}` as 'fields.pay.price')}</Chip>
                ))}
              </span>
            ),
          },
          {
            key: 'updated',
            head: t('updated'),
            width: '16%',
            wideOnly: true,
            cell: (row) => (
              <span className="text-ink-2">
                {row.updatedBy} <span className="text-12 text-ink-3">{formatShortDateTime(row.updatedAt)}</span>
              </span>
            ),
          },
          ...(mayWrite
            ? [
                {
                  key: 'menu',
                  head: <span className="sr-only">{t('actions')}</span>,
                  width: '44px',
                  cell: (row: TemplateView) => (
                    <span className="relative z-1">
                      <Menu trigger={<IconButton icon="more" size="sm" label={t('actionsOf', { name: row.name })} />}>
                        {row.isArchived ? (
                          <MenuItem
                            icon="retry"
                            onSelect={() => void run(() => archiveTemplate({ id: row.id, archived: false }))}
                          >
                            {t('restore')}
                          </MenuItem>
                        ) : (
                          <>
                            <MenuLink icon="edit" href={`/channels/templates/${row.id}` as Route}>
                              {t('edit')}
                            </MenuLink>
                            <MenuItem
                              icon="copy"
                              onSelect={() =>
                                void run(() => duplicateTemplate({ id: row.id, name: copyName(row.name) }))
                              }
                            >
                              {t('duplicate')}
                            </MenuItem>
                            <MenuItem
                              icon="block"
                              onSelect={() => void run(() => archiveTemplate({ id: row.id, archived: true }))}
                            >
                              {t('archive')}
                            </MenuItem>
                          </>
                        )}
                      </Menu>
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
