import { useTranslations } from 'next-intl'
import { HelpButton } from '@/components/guides/help-button'
import { Icon } from '@/components/ui/icon'
import { settings, work } from './navigation'
import { NavigationLink } from './navigation-link'

/** On a phone the rail becomes a bar under the thumb. */
export function PhoneBar() {
  const t = useTranslations('shell')
  return (
    <>
      <nav className="phone-bar" aria-label={t('navigation.label')}>
        {work
          .filter((entry) => entry.isAtThumb)
          .map((entry) => (
            <NavigationLink key={entry.key} href={entry.href} title={t(`navigation.${entry.key}`)}>
              <Icon name={entry.icon} />
              <span>{t(`navigation.${entry.key}`)}</span>
            </NavigationLink>
          ))}
        <button type="button" popoverTarget="phone-more">
          <Icon name="more" className="[stroke-width:2]!" />
          <span>{t('navigation.more')}</span>
        </button>
      </nav>
      <div id="phone-more" popover="auto" className="popup sheet-menu low">
        {[...work.filter((entry) => !entry.isAtThumb), ...settings].map((entry) => (
          <NavigationLink
            key={entry.key}
            href={entry.href}
            title={t(`navigation.${entry.key}`)}
            className="option text-ink hover:bg-hover"
          >
            <Icon name={entry.icon} className="text-ink-3" />
            {t(`navigation.${entry.key}`)}
          </NavigationLink>
        ))}
        <HelpButton label={t('help')} className="option w-full text-ink hover:bg-hover" />
      </div>
    </>
  )
}
