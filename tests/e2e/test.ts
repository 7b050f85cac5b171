import { test as base, expect, type Page } from '@playwright/test'

export { expect } from '@playwright/test'

/**
 * A refused request is logged by the browser itself; that is an answer, not a fault of the page. So is a picture whose host
 * lets no page read it, and a request while a test has taken the network away.
 */
const isAnswer = (text: string, address: string) =>
  /^Failed to load resource: the server responded with a status of (400|401|403|404|409|429)/.test(text) ||
  text === 'Failed to load resource: net::ERR_INTERNET_DISCONNECTED' ||
  /^Access to image at '[^']+\/qr\/\d+\.png' from origin '[^']+' has been blocked by CORS policy/.test(text) ||
  (text === 'Failed to load resource: net::ERR_FAILED' && /\/qr\/\d+\.png$/.test(address))

function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAnswer(message.text(), message.location().url)) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
}

/** Any error in the console of any page of the test fails it, a violated policy included. */
export const test = base.extend<{ consoleFaults: string[] }>({
  consoleFaults: [
    async ({ context }, use) => {
      const faults: string[] = []
      // What is refused to a script that expects it is told to nobody else.
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sourceFile, blockedURI }) => {
          console.error(`${effectiveDirective} does not allow ${blockedURI} in ${sourceFile}`)
        })
      })
      for (const page of context.pages()) watch(page, faults)
      context.on('page', (page) => watch(page, faults))
      await use(faults)
      expect(faults, 'errors in the browser console').toEqual([])
    },
    { auto: true },
  ],
})
