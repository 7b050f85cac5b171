'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { State, type StateName } from '@/components/ui/state'
import { type CheckState, checkStates, type PreflightLine, stateOf } from '@/lib/channels/preflight-schema'
import { formatCount } from '@/lib/format'
import { usePreflight } from './use-preflight'
import { usePreflightWords } from './use-preflight-words'

const states: Record<CheckState, StateName> = { ok: 'verified', attention: 'warning', fail: 'failed' }

type Props = { connectionId: string; targets: readonly { channelId: string; name: string }[]; today: string }

/** Every channel of tonight with what somebody would check by hand; what is wrong comes first. */
export function PreflightList({ connectionId, targets, today }: Props) {
  const t = useTranslations('preflight')
  const words = usePreflightWords()
  const { lines, state, again } = usePreflight(
    connectionId,
    targets.map((target) => target.channelId),
  )
  const read = targets.flatMap(({ channelId }) => lines.get(channelId) ?? [])
  const ordered = [...read].sort((left, right) => rankOf(left) - rankOf(right))
  const count = (wanted: CheckState) => read.filter((line) => stateOf(line) === wanted).length
  const summary = checkStates
    .filter((one) => count(one) > 0)
    .map((one) => t(`count.${one}`, { count: formatCount(count(one)) }))
    .join(t('join'))
  const text = [t('textHead', { day: today, summary }), ...ordered.map(words.lineText)].join('\n')
  return (
    <>
      <div className="no-print mb-3 flex flex-wrap items-center gap-2">
        <p className="mr-auto flex flex-wrap gap-x-5">
          {checkStates.map((one) => (
            <State key={one} name={states[one]}>
              {t(`count.${one}`, { count: formatCount(count(one)) })}
            </State>
          ))}
        </p>
        <Button icon="retry" onClick={again} pending={state === 'reading' && t('reading')}>
          {t('again')}
        </Button>
        <Button icon="print" onClick={() => window.print()} disabled={state !== 'done'}>
          {t('print')}
        </Button>
        <CopyButton text={text} variant="default">
          {t('copy')}
        </CopyButton>
      </div>
      {state === 'reading' ? (
        <div role="status" className="no-print mb-3 max-w-[560px]">
          <Progress label={t('progress')} done={read.length} total={targets.length} />
        </div>
      ) : null}
      {state === 'failed' ? (
        <Notice tone="danger" live title={t('failed')} className="mb-3">
          {t('failedText', { read: formatCount(read.length), total: formatCount(targets.length) })}
        </Notice>
      ) : null}
      <ul aria-label={t('title')} className="border-t border-ink">
        {ordered.map((line) => (
          <Line key={line.channelId} line={line} />
        ))}
      </ul>
    </>
  )
}

const rankOf = (line: PreflightLine): number => checkStates.indexOf(stateOf(line))

function Line({ line }: { line: PreflightLine }) {
  const t = useTranslations('preflight')
  const words = usePreflightWords()
  const worst = stateOf(line)
  return (
    <li
      data-channel={line.channelId}
      data-state={worst}
      className="grid gap-x-6 gap-y-1 border-b border-line-soft py-2.5 break-inside-avoid tablet:grid-cols-[minmax(0,260px)_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <p className="flex items-baseline gap-2">
          <State name={states[worst]}>{t(`state.${worst}`)}</State>
        </p>
        <p>
          <Link href={`/channels/${line.channelId}` as Route} className="link font-medium" prefetch={false}>
            {line.name}
          </Link>{' '}
          <Mono quiet>{line.channelId}</Mono>
        </p>
        <p className="text-12 text-ink-2">{words.doors(line)}</p>
      </div>
      <ul className="flex flex-wrap content-start gap-x-5 gap-y-1">
        {line.checks.length === 0 ? <li className="text-ink-3">{t('nothing')}</li> : null}
        {line.checks.map((check) => (
          <li key={`${check.rank}.${check.key}.${check.value}`}>
            <State name={states[check.state]}>
              {check.state === 'ok' ? (
                words.check(check)
              ) : (
                <Link href={words.mendHref(line, check)} className="link text-inherit" prefetch={false}>
                  {words.check(check)}
                </Link>
              )}
            </State>
          </li>
        ))}
      </ul>
    </li>
  )
}
