import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { LocaleSwitch } from './locale-switch'
import { themeCookie, toTheme } from './preferences'
import { ThemeSwitch } from './theme-switch'

/** Language and theme, for the account menu and for pages before sign-in. */
export async function PreferenceSwitches() {
  const t = await getTranslations('shell')
  const theme = toTheme((await cookies()).get(themeCookie)?.value)
  return (
    <div className="flex flex-wrap gap-2">
      <LocaleSwitch locale={await getLocale()} label={t('language')} />
      <ThemeSwitch
        theme={theme}
        label={t('theme.label')}
        words={{ light: t('theme.light'), dark: t('theme.dark'), system: t('theme.system') }}
      />
    </div>
  )
}
