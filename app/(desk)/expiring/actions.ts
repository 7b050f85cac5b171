'use server'
import { action } from '@/lib/action'
import { renewExpiring as renewExpiringWrite } from '@/lib/grants/renew-expiring'

export const renewExpiring = action(renewExpiringWrite)
