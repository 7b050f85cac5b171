'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { ErrorSummary } from '@/components/form/error-summary'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { SecretField } from '@/components/form/secret-field'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { DateTimeField } from '@/components/ui/date-time-field'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NumberInput } from '@/components/ui/number-input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'

type Values = { title: string; price: string; reason: string; secret: string }

const found = [
  { value: '100200', label: '长安旧梦', detail: '100200' },
  { value: '100205', label: '夜航', detail: '100205' },
]

export function FormSample() {
  const t = useTranslations('design')
  const form = useForm<Values>({ defaultValues: { title: '', price: '19.90', reason: '', secret: '' } })
  const [searchText, setSearchText] = useState('')
  const [expiry, setExpiry] = useState('2027-03-31 23:59')
  const [kind, setKind] = useState<'one' | 'two'>('one')
  const required = { required: t('field.required') }
  return (
    <Form form={form} onSubmit={() => form.reset()} className="grid max-w-3xl gap-3 pt-2">
      <ErrorSummary labels={{ title: t('field.title'), reason: t('field.reason') }} />
      <div className="grid gap-3 tablet:grid-cols-2">
        <FormField<Values> name="title" label={t('field.title')} max={20}>
          <Input {...form.register('title', required)} />
        </FormField>
        <FormField<Values> name="price" label={t('field.price')} was={t('field.was')}>
          <NumberInput decimals={2} prefix="¥" suffix={t('field.yuan')} changed {...form.register('price')} />
        </FormField>
        <Field label={t('field.kind')}>
          <Select
            value={kind}
            onValueChange={setKind}
            options={[
              { value: 'one', label: t('choice.one') },
              { value: 'two', label: t('choice.two') },
            ]}
          />
        </Field>
        <Field label={t('field.expiry')} hint={t('notice.body')}>
          <DateTimeField value={expiry} onValueChange={setExpiry} />
        </Field>
        <Field label={t('field.search')}>
          <Combobox
            options={found}
            searchText={searchText}
            onSearchTextChange={setSearchText}
            onPick={() => setSearchText('')}
            emptyText={t('empty')}
            placeholder={t('field.search')}
          />
        </Field>
        <SecretField<Values> name="secret" label={t('field.secret')} isSet updatedAt="2026-11-21T06:02:00Z" />
      </div>
      <FormField<Values> name="reason" label={t('field.reason')} max={200}>
        <Textarea {...form.register('reason', required)} />
      </FormField>
      <div>
        <Button type="submit" variant="primary">
          {t('button.effect')}
        </Button>
      </div>
    </Form>
  )
}
