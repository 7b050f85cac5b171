import { expect, type Locator, type Page } from '@playwright/test'

const MOST_STOPS = 200

/** Walks on by Tab until the focus is on it, and looks whether the focus is seen there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let left = MOST_STOPS; left > 0; left -= 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      expect(await isFocusSeen(page), `the focus on ${target} is seen`).toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`${target} is not reached by Tab`)
}

export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

/** A ring around the control itself, or around the box that stands for it. */
function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const isRinged = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow.includes('0px 0px 0px 2px')
    }
    let element = document.activeElement
    for (let up = 0; element && up < 4; up += 1) {
      if (isRinged(element)) return true
      element = element.parentElement
    }
    return false
  })
}
