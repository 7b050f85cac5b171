'use client'
import { useTranslations } from 'next-intl'
import type { ComponentType } from 'react'
import type { ConditionType } from '@/lib/channels/form-schema'
import { DurationField } from './duration-field'
import { FlagField, RankSecretField, TextField } from './fields'
import { InfoFields } from './info-fields'
import { PayFields } from './pay-fields'
import { PrivacyFields } from './privacy-fields'
import { QrField } from './qr-field'
import { useRank } from './rank-context'
import { WhitelistLine } from './whitelist-line'

const pair = 'grid gap-3 tablet:grid-cols-2'

function PublicFields() {
  return <p className="text-ink-2">{useTranslations('channels')('publicText')}</p>
}

function CodeFields() {
  const t = useTranslations('channels.hints')
  return (
    <>
      <div className={pair}>
        <RankSecretField type="code" />
        <TextField path="code.hint" />
      </div>
      <TextField path="code.imageUrl" hint={t('https')} />
      <QrField />
      <PrivacyFields />
    </>
  )
}

function PhoneFields() {
  const t = useTranslations('channels.hints')
  const { channelId } = useRank()
  return (
    <>
      <div className={pair}>
        <TextField path="phone.title" />
        <TextField path="phone.entryText" />
      </div>
      <TextField path="phone.inputHint" />
      <div>
        {channelId === '' ? null : <WhitelistLine />}
        <FlagField path="phone.once" hint={t('once')} />
      </div>
      <PrivacyFields />
    </>
  )
}

function CustomFields() {
  const t = useTranslations('channels.hints')
  return (
    <>
      <RankSecretField type="custom" />
      <TextField path="custom.url" hint={t('httpsNoQuery')} />
    </>
  )
}

function ExternalFields() {
  const t = useTranslations('channels.hints')
  return (
    <>
      <RankSecretField type="external" />
      <TextField path="external.url" hint={t('httpsNoQuery')} />
      <TextField path="external.redirectUrl" hint={t('https')} />
      <FlagField path="external.showsButton" hint={t('showsButton')} />
    </>
  )
}

const DirectFields = () => <RankSecretField type="direct" />

export const typeFields = {
  public: PublicFields,
  wx: DurationField,
  code: CodeFields,
  pay: PayFields,
  phone: PhoneFields,
  info: InfoFields,
  custom: CustomFields,
  external: ExternalFields,
  direct: DirectFields,
} satisfies Record<ConditionType, ComponentType>

/** Spoken when a type is chosen. */
export const fieldCounts: Record<ConditionType, number> = {
  public: 0,
  wx: 1,
  code: 4,
  pay: 3,
  phone: 6,
  info: 5,
  custom: 2,
  external: 4,
  direct: 1,
}
