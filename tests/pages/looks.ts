import type { BrowserContext } from '@playwright/test'

export type Look = { locale: 'zh-CN' | 'en'; theme: 'light' | 'dark' }

/** Every language in every theme. */
export const looks: readonly Look[] = (['zh-CN', 'en'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).map((theme) => ({ locale, theme })),
)

export const lookName = ({ locale, theme }: Look): string => `${locale}-${theme}`

/** Sets language and theme the way the switches in the account menu do. */
export async function wear(context: BrowserContext, { locale, theme }: Look, baseURL: string): Promise<void> {
  const url = new URL(baseURL).origin
  await context.addCookies([
    { name: 'locale', value: locale, url },
    { name: 'theme', value: theme, url },
  ])
}
