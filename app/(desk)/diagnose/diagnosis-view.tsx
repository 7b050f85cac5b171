import type { Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { State, type StateName } from '@/components/ui/state'
import type { ConnectionView } from '@/lib/connections/queries'
import { type Diagnosis, diagnose, findOtherOwners } from '@/lib/diagnose/queries'
import { writeAnswer } from '@/lib/diagnose/write-answer'
import { formatClock } from '@/lib/format'
import { StartGrantButton } from '../dramas/start-grant-button'
import { CheckList } from './check-list'
import { ForwardAnswer } from './forward-answer'
import { diagnoseHref } from './search-params'

type Subject = { connectionId: string; appid: string; dramaId: string }
type DiagnosisViewProps = {
  connection: Pick<ConnectionView, 'id' | 'accountId'>
  subject: Subject
  dramaName: string
  mayGrant: boolean
}

const looks: Record<Diagnosis['verdict'], StateName> = { plays: 'verified', blocked: 'failed', undecided: 'unknown' }

/** The answer first, then what it rests on, then what may be sent on. */
export async function DiagnosisView({ connection, subject, dramaName, mayGrant }: DiagnosisViewProps) {
  const t = await getTranslations('diagnose')
  const found = await diagnose(subject)
  const facts = {
    drama: found.dramaName ?? dramaName,
    dramaId: subject.dramaId,
    appid: subject.appid,
    grantor: connection.accountId,
  }
  return (
    <div className="mt-3 grid gap-x-10 gap-y-5 desk:grid-cols-[minmax(0,1fr)_380px]">
      <section>
        <div className="rule" />
        <State name={looks[found.verdict]} className="mt-3 font-medium">
          {t(verdictKey(found))}
        </State>
        <h2 className="mt-0.5 font-serif text-26 font-semibold">{t(`headline.${found.answer}`, wordsOf(found))}</h2>
        <p className="mt-1 max-w-prose text-14 text-ink-2">{t(`advice.${found.answer}`, wordsOf(found))}</p>
        <Actions found={found} subject={subject} mayGrant={mayGrant} />
        <CheckList checks={found.checks} />
        <p className="flex flex-wrap items-center gap-x-3 py-2 text-12 text-ink-3">
          {t('readAt', { time: formatClock(found.readAt) })}
          <a href={diagnoseHref({ ...toSearch(subject) })} className="link inline-flex items-center gap-1">
            <Icon name="retry" small />
            {t('again')}
          </a>
        </p>
      </section>
      <ForwardAnswer
        initial={(await getLocale()) === 'en' ? 'en' : 'zh-CN'}
        answers={{ 'zh-CN': writeAnswer(found, facts, 'zh-CN'), en: writeAnswer(found, facts, 'en') }}
      />
    </div>
  )
}

const toSearch = ({ appid, dramaId, connectionId }: Subject) => ({ appid, drama: dramaId, connection: connectionId })

function wordsOf({ values }: Diagnosis) {
  return { date: String(values.date ?? ''), code: String(values.code ?? ''), count: Number(values.count ?? 0) }
}

function verdictKey({ verdict, fixer }: Diagnosis) {
  if (verdict !== 'blocked') return `verdict.${verdict}` as const
  if (fixer === 'partner') return 'verdict.blockedPartner' as const
  return fixer === 'wait' ? ('verdict.blockedWait' as const) : ('verdict.blockedYou' as const)
}

const grantable = new Set(['noGrant', 'noGrantCategory', 'noGrantRefused'])

async function Actions({ found, subject, mayGrant }: { found: Diagnosis; subject: Subject; mayGrant: boolean }) {
  const t = await getTranslations('diagnose.action')
  const others = found.answer === 'notFound' ? await findOtherOwners(subject.connectionId, subject.dramaId) : []
  const choice = { connectionId: subject.connectionId, dramaIds: [subject.dramaId], appids: [subject.appid] }
  const isRelevant = found.attempt !== null && found.verdict !== 'plays'
  return (
    <p className="mt-2.5 flex flex-wrap gap-2 empty:hidden">
      {mayGrant && grantable.has(found.answer) ? <StartGrantButton {...choice}>{t('grant')}</StartGrantButton> : null}
      {mayGrant && found.answer === 'lapsed' ? <StartGrantButton {...choice}>{t('renew')}</StartGrantButton> : null}
      {isRelevant && found.attempt ? (
        <ButtonLink href={`/operations/R-${found.attempt.operation.number}` as Route} icon="receipt">
          {t('receipt', { number: found.attempt.operation.number })}
        </ButtonLink>
      ) : null}
      {others.map(({ id, name }) => (
        <ButtonLink key={id} href={diagnoseHref({ ...toSearch(subject), connection: id })} icon="search">
          {t('otherAccount', { name })}
        </ButtonLink>
      ))}
    </p>
  )
}
