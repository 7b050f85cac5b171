'use server'
import { action } from '@/lib/action'
import { changePassword as changePasswordWrite } from '@/lib/people/change-password'
import { endSession as endSessionWrite } from '@/lib/people/end-session'

export const changePassword = action(changePasswordWrite)
export const endSession = action(endSessionWrite)
