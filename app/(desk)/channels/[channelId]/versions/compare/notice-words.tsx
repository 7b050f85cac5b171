'use client'
import { useTranslations } from 'next-intl'
import type { NoticeDifference } from '@/lib/channels/versions-schema'

/** A notice with its removed and added words in place. */
export function NoticeWords({ notice }: { notice: NoticeDifference }) {
  const t = useTranslations('versions.compare')
  let at = 0
  return (
    <>
      {notice.isOnlyFormat ? <p className="text-12 text-ink-3">{t('onlyFormat')}</p> : null}
      <p className="max-w-[72ch] whitespace-pre-line [overflow-wrap:anywhere]">
        {notice.parts.map(({ kind, text }) => {
          const key = at
          at += text.length
          if (kind === 'same') return <span key={`${key}=`}>{text}</span>
          if (kind === 'added')
            return (
              <ins key={`${key}+`} className="bg-malachite-soft text-malachite no-underline">
                {text}
              </ins>
            )
          return (
            <del key={`${key}-`} className="bg-cinnabar-soft text-cinnabar">
              {text}
            </del>
          )
        })}
      </p>
    </>
  )
}
