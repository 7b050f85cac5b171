import { weighScripts } from '@/tests/bench/first-scripts'
import { findPlaces } from '@/tests/pages/places'
import { screens } from '@/tests/pages/screens'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

const KIB = 1024
/** What is read all day is light; a page with an editor may weigh more. Only the page that shows every primitive at once weighs more than that. */
const limits: Record<string, number> = { '/audit': 200 * KIB, '/settings/design': 320 * KIB }
const MOST = 280 * KIB

test('no page asks for more script than its budget before it answers', async ({ page, baseURL }) => {
  await signInAs(page.context(), baseURL ?? '', 'admin')
  const places = await findPlaces(page)
  const addresses = new Set(
    screens
      .filter(({ as, name }) => as !== null && name !== 'missing')
      .map(({ path }) => path(places).split('?')[0] ?? '/'),
  )
  const read = async (address: string) => {
    const answer = await page.request.get(address)
    expect(answer.status(), address).toBe(200)
    return answer.text()
  }
  const known = new Map<string, number>()
  const over: string[] = []
  for (const address of addresses) {
    const bytes = await weighScripts(await read(address), read, known)
    expect(bytes, `${address} loads its scripts`).toBeGreaterThan(0)
    if (bytes > (limits[address] ?? MOST)) over.push(`${address}: ${(bytes / KIB).toFixed(1)} KiB`)
  }
  expect(over).toEqual([])
})
