'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { FilePicker } from './file-picker'
import { SheetReview, type SheetReviewProps } from './sheet-review'
import { useSheet } from './use-sheet'

type SheetImportProps<Key extends string, Value> = Omit<
  SheetReviewProps<Key, Value>,
  'content' | 'name' | 'onOtherFile'
> & {
  /** Below the button that chooses a file, such as a link to a sheet with the right headings. */
  pickerNote?: ReactNode
}

/**
 * From a file to values: choose or drop it, say which column is which, see what is wrong, mend it in place or take it
 * home, then hand the good rows to `renderApply`. Nothing is kept on the server until that applies them.
 */
export function SheetImport<Key extends string, Value>({ pickerNote, ...review }: SheetImportProps<Key, Value>) {
  const t = useTranslations('sheets')
  const { state, read, clear } = useSheet()
  if (state.step !== 'read') {
    return (
      <section aria-label={t('picker.label')}>
        <FilePicker state={state} onFile={(file) => void read(file)}>
          {pickerNote}
        </FilePicker>
      </section>
    )
  }
  return (
    <>
      <LeaveGuard when />
      <SheetReview {...review} key={state.name} name={state.name} content={state.content} onOtherFile={clear} />
    </>
  )
}
