'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { State } from '@/components/ui/state'
import { formatCount, formatDateTime, shortenAppid } from '@/lib/format'
import type { Answer, OpenQuestion } from '@/lib/operations/check-schema'
import { AnswerDialog } from './answer-dialog'
import { useRecheck } from './use-recheck'

type UnknownQuestionsProps = {
  operationId: string
  questions: readonly OpenQuestion[]
  count: number
  mayAnswer: boolean
}

/** What no reading could decide, put to a person: what is known, and three answers. Nothing is guessed meanwhile. */
export function UnknownQuestions({ operationId, questions, count, mayAnswer }: UnknownQuestionsProps) {
  const t = useTranslations('receipt.unknown')
  const [asked, setAsked] = useState<{ answer: Answer; questions: readonly OpenQuestion[] } | null>(null)
  const latestAt =
    questions
      .map((question) => question.latest?.at ?? '')
      .sort()
      .at(-1) ?? ''
  const { recheck, isChecking, problem } = useRecheck(operationId, latestAt)
  if (count === 0) return null
  const isMany = questions.length > 1
  return (
    <section className="mt-3 border-t border-line pt-3" aria-labelledby="unknown-title">
      <h2 id="unknown-title" className="flex flex-wrap items-baseline gap-2 font-serif text-14 font-semibold">
        {t('title', { count: formatCount(count) })}
        <span className="font-sans text-12 font-normal text-ink-3">{t('note')}</span>
      </h2>
      <ul>
        {questions.map((question) => (
          <li
            key={question.itemId}
            className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line-soft py-[9px]"
          >
            <div className="min-w-0 flex-1 basis-72">
              <p className="text-14 font-medium">
                {question.dramaName ?? question.targetName}
                {question.licenseeName ? ` → ${question.licenseeName}` : ''}{' '}
                {question.appid ? <Mono quiet>{shortenAppid(question.appid)}</Mono> : null}
              </p>
              <Known question={question} />
            </div>
            {mayAnswer ? (
              <div className="no-print flex gap-1.5">
                <Button size="sm" onClick={() => setAsked({ answer: 'present', questions: [question] })}>
                  {t('present')}
                </Button>
                <Button size="sm" onClick={() => setAsked({ answer: 'absent', questions: [question] })}>
                  {t('absent')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {count > questions.length ? (
        <p className="py-1 text-12 text-ink-3">{t('first', { count: formatCount(questions.length) })}</p>
      ) : null}
      <div className="no-print mt-2 flex flex-wrap items-center gap-2">
        {mayAnswer ? (
          <>
            <Button icon="retry" onClick={recheck} pending={isChecking && t('checking')}>
              {t('again')}
            </Button>
            {isMany ? (
              <>
                <Button variant="ghost" onClick={() => setAsked({ answer: 'present', questions })}>
                  {t('allPresent', { count: formatCount(questions.length) })}
                </Button>
                <Button variant="ghost" onClick={() => setAsked({ answer: 'absent', questions })}>
                  {t('allAbsent', { count: formatCount(questions.length) })}
                </Button>
              </>
            ) : null}
          </>
        ) : (
          <p className="text-12 text-ink-3">{t('forbidden')}</p>
        )}
      </div>
      {problem ? <Notice tone="attention" live title={problem} className="mt-2" /> : null}
      {asked ? <AnswerDialog operationId={operationId} {...asked} onClose={() => setAsked(null)} /> : null}
    </section>
  )
}

/** Sent when, read when, and what was found: the facts a person decides by. */
function Known({ question }: { question: OpenQuestion }) {
  const t = useTranslations('receipt.unknown')
  const { sentAt, readAt, latest, foundExpiresAt, expiresAt, cause } = question
  const day = (value: string) => (value === 'permanent' ? t('permanent') : formatDateTime(value))
  return (
    <div className="text-12 text-ink-2">
      <p>
        {sentAt ? t('sent', { time: formatDateTime(sentAt, 'second') }) : t('neverSent')}
        {cause === 'changed_meanwhile' && foundExpiresAt && expiresAt
          ? t('found', { found: day(foundExpiresAt), wanted: day(expiresAt) })
          : readAt
            ? t('unread', { time: formatDateTime(readAt) })
            : ''}
      </p>
      {latest ? (
        <p>
          <State name={latest.answer === 'differs' ? 'mismatch' : 'unknown'}>
            {t(latest.answer === 'differs' ? 'latestDiffers' : 'latestUnreadable', {
              time: formatDateTime(latest.at, 'second'),
            })}
          </State>
        </p>
      ) : null}
    </div>
  )
}
