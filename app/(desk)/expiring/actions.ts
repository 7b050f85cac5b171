'use server'
import { action } from '@/lib/action'
import { dismissNotices as dismissNoticesWrite } from '@/lib/expiring/dismiss-notices'
import { renewExpiring as renewExpiringWrite } from '@/lib/grants/renew-expiring'

export const renewExpiring = action(renewExpiringWrite)
export const dismissNotices = action(dismissNoticesWrite)
