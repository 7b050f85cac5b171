'use server'
import { action } from '@/lib/action'
import { retryFailed } from '@/lib/grants/retry-failed'
import { cancelWrite } from '@/lib/operations/cancel-write'

export const cancelOperation = action(cancelWrite)
export const retryOperation = action(retryFailed)
