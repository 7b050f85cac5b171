'use server'
import { action } from '@/lib/action'
import { openRetrySlip } from '@/lib/grants/open-retry-slip'
import { retryFailed } from '@/lib/grants/retry-failed'
import { answerUnknown } from '@/lib/operations/answer-unknown'
import { cancelWrite } from '@/lib/operations/cancel-write'
import { requestRecheck } from '@/lib/operations/request-recheck'

export const answerOperation = action(answerUnknown)
export const cancelOperation = action(cancelWrite)
export const openSlip = action(openRetrySlip)
export const recheckOperation = action(requestRecheck)
export const retryOperation = action(retryFailed)
