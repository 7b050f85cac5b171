'use client'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { ImportField, RowCheck } from '@/components/import/import-field'
import { SheetImport } from '@/components/import/sheet-import'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { formatCount } from '@/lib/format'
import { MOST_CELLS, MOST_DRAMAS, MOST_LICENSEES } from '@/lib/grants/schema'
import {
  addRows,
  checkSlipRow,
  type SlipColumn,
  type SlipRow,
  slipColumns,
  slipSynonyms,
} from '@/lib/grants/slip-import-schema'
import type { Draft } from './draft'

type ImportDialogProps = { draft: Draft; onImport: (patch: Partial<Draft>) => void; onClose: () => void }

/** A sheet of dramas, of licensees or of pairs onto the slip, once it is clear which rows are right. */
export function ImportDialog({ draft, onImport, onClose }: ImportDialogProps) {
  const t = useTranslations('composer.import')
  const fields: ImportField<SlipColumn>[] = useMemo(
    () => slipColumns.map((key) => ({ key, label: t(`column.${key}`), synonyms: slipSynonyms[key] })),
    [t],
  )
  const checkRow = (values: Record<SlipColumn, string>): RowCheck<SlipColumn, SlipRow> => {
    const { value, problems } = checkSlipRow(values)
    if (value) return { value }
    const said = Object.entries(problems).map(([key, problem]) => [key, t(`problem.${problem}`)])
    return { problems: Object.fromEntries(said) as Partial<Record<SlipColumn, string>> }
  }
  return (
    <Dialog open wide onOpenChange={onClose} title={t('title')} description={t('description')}>
      <SheetImport
        fields={fields}
        checkRow={checkRow}
        identityOf={({ dramaId, appid }) => `${dramaId}@${appid}`}
        identityField="dramaId"
        renderApply={({ good, rejectedCount }) => (
          <ApplyRows
            rows={good.map(({ value }) => value)}
            rejectedCount={rejectedCount}
            draft={draft}
            onApply={(patch) => {
              onImport(patch)
              onClose()
            }}
          />
        )}
      />
    </Dialog>
  )
}

type ApplyRowsProps = {
  rows: readonly SlipRow[]
  rejectedCount: number
  draft: Draft
  onApply: (patch: Partial<Draft>) => void
}

/** A slip has one expiry: a sheet with several is taken one expiry at a time. */
function ApplyRows({ rows, rejectedCount, draft, onApply }: ApplyRowsProps) {
  const t = useTranslations('composer.import')
  const tGrants = useTranslations('grants.expiry')
  const [wanted, setWanted] = useState<string | null>(null)
  const byExpiry = useMemo(() => Map.groupBy(rows, (row) => row.expiry ?? ''), [rows])
  const expiries = [...byExpiry.keys()]
  const expiry = wanted !== null && byExpiry.has(wanted) ? wanted : (expiries[0] ?? '')
  const taken = byExpiry.get(expiry) ?? []
  const next = useMemo(() => addRows(draft, byExpiry.get(expiry) ?? []), [draft, byExpiry, expiry])
  const isTooMany =
    next.dramaIds.length > MOST_DRAMAS ||
    next.appids.length > MOST_LICENSEES ||
    next.dramaIds.length * next.appids.length > MOST_CELLS
  const wordFor = (text: string) => (text === '' ? t('noExpiry') : text === 'permanent' ? tGrants('permanent') : text)

  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {expiries.length > 1 ? (
        <Field label={t('expiry')} hint={t('expiryHint', { count: expiries.length })}>
          <Select
            value={expiry}
            onValueChange={setWanted}
            options={expiries.map((text) => ({
              value: text,
              label: t('expiryOption', { expiry: wordFor(text), count: formatCount(byExpiry.get(text)?.length ?? 0) }),
            }))}
          />
        </Field>
      ) : null}
      {isTooMany ? <Notice tone="danger" live title={t('tooMany', { most: formatCount(MOST_CELLS) })} /> : null}
      <p className="text-ink-2" role="status">
        {t('result', {
          dramas: formatCount(next.dramaIds.length),
          licensees: formatCount(next.appids.length),
        })}
        {rejectedCount > 0 ? ` ${t('left', { count: formatCount(rejectedCount) })}` : ''}
      </p>
      <div className="flex justify-end">
        <Button
          variant="primary"
          disabled={taken.length === 0 || isTooMany}
          onClick={() =>
            onApply({
              ...next,
              ...(expiry === 'permanent' ? { kind: 'permanent' } : {}),
              ...(expiry !== '' && expiry !== 'permanent' ? { kind: 'date', at: expiry, preset: null } : {}),
            })
          }
        >
          {t('apply', { count: formatCount(taken.length) })}
        </Button>
      </div>
    </div>
  )
}
