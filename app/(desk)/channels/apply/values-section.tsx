'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Mono } from '@/components/ui/mono'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { Variable, VariableValues } from '@/lib/channels/apply-schema'
import { formatCount } from '@/lib/format'
import { PasteValuesDialog } from './paste-values-dialog'

export type Filled = { shared: VariableValues; own: Record<string, VariableValues> }

type Props = {
  variables: readonly Variable[]
  channels: readonly { channelId: string; name: string; ownSecrets: readonly string[] }[]
  sharedSecrets: readonly string[]
  filled: Filled
  onFill: (filled: Filled) => void
  errors: Readonly<Record<string, string>>
}

/** What was left open, filled in once for all channels, or for each in a table. */
export function ValuesSection({ variables, channels, sharedSecrets, filled, onFill, errors }: Props) {
  const t = useTranslations('apply.values')
  const tErrors = useTranslations('channels.errors')
  const name = useVariableName()
  const [isPasting, setPasting] = useState(false)
  const wrong = (key: string) => (errors[key] ? tErrors(errors[key] as 'required') : undefined)
  const hasOwn = Object.keys(filled.own).length > 0 || channels.some((channel) => channel.ownSecrets.length > 0)
  const [isOpen, setOpen] = useState(hasOwn)
  return (
    <section aria-label={t('title')} className="mt-4">
      <SectionTitle note={t('note')}>{t('title')}</SectionTitle>
      <div className="grid gap-3 py-2 tablet:grid-cols-2">
        {variables.map((variable) => (
          <Field key={variable.path} label={name(variable)} error={wrong(`shared.${variable.path}`)}>
            <ValueInput
              variable={variable}
              isStored={sharedSecrets.includes(variable.path)}
              value={filled.shared[variable.path] ?? ''}
              onChange={(value) => onFill({ ...filled, shared: { ...filled.shared, [variable.path]: value } })}
            />
          </Field>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-2 py-1">
        <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'hideOwn' : 'showOwn', { count: formatCount(channels.length) })}
        </Button>
        <Button size="sm" icon="paste" onClick={() => setPasting(true)}>
          {t('paste')}
        </Button>
      </div>
      {isOpen ? (
        <div className="max-h-[340px] overflow-auto">
          <Table label={t('ownLabel')} row="l">
            <TableHead>
              <HeadCell>{t('channel')}</HeadCell>
              {variables.map((variable) => (
                <HeadCell key={variable.path}>{name(variable)}</HeadCell>
              ))}
            </TableHead>
            <tbody>
              {channels.map(({ channelId, name: channelName, ownSecrets }) => (
                <tr key={channelId}>
                  <Cell wrap>
                    {channelName} <Mono quiet>{channelId}</Mono>
                  </Cell>
                  {variables.map((variable) => (
                    <Cell key={variable.path}>
                      <ValueInput
                        variable={variable}
                        isStored={ownSecrets.includes(variable.path)}
                        label={`${channelName} ${name(variable)}`}
                        placeholder={t('asShared')}
                        isWrong={Boolean(errors[`own.${channelId}.${variable.path}`])}
                        value={filled.own[channelId]?.[variable.path] ?? ''}
                        onChange={(value) =>
                          onFill({
                            ...filled,
                            own: { ...filled.own, [channelId]: { ...filled.own[channelId], [variable.path]: value } },
                          })
                        }
                      />
                      {errors[`own.${channelId}.${variable.path}`] ? (
                        <span className="text-12 text-cinnabar">{wrong(`own.${channelId}.${variable.path}`)}</span>
                      ) : null}
                    </Cell>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      ) : null}
      {isPasting ? (
        <PasteValuesDialog
          variables={variables}
          channels={channels}
          onClose={() => setPasting(false)}
          onFill={(own) => {
            onFill({ ...filled, own: { ...filled.own, ...own } })
            setOpen(true)
          }}
        />
      ) : null}
    </section>
  )
}

/** The door and the field, as the change's editor calls them. */
export function useVariableName(): (variable: Variable) => string {
  const t = useTranslations('channels')
  return ({ rank, type, field }) => `${t(`ranks.${rank}`)} ${t(`fields.${type}.${field}` as 'fields.pay.price')}`
}

function ValueInput({
  variable,
  value,
  onChange,
  isStored,
  label,
  placeholder,
  isWrong,
}: {
  variable: Variable
  value: string
  onChange: (value: string) => void
  isStored: boolean
  label?: string
  placeholder?: string
  isWrong?: boolean
}) {
  const t = useTranslations('apply.values')
  const isSecret = variable.kind === 'secret'
  const hint = isStored ? t('stored') : variable.kind === 'time' ? t('timePattern') : placeholder
  return (
    <Input
      type={isSecret ? 'password' : 'text'}
      autoComplete={isSecret ? 'new-password' : 'off'}
      inputMode={variable.kind === 'price' ? 'decimal' : undefined}
      value={value}
      placeholder={hint}
      aria-label={label}
      {...(isWrong ? { 'aria-invalid': true } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
