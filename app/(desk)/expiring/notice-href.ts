import type { Route } from 'next'
import type { NoticeGroup } from '@/lib/expiring/schema'

/** The calendar with a reminder's licensee and days chosen. */
export const expiringHref = ({ appid, from, to }: Pick<NoticeGroup, 'appid' | 'from' | 'to'>): Route =>
  `/expiring?appid=${appid}&from=${from}&to=${to}` as Route
