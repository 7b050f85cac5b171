'use client'
import { useTranslations } from 'next-intl'
import { Avatar } from '@/components/ui/avatar'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'

export type Demo = { password: string; people: { name: string; email: string; role: string }[] }

/** Shown while every upstream is the sandbox: one touch fills the form in. */
export function DemoSignIns({ demo, onUse }: { demo: Demo; onUse: (email: string) => void }) {
  const t = useTranslations('auth.demo')
  return (
    <section className="mt-3 border-t border-ink pt-2" aria-label={t('title')}>
      <h2 className="font-serif text-16 font-semibold">{t('title')}</h2>
      <p className="text-12 text-ink-3">
        {t('hint')} <Mono className="text-ink-2">{demo.password}</Mono>
      </p>
      <ul className="mt-2">
        {demo.people.map(({ name, email }) => (
          <li key={email} className="border-b border-line-soft">
            <button
              type="button"
              onClick={() => onUse(email)}
              title={t('use', { name })}
              className="flex min-h-11 w-full items-center gap-3 text-left hover:bg-hover"
            >
              <Avatar name={name} small />
              <span className="font-medium">{name}</span>
              <Mono quiet>{email}</Mono>
              <Icon name="arrow-right" small className="ml-auto text-ink-3" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
