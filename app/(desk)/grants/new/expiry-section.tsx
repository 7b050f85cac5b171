'use client'
import { useTranslations } from 'next-intl'
import { ExpiryRibbon } from '@/components/operation/expiry-ribbon'
import { ChoiceChip } from '@/components/ui/chip'
import { DateTimeField } from '@/components/ui/date-time-field'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { formatDateTime, parseBeijingDateTime } from '@/lib/format'
import { earliestExpiry, expiryProblem, presetExpiry } from '@/lib/grants/schema'
import { type ExpiryPreset, expiryPresets } from '@/lib/grants/slip-schema'
import type { LicenseeView } from '@/lib/licensees/schema'
import { agreeOnContract } from './contract-end'
import { SectionHead } from './section-head'

type Chosen = { kind: 'date' | 'permanent'; at: string; preset: ExpiryPreset | null }

type ExpirySectionProps = Chosen & {
  licensees: readonly LicenseeView[]
  now: number
  /** Speak of an empty date too, once a submit was tried. */
  isTried: boolean
  onChange: (patch: Partial<Chosen>) => void
}

export function ExpirySection({ kind, at, preset, licensees, now, isTried, onChange }: ExpirySectionProps) {
  const t = useTranslations('grants.expiry')
  const tComposer = useTranslations('composer.expiry')
  const tError = useTranslations('grants.error')
  const tCompose = useTranslations('grants.compose')
  const earliest = formatDateTime(earliestExpiry(now))
  const problem = kind === 'date' ? expiryProblem(at, now) : null
  const isShown = problem !== null && (problem !== 'required' || isTried)
  const chosen = kind === 'date' && problem === null ? parseBeijingDateTime(at) : null
  const contract = agreeOnContract(licensees, now)
  const texts = expiryPresets.map((name) => ({
    name,
    text: name === 'contractEnd' ? contract.at : presetExpiry(name, now),
  }))
  // Two presets may fall on the same day: the one that was clicked is the one that looks chosen.
  const pressed =
    texts.find(({ name, text }) => name === preset && text === at) ?? texts.find(({ text }) => text === at)
  const words = { floor: tComposer('floor'), contractEnd: t('contractEnd') }

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
                <DateTimeField
                  value={at}
                  onValueChange={(text) => onChange({ at: text, preset: null })}
                  min={earliest}
                />
              </Field>
              <div className="flex flex-wrap gap-1.5">
                {texts.map(({ name, text }) => (
                  <ChoiceChip
                    key={name}
                    pressed={pressed?.name === name}
                    disabled={text === null}
                    onClick={() => {
                      if (text) onChange({ kind: 'date', at: text, preset: name })
                    }}
                  >
                    {name === 'floor' || name === 'contractEnd' ? words[name] : t(name)}
                  </ChoiceChip>
                ))}
              </div>
              {contract.problem ? (
                <p className="text-12 text-ink-3">{tComposer(`contract.${contract.problem}`, contract.facts)}</p>
              ) : null}
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
