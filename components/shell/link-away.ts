/** The link that a click follows off this page, if it follows one. */
export function linkAway(event: MouseEvent): HTMLAnchorElement | null {
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null
  return anchor instanceof HTMLAnchorElement && leadsAway(anchor, event) ? anchor : null
}

function leadsAway(anchor: HTMLAnchorElement, event: MouseEvent): boolean {
  const isPlainClick = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  const isHere = anchor.origin === window.location.origin && anchor.target !== '_blank'
  const samePage = anchor.pathname === window.location.pathname && anchor.hash !== ''
  return isPlainClick && isHere && !samePage && !anchor.hasAttribute('download')
}
