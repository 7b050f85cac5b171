import { formatDateTime } from '@/lib/format'

/** Completes the hover text of a time with UTC and the reader's own zone, which only the browser knows. */
export function showZones(hovered: EventTarget, localWord: string): void {
  if (!(hovered instanceof HTMLTimeElement) || hovered.dataset.zones) return
  const moment = new Date(hovered.dateTime)
  if (!Number.isFinite(moment.getTime())) return
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }).format(moment)
  const utc = formatDateTime(moment.getTime() - 8 * 3_600_000, 'milli')
  hovered.dataset.zones = 'shown'
  hovered.title = [hovered.title, `${utc} UTC`, `${local} ${localWord} ${timeZone}`].join('\n')
}
