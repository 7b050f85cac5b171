import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Icon } from '@/components/ui/icon'
import { type IconName, iconPaths } from '@/components/ui/icon-paths'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { FormSkeleton, TableSkeleton } from '@/components/ui/skeleton'

const icons = Object.keys(iconPaths) as IconName[]

export function WordsSample() {
  const t = useTranslations('design')
  return (
    <div className="grid gap-5 pt-2">
      <p className="font-serif text-34 font-semibold tracking-[.02em]">{t('say.verdict')}</p>
      <p className="font-serif text-16 text-ink-2">{t('say.sentence')}</p>
      <p>
        {t('say.row')} <Mono quiet>wx77c0…3e01</Mono> <Mono>10090038</Mono>
      </p>
      <div className="flex flex-wrap gap-2">
        <Chip>{t('say.chip')}</Chip>
        <Chip tone="azurite">{t('say.chip')}</Chip>
        <Chip tone="malachite">{t('say.chip')}</Chip>
        <Chip tone="orpiment">{t('say.chip')}</Chip>
        <Chip tone="cinnabar">{t('say.chip')}</Chip>
        <Chip tone="amethyst">{t('say.chip')}</Chip>
      </div>
      <div className="grid gap-4 desk:grid-cols-2">
        <Notice title={t('notice.note')}>{t('notice.body')}</Notice>
        <Notice tone="attention" title={t('notice.attention')}>
          {t('notice.body')}
        </Notice>
        <Notice tone="danger" title={t('notice.danger')}>
          {t('notice.body')}
        </Notice>
        <Notice tone="outside" title={t('notice.outside')}>
          {t('notice.body')}
        </Notice>
      </div>
      <Progress label={t('progress')} done={1240} total={3000} />
      <div className="grid gap-6 desk:grid-cols-2">
        <ErrorPanel title={t('error')} reference="E-88c1">
          {t('notice.body')}
        </ErrorPanel>
        <Empty title={t('empty')}>{t('notice.body')}</Empty>
        <TableSkeleton rows={3} columns={4} />
        <FormSkeleton fields={2} />
      </div>
      <div className="flex flex-wrap gap-3 text-ink-2">
        {icons.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </div>
    </div>
  )
}
