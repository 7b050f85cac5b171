'use client'
import { useTranslations } from 'next-intl'
import { ExpiryRibbon } from '@/components/operation/expiry-ribbon'
import { ChoiceChip } from '@/components/ui/chip'
import { DateTimeField } from '@/components/ui/date-time-field'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { formatDateTime, parseBeijingDateTime } from '@/lib/format'
import { type ExpiryPreset, earliestExpiry, expiryProblem, presetExpiry } from '@/lib/grants/schema'
import { SectionHead } from './section-head'

const presets: readonly ExpiryPreset[] = ['thirtyDays', 'quarterEnd', 'yearEnd']

export type ExpirySectionProps = {
  kind: 'date' | 'permanent'
  at: string
  /** The earliest contract end among the chosen licensees, `2027-03-31`. */
  contractEndsOn: string | null
  now: number
  /** Speak of an empty date too, once a submit was tried. */
  isTried: boolean
  onChange: (patch: { kind?: 'date' | 'permanent'; at?: string }) => void
}

export function ExpirySection({ kind, at, contractEndsOn, now, isTried, onChange }: ExpirySectionProps) {
  const t = useTranslations('grants.expiry')
  const tError = useTranslations('grants.error')
  const tCompose = useTranslations('grants.compose')
  const earliest = formatDateTime(earliestExpiry(now))
  const problem = kind === 'date' ? expiryProblem(at, now) : null
  const isShown = problem !== null && (problem !== 'required' || isTried)
  const chosen = kind === 'date' && problem === null ? parseBeijingDateTime(at) : null
  const contractAt = contractEndsOn ? `${contractEndsOn} 23:59` : null
  const choose = (text: string) => onChange({ kind: 'date', at: text })

  return (
    <section aria-label={t('title')} className="border-t border-ink pb-4">
      <SectionHead numeral={tCompose('three')} title={t('title')} />
      <div className="grid gap-x-6 gap-y-3 desk:grid-cols-[minmax(0,408px)_1fr]">
        <div className="grid content-start gap-2">
          <RadioGroup
            value={kind}
            onValueChange={(next) => onChange({ kind: next })}
            ariaLabel={t('title')}
            options={[
              { value: 'date', label: t('date') },
              { value: 'permanent', label: t('permanent') },
            ]}
          />
          {kind === 'date' ? (
            <>
              <Field
                id="field-expiry"
                label={t('label')}
                hint={t('earliest', { time: earliest })}
                error={isShown ? tError(problem, { time: earliest }) : undefined}
              >
                <DateTimeField value={at} onValueChange={(text) => onChange({ at: text })} min={earliest} />
              </Field>
              <div className="flex flex-wrap gap-1.5">
                {presets.map((preset) => (
                  <ChoiceChip
                    key={preset}
                    pressed={at === presetExpiry(preset, now)}
                    onClick={() => choose(presetExpiry(preset, now))}
                  >
                    {t(preset)}
                  </ChoiceChip>
                ))}
                <span title={contractAt ? undefined : t('contractNone')}>
                  <ChoiceChip
                    pressed={contractAt !== null && at === contractAt}
                    disabled={contractAt === null}
                    onClick={() => {
                      if (contractAt) choose(contractAt)
                    }}
                  >
                    {t('contractEnd')}
                  </ChoiceChip>
                </span>
              </div>
            </>
          ) : (
            <p className="text-12 text-ink-3">{t('permanentNote')}</p>
          )}
        </div>
        {kind === 'permanent' || chosen ? (
          <div className="min-w-0 pt-5 max-tablet:pt-3">
            <ExpiryRibbon now={new Date(now).toISOString()} expiresAt={chosen?.toISOString() ?? null} />
          </div>
        ) : null}
      </div>
    </section>
  )
}
