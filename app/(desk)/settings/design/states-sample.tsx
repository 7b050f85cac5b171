import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Textarea } from '@/components/ui/textarea'

/** What a control looks like when it is pointed at, in focus, wrong, changed, busy or out of use. */
export function StatesSample() {
  const t = useTranslations('design.states')
  const focused = 'outline-2 outline-offset-2 outline-azurite'
  return (
    <div className="grid gap-4 pt-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Button>{t('rest')}</Button>
        <Button className="border-line-strong">{t('hover')}</Button>
        <Button className={focused}>{t('focus')}</Button>
        <Button disabled>{t('disabled')}</Button>
        <Button pending={t('pending')}>{t('rest')}</Button>
        <Button variant="primary">{t('rest')}</Button>
        <Button variant="primary" className="border-(--azurite-deep)! bg-(--azurite-deep)!">
          {t('hover')}
        </Button>
        <Button variant="primary" className={focused}>
          {t('focus')}
        </Button>
        <Button variant="primary" disabled>
          {t('disabled')}
        </Button>
      </div>
      <div className="grid gap-3 tablet:grid-cols-2 desk:grid-cols-4">
        <Field label={t('rest')} hint={t('hint')}>
          <Input placeholder={t('placeholder')} />
        </Field>
        <Field label={t('changed')} was={t('was')}>
          <Input defaultValue="19.90" changed />
        </Field>
        <Field label={t('wrong')} error={t('error')}>
          <Input defaultValue="19.999" />
        </Field>
        <Field label={t('disabled')} hint={t('why')}>
          <Input defaultValue="19.90" disabled />
        </Field>
        <Field label={t('wrongLong')} error={t('tooLong')} count={{ value: t('why'), max: 10 }}>
          <Textarea rows={2} defaultValue={t('why')} />
        </Field>
      </div>
      <p className="text-12 text-ink-3">
        {t('keys')} <Kbd>Tab</Kbd> <Kbd>Esc</Kbd>
      </p>
    </div>
  )
}
