'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { guideGroups } from '@/lib/guides/schema'
import { showHelp } from './help-state'

export function GuideList() {
  const t = useTranslations('guides')
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const groups = guideGroups
    .map(({ name, guides }) => ({
      name,
      guides: guides.filter((guide) => `${t(`names.${guide}`)} ${t(`about.${guide}`)}`.toLowerCase().includes(words)),
    }))
    .filter(({ guides }) => guides.length > 0)
  return (
    <>
      <Input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label={t('find')}
        placeholder={t('find')}
        prefix={<Icon name="search" small />}
        boxClassName="mt-2"
      />
      <p role="status" className="pt-3 text-ink-3 empty:hidden">
        {groups.length === 0 ? t('none') : ''}
      </p>
      {groups.map(({ name, guides }) => (
        <section key={name} className="pt-4" aria-label={t(`groups.${name}`)}>
          <h3 className="border-b border-line pb-1 text-12 font-medium text-ink-3">{t(`groups.${name}`)}</h3>
          <ul>
            {guides.map((guide) => (
              <li key={guide} className="border-b border-line-soft">
                <button type="button" className="group block w-full py-2 text-left" onClick={() => showHelp(guide)}>
                  <span className="block font-medium group-hover:text-azurite">{t(`names.${guide}`)}</span>
                  <span className="block text-12 text-ink-3">{t(`about.${guide}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
