'use client'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { buttonLook } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { formatCount } from '@/lib/format'
import { sheetLimits, sheetProblems } from '@/lib/sheets/schema'
import type { SheetState } from './use-sheet'

type FilePickerProps = {
  state: SheetState
  onFile: (file: File) => void
  /** Such as a link to an empty file with the right headings. */
  children?: React.ReactNode
}

/** A place to drop a sheet on or to choose one, and why the last one was not taken. */
export function FilePicker({ state, onFile, children }: FilePickerProps) {
  const t = useTranslations('sheets')
  const [isOver, setIsOver] = useState(false)
  const inputId = useId()
  const isReading = state.step === 'reading'
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) onFile(file)
  }
  return (
    <div className="grid gap-3">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          take(event.dataTransfer.files)
        }}
        className={clsx(
          'grid justify-items-center gap-2 rounded-control border border-dashed px-6 py-10 text-center',
          isOver ? 'border-azurite bg-azurite-soft' : 'border-line-strong',
        )}
      >
        <Icon name={isReading ? 'retry' : 'paste'} className={clsx('size-6! text-ink-3', isReading && 'turning')} />
        <p className="font-medium" role="status">
          {isReading ? t('picker.reading', { name: state.name }) : t('picker.drop')}
        </p>
        <label
          htmlFor={inputId}
          className={clsx(
            buttonLook({ variant: 'primary' }),
            'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-azurite',
          )}
        >
          {t('picker.choose')}
          <input
            id={inputId}
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,.xls,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            className="sr-only"
            onChange={(event) => {
              take(event.target.files)
              event.target.value = ''
            }}
          />
        </label>
        <p className="max-w-prose text-12 text-ink-3">
          {t('picker.limits', { rows: formatCount(sheetLimits.rows), megabytes: sheetLimits.bytes / 1_048_576 })}
        </p>
        {children}
      </div>
      {state.step === 'refused' ? <FileRefusal state={state} /> : null}
    </div>
  )
}

function FileRefusal({ state }: { state: Extract<SheetState, { step: 'refused' }> }) {
  const t = useTranslations('sheets')
  const tErrors = useTranslations('errors')
  const problem = sheetProblems.find((name) => name === state.failure.fieldErrors?.file)
  const line = state.failure.detail?.line
  return (
    <Notice
      tone="danger"
      live
      title={
        problem
          ? t(`problem.${problem}`, { line: typeof line === 'number' ? line : 0, rows: formatCount(sheetLimits.rows) })
          : tErrors(state.failure.code)
      }
    >
      {t('picker.refused', { name: state.name })}
    </Notice>
  )
}
