'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Segmented } from '@/components/ui/segmented'

type Language = 'zh-CN' | 'en'

/** The answer in words a partner may read, in either language, ready to be sent. */
export function ForwardAnswer({ answers, initial }: { answers: Record<Language, string>; initial: Language }) {
  const t = useTranslations('diagnose.forward')
  const [language, setLanguage] = useState(initial)
  const [mayShare, setMayShare] = useState(false)
  useEffect(() => setMayShare(typeof navigator.share === 'function'), [])
  const text = answers[language]
  return (
    <section
      aria-label={t('title')}
      className="self-start border-y border-line bg-surface p-4 max-desk:-mx-6 max-desk:px-6 desk:border max-tablet:-mx-4 max-tablet:px-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="mr-auto font-serif text-16 font-semibold">{t('title')}</h2>
        <Segmented
          ariaLabel={t('language')}
          value={language}
          onValueChange={setLanguage}
          options={[
            { value: 'zh-CN', label: <span lang="zh-CN">{t('chinese')}</span> },
            { value: 'en', label: <span lang="en">{t('english')}</span> },
          ]}
        />
      </div>
      <p lang={language} data-part="answer" className="mt-2 font-serif text-14 leading-[26px]">
        {text}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <CopyButton text={text} variant="primary" size="lg">
          {t('copy')}
        </CopyButton>
        {mayShare ? (
          <Button size="lg" icon="share" onClick={() => navigator.share({ text }).catch(() => undefined)}>
            {t('share')}
          </Button>
        ) : null}
      </div>
      <p className="mt-2 text-12 text-ink-3">{t('note')}</p>
    </section>
  )
}
