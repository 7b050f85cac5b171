export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
export const themeCookie = 'theme'

export type RailWidth = 'wide' | 'slim'
export const railCookie = 'rail'

/** `off` where single letters must not act. */
export const keysCookie = 'keys'

/** Whether the dock of open slips was left `open` or `closed`, and which slip was looked at. */
export const dockCookie = 'dock'
export const slipCookie = 'slip'

export function toTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

export function toRailWidth(value: string | undefined): RailWidth {
  return value === 'slim' ? 'slim' : 'wide'
}

/** How a screen looks is the browser's own business: a plain cookie, so the first paint is already right. */
export function rememberPreference(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store interface is missing in some browsers
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
}
