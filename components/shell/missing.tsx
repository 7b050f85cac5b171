import type { Route } from 'next'
import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'

const kinds = {
  operation: { under: 'operations', list: '/operations' },
  event: { under: 'audit', list: '/audit' },
  view: { under: 'views', list: '/audit' },
  drama: { under: 'dramas', list: '/dramas' },
  licensee: { under: 'licensees', list: '/licensees' },
  channel: { under: 'channels', list: '/channels' },
  template: { under: 'templates', list: '/channels/templates' },
  connection: { under: 'connections', list: '/settings/connections' },
  person: { under: 'people', list: '/settings/people' },
} as const

const LONGEST_SHOWN = 64
/** What the log is worth asking for: short of these it names nothing. */
const isSearchable: readonly string[] = ['operation', 'event', 'drama', 'licensee', 'channel']

/** A page of its own for each kind of thing that is not there: what was looked for, why it may be missing, where to look. */
export async function Missing({ kind }: { kind: keyof typeof kinds }) {
  const t = await getTranslations('shell.missing')
  const { under, list } = kinds[kind]
  const path = (await headers()).get('x-current-path') ?? ''
  const sought = soughtIn(path, under)
  return (
    <Empty
      isPage
      icon="search"
      title={t(`${kind}.title`)}
      action={
        <>
          <ButtonLink href={list as Route}>{t(`${kind}.list`)}</ButtonLink>
          {sought && isSearchable.includes(kind) ? (
            <ButtonLink href={`/audit?${new URLSearchParams({ q: sought })}` as Route} variant="ghost" icon="search">
              {t('search', { sought })}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {sought ? (
        <p className="mb-1">
          {t('sought')} <Mono>{sought}</Mono>
        </p>
      ) : null}
      <p>{t(`${kind}.text`)}</p>
    </Empty>
  )
}

function soughtIn(path: string, under: string): string {
  const steps = path.replace(/\?.*$/, '').split('/')
  const step = steps[steps.indexOf(under) + 1] ?? ''
  try {
    return decodeURIComponent(step).slice(0, LONGEST_SHOWN)
  } catch {
    return step.slice(0, LONGEST_SHOWN)
  }
}
