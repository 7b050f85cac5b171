'use server'
import { action } from '@/lib/action'
import { addHold as addHoldWrite } from '@/lib/retention/add-hold'
import { releaseHold as releaseHoldWrite } from '@/lib/retention/release-hold'
import { updatePolicy as updatePolicyWrite } from '@/lib/retention/update-policy'

export const updatePolicy = action(updatePolicyWrite)
export const addHold = action(addHoldWrite)
export const releaseHold = action(releaseHoldWrite)
