import type { Page } from '@playwright/test'
import type { Places } from './places.ts'
import type { Screen } from './screens.ts'

/** Of the channel that the story saved: it has two versions. */
const of = (name: string, as: 'manager' | 'support', rest: string): Screen => ({
  name,
  as,
  path: ({ changedChannel }: Places) => `${changedChannel}/versions${rest}`,
})

export const versionScreens: readonly Screen[] = [
  of('channel-versions', 'manager', ''),
  of('channel-versions-compare', 'manager', '/compare?from=1&to=2'),
  of('channel-versions-all', 'support', '/compare?from=2&to=1&show=all'),
  of('channel-rollback', 'manager', '/1/restore'),
  of('channel-rollback-nothing', 'support', '/2/restore'),
  { name: 'channel-drift', as: 'manager', path: () => '/drift/channels' },
  { name: 'channel-drift-restore', as: 'manager', path: () => '/drift/channels', act: restoreFirst },
  { name: 'channel-drift-closed', as: 'support', path: () => '/drift/channels?view=closed' },
]

/** A channel that was changed outside, on a slip; a story without any has nothing to tick. */
async function restoreFirst(page: Page): Promise<void> {
  if ((await page.locator('main tbody tr').count()) === 0) return
  await page.locator('main tbody').getByRole('checkbox').first().click()
  await page.locator('main a[href*="/drift/channels/restore"]').click()
  await page.locator('main form').getByRole('textbox').waitFor()
}
