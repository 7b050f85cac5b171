import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Icon, type IconName } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { formatCount, formatDateTime } from '@/lib/format'
import type { AccountPlan } from '@/lib/grants/account-plan-schema'

/** What handing over the whole account means, in figures of today and for later. */
export function AccountImpact({ plan, changeHref }: { plan: AccountPlan; changeHref: Route }) {
  const t = useTranslations('rights.accountGrant')
  const { licensee, held } = plan
  const lines: { icon: IconName; text: string; warns?: boolean }[] = [
    {
      icon: 'check',
      text:
        held === null
          ? t('impactNow', { playable: formatCount(plan.playable), only: formatCount(plan.onlyByAccount) })
          : t('impactAlready', { playable: formatCount(plan.playable) }),
    },
    { icon: 'plus', text: t('impactLater'), warns: true },
    { icon: 'equal', text: t('impactKeeps', { count: formatCount(plan.dramaGrants) }) },
  ]
  if (held === 0) lines.push({ icon: 'warning', text: t('impactHeldPermanent'), warns: true })
  else if (held !== null)
    lines.push({ icon: 'warning', text: t('impactHeld', { date: formatDateTime(held * 1000) }), warns: true })
  if (licensee.lastRefusalCode === '10090038') lines.push({ icon: 'warning', text: t('impactCategory'), warns: true })
  return (
    <section aria-label={t('impact')}>
      <h2 className="font-serif text-20 font-semibold">{licensee.name}</h2>
      <p className="mb-3">
        <Mono quiet>{licensee.appid}</Mono>{' '}
        <Link href={changeHref} className="link ml-2" prefetch={false}>
          {t('change')}
        </Link>
      </p>
      <ul className="border-t border-ink">
        {lines.map(({ icon, text, warns }) => (
          <li key={text} className="flex gap-2 border-b border-line-soft py-2">
            <span className={warns ? 'mt-0.5 text-orpiment' : 'mt-0.5 text-ink-3'}>
              <Icon name={icon} small />
            </span>
            {text}
          </li>
        ))}
      </ul>
    </section>
  )
}
