export const locales = ['zh-CN', 'en'] as const
export type AppLocale = (typeof locales)[number]
const defaultLocale: AppLocale = 'zh-CN'
export const localeCookie = 'locale'

export function toLocale(value: string | undefined): AppLocale {
  return locales.find((locale) => locale === value) ?? defaultLocale
}
