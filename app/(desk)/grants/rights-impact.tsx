import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { State, type StateName } from '@/components/ui/state'
import { formatCount, formatDate } from '@/lib/format'
import { type RightsCell, type RightsEffect, type RightsLicensee, rightsEffects } from '@/lib/grants/rights-plan-schema'

export const effectStates: Record<RightsEffect, StateName> = {
  loses: 'failed',
  covered: 'partial',
  lapsed: 'cancelled',
  same: 'skipped',
  not_held: 'skipped',
  blocked: 'blocked',
}

const replacing = { loses: 'replaceLoses', covered: 'replaceCovered', lapsed: 'replaceLapsed' } as const

/** The word for an effect; a replacement only interrupts where a revocation ends. */
export const effectKey = (effect: RightsEffect, isReplacing: boolean) =>
  isReplacing && effect in replacing ? replacing[effect as keyof typeof replacing] : effect

const SHOWN_CELLS = 60

/** Licensee by licensee, what happens to each of its grants. */
export function RightsImpact({
  licensees,
  isReplacing,
}: {
  licensees: readonly RightsLicensee[]
  isReplacing: boolean
}) {
  const t = useTranslations('rights.impact')
  return (
    <section aria-label={t('byLicensee')}>
      <SectionTitle figure={formatCount(licensees.length)}>{t('byLicensee')}</SectionTitle>
      <ul>
        {licensees.map((licensee) => (
          <LicenseeImpact
            key={licensee.appid}
            licensee={licensee}
            isReplacing={isReplacing}
            isOpen={licensees.length <= 3}
          />
        ))}
      </ul>
    </section>
  )
}

function LicenseeImpact({
  licensee,
  isReplacing,
  isOpen,
}: {
  licensee: RightsLicensee
  isReplacing: boolean
  isOpen: boolean
}) {
  const t = useTranslations('rights.impact')
  const { appid, name, account, cells } = licensee
  const groups = Map.groupBy(cells, (cell) => cell.effect)
  return (
    <li className="border-b border-line-soft py-2" data-appid={appid}>
      <details open={isOpen} className="group">
        <summary className="flex min-h-6 cursor-pointer flex-wrap items-baseline coarse:min-h-11 coarse:content-center gap-x-3 gap-y-1">
          <span className="self-center text-ink-3 transition-transform duration-120 group-open:rotate-90">
            <Icon name="chevron-right" small />
          </span>
          <span className="font-medium">{name}</span>
          <Mono quiet>{appid}</Mono>
          {account === null ? null : (
            <span className="text-12 text-orpiment">
              {account === 0 ? t('accountPermanent') : t('account', { date: formatDate(account * 1000) })}
            </span>
          )}
          <span className="ml-auto flex flex-wrap gap-x-3 text-12">
            {rightsEffects.flatMap((effect) => {
              const count = groups.get(effect)?.length ?? 0
              return count === 0
                ? []
                : [
                    <State key={effect} name={effectStates[effect]}>
                      {t(effectKey(effect, isReplacing))} {formatCount(count)}
                    </State>,
                  ]
            })}
          </span>
        </summary>
        <ul className="mt-1.5 grid gap-x-6 gap-y-0.5 desk:grid-cols-2">
          {cells.slice(0, SHOWN_CELLS).map((cell) => (
            <CellLine key={cell.dramaId} cell={cell} isReplacing={isReplacing} />
          ))}
        </ul>
        {cells.length > SHOWN_CELLS ? (
          <p className="mt-1 text-12 text-ink-3">{t('more', { count: formatCount(cells.length - SHOWN_CELLS) })}</p>
        ) : null}
      </details>
    </li>
  )
}

function CellLine({ cell, isReplacing }: { cell: RightsCell; isReplacing: boolean }) {
  const t = useTranslations('rights.impact')
  const { dramaId, dramaName, held, effect, cause } = cell
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 py-0.5">
      <State name={effectStates[effect]} className="text-12">
        {cause ? t(`cause.${cause}`) : t(effectKey(effect, isReplacing))}
      </State>
      <span>{dramaName}</span>
      <Mono quiet>{dramaId}</Mono>
      {held === null ? null : (
        <span className="ml-auto text-12 text-ink-3">
          {held === 0 ? t('permanent') : t('until', { date: formatDate(held * 1000) })}
        </span>
      )}
    </li>
  )
}
