/** Whether a click on this link would leave the page. */
export function leadsAway(anchor: HTMLAnchorElement, event: MouseEvent) {
  const isPlainClick = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  const isHere = anchor.origin === window.location.origin && anchor.target !== '_blank'
  const samePage = anchor.pathname === window.location.pathname && anchor.hash !== ''
  return isPlainClick && isHere && !samePage && !anchor.hasAttribute('download')
}
