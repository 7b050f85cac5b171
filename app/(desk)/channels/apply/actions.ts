'use server'
import { action } from '@/lib/action'
import {
  chooseChannels as chooseChannelsWrite,
  planApply as planApplyWrite,
  replanApply as replanApplyWrite,
} from '@/lib/channels/apply-prepare'
import { retryChange as retryChangeWrite, startChange as startChangeWrite } from '@/lib/channels/apply-start'
import { submitApply as submitApplyWrite } from '@/lib/channels/apply-submit'

export const startChange = action(startChangeWrite)
export const retryChange = action(retryChangeWrite)
export const chooseChannels = action(chooseChannelsWrite)
export const planApply = action(planApplyWrite)
export const replanApply = action(replanApplyWrite)
export const submitApply = action(submitApplyWrite)
