'use server'
import { action } from '@/lib/action'
import { requestVerification as requestVerificationWrite } from '@/lib/integrity/request-verification'

export const requestVerification = action(requestVerificationWrite)
