import type { Page } from '@playwright/test'

/** What somebody who does not see the page is told of it. */
export async function outlineOf(page: Page) {
  return page.evaluate(() => {
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true })
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
      .filter(isShown)
      .filter((heading) => !heading.closest('[role=dialog], [role=alertdialog], [popover]'))
      .map((heading) => Number(heading.tagName.slice(1)))
    return {
      title: document.title,
      language: document.documentElement.lang,
      mains: [...document.querySelectorAll('main')].filter(isShown).length,
      firsts: levels.filter((level) => level === 1).length,
      skipped: levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 1) + 1),
    }
  })
}

/** What sticks out to the right of the window without a scroll box of its own around it. */
export async function sidewaysOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const scrolls = (element: Element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX)
    const isBoxed = (element: Element): boolean => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
        if (scrolls(box)) return true
      return false
    }
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !isBoxed(element),
    )
    const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)))
    return innermost
      .slice(0, 4)
      .map((element) => `${element.tagName} ${element.className} ${element.textContent}`.slice(0, 120))
  })
}

/** What still moves although the person asked for no motion. */
export async function motionOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const longest = (list: string) => Math.max(...list.split(',').map((part) => Number.parseFloat(part) || 0))
    const LIMIT_S = 0.000_011
    const moving = [...document.querySelectorAll('body *')].filter((element) => {
      const { transitionDuration, transitionProperty, animationDuration, animationName } = getComputedStyle(element)
      const transits = transitionProperty !== 'none' && longest(transitionDuration) > LIMIT_S
      return transits || (animationName !== 'none' && longest(animationDuration) > LIMIT_S)
    })
    const running = document.getAnimations().filter((animation) => {
      const { duration } = animation.effect?.getComputedTiming() ?? {}
      return typeof duration === 'number' && duration > 0.011 && animation.playState === 'running'
    })
    return [
      ...moving.map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`.slice(0, 90)),
      ...running.map(String),
    ].slice(0, 4)
  })
}

/**
 * Targets too small for a finger: under 24 px with another one within 24 px of its middle, or a button that acts under 44.
 * Links within a sentence are as tall as its line.
 */
export async function smallTargetsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 24
    const selector =
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=checkbox], [role=switch], [role=radio], [role=tab]'
    const isInline = (element: Element) => getComputedStyle(element).display === 'inline'
    const isPinned = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).position === 'fixed' || isPinned(element.parentElement))
    const boxes = [...document.querySelectorAll<HTMLElement>(selector)]
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) &&
          !element.closest('[inert], [aria-hidden=true]'),
      )
      // A day's bar is as narrow as a day is; the table under the bars says the same.
      .filter((element) => !isInline(element) && !element.closest('.bars'))
      .map((element) => {
        const target = element.closest('label') ?? element
        const box = target.getBoundingClientRect()
        // A small mark may carry a larger target that is not drawn.
        const after = getComputedStyle(element, '::after')
        const wider = after.position === 'absolute' ? Math.max(0, Number.parseFloat(after.width) - box.width) : 0
        return {
          element,
          target,
          box,
          isPinned: isPinned(element),
          least: Math.min(box.width, box.height) + (wider || 0),
        }
      })
      .filter(({ box }) => box.width > 1 && box.height > 1)
    const describe = ({ element, box }: (typeof boxes)[number]) =>
      `${element.tagName} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 24)} ${Math.round(box.width)}×${Math.round(box.height)}`
    const middle = ({ box }: (typeof boxes)[number]) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 })
    const crowded = boxes.filter((one) => {
      if (one.least >= LEAST - 0.5) return false
      const { x, y } = middle(one)
      return boxes.some(({ target, box, isPinned }) => {
        // What lies under a bar that stays in place is scrolled out from under it.
        if (isPinned !== one.isPinned) return false
        if (target === one.target || target.contains(one.target) || one.target.contains(target)) return false
        const dx = Math.max(box.left - x, 0, x - box.right)
        const dy = Math.max(box.top - y, 0, y - box.bottom)
        return Math.hypot(dx, dy) < LEAST / 2
      })
    })
    const primary = boxes.filter(({ element, box }) => element.classList.contains('btn-primary') && box.height < 43.5)
    return [...crowded, ...primary].slice(0, 6).map(describe)
  })
}
