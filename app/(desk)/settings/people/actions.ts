'use server'
import { action } from '@/lib/action'
import { changeRole as changeRoleWrite } from '@/lib/people/change-role'
import { disablePerson as disablePersonWrite } from '@/lib/people/disable-person'
import { enablePerson as enablePersonWrite } from '@/lib/people/enable-person'
import { endPersonSessions as endPersonSessionsWrite } from '@/lib/people/end-person-sessions'
import { invitePerson as invitePersonWrite } from '@/lib/people/invite-person'
import { makeResetLink as makeResetLinkWrite } from '@/lib/people/make-reset-link'

export const invitePerson = action(invitePersonWrite)
export const changeRole = action(changeRoleWrite)
export const disablePerson = action(disablePersonWrite)
export const enablePerson = action(enablePersonWrite)
export const makeResetLink = action(makeResetLinkWrite)
export const endPersonSessions = action(endPersonSessionsWrite)
