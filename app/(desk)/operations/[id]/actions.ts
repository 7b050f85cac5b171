'use server'
import { action } from '@/lib/action'
import { cancelWrite } from '@/lib/operations/cancel-write'

export const cancelOperation = action(cancelWrite)
