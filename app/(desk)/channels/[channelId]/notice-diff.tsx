'use client'
import { diffWords } from 'diff'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { noticeWords } from './clean-notice'

type Run = { at: number; kind: 'kept' | 'added' | 'removed'; words: string }

/** Word by word: what is written against what the upstream holds. Absent while nothing differs. */
export function NoticeDiff({ before, after }: { before: string; after: string }) {
  const t = useTranslations('conditions.notice')
  const runs = useMemo(() => compareWords(before, after), [before, after])
  if (before === after || runs === null) return null
  return (
    <div data-part="notice-diff" className="border-l border-line pl-3">
      <p className="text-12 text-ink-3">{t(runs.some(({ kind }) => kind !== 'kept') ? 'compared' : 'sameWords')}</p>
      <p className="max-h-40 overflow-y-auto whitespace-pre-wrap text-ink-2">
        {runs.map(({ at, kind, words }) =>
          kind === 'added' ? (
            <ins key={at} className="bg-malachite-soft text-malachite underline underline-offset-2">
              {words}
            </ins>
          ) : kind === 'removed' ? (
            <del key={at} className="bg-cinnabar-soft text-cinnabar line-through">
              {words}
            </del>
          ) : (
            <span key={at}>{words}</span>
          ),
        )}
      </p>
    </div>
  )
}

/** Null when the upstream holds no words to compare with. */
function compareWords(before: string, after: string): Run[] | null {
  const stored = noticeWords(before)
  if (stored === '') return null
  const parts = diffWords(stored, noticeWords(after), {
    intlSegmenter: new Intl.Segmenter('zh', { granularity: 'word' }),
  })
  let at = 0
  return parts.map(({ value, added, removed }) => {
    const run: Run = { at, kind: added ? 'added' : removed ? 'removed' : 'kept', words: value }
    at += value.length + 1
    return run
  })
}
